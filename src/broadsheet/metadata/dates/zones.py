"""The zone that stands beside a clock, as its distance from UTC.

Comes in: the characters after a clock, the day and hour that they belong to. Goes out: `±HH:MM`, or nothing where no
zone is written or where it leaves the distance open. Must not know: how dates are written.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_ZONES = {
    **dict.fromkeys(("z", "utc", "gmt", "ut", "wet"), 0),
    **dict.fromkeys(("cet", "mez", "west", "wat"), 60),
    **dict.fromkeys(("cest", "mesz", "eet", "sast", "cat"), 120),
    **dict.fromkeys(("eest", "msk", "eat", "trt"), 180),
    **dict.fromkeys(("hkt", "sgt", "awst"), 480),
    **dict.fromkeys(("jst", "kst"), 540),
    **{"pkt": 300, "wib": 420, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780},
    **{"est": -300, "edt": -240, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "brt": -180},
}
"""Abbreviation -> minutes east of UTC. Left out: those that mean several zones (BST, CST, IST, AST)."""
_AMERICAN = {"ET": -300, "CT": -360, "MT": -420, "PT": -480}
"""What North American papers write all year: Eastern, Central, Mountain and Pacific Time, in winter."""
_ENGLISH = frozenset({"en", None})
"""Elsewhere `ET` is a word and `MT` a place."""
_NEW_RULE, _OLD_RULE = 2007, 1987
"""Years since which summer time has run from the second Sunday of March to the first of November (Energy Policy Act of
2005), and before from the first Sunday of April to the last of October (Public Law 99-359)."""
_OFFSET = re.compile(r"^[\s(]*(?:Uhr\b)?[\s(,]*([A-Za-z]{1,4}\b)?\s?([+−-]\d{1,2}(?::?\d{2})?(?!\d))?")


def zone(rest: str, wall: datetime, language: str | None) -> tuple[str, int]:
    """`±HH:MM` of the zone that `rest` begins with, or nothing; and how many characters it took.

    `wall`: the day and hour beside it, since some zones' distance from UTC depends on them; `language`: primary.
    """
    match = _OFFSET.match(rest)
    if match is None:
        return "", 0
    name, offset = (match[1] or "").lower(), match[2]
    if match[1] in _AMERICAN and language in _ENGLISH:
        minutes = _american(_AMERICAN[match[1]], wall)
        return (_offset_text(minutes), match.end(1)) if minutes is not None else ("", 0)
    if name and name not in _ZONES:
        return "", 0
    if offset and (not name or _ZONES[name] == 0):
        minutes = _offset_minutes(offset)
        return (_offset_text(minutes), match.end()) if minutes is not None else ("", 0)
    if name:
        return _offset_text(_ZONES[name]), match.end(1)
    return "", 0


def _offset_minutes(offset: str) -> int | None:
    digits = offset[1:].replace(":", "")
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    if hours > 14 or minutes > 59:
        return None  # ISO 8601 zones run from -12:00 to +14:00
    return (hours * 60 + minutes) * (1 if offset[0] == "+" else -1)


def _offset_text(minutes: int) -> str:
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _american(winter: int, wall: datetime) -> int | None:
    """Minutes east of UTC by the clock on the wall; None before 1987, and in hours that a change skips or repeats."""
    if wall.year < _OLD_RULE:
        return None
    new = wall.year >= _NEW_RULE
    begin = _sunday(datetime(wall.year, 3, 8, 2) if new else datetime(wall.year, 4, 1, 2))
    end = _sunday(datetime(wall.year, 11, 1, 2) if new else datetime(wall.year, 10, 25, 2))
    hour = timedelta(hours=1)
    if begin <= wall < begin + hour or end - hour <= wall < end:
        return None
    return winter + 60 if begin <= wall < end else winter


def _sunday(day: datetime) -> datetime:
    """That day, or the first Sunday after it."""
    return day + timedelta(days=(6 - day.weekday()) % 7)
