"""Where an answer sends us on to.

Comes in: an answer's head and URL. Goes out: the next URL, or why there is none. No header field of ours depends
on the origin, so none can cross to another.
Must not know: sockets, robots, how many hops were made.
"""

from __future__ import annotations

from broadsheet import urls
from broadsheet.fetch.head import Head
from broadsheet.records import Reason

_STATUSES = frozenset({301, 302, 303, 307, 308})
"""Redirects that are followed (RFC 9110, 15.4): all by GET, as we send nothing else."""


def is_redirect(head: Head) -> bool:
    """Does the answer send us elsewhere?"""
    return head.status in _STATUSES


def is_home(url: str, named: str) -> bool:
    """Is `url` of the origin of `named`, or that origin by https? What the user named, and nobody else."""
    home = urls.origin(named)
    return urls.origin(url) in {home, home.replace("http://", "https://", 1)}


def next_url(head: Head, url: str) -> str | tuple[Reason, str]:
    """The normalised target of a redirect from `url`; or the reason why it is not followed, with evidence."""
    location = head.first("location")
    if not location:
        return Reason.PROTOCOL_ERROR, f"HTTP {head.status} without Location"
    reference = location.encode("latin-1").decode("utf-8", "replace")  # browsers read it as UTF-8
    target = urls.resolve(url, reference)
    if target is None:
        return Reason.PROTOCOL_ERROR, f"HTTP {head.status}, Location: {reference[:300]}"
    if urls.scheme(target) not in {"http", "https"}:
        return Reason.UNSUPPORTED_SCHEME, f"HTTP {head.status}, Location: {target[:300]}"
    return target
