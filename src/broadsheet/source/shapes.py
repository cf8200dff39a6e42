"""How a site writes the addresses of its stories, learnt from those whose outcome is known.

Comes in: addresses with what they proved to be; an address to judge. Goes out: likely a story, likely none, or unknown.
Works on any site without rules for it: `/politik/2024-03-15/slug-123.html` and its siblings have one shape.
"""

from __future__ import annotations

import re
from collections import Counter

from broadsheet import urls
from broadsheet.place import Place, place_of

ENOUGH = 5
"""Addresses of one shape from which it is told what the shape stands for (a guess; below it a site's first page of
links would be judged by chance)."""
MOSTLY, HARDLY = 0.6, 0.1
"""Share of stories among them: from here on the shape is a story's; below, it is not (guesses, far apart on purpose:
what lies between is judged by the general rule)."""
_MOST_SHAPES = 2_000
"""Shapes kept of one site: a hundred are many."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_SUFFIX = re.compile(r"\.[a-z]{2,5}$")
_WORD = re.compile(r"[^\W\d_]+(?:[-_][^\W\d_]+)?")


def shape_of(url: str) -> str:
    """What an address shares with its siblings: `/` + a class per part of the path, suffix, names of parameters.

    Y year · 9 number of up to two digits · # longer number · w one word or two · s a phrase · x anything else; the
    first part is kept where it is a word, since it names the section or the kind.
    """
    path, query = urls.path(url), url.partition("#")[0].partition("?")[2]
    parts = [part for part in path.lower().split("/") if part]
    names = sorted({pair.partition("=")[0] for pair in query.split("&") if pair})
    classes = [_class(part, keep=place == 0 and len(parts) > 1) for place, part in enumerate(parts)]
    return "/" + "/".join(classes) + ("?" + "&".join(names) if names else "")


class Shapes:
    """What the shapes of one site's addresses have proved to be."""

    def __init__(self) -> None:
        self._stories: Counter[str] = Counter()
        self._seen: Counter[str] = Counter()

    def learn(self, url: str, story: bool) -> None:
        """The page at the address is a story, or is not."""
        shape = shape_of(url)
        if shape in self._seen or len(self._seen) < _MOST_SHAPES:
            self._seen[shape] += 1
            self._stories[shape] += story

    def is_story(self, url: str) -> bool:
        """Is it likely the address of a story? By its shape where that is known, else by the general rule."""
        shape = shape_of(url)
        if self._seen[shape] >= ENOUGH:
            share = self._stories[shape] / self._seen[shape]
            if share >= MOSTLY:
                return True
            if share < HARDLY:
                return False
        return place_of(url) is Place.STORY


def _class(part: str, *, keep: bool) -> str:
    suffix = _SUFFIX.search(part)
    stem = part[: suffix.start()] if suffix else part
    return _stem(stem, keep=keep) + (suffix[0] if suffix else "")


def _stem(stem: str, *, keep: bool) -> str:
    if stem.isdigit():
        return "Y" if _YEAR.fullmatch(stem) else "9" if len(stem) <= 2 else "#"
    if _WORD.fullmatch(stem):
        return stem if keep and len(stem) <= 20 else "w"
    words = stem.replace("_", "-").split("-")
    if len(words) >= 3:
        return "s#" if any(word.isdigit() and len(word) > 3 for word in words) else "s"
    return "x"
