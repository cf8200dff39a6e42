"""Pages in the order of their coming, whoever is done first: so that what a page is told of its site never depends on
how many processes work, nor on which is quickest.

Comes in: pages, and what a pool makes of them. Goes out: outcomes, in order, each to be stored before the next is asked
for. A page is extracted twice where its site's template touches it: without, which is also what its site learns from,
and with it. Must not know: the archive, nor how outcomes are stored.

    join ─▶ first extraction ─▶ its turn: template, learning ─▶ [second extraction] ─▶ the head of the line ─▶ leave
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from typing import Generic, TypeVar

import msgspec

from broadsheet.extract.template import touches
from broadsheet.records import Article, Aside, Dropped, Page, PageTexts, SiteTemplate
from broadsheet.run.learning import Learning
from broadsheet.run.variants import handles

Key = TypeVar("Key")
Outcome = Article | Dropped

LONGEST, HEAVIEST = 500, 64 << 20
"""Pages, and bytes of them, that may stand behind one that takes its time: seconds of work for several processes."""


class Place(Generic[Key]):
    """A page in the line, and how far it is."""

    def __init__(self, number: int, key: Key, page: Page) -> None:
        self.number = number
        self.key = key
        self.page = page
        self.outcome: Outcome | None = None
        self.aside: Aside = None
        self.settled = False
        self.same_as: str | None = None
        """Id of the article that this page tells once more under another address."""
        self.handles: frozenset[str] = frozenset()

    @property
    def seen(self) -> PageTexts | None:
        """What an article's page tells of its site."""
        return self.aside if isinstance(self.aside, PageTexts) else None


class Line(Generic[Key]):
    """The line. `submit` hands a page to the pool, which may block; its answers are told to `answered`."""

    def __init__(self, submit: Callable[[int, Page, SiteTemplate | None], None], learning: Learning) -> None:
        self._submit = submit
        self._learning = learning
        self._places: deque[Place[Key]] = deque()
        self._by_number: dict[int, Place[Key]] = {}
        self._turned = 0
        self._joined = 0
        self._weight = 0
        self._held: Counter[str] = Counter()  # by what the variants of those are found that are not all stored yet

    def __len__(self) -> int:
        return len(self._places)

    @property
    def full(self) -> bool:
        """Must the next page wait?"""
        return len(self._places) >= LONGEST or self._weight > HEAVIEST

    @property
    def ready(self) -> bool:
        """May the head of the line, as far as is known without a look at its turn, leave?"""
        return bool(self._places) and self._places[0].outcome is not None

    def join(self, key: Key, page: Page) -> None:
        """A page takes its place at the end, and is begun."""
        place = Place(self._joined, key, msgspec.structs.replace(page, exchanges=(), path=None))
        self._joined += 1
        self._submit(place.number, place.page, None)  # first: an interrupt here must leave nobody waiting in the line
        self._weight += len(page.body)
        self._places.append(place)
        self._by_number[place.number] = place

    def answered(self, number: int, outcome: Outcome, aside: Aside) -> None:
        """The pool has extracted a page, the first time or the second."""
        place = self._by_number.get(number)
        if place is None:  # an interrupt came between
            return
        if place.outcome is None:
            place.outcome, place.aside = outcome, aside
            return
        if isinstance(outcome, Article):  # a template makes no article a drop
            place.outcome = outcome
        place.settled = True

    def leave(self) -> Place[Key] | None:
        """The head of the line, if it has its outcome. All that left before must be stored by now."""
        while self._turned < len(self._places) and self._take_turn(self._places[self._turned]):
            self._turned += 1
        if not self._places or not self._places[0].settled:
            return None
        place = self._places.popleft()
        self._turned -= 1
        self._held.subtract(place.handles)
        self._weight -= len(place.page.body)
        del self._by_number[place.number]
        return place

    def _take_turn(self, place: Place[Key]) -> bool:
        """Give a page what is known of its site, and learn from it; False where it cannot be done yet."""
        article, seen = place.outcome, place.seen
        if article is None:
            return False
        if not isinstance(article, Article):
            place.settled = True
            return True
        place.handles = handles(article)
        if self._turned and any(self._held[handle] for handle in place.handles):
            return False  # what may be its variant is not stored
        if seen is not None and not self._learning.here(article):
            if self._turned:
                return False  # those before it are not all stored
            self._learning.read(article)
        self._held.update(place.handles)
        template = SiteTemplate() if seen is None else self._learning.template(article, seen)
        place.same_as = self._learning.same_as(article, seen, template)
        place.settled = place.same_as is not None or seen is None or not touches(template, seen)
        if seen is not None and place.same_as is None:
            self._learning.observe(article, seen)
        if not place.settled:
            self._submit(place.number, place.page, template)
        return True
