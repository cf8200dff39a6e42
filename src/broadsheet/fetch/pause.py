"""How long a site asks to be left alone: `Retry-After`, read as leniently as servers write it.

Comes in: the header fields `Retry-After` and `Date`, the local time. Goes out: seconds.
Must not know: the schedule that keeps the pause.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from broadsheet.fetch.head import Head

LONGEST_PAUSE = 24 * 3600.0
"""Seconds; longer wishes are cut to a day (a guess): more is a typing error, or never."""

_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]*)?")


def asked_pause(head: Head | None) -> float | None:
    """Seconds that a 429 or 503 asks us to stay away (RFC 6585, 9110); None where it names no time to come."""
    if head is None or head.status not in {429, 503}:
        return None
    return retry_after(head.first("retry-after"), head.first("date"), datetime.now(UTC)) or None


def retry_after(value: str | None, date: str | None, now: datetime) -> float | None:
    """Seconds to wait, 0 to `LONGEST_PAUSE`; None where the field is absent or says nothing.

    `value`: seconds or an HTTP date (RFC 9110, 10.2.3). A date is measured against the response's own `date`,
    so that a wrong clock on either side does no harm; against `now` where there is none.
    """
    text = (value or "").strip()
    if _NUMBER.fullmatch(text):
        return _clamp(float(text))
    until = _moment(text)
    if until is None:
        return None
    return _clamp((until - (_moment(date or "") or now)).total_seconds())


def _clamp(seconds: float) -> float:
    return min(max(seconds, 0.0), LONGEST_PAUSE)


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):  # what its parser lets through on garbage
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
