"""Sentences that a text export cut at every link and emphasis, put together again.

Comes in: the lines of a dump. Goes out: whether the dump is cut so, and whether a line goes on in the
next one. Libraries that write each text node on a line of its own leave lines that begin with a comma:
nobody else does. Must not know: what is article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from broadsheet.parse.dump_lines import Line, bullet

_CLOSING = re.compile(r"[,.;:!?)\]”»](?:\s|$)")
_GOES_ON = re.compile(r"[,.;:!?)\]”»’]|[a-zà-öø-ÿа-яё]")
_ENDED = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_OPEN = re.compile(r"[,(„“«\[-]$|(?:^|\s)[a-zà-öø-ÿа-яё][\w'’-]*$")

_ENOUGH = 3
"""Lines that begin with a closing mark from which a dump is cut at links."""
_SENTENCE = 40
"""Characters from which a line is part of a sentence rather than a label."""
_INSERTED = 80
"""Characters of a link's or emphasised words inside a sentence at most."""


def is_fragmented(found: Sequence[Line]) -> bool:
    """Was the dump cut at links? Then three lines at least begin with a closing mark."""
    count = 0
    for line in found:
        count += (_CLOSING.match(line.text) is not None and len(line.text) > 1) or line.text in {",", "."}
        if count >= _ENOUGH:
            return True
    return False


def goes_on(found: Sequence[Line], first: int, index: int) -> bool:
    """Does the paragraph that began at `first` go on in line `index`?"""
    before, line = found[index - 1].text, found[index].text
    if found[index].gap or bullet(line):
        return False
    if _CLOSING.match(line):
        return True
    if _ENDED.search(before):
        return False
    long = found[index - 1].end - found[first].start >= _SENTENCE or len(line) >= _SENTENCE
    if not long:
        return False
    if _GOES_ON.match(line):
        return True
    after = found[index + 1] if index + 1 < len(found) else None
    inserted = len(line) <= _INSERTED and after is not None and not after.gap and _GOES_ON.match(after.text) is not None
    opened = _OPEN.search(before) is not None
    return opened and (inserted or index - first >= 1)


def sticks(part: str) -> bool:
    """Does a part join what stands before it without a space?"""
    return _CLOSING.match(part) is not None
