"""The articles that a page may be a variant of: those that its claims name, and those of its site and headline.

Comes in: an article that is about to be stored. Goes out: the few of the corpus to be compared with it. Must not know:
how they are compared.
"""

# ruff: noqa: S608 - statements are put together from our own words only; every value is bound

from __future__ import annotations

from collections.abc import Iterator, Sequence

from broadsheet.records import Article
from broadsheet.store.read import decoded
from broadsheet.store.session import Session

MOST = 16
"""Articles compared with a page."""
_LOOKED_AT = 500
"""Articles of one site and story number of which those are taken: some papers give hundreds the same headline."""
_NEWEST = "SELECT v.article_json FROM articles a JOIN versions v ON v.article_id = a.id AND v.number = a.latest_version"
_NAMED = f"{_NEWEST} WHERE a.id IN ({{marks}}) ORDER BY a.id"
_TITLED = f"""
    {_NEWEST} WHERE a.id IN (SELECT article_id FROM page_texts WHERE site = ? AND story = ? ORDER BY article_id LIMIT ?)
    AND (a.title = ? OR a.canonical_url IN (?, ?)) ORDER BY a.id LIMIT ?"""


class Alike(Session):
    """The part of the store that finds what a page may be a variant of."""

    def is_known(self, article: str) -> bool:
        """Is there an article of this full id, or its tombstone?"""
        return self.one("SELECT 1 FROM articles WHERE id = ?", (article,)) is not None

    def articles_named(self, ids: Sequence[str]) -> Iterator[Article]:
        """Those of the ids that are there."""
        if ids:
            for row in self.select(_NAMED.format(marks=", ".join("?" * len(ids))), ids):
                yield decoded(row[0], self.path)

    def articles_titled(self, site: str, story: int, article: Article) -> Iterator[Article]:
        """Those of a site and story number that have the article's headline, or claim the same address."""
        claims = (article.canonical_url or article.url, article.url)
        for row in self.select(_TITLED, (site, story, _LOOKED_AT, article.title, *claims, MOST)):
            yield decoded(row[0], self.path)
