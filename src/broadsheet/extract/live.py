"""The posts of a live blog: which time each kept block of the page belongs to.

Comes in: a `Document` and its kept rows. Goes out: row → time; nothing where the page is no live blog.
Evidence: a feed of elements with a time each, lines that begin with a time, the JSON-LD's own list of
posts. Must not keep or strip anything, nor know roles.
"""

from __future__ import annotations

import re
from itertools import accumulate, zip_longest
from statistics import median
from typing import NamedTuple

import numpy as np

from broadsheet.extract.clock import Clock, clock, in_order
from broadsheet.extract.live_updates import matched, updates
from broadsheet.records import Blocks, Document, Flag, Moment

FEWEST_POSTS = 3
"""Posts of a page that calls itself a live blog: an article has one or two times, published and modified."""
FEWEST_UNNAMED = 5
"""Posts of a page that does not, all with times of day in order (a guess): a chronicle in a story is shorter."""
ROOM = 3
"""Blocks before the first kept one in which its time may stand."""
LEAST_WORDS = 8
"""Words of the median post of a page that does not call itself a live blog: below are timetables, scores (a guess)."""
LINKED = 0.9
"""Share of linked characters from which a line counts as a link."""
HEADLINE_WORDS = 4
"""Words of the shortest headline."""
_LIVE = re.compile(
    r"(?<![a-z0-9])live[-_ ]?(?:blog|ticker|feed|post|update|coverage|event)"
    r"|(?<![a-z])(?:ticker|minute-by-minute)(?![a-z])"
)
_LIVE_URL = re.compile(
    r"/(?:live|diretta|ticker)/|live-?(?:blog|ticker)|en-(?:direct|vivo|continu)\b|minuto-a-minuto|ao-vivo|minute-by-minute"
)
"""Sections and words by which newspapers of several languages name a live page in its address."""
_SET_OFF = int(Flag.HEADING | Flag.EMPHASIS)
_NO_HEAD = int(Flag.TABLE | Flag.LIST_ITEM)
_ITEMS = frozenset({"li", "dd", "dt"})
LONGEST_LINE = 40
"""Characters of a line that holds a time and little more."""


class Post(NamedTuple):
    """Rows `first` to one before `last`, their time, the time as printed, and their element where they have one."""

    first: int
    last: int
    time: str
    printed: str
    element: int = -1


class Posts(NamedTuple):
    """What was found: the time of each row, and the rows that are list items only because their post is one."""

    time: dict[int, str]
    listed: frozenset[int]


_NONE = Posts({}, frozenset())


def post_times(document: Document, rows: list[int]) -> Posts:
    """Row → time of its post, for each of `rows` (the kept ones, in page order) that is in one.

    The time is the one that the JSON-LD gives to the post's words, else the machine-readable one beside
    it, else the printed one; none is ever changed.
    """
    if not rows:
        return _NONE
    found = [posts for posts in (_timed(document, rows), _headed(document.blocks, rows)) if len(posts) >= FEWEST_POSTS]
    says_so = bool(found) and _says_so(document, rows)
    posts = [posts for posts in found if _is_feed(document.blocks, posts, says_so)]
    listed = matched(document.blocks, rows, updates(document.declared.json_ld))
    if not posts and len(set(listed.values())) < FEWEST_POSTS:
        return _NONE
    times = dict(listed)
    items: set[int] = set()
    kept = np.asarray(rows)
    for post in posts[0] if posts else ():
        first, last = np.searchsorted(kept, (post.first, post.last)).tolist()
        inside = rows[first:last]
        times.update(dict.fromkeys(inside, next((listed[row] for row in inside if row in listed), post.time)))
        items.update(row for row in inside if post.element > 0 and _is_the_item(document.blocks, row, post.element))
    return Posts(times, frozenset(items))


def _is_the_item(blocks: Blocks, row: int, post: int) -> bool:
    """Is the post a list item, and the block in no list within it?"""
    elements = blocks.elements
    if not int(elements.flags[post]) & int(Flag.LIST_ITEM):
        return False
    element = int(blocks.element[row])
    while element > post:
        if elements.tag[element] in _ITEMS:
            return False
        element = int(elements.parent[element])
    return True


def _says_so(document: Document, rows: list[int]) -> bool:
    """Does the page call itself a live blog: in JSON-LD, in its address, in a name around its middle block?"""
    if any("LiveBlogPosting" in text for text in document.declared.json_ld):
        return True
    if document.url and _LIVE_URL.search(document.url.lower()):
        return True
    elements = document.blocks.elements
    middle = int(document.blocks.element[rows[len(rows) // 2]])
    return any(_LIVE.search(elements.tokens[element]) for element in (middle, *elements.ancestors(middle)))


def _is_feed(blocks: Blocks, posts: list[Post], says_so: bool) -> bool:
    """Enough posts for what the page says of itself; where it says nothing, times of day that run one way."""
    if says_so or len(posts) < FEWEST_UNNAMED:
        return says_so
    clocks = [found for post in posts if (found := clock(post.printed)) and found.alone]
    if len(clocks) < len(posts) or not in_order([found.minutes for found in clocks]):
        return False
    words = [int(blocks.words[post.first : post.last].sum()) for post in posts]
    teasers = sum(_is_teaser(blocks, post) for post in posts)
    return median(words) >= LEAST_WORDS and teasers * 2 < len(posts)


def _is_teaser(blocks: Blocks, post: Post) -> bool:
    """Is a line of it one link, as a headline is that leads to the story?"""
    rows = slice(post.first, post.last)
    linked = blocks.link_chars[rows] >= LINKED * blocks.chars[rows]
    return bool(np.any(linked & (blocks.words[rows] >= HEADLINE_WORDS)))


def _timed(document: Document, rows: list[int]) -> list[Post]:
    """The posts of a feed of elements that each hold a time.

    A feed is the element with the most children that hold a time and kept text, and every element named
    as it is; a child is a post, its first time the post's. Where the times stand beside the text instead
    of around it, a post reaches to the next time.
    """
    moments = [m for m in document.moments if rows[0] - ROOM <= m.block <= rows[-1] and (m.value or m.text)]
    if len(moments) < FEWEST_POSTS:
        return []
    feed = _Feed(document.blocks, rows, moments)
    return feed.posts()


class _Feed:
    """The tree as lists, and what each element holds of times and of kept text; linear in its size."""

    def __init__(self, blocks: Blocks, rows: list[int], moments: list[Moment]) -> None:
        elements = blocks.elements
        self.blocks = blocks
        self.moments = moments
        self.parent: list[int] = elements.parent.tolist()
        self.first: list[int] = elements.first.tolist()
        self.last: list[int] = elements.last.tolist()
        is_kept = [0] * len(blocks)
        body = [0] * len(blocks)
        heads = blocks.flags() & int(Flag.HEADING)
        alone = {m.block for m in moments if self.last[m.element] - self.first[m.element] == 1}
        for row in rows:
            is_kept[row] = 1
            body[row] = not heads[row] and (row not in alone or len(blocks.text[row].split()) >= LEAST_WORDS)
        self.kept = [0, *accumulate(is_kept)]
        self.body = [0, *accumulate(body)]
        self.timed = self._timed()

    def _timed(self) -> list[bool]:
        """Does the element hold a time?"""
        timed = [False] * len(self.parent)
        for moment in self.moments:
            timed[moment.element] = True
        for element in range(len(timed) - 1, 0, -1):
            if timed[element]:
                timed[self.parent[element]] = True
        return timed

    def posts(self) -> list[Post]:
        """By the children of the feed that hold text of a post, else by those that hold a time."""
        for sums in (self.body, self.kept, None):
            fits = [
                timed and (sums is None or sums[last] > sums[first])
                for timed, first, last in zip(self.timed, self.first, self.last, strict=True)
            ]
            heads = self._heads(fits)
            if len(heads) >= FEWEST_POSTS:
                return self._runs(heads, closed=sums is self.body)
        return []

    def _heads(self, fits: list[bool]) -> list[tuple[int, Moment]]:
        """The children of the feeds, in page order, each with its first time."""
        parent, size = self.parent, [0] * len(self.parent)
        for element in range(1, len(parent)):
            size[parent[element]] += fits[element]
        largest = max(range(len(size)), key=size.__getitem__)
        if size[largest] < FEWEST_POSTS:
            return []
        names = self.blocks.elements.tokens
        tags = self.blocks.elements.tag
        name = (tags[largest], names[largest])
        post = [-1] * len(parent)
        for element in range(1, len(parent)):
            above = parent[element]
            begins = fits[element] and (above == largest or (size[above] > 1 and (tags[above], names[above]) == name))
            post[element] = element if begins else post[above]
        heads: dict[int, Moment] = {}
        for moment in self.moments:
            heads.setdefault(post[moment.element], moment)
        heads.pop(-1, None)
        return list(heads.items())

    def _runs(self, heads: list[tuple[int, Moment]], closed: bool) -> list[Post]:
        """The rows of each post: those inside it, or those up to the next one in the same feed; none has two posts."""
        found: list[Post] = []
        for (element, moment), after in zip_longest(heads, heads[1:]):
            last = self.last[element] if closed else self.last[self.parent[element]]
            if after is not None:
                last = min(last, self.first[after[0]])
            printed = self._printed(moment)
            found.append(Post(self.first[element], last, moment.value or printed, printed, element))
        return found

    def _printed(self, moment: Moment) -> str:
        """The words of the time; the line around them where they are only the day."""
        line = self.blocks.text[moment.block]
        whole = len(line) <= LONGEST_LINE and not moment.value and not clock(moment.text)
        return line if whole and moment.text in line else moment.text


def _headed(blocks: Blocks, rows: list[int]) -> list[Post]:
    """The posts that begin with a line that begins with a time, kept or stripped; not in a list or table."""
    flags = blocks.flags().tolist()
    heads: list[tuple[int, Clock]] = []
    for row in range(max(0, rows[0] - ROOM), rows[-1] + 1):
        found = clock(blocks.text[row])
        if found and not flags[row] & _NO_HEAD and (found.marked or flags[row] & _SET_OFF):
            heads.append((row, found))
    if len(heads) < FEWEST_POSTS:
        return []
    ends = [row for row, _ in heads[1:]]
    return [
        Post(row, end, found.printed, found.printed)
        for (row, found), end in zip(heads, [*ends, _end(blocks, ends[-1], heads[-2][0])], strict=True)
    ]


def _end(blocks: Blocks, row: int, before: int) -> int:
    """Where the last post ends: at the end of the lowest element that holds the one before it as well."""
    elements = blocks.elements
    element = int(blocks.element[row])
    for above in (element, *elements.ancestors(element)):
        if elements.first[above] <= before:
            return int(elements.last[above])
    return row + 1
