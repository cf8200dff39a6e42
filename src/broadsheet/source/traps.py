"""Addresses that a site makes up without end: calendars, repeated folders, growing queries (row D1 of the matrix).

Comes in: an address that some page links to. Goes out: why it is not followed, or None. Pure; what somebody named
himself, or a sitemap lists, is not asked about. The bounds are Heritrix's where it has one.
"""

from __future__ import annotations

from collections import Counter

from broadsheet import urls
from broadsheet.source.listings.gathered import LONGEST_URL

MOST_SEGMENTS = 20
"""Parts of the path: Heritrix's TooManyPathSegmentsDecideRule."""
MOST_REPEATS = 2
"""Times that a part of the path may return: Heritrix's PathologicalPathDecideRule."""
MOST_PARAMETERS = 6
"""Parameters of the query: facets multiply; a story's address has one to three."""
_LONG_SEGMENT = 2
"""Characters of a part that counts as returning: days and months repeat in `/2024/05/05/`."""


def trap(url: str) -> str | None:
    """Why an address found on a page is not followed; None for an ordinary one."""
    if len(url) > LONGEST_URL:
        return f"longer than {LONGEST_URL} characters"
    parts = [part for part in urls.path(url).split("/") if part]
    if len(parts) > MOST_SEGMENTS:
        return f"more than {MOST_SEGMENTS} folders deep"
    again = [part for part, times in Counter(parts).items() if times > MOST_REPEATS and len(part) > _LONG_SEGMENT]
    if again:
        return f"“{again[0][:60]}” returns in its path"
    names = [pair.partition("=")[0] for pair in url.partition("#")[0].partition("?")[2].split("&") if pair]
    if len(names) > MOST_PARAMETERS:
        return f"more than {MOST_PARAMETERS} parameters"
    if any(times > MOST_REPEATS for times in Counter(names).values()):
        return "a parameter returns in its query"
    return None
