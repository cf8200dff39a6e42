"""What the store knows of sites, held in memory while pages come in; what of it concerns a page; and all of it, told.

Comes in: an open store; articles in the order in which they will be stored. Goes out: a `SiteTemplate` for each.
Must not know: how pages are processed. What is here is always what the store says once those articles are in it.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from broadsheet.errors import UsageError
from broadsheet.extract.learner import STORIES, Learner
from broadsheet.extract.template import fingerprint
from broadsheet.records import Article, PageTexts, SiteTemplate
from broadsheet.run.variants import is_same_story, other_ids
from broadsheet.store import Store, scrub_article, site_of, template_site

HELD = 16 * STORIES
"""Stories held of all sites together, about 30 MB; of more, the site that was asked for longest ago is read anew."""


_NOTHING = SiteTemplate()


class Learning:
    """The sites' learners. A site that is not `here` has to be read, when all that was observed is in the store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._learners: dict[str, Learner] = {}

    def here(self, article: Article) -> bool:
        """Is the article's site held?"""
        return template_site(article) in self._learners

    def read(self, article: Article) -> None:
        """Read the article's site from the store."""
        site = template_site(article)
        self._learners[site] = Learner(self._store.stories(site, STORIES))
        while len(self._learners) > 1 and sum(map(len, self._learners.values())) > HELD:
            del self._learners[next(iter(self._learners))]

    def template(self, article: Article, page: PageTexts) -> SiteTemplate:
        """What the site's other stories say of the article's page."""
        site = template_site(article)
        self._learners[site] = learner = self._learners.pop(site)  # to the end: asked for last
        return learner.template(page)

    def same_as(self, article: Article, page: PageTexts | None = None, known: SiteTemplate = _NOTHING) -> str | None:
        """The id of the article that a new one tells once more under another address; None where there is none.

        All that may be its variant (`variants.handles`) must be in the store. `known`: what `template` says of it.
        """
        if not article.url or self._store.is_known(article.id):
            return None
        article = scrub_article(article)  # as the others are kept
        for other in self._perhaps(article, page):
            if is_same_story(article, other, lambda part: fingerprint(part) in known.seen):
                return other.id
        return None

    def _perhaps(self, article: Article, page: PageTexts | None) -> Iterator[Article]:
        yield from self._store.articles_named(other_ids(article))
        if page is not None:
            yield from self._store.articles_titled(template_site(article), page.story, article)

    def observe(self, article: Article, page: PageTexts) -> None:
        """The article is going to be stored."""
        site = template_site(article)
        if not self._store.was_removed(article.id) and not self._learners[site].observe(article.id, page):
            del self._learners[site]


class LearntText(msgspec.Struct, frozen=True):
    """A text that recurs on a site."""

    pages: int
    """Stories that have it."""
    text: str | None
    """Its words; None where no article holds them as one block, such as the cells of a table."""
    article: str
    """Id of the article, of those looked at, that was met last with it; empty without text."""


class Learnt(msgspec.Struct, frozen=True):
    """What was learnt of a site from its own pages."""

    site: str
    pages: int
    """Stories that were looked at."""
    texts: tuple[LearntText, ...]
    """Those on most stories first."""


def learnt(store: Store, name: str) -> Learnt:
    """What was learnt of a site: a domain, host or URL; `-` is the pages without an address.

    Raises `UsageError` where no page of the site is in the corpus.
    """
    site = "" if name == "-" else site_of(name)
    learner = Learner(store.stories(site, STORIES))
    if not len(learner):
        raise UsageError(f"nothing was learnt of {name}: no article of it was read (`reextract` reads older ones)")
    template = learner.learnt()
    missing = set(template.seen)
    found: dict[int, tuple[str, str]] = {}
    for article in store.newest_pages(site, missing):
        for text in [*(part.text for part in article.body), *(part.text for part in article.stripped)]:
            known = fingerprint(text)
            if known is not None and known in missing:
                missing.remove(known)
                found[known] = (text, article.id)
    told = [LearntText(count, *found.get(known, (None, ""))) for known, count in template.seen.items()]
    return Learnt(site, template.pages, tuple(sorted(told, key=lambda one: (-one.pages, one.text or ""))))
