"""Tags: what a page says the article is about.

Comes in: declared keywords, blocks labelled as tags. Goes out: facts of the field `tags`.
Must not know: sections and navigation, or which claim wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from broadsheet.metadata.base_url import base_url
from broadsheet.metadata.clean import fold, plain
from broadsheet.metadata.zone import Zone
from broadsheet.records import Body, Document, Fact, Flag, Kind, Link
from broadsheet.urls import normalise, resolve, scheme, site_key

_ANNOUNCED = (
    r"(?:blog |popular |related |article |post )?(?:tags?|topics?|keywords?|categor(?:y|ies))|tagged(?: with| as| in)?"
    r"|filed (?:under|in)|posted in|schlagw[oö]rter|schlagworte?|themen|stichworte?|kategorien?"
    r"|mots[- ]cl[ée]s|sujets|étiquettes|catégories?|temas|tópicos|categorías?|categorias?"
    r"|etiquetas|palabras clave|palavras-chave|argomenti|onderwerpen|trefwoorden|ämnen|emner|emneord|aiheet|tagi"
    r"|tematy|štítky|témata|címkék|etichete|теги|метки|темы|теми|etiketler|标签|關鍵字|关键词|タグ|태그"
    r"|الوسوم|وسوم|תגיות"
)
_PREFIX = re.compile(rf"^(?:{_ANNOUNCED})\s?[:：]\s{{0,5}}", re.IGNORECASE)
_LABEL = re.compile(rf"(?:{_ANNOUNCED})\s?[:：]?", re.IGNORECASE)
"""What stands before tags, and is none."""
SEPARATOR = re.compile(r"[,;|،、，]|\s#|\s[·•]\s")
"""Between two tags of one line."""
_LONGEST = 80
"""Characters of one tag; longer ones are descriptions in the wrong place."""
_MOST = 60
"""Tags kept: a guess, far above what an editor gives one article; beyond it is a vocabulary."""
_BELOW = 12
"""Rows below the article's tail where tags may stand: share buttons and author boxes come between."""
_OUTSIDE = int(Flag.NAV | Flag.FOOTER | Flag.HEADER | Flag.FORM | Flag.BUTTON | Flag.DIALOG)
_HEADING, _LISTED = int(Flag.HEADING), int(Flag.LIST_ITEM)
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
        if SEPARATOR.search(text):
            parts.extend(SEPARATOR.split(text))
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
    """Tags in the blocks beside the article that extraction labelled so: their links, else their commas.

    A tag's link leads to a page of the site: what leads nowhere opens a menu, unless it stands right under a label
    of tags (a script fills it in), and what leads away shares the article.
    """
    flags = document.blocks.flags()
    rows = [
        row
        for row in range(zone.head, min(zone.tail + _BELOW, len(body.labels)))
        if body.labels[row].kind is Kind.TAGS and not int(flags[row]) & _OUTSIDE
    ]
    if not rows:
        return []
    linked: dict[int, list[Link]] = {row: [] for row in rows}
    for link in document.links:
        if link.block in linked:
            linked[link.block].append(link)
    pages, text = _Pages(document), document.blocks.text
    bare = [row for row in rows if not linked[row]]
    under = {row + 1 for row in bare if _LABEL.fullmatch(text[row])}
    found = [
        link.text
        for row in rows
        for link in linked[row]
        if pages.is_other(link.href) or (row in under and link.href.strip() in ("", "#"))
    ]
    listed = len(bare) > 1 and all(flags[row] & _LISTED for row in bare)
    words = found or _listed([text[row] for row in bare], listed)
    tags = fold_doubles(part for word in words if (part := _bare(word)) and not _LABEL.fullmatch(part))
    if not tags or (len(tags) == 1 and fold(tags[0]) in _headings(document, body)):
        return []
    raw = "; ".join(_PREFIX.sub("", text[row]) for row in rows)
    return [Fact("tags", tags, "block:tags", raw)]


def _listed(lines: list[str], listed: bool) -> list[str]:
    """Unlinked words between separators; a line without any only in a list or where a label announces tags."""
    announced = listed or any(_LABEL.fullmatch(line) or _PREFIX.match(line) for line in lines)
    words = [_PREFIX.sub("", line) for line in lines if not line.endswith((":", "："))]
    return [part for line in words if announced or SEPARATOR.search(line) for part in SEPARATOR.split(line)]


def _headings(document: Document, body: Body) -> frozenset[str]:
    """The folded headings and titles of the page: one of them alone is no tag."""
    flags = document.blocks.flags()
    titles = (row for row, label in enumerate(body.labels) if label.kind is Kind.TITLE or flags[row] & _HEADING)
    return frozenset(fold(document.blocks.text[row]) for row in titles)


class _Pages:
    """What the links of a page lead to, as far as tags need to know."""

    def __init__(self, document: Document) -> None:
        self._base = base_url(document)
        self._page = normalise(document.url) if document.url else None

    def is_other(self, href: str) -> bool:
        """Does a link lead to another page of the same site, or may do so where the page has no URL?"""
        reference = href.strip()
        if not reference or reference.startswith("#"):
            return False
        target = resolve(self._base, reference)
        if target is None:
            return self._base is None and ":" not in reference
        of_web = scheme(target) in ("http", "https")
        return of_web and (self._page is None or (target != self._page and site_key(target) == site_key(self._page)))
