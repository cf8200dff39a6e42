"""Tags: what a page says the article is about.

Comes in: declared keywords, blocks labelled as tags. Goes out: facts of the field `tags`.
Must not know: sections and navigation, or which claim wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from broadsheet.metadata.clean import fold, plain
from broadsheet.metadata.zone import Zone
from broadsheet.records import Body, Document, Fact, Flag, Kind

_PREFIX = re.compile(
    r"^(?:tags?|topics?|keywords?|related topics?|filed under|schlagw[oö]rter|schlagworte|themen|stichworte"
    r"|mots[- ]cl[ée]s|sujets|temas"
    r"|etiquetas|palabras clave|palavras-chave|argomenti|tag|onderwerpen|trefwoorden|ämnen|emner|emneord|aiheet|tagi"
    r"|tematy"
    r"|štítky|témata|címkék|etichete|теги|темы|теми|etiketler|标签|關鍵字|关键词|タグ|태그|وسوم|תגיות)\s?[:：]\s{0,5}",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"[,;|،、，]|\s#|\s[·•]\s")
_LONGEST = 80
"""Characters of one tag; longer ones are descriptions in the wrong place."""
_MOST = 60
"""Tags kept: a guess, far above what an editor gives one article; beyond it is a vocabulary."""
_BELOW = 12
"""Rows below the article's tail where tags may stand: share buttons and author boxes come between."""
_OUTSIDE = int(Flag.NAV | Flag.FOOTER | Flag.HEADER)
_HAN_LIST = re.compile(r"[\u3400-\u9fff] [\u3400-\u9fff]{1,12} [\u3400-\u9fff]")
_MACHINE = re.compile(r"^(?:\d{5,}|[0-9a-f]{8}-[0-9a-f-]{20,}|[\w.-]{2,40}\.(?:com?|org|net|ca|uk|de))$")
"""Ids and host names in a list of keywords."""
_TAXONOMY = re.compile(
    r"^(?:sections?|topics?|tags?|organizations?|persons?|people|places?|locations?|keywords?)[/:]\s?(?=\S)",
    re.IGNORECASE,
)


def split_keywords(values: Iterable[str]) -> tuple[str, ...]:
    """Keywords of a list, or of a string with commas (Chinese also with spaces), doubled ones folded by case."""
    parts: list[str] = []
    for value in values:
        text = plain(value)
        if _SEPARATOR.search(text):
            parts.extend(_SEPARATOR.split(text))
        else:
            parts.extend(text.split() if _HAN_LIST.search(text) else [text])
    return fold_doubles(_bare(part) for part in parts)


def _bare(part: str) -> str:
    """Without a hash sign or quotes, and without the taxonomy that a content system puts before it."""
    tag = part.strip().strip("#\"'[]").strip()
    return "" if _MACHINE.match(tag) else _TAXONOMY.sub("", tag)


def fold_doubles(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags in order; of spellings that differ in case the capitalised one, at the first place."""
    kept: dict[str, str] = {}
    for tag in tags:
        key = fold(tag)
        if not key or len(tag) > _LONGEST:
            continue
        if key not in kept or (not kept[key][:1].isupper() and tag[:1].isupper()):
            kept[key] = tag
    return tuple(kept.values())[:_MOST]


def facts(document: Document, body: Body, zone: Zone) -> list[Fact]:
    """Tags in the blocks beside the article that extraction labelled so: their links, else their commas."""
    flags = document.blocks.flags()
    rows = [
        row
        for row in range(zone.head, min(zone.tail + _BELOW, len(body.labels)))
        if body.labels[row].kind is Kind.TAGS and not int(flags[row]) & _OUTSIDE
    ]
    if not rows:
        return []
    linked: dict[int, list[str]] = {row: [] for row in rows}
    for link in document.links:
        if link.block in linked:
            linked[link.block].append(link.text)
    words = [_PREFIX.sub("", document.blocks.text[row]) for row in rows]
    found = [text for row in rows for text in linked[row]]
    if not found:
        found = [part for text in words if not text.endswith((":", "：")) for part in _SEPARATOR.split(text)]
    tags = fold_doubles(_bare(part) for part in found)
    return [Fact("tags", tags, "block:tags", "; ".join(words))] if tags else []
