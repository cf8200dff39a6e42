"""JSON Lines: one article a line, everything we know of it.

Comes in: an article. Goes out: a line of UTF-8. Must not know: files. Keys stand in the order of
`Article.to_dict()`, nulls are kept.
"""

from __future__ import annotations

import msgspec

from broadsheet.records import Article, article_json

# Characters that some readers of "lines" (Python's str.splitlines, JavaScript before 2019) break at; within JSON
# they only occur in strings, where the escape means the same.
_LINE_ENDS = {character.encode(): f"\\u{ord(character):04x}".encode() for character in "\u0085\u2028\u2029"}


def line(article: Article, rows: list[dict[str, str]] | None = None) -> bytes:
    """The article as one line, its newline included; under `input` the rows of tables that are joined to it."""
    made = article_json(article)
    if rows is not None:
        made = made[:-1] + b',"input":' + msgspec.json.encode(rows) + b"}"
    for character, escape in _LINE_ENDS.items():
        made = made.replace(character, escape)
    return made + b"\n"
