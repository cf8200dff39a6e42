"""Tags: what a page says the article is about.

Comes in: declared keywords, blocks labelled as tags. Goes out: facts of the field `tags`.
Must not know: sections and navigation, or which claim wins.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate, islice

from broadsheet.metadata.clean import fold, plain
from broadsheet.metadata.declared.base_url import base_url
from broadsheet.metadata.stems import lines_with, small
from broadsheet.metadata.zone import Kinds, Zone, between, rows_of
from broadsheet.records import Document, Fact, Flag, Kind, Link
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
_LABEL = re.compile(rf"(?:(?:all|alle|more|mehr) )?(?:{_ANNOUNCED})\s?[:：]?", re.IGNORECASE)
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
_CONTROLS = int(Flag.NAV | Flag.FORM | Flag.BUTTON | Flag.DIALOG)
"""Where a box that calls itself tags is none; an article's own header and footer hold them too."""
_HEADING, _LISTED = int(Flag.HEADING), int(Flag.LIST_ITEM)
_AROUND = 3
"""Elements around a row whose names are asked: the link's item, its list, the list's box."""
_FAR = 60
"""Rows below the tail where links and boxes that call themselves tags are looked for: comments may come between."""
_GAP = 6
"""Rows between two lines of one box of tags (a guess): a heading, an icon."""
_LINKED = 0.5
"""Share of a block's characters in links, from which its names say what they are (a guess)."""
_PAGE = re.compile(
    r"/(?:tags?|themen?|thema|topics?|keywords?|mots?-?cles?|schlagwort(?:e)?|schlagworte|stichwort|etiquetas?|temas?|aihe(?:et)?"
    r"|label|emner?|argomenti|subjects?)/"
)
"""In the address of a tag's page."""
_CLOUD = re.compile(r"cloud|widget|sidebar|(?<![a-z])nav(?:bar|igation)?(?![a-z])|menu")
"""What the boxes of a site's own tags are called."""
_NAMED = re.compile(
    r"(?<![a-z])(?:(?:article|post|entry|story|stories|news|related|single|meta|cat)[-_]?)?(?:tags?|topics|keywords|schlagw[a-z]*"
    r"|stichw[a-z]*|mots[-_]?cles|etiquetas|temas)(?:[-_](?:links?|list|items?|names?|container|wrap[a-z]*|box))?"
    r"(?![a-z-])"
)
"""What the boxes of an article's tags are called, and nothing else is."""
_NAMED_STEMS = ("tag", "topics", "keywords", "schlagw", "stichw", "mots", "etiquetas", "temas")
"""One of which that pattern needs; most boxes have none."""
_HAN_LIST = re.compile(r"[\u3400-\u9fff] [\u3400-\u9fff]{1,12} [\u3400-\u9fff]")
_MACHINE = re.compile(r"^(?:\d{5,}|[0-9a-f]{8}-[0-9a-f-]{20,}|[\w.-]{2,40}\.(?:com?|org|net|ca|uk|de))$")
"""Ids and host names in a list of keywords."""
_NOWHERE = frozenset(
    "home|homepage|home page|startseite|accueil|portada|página principal|главная|pagina inicial|uncategorized"
    "|uncategorised|sin categoría|non classé".split("|")
)
"""The way to a site's front page, and what content systems file under where nobody chose."""
_COUNT = re.compile(r"\s\(\d{1,6}(?: [a-z]{2,12})?\)$")
"""How many articles a tag has: `Elections (611 posts)`."""
_TAXONOMY = re.compile(
    r"^(?:nlp )?(?:sections?|topics?|tags?|categor(?:y|ies)|entity tokens?|organizations?|persons?|people|places?"
    r"|locations?|keywords?)[/:]\s?(?=\S)",
    re.IGNORECASE,
)


def split_keywords(values: Iterable[str]) -> tuple[str, ...]:
    """Keywords of a list, or of a string with commas (Chinese also with spaces), doubled ones folded by case."""
    parts: list[str] = []
    for value in values:
        text = plain(value)
        found = SEPARATOR.split(text)
        parts.extend(text.split() if len(found) == 1 and _HAN_LIST.search(text) else found)
    return fold_doubles(_bare(part) for part in parts)


def _bare(part: str) -> str:
    """Without a hash sign or quotes, and without the taxonomy that a content system puts before it."""
    tag = part.strip().strip("#\"'[]").strip()
    tag = _COUNT.sub("", tag) if tag.endswith(")") else tag
    if fold(tag) in _NOWHERE or tag.endswith((":", " -")) or (" " not in tag and _MACHINE.match(tag)):
        return ""
    return _TAXONOMY.sub("", tag) if "/" in tag or ":" in tag else tag


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


def facts(document: Document, zone: Zone, *, boxes: bool = True) -> list[Fact]:
    """Tags beside the article: links that call themselves tags, and blocks that extraction labelled so or that are
    named so (`boxes`): their links, else their commas.
    """
    near = between(document.links, zone.head, min(zone.tail + _FAR, len(zone.kinds)))
    return _of_links(document, zone, near) or (_of_blocks(document, zone, _by_row(near)) if boxes else [])


def _by_row(links: Iterable[Link]) -> dict[int, list[Link]]:
    linked: dict[int, list[Link]] = {}
    for link in links:
        linked.setdefault(link.block, []).append(link)
    return linked


def _of_links(document: Document, zone: Zone, near: Iterable[Link]) -> list[Fact]:
    """Links of the relation `tag` (HTML 4.6.7.17), in the text of the article and in clouds of tags left out."""
    rows = _by_row([link for link in near if "tag" in link.rel and _is_tag(link)])
    if not rows:
        return []
    rows = {row: links for row, links in rows.items() if _may_hold(zone, row) and not _is_cloud(document, row)}
    found = {row: [link.text for link in rows[row]] for row in _own(rows, zone)}
    tags = fold_doubles(tag for words in found.values() for text in words if (tag := _bare(text)))
    tags = tuple(tag for tag in tags if not _LABEL.fullmatch(tag))
    return (
        [Fact("tags", tags, "rel-tag", "; ".join(text for words in found.values() for text in words))] if tags else []
    )


def _may_hold(zone: Zone, row: int) -> bool:
    """Is a row no text of the article, and no teaser above it, which has tags of its own?"""
    kind = zone.kinds[row]
    return kind is not None and (row >= zone.first or kind not in (Kind.TEASER, Kind.RELATED))


def _own(rows: dict[int, list[Link]], zone: Zone) -> list[int]:
    """Rows of links in the article and of the first box below it: where a tag comes again or a gap lies between, the
    next article's begin.
    """
    own: list[int] = []
    seen: set[str] = set()
    for row in sorted(rows):
        targets = {link.href for link in rows[row]}
        if row > zone.last:
            if seen and (row - own[-1] > _GAP or targets & seen):
                break
            seen |= targets
        own.append(row)
    return own


def _is_tag(link: Link) -> bool:
    """Does a link lead to the page of a tag? WordPress marks a category's `category tag`."""
    relations = link.rel.split() if link.rel else ()
    return "tag" in relations and "category" not in relations and "/category/" not in link.href


def _is_cloud(document: Document, row: int) -> bool:
    """Are the tags of a row the site's, in a widget beside the article?"""
    return _CLOUD.search("\n".join(_names_around(document, row))) is not None


def _names_around(document: Document, row: int) -> list[str]:
    elements, element = document.blocks.elements, document.blocks.element.item(row)
    tokens = elements.tokens
    return [tokens[element], *[tokens[at] for at in islice(elements.ancestors(element), _AROUND)]]


def _of_blocks(document: Document, zone: Zone, linked: dict[int, list[Link]]) -> list[Fact]:
    """Words of the blocks that hold tags.

    A tag's link leads to a page of the site: what leads nowhere opens a menu, unless it stands right under a label
    of tags (a script fills it in), and what leads away shares the article.
    """
    flags, element = document.blocks.elements.flags, document.blocks.element
    called = rows_of(zone.kinds, Kind.TAGS, zone.head, zone.tail + _BELOW)
    labelled = {row for row in called if not flags.item(element.item(row)) & _OUTSIDE}
    dense = _dense(document, list(linked))
    beside = [row for row in dense if _may_hold(zone, row)]
    named = {row: linked[row] for row in _named(document, beside, linked)}
    rows = sorted(labelled.union(_own(named, zone)))
    if not rows:
        return []
    linked = {row: linked.get(row, []) for row in rows}
    pages, text = _Pages(document), document.blocks.text
    bare = [row for row in rows if not linked[row]]
    under = {row + 1 for row in bare if _LABEL.fullmatch(text[row])}
    found = [
        link.text
        for row in rows
        for link in linked[row]
        if pages.is_other(link.href) or (row in under and link.href.strip() in ("", "#"))
    ]
    listed = len(bare) > 1 and all(flags.item(element.item(row)) & _LISTED for row in bare)
    words = found or _listed([text[row] for row in bare], listed)
    parts = (part for word in words if (part := _bare(word)) and not _LABEL.fullmatch(part))
    tags = fold_doubles(part for part in parts if len(part) > 1 or not part.isascii())  # an index has its letters
    if not tags or (len(tags) == 1 and fold(tags[0]) in _headings(document, zone.kinds)):
        return []
    raw = "; ".join(_PREFIX.sub("", text[row]) for row in rows)
    return [Fact("tags", tags, "block:tags", raw)]


def _dense(document: Document, rows: list[int]) -> list[int]:
    """Rows that are mostly links and no controls; in any order, since of nested links the inner one ends first."""
    if not rows:
        return []
    blocks, start, end = document.blocks, min(rows), max(rows) + 1
    linked = (blocks.link_chars[start:end] >= _LINKED * blocks.chars[start:end]).tolist()
    flags = blocks.elements.flags[blocks.element[start:end]].tolist()
    return [row for row in rows if linked[row - start] and not flags[row - start] & _CONTROLS]


def _named(document: Document, rows: list[int], linked: dict[int, list[Link]]) -> list[int]:
    """Rows of links whose box is called tags or topics, or that lead to such pages; clouds of them left out."""
    found = _called(document, rows).union(_leading_to_tags(rows, linked))
    return [row for row in rows if row in found and not _is_cloud(document, row)]


def _called(document: Document, rows: list[int]) -> set[int]:
    """The rows of which an element around is called tags or topics."""
    elements, element = document.blocks.elements, document.blocks.element.item
    parent = elements.parent.item
    near = {element(row) for row in rows}
    around = set(near)
    for _ in range(_AROUND):
        near = {parent(at) for at in near if at > 0}
        around |= near
    names = {elements.tokens[at] for at in around}
    everything = "\n".join(names)
    stems = [stem for stem in _NAMED_STEMS if stem in everything]
    telling = {name for name in lines_with(everything, stems) if _NAMED.search(name)}
    return {row for row in rows if not telling.isdisjoint(_names_around(document, row))} if telling else set()


def _leading_to_tags(rows: list[int], linked: dict[int, list[Link]]) -> list[int]:
    """The rows all of whose links lead to pages of tags."""
    firsts = [linked[row][0].href for row in rows]
    ends = list(accumulate([len(href) + 1 for href in firsts]))
    found = {bisect_right(ends, match.start()) for match in _PAGE.finditer(small("\n".join(firsts)))}
    leading = [rows[at] for at in sorted(found)]
    return [row for row in leading if all(_PAGE.search(small(link.href)) for link in linked[row][1:])]


def _listed(lines: list[str], listed: bool) -> list[str]:
    """Unlinked words between separators; a line without any only in a list or where a label announces tags."""
    announced = listed or any(_LABEL.fullmatch(line) or _PREFIX.match(line) for line in lines)
    words = [_PREFIX.sub("", line) for line in lines if not line.endswith((":", "："))]
    return [part for line in words if announced or SEPARATOR.search(line) for part in SEPARATOR.split(line)]


def _headings(document: Document, kinds: Kinds) -> frozenset[str]:
    """The folded headings and titles of the page: one of them alone is no tag."""
    of_heading = (document.blocks.flags() & _HEADING).tolist()
    title, text = Kind.TITLE, document.blocks.text
    return frozenset([fold(text[row]) for row, kind in enumerate(kinds) if of_heading[row] or kind is title])


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
