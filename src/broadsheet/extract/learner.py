"""Counts on how many of a site's stories a text stands: the same stories, the same counts, whatever their order.

Comes in: what single pages tell of one site. Goes out: a `SiteTemplate`, for a page or for the site. Must not know
where the pages are kept. Bounded: of a site with many stories a sample is looked at, which depends on nothing but
what the stories are.
"""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.extract.template import FEWEST
from broadsheet.records import PageTexts, SiteTemplate

STORIES = 256
"""Stories looked at: those of the smallest fingerprints, a fair sample (bottom-k sampling, Cohen and Kaplan 2007).

A bio that stands on every fiftieth story is on five of them. About 2 MB a site in memory.
"""


class Learner:
    """One site. `observe` its pages, each under a name that is its own: the article's id."""

    def __init__(self, pages: Iterable[tuple[str, PageTexts]] = ()) -> None:
        self._stories: dict[int, tuple[str, tuple[int, ...]]] = {}
        self._names: dict[str, int] = {}
        self._seen: dict[int, int] = {}
        for name, page in pages:
            self.observe(name, page)

    def __len__(self) -> int:
        return len(self._stories)

    def observe(self, name: str, page: PageTexts) -> bool:
        """Count a page; of several pages of one story, the one with the smallest name.

        False where the counts are no longer those of the site's pages: the page was counted under another story,
        or another page of its story might count in its stead now. Make a new learner then.
        """
        former = self._names.get(name)
        if former is not None and former != page.story:
            return False
        known = self._stories.get(page.story)
        if known is not None and known[0] < name:
            return True
        if known is not None:
            self._forget(page.story)
        elif len(self._stories) >= STORIES:
            last = max(self._stories)
            if page.story > last:
                return True
            self._forget(last)
        self._stories[page.story] = (name, page.texts)
        self._names[name] = page.story
        for text in page.texts:
            self._seen[text] = self._seen.get(text, 0) + 1
        return True

    def template(self, page: PageTexts) -> SiteTemplate:
        """What the site's other stories and the page together say of the page's texts."""
        own = self._stories.get(page.story)
        others = len(self._stories) - (own is not None)
        if others + 1 < FEWEST:
            return SiteTemplate(others + 1)
        counted = set(own[1]) if own is not None else ()
        seen = ((text, self._seen.get(text, 0) + (text not in counted)) for text in page.texts)
        return SiteTemplate(others + 1, {text: count for text, count in seen if count >= FEWEST})

    def learnt(self) -> SiteTemplate:
        """What has been learnt of the site so far."""
        often = {text: count for text, count in sorted(self._seen.items()) if count >= FEWEST}
        return SiteTemplate(len(self._stories), often)

    def _forget(self, story: int) -> None:
        name, texts = self._stories.pop(story)
        del self._names[name]
        for text in texts:
            if self._seen[text] == 1:
                del self._seen[text]
            else:
                self._seen[text] -= 1
