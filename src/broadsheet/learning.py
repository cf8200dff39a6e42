"""What the store knows of sites, held in memory while pages come in; and what of it concerns a page.

Comes in: an open store; articles in the order in which they will be stored. Goes out: a `SiteTemplate` for each.
Must not know: how pages are processed. What is here is always what the store says once those articles are in it.
"""

from __future__ import annotations

from broadsheet.extract.learner import STORIES, Learner
from broadsheet.records import Article, PageTexts, SiteTemplate
from broadsheet.store import Store, template_site

HELD = 16 * STORIES
"""Stories held of all sites together, about 30 MB; of more, the site that was asked for longest ago is read anew."""


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

    def observe(self, article: Article, page: PageTexts) -> None:
        """The article is going to be stored."""
        site = template_site(article)
        if not self._store.was_removed(article.id) and not self._learners[site].observe(article.id, page):
            del self._learners[site]
