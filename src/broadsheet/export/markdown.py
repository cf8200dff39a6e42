"""Markdown for people and note-taking tools: one article a document, its facts as YAML in front.

Comes in: an article. Goes out: text. Must not know: files. CommonMark 0.31; the front matter is YAML
1.2 in its JSON form, so no title can be taken for anything but text.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from broadsheet.records import Article, BodyBlock, Role

FACTS = (
    "id", "url", "canonical_url", "title", "authors", "agencies", "publisher", "section", "date_published",
    "date_modified", "language", "tags", "paywall", "truncated", "confidence", "images",
)  # fmt: skip

_INLINE = re.compile(r"([\\`*_\[\]<>|])|&(?=#?\w{1,31};)")
_BEGINNING = re.compile(r"[#+\-=~]|\d{1,9}(?=[.)])")  # of a heading, list, rule or fence; ">" is escaped anywhere
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")  # YAML 1.2, 5.1: c-printable, and its line ends


def document(article: Article) -> str:
    """The article: front matter, title, lead and body, images' captions in the front matter."""
    blocks = article.body or tuple(BodyBlock(Role.PARAGRAPH, part) for part in article.text.split("\n\n") if part)
    parts = [_front(article), f"# {_plain(article.title)}" if article.title else ""]
    previous: BodyBlock | None = None
    for block in blocks:
        joined = previous is not None and block.role is previous.role and block.role in _TIGHT
        shown = _ROLES.get(block.role, _paragraph)(block)
        if block.role is Role.LIST_ITEM and _counts_on(block, previous if joined else None):
            number, text = block.text.split(" ", 1)
            shown = f"{number} {_plain(text)}"
        parts[-1:] = [f"{parts[-1]}\n{shown}"] if joined else [parts[-1], shown]
        previous = block
    return "\n\n".join(part for part in parts if part) + "\n"


def _front(article: Article) -> str:
    fields = msgspec.to_builtins(article)
    lines = [f"{name}: {_yaml(fields[name])}" for name in FACTS]
    return "\n".join(["---", *lines, "---"])


def _yaml(value: object) -> str:
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", msgspec.json.encode(value).decode())


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    one_line = " ".join(text.split())
    escaped = _INLINE.sub(r"\\\g<0>", one_line)
    begins = _BEGINNING.match(escaped)
    if begins is None:
        return escaped
    # A backslash escapes punctuation only: before the sign, or behind the number.
    at = begins.end() if begins[0].isdigit() else 0
    return f"{escaped[:at]}\\{escaped[at:]}"


def _paragraph(block: BodyBlock) -> str:
    """Who speaks in bold, unless the text begins with the name itself."""
    named = block.speaker is not None and not block.text.startswith(block.speaker)
    said = f"**{_plain(block.speaker or '')}:** " if named else ""
    when = f"**{_plain(block.time)}** " if block.time else ""
    return when + said + _plain(block.text)


def _counts_on(item: BodyBlock, before: BodyBlock | None) -> bool:
    """Has the item a number, and the one that CommonMark gives it? It counts on from a list's first item."""
    number = _NUMBER.match(item.text)
    last = _NUMBER.match(before.text) if before is not None else None
    return number is not None and (last is None or int(number[1]) == int(last[1]) + 1)


_NUMBER = re.compile(r"(\d{1,9})\. \S")


def _preformatted(block: BodyBlock) -> str:
    return "\n".join("    " + line for line in block.text.splitlines())


_ROLES: dict[Role, Callable[[BodyBlock], str]] = {
    Role.LEAD: lambda block: f"**{_plain(block.text)}**",
    Role.SUBHEADING: lambda block: f"## {_plain(block.text)}",
    Role.LIST_ITEM: lambda block: f"- {_plain(block.text)}",
    Role.QUOTE: lambda block: f"> {_paragraph(block)}",
    Role.TABLE_ROW: lambda block: f"- {_plain(block.text)}",
    Role.PREFORMATTED: _preformatted,
}
_TIGHT = {Role.LIST_ITEM, Role.TABLE_ROW}
