"""What articles' pages tell of their sites: one row an article, of the page that was met last.

Comes in: `PageTexts`, in the transaction that keeps the article. Goes out: the rows of a site that its template is
learnt from. Must not know: how it is learnt. Nothing is counted here, so that nothing has to be counted back.
"""

from __future__ import annotations

import sqlite3
import sys
from array import array
from collections.abc import Iterator, Set

import msgspec

from broadsheet.records import Article, PageTexts
from broadsheet.store.read import decoded
from broadsheet.store.session import Session
from broadsheet.urls import site_key

LOOKED_AT = 1000
"""Articles of a site that are looked through for the words of its template: most have most of them."""


class Taught(msgspec.Struct, frozen=True):
    """An article and what its page tells; `applied` as `reextract` left it."""

    article_id: str
    page: PageTexts
    extractor: str
    applied: str | None


def template_site(article: Article) -> str:
    """The site whose template an article's page has: its URL's, else its canonical URL's, else none."""
    return site_key(article.url or article.canonical_url or "")


def keep_texts(db: sqlite3.Connection, article: Article, page: PageTexts, applied: str | None = None) -> None:
    """Keep what an article's page tells in place of what was kept; to be called inside a transaction."""
    hash_ = article.extractor.hash if article.extractor else ""
    db.execute(
        "INSERT OR REPLACE INTO page_texts (article_id, site, story, texts, extractor, applied)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (article.id, template_site(article), page.story, _packed(page.texts), hash_, applied),
    )


class Templates(Session):
    """The part of the store that remembers pages."""

    def stories(self, site: str, most: int) -> Iterator[tuple[str, PageTexts]]:
        """The first pages of the `most` stories with the smallest numbers: the sample that a template is learnt from.

        Of several articles of one story the one with the smallest id; as (article id, page).
        """
        rows = self.select(
            "SELECT story, min(article_id) AS article_id, texts FROM page_texts"
            " WHERE site = ? GROUP BY story ORDER BY story LIMIT ?",
            (site, most),
        )
        return ((row["article_id"], PageTexts(row["story"], _unpacked(row["texts"]))) for row in rows)

    def newest_pages(self, site: str, wanted: Set[int]) -> Iterator[Article]:
        """Articles whose page has a text that is wanted, those met last first; the caller may want less by and by."""
        query = (
            "SELECT p.texts, v.article_json FROM page_texts p JOIN articles a ON a.id = p.article_id"
            " JOIN versions v ON v.article_id = a.id AND v.number = a.latest_version"
            " WHERE p.site = ? ORDER BY a.last_seen DESC, a.id LIMIT ?"
        )
        for row in self.select(query, (site, LOOKED_AT)):
            if not wanted.isdisjoint(_unpacked(row["texts"])):
                yield decoded(row["article_json"], self.path)

    def was_removed(self, article: str) -> bool:
        """Is only a tombstone left of the article with this full id?"""
        return self.one("SELECT 1 FROM articles WHERE id = ? AND removed_at IS NOT NULL", (article,)) is not None

    def taught(self, article: str) -> Taught | None:
        """What an article's page tells, by full id; None where it was not read."""
        row = self.one("SELECT * FROM page_texts WHERE article_id = ?", (article,))
        if row is None:
            return None
        page = PageTexts(row["story"], _unpacked(row["texts"]))
        return Taught(article, page, row["extractor"], row["applied"])


def _packed(texts: tuple[int, ...]) -> bytes:
    return _little(array("q", texts)).tobytes()


def _unpacked(texts: bytes) -> tuple[int, ...]:
    read = array("q")
    read.frombytes(texts)
    return tuple(_little(read))


def _little(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
