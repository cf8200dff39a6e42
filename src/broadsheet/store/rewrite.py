"""Stored articles made anew from the same page: the words change, what happened does not.

Comes in: articles as today's extractor makes them. Goes out: which are still to be made. Must not know: how. A version
stays the version that it was; inputs and attempts are not touched.
"""

# ruff: noqa: S608 - statements are put together from our own words only; every value is bound

from __future__ import annotations

import msgspec

from broadsheet.records import Article, PageTexts
from broadsheet.store.filters import site_of
from broadsheet.store.scrub import fair
from broadsheet.store.session import Session
from broadsheet.store.templates import keep_texts
from broadsheet.store.write import show

_ALL = "articles a LEFT JOIN page_texts p ON p.article_id = a.id WHERE a.latest_version IS NOT NULL"
_OF_SITE = "(:site IS NULL OR a.site = :site OR p.site = :site)"


class Stored(msgspec.Struct, frozen=True):
    """An article that could be made anew."""

    id: str
    site: str
    """The site that its template is of; "" where none is known."""
    applied: str | None
    """Digest of extractor and template that it was made with, if `reextract` made it."""


class Rewriter(Session):
    """The part of the store that corrects itself."""

    def stored(self, site: str | None = None) -> list[Stored]:
        """Every article that was not removed, or those of a site, site by site."""
        query = (
            "SELECT a.id, coalesce(p.site, a.site, '') AS template, p.applied"
            f" FROM {_ALL} AND {_OF_SITE} ORDER BY template, a.id"
        )
        return [Stored(*row) for row in self.select(query, {"site": site_of(site) if site else None})]

    def untaught(self, extractor: str, site: str | None = None) -> list[str]:
        """The ids of those articles whose page was never read by this extractor (its hash) for a template."""
        query = f"SELECT a.id FROM {_ALL} AND {_OF_SITE} AND p.extractor IS NOT :extractor ORDER BY a.id"
        values = {"site": site_of(site) if site else None, "extractor": extractor}
        return [row["id"] for row in self.select(query, values)]

    def teach(self, article: Article, page: PageTexts) -> None:
        """Keep what an article's page tells of its site; the article stays as it is."""
        with self.transaction() as db:
            keep_texts(db, article, page)

    def rewrite(self, article: Article, page: PageTexts | None, applied: str) -> None:
        """Put an article, under its id, in place of its newest version.

        Where these words are an older version's already, that one is the newest now, and the other goes.
        """
        copy = fair(article)
        article, digest, encoded = copy.article, copy.digest, copy.encoded.decode()
        with self.transaction() as db:
            (latest,) = db.execute("SELECT latest_version FROM articles WHERE id = ?", (article.id,)).fetchone()
            same = db.execute(
                "SELECT number FROM versions WHERE article_id = ? AND text_digest = ?", (article.id, digest)
            ).fetchone()
            number = same["number"] if same else latest
            if number != latest:
                db.execute("DELETE FROM versions WHERE article_id = ? AND number = ?", (article.id, latest))
            db.execute(
                "UPDATE versions SET text = ?, text_digest = ?, article_json = ? WHERE article_id = ? AND number = ?",
                (article.text, digest, encoded, article.id, number),
            )
            show(db, article, number)
            if page is not None:
                keep_texts(db, article, page, applied)
            else:
                db.execute("UPDATE page_texts SET applied = NULL WHERE article_id = ?", (article.id,))
