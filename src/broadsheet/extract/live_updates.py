"""The posts of a live blog as the page's JSON-LD lists them, matched to its blocks by their words.

Comes in: the texts of JSON-LD scripts, blocks. Goes out: row → time. Follows schema.org's
`LiveBlogPosting.liveBlogUpdate`. Must not raise on bad JSON, nor label anything.
"""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any, NamedTuple

import msgspec

from broadsheet.records import Blocks

KEY = 24
"""Letters and digits by which a block is found at the beginning of, or in, a post's body: some four words."""
HEADLINE = 60
"""Letters and digits of a headline that must agree; some are cut in one of the two places."""
SHORTEST = 8
"""Letters and digits below which words prove nothing."""
LONGEST = 10_000
"""Letters and digits kept of a body (a guess): some fifteen paragraphs; it bounds the search in it."""
_MOST = 2_000
"""Posts read of one page (a guess): a long day has three hundred."""
_DEEPEST = 40
"""Levels of JSON walked."""
_TAG = re.compile(r"<[^<>]{0,500}>")


class Update(NamedTuple):
    """One post: its time as the page gives it, its headline and body as letters and digits only."""

    time: str
    headline: str
    body: str


def updates(scripts: tuple[str, ...]) -> list[Update]:
    """Every dated post of every `liveBlogUpdate`."""
    found: list[Update] = []
    for script in scripts:
        if "liveBlogUpdate" in script:
            pending = [(_read(script), 0)]
            while pending and len(found) < _MOST:
                value, depth = pending.pop()
                if isinstance(value, dict):
                    posts = value.get("liveBlogUpdate")
                    found += [update for post in _listed(posts) if (update := _update(post))]
                if isinstance(value, dict | list) and depth < _DEEPEST:
                    inside = value.values() if isinstance(value, dict) else value
                    pending += [(item, depth + 1) for item in inside if isinstance(item, dict | list)]
    return found[:_MOST]


def _read(script: str) -> Any:
    try:
        return msgspec.json.decode(script)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        pass
    try:
        return json.loads(script.strip().rstrip(";"), strict=False)  # line breaks within strings are common
    except (ValueError, RecursionError):
        return None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _update(post: Any) -> Update | None:
    if not isinstance(post, dict):
        return None
    time = post.get("datePublished") or post.get("dateModified")
    headline, body = post.get("headline") or post.get("name"), post.get("articleBody") or post.get("description")
    if not isinstance(time, str) or not time.strip():
        return None
    return Update(
        time.strip(),
        *(letters(text[: 2 * LONGEST])[:LONGEST] if isinstance(text, str) else "" for text in (headline, body)),
    )


def letters(text: str) -> str:
    """Letters and digits only, lower case: what two copies of a text have in common."""
    plain = _TAG.sub(" ", unescape(text)) if "<" in text or "&" in text else text
    return "".join(filter(str.isalnum, plain)).casefold()


def matched(blocks: Blocks, rows: list[int], posts: list[Update]) -> dict[int, str]:
    """Row → time of its post; a row in the element around one that has a post's words belongs to it as well."""
    starts: dict[str, int] = {}
    for at in range(len(posts) - 1, -1, -1):
        for key in (posts[at].headline[:HEADLINE], posts[at].body[:KEY]):
            if len(key) >= SHORTEST:
                starts[key] = at
    if not starts:
        return {}
    elements = blocks.elements
    found: dict[int, str] = {}
    current = until = -1
    for row in rows:
        key = letters(blocks.text[row][: 4 * HEADLINE])
        begun = starts.get(key[:HEADLINE], starts.get(key[:KEY], -1))
        words = begun >= 0 or (current >= 0 and len(key) >= SHORTEST and key[:KEY] in posts[current].body)
        current = begun if begun >= 0 else current if words or row < until else -1
        if words:
            around = int(elements.last[elements.parent[blocks.element[row]]])
            until = around if begun >= 0 else max(until, around)
        if current >= 0:
            found[row] = posts[current].time
    return found
