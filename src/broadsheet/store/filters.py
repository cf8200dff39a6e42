"""What narrows a list of articles: site, days, language, words.

Comes in: a caller's filters. Goes out: an SQL condition with its values. Must not know: what is
selected; the condition speaks of `articles a` and `versions v`.
"""

from __future__ import annotations

from typing import Any

from broadsheet.days import require_day
from broadsheet.store.match import match_expression
from broadsheet.urls import site_key

LATEST = "articles a JOIN versions v ON v.article_id = a.id AND v.number = a.latest_version"
"""Every article that was not removed, with its newest text."""


def condition(
    site: str | None = None,
    since: str | None = None,
    until: str | None = None,
    language: str | None = None,
    text: str | None = None,
) -> tuple[str, dict[str, Any]]:
    """The condition that holds for the articles wanted.

    `site`: a domain, host or URL. `since`, `until`: `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or a time, both
    inclusive; an article without a date is in no range. `language`: a BCP 47 tag, its primary subtag
    counts. `text`: a query as `match_expression` reads it.
    """
    for name, day in (("since", since), ("until", until)):
        require_day(name, day)
    values = {
        "site": site_of(site) if site else None,
        "since": since,
        "until": until,
        "language": language.replace("_", "-").partition("-")[0].lower() if language else None,
        "match": match_expression(text) if text is not None else None,
    }
    tests = {
        "site": "a.site = :site",
        "since": "a.date_published >= :since",
        "until": "substr(a.date_published, 1, length(:until)) <= :until",
        "language": "a.language = :language",
        "match": "v.id IN (SELECT rowid FROM article_fts WHERE article_fts MATCH :match)",
    }
    used = {name: value for name, value in values.items() if value is not None}
    parts = [tests[name] for name in used] + (["0"] if text is not None and "match" not in used else [])
    return " AND ".join(parts) or "1", used


def site_of(name: str) -> str:
    """The site key of a domain, host or URL as a person writes it."""
    return site_key(name if "://" in name else f"https://{name}") or name
