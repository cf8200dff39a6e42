"""One question to the FTS5 index, ranked by BM25.

Comes in: a store, words as a person types them, filters. Goes out: `Hit`s, best first; no words raise.
Must not know: how an article came into the corpus.
"""

from __future__ import annotations

from broadsheet.records import Hit
from broadsheet.store import Store, match_expression
from broadsheet.store.filters import LATEST, condition

WEIGHTS = "10.0, 4.0, 1.0, 2.0, 4.0"
"""Of title, lead, text, authors, tags, in the index's order. Our choice: a word in the headline says most of what a
story is about, standfirst and tags come next; BM25's own length normalisation is SQLite's (k1 = 1.2, b = 0.75)."""

SNIPPET = 32
"""Words of a snippet: about two lines of a terminal; FTS5 allows 64."""

_QUERY = f"""
    SELECT a.id, a.url, a.title, a.date_published,
        snippet(article_fts, -1, '[', ']', '…', {SNIPPET}) AS snippet, -bm25(article_fts, {WEIGHTS}) AS score
    FROM article_fts JOIN ({LATEST}) ON v.id = article_fts.rowid
    WHERE article_fts MATCH :match AND """  # noqa: S608 - our own words


def search(
    store: Store,
    query: str,
    limit: int = 20,
    *,
    site: str | None = None,
    since: str | None = None,
    until: str | None = None,
    language: str | None = None,
) -> list[Hit]:
    """The articles that best match a query, at most `limit` of them.

    The query: words, "phrases", `-excluded`, `OR`, `prefix*` (see `match_expression`); case and accents do
    not count. Filters as in `filters.condition`. Matches stand between `[` and `]` in the snippet.
    """
    match = match_expression(query)
    if match is None:
        return []
    where, values = condition(site, since, until, language)
    rows = store.select(
        f"{_QUERY}{where} ORDER BY score DESC, a.id LIMIT :limit",
        {**values, "match": match, "limit": max(limit, 0)},
    )
    return [Hit(**{**dict(row), "snippet": " ".join(row["snippet"].split())}) for row in rows]
