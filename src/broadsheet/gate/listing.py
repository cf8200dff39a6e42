"""Lists of stories: front pages, sections, tags, search results; and picture galleries.

Comes in: the document and its measures. Goes out: evidence in words, or None.
Must not know: walls. Structure decides: many linked headlines, no run of paragraphs, no declared
article; the URL alone refuses nothing.
"""

from __future__ import annotations

import re

from broadsheet.gate.prose import Measures
from broadsheet.gate.words import SEARCHED
from broadsheet.place import Place, place_of
from broadsheet.records import Document, Flag

_ENOUGH = 5
"""Score at which a page is a list: three independent signs, none against; it and their weights are guesses."""
_RUN = 4
"""Paragraphs in a row that make an article of any page; teasers stand alone between headlines."""
_TEASERS, _TEASED = 5, 0.6
"""Linked headings, and share of all prose that stands right under one, from which on a page is made of teasers."""
_GREETING = 30
"""Words of prose that a page of short teasers may have of its own: who writes them, what they are about (a guess)."""
_NEARLY = 0.8
"""Share of the prose under such headings that leaves a word of greeting for the rest (a guess)."""
_LINKED = 12
"""Linked headlines of a list; articles' sidebars have fewer without anything else to read (a guess)."""
_PER_LINK = 12
"""Words of prose for each linked headline, below which the page is made of headlines (a guess)."""
_PARTLY = 0.25
"""Share of a line's characters in links from which it leads to what it speaks of: a headline and a teaser (a guess)."""
_ALONE, _OTHERS = 8, 0.6
"""Linked headlines, and share of the page's characters in links, from which a page without an article is a list."""
_LONG = 120
"""Words of a paragraph that no teaser has (a guess)."""
_LINE = 15
"""Words of the longest caption that is not marked as one (a guess)."""
_SERIES, _CAPTIONS = 8, 150
"""Pictures of the smallest gallery, and words of its captions that read as prose (guesses)."""

_MARKED = int(Flag.FIGCAPTION)
_COUNTED = re.compile(r"(?:[^\W\d]{1,12} )?+(\d{1,3}) ?(?:/|[^\W\d]{1,4}) ?(\d{1,3})\b")
"""The place of a picture among its number, at the beginning of a line."""
_BODY = re.compile(
    r"(?:^|\s)(?:home|front-?page|archive|category|tag|search-results|section-?front|homepage|blog|is-home|page-home"
    r"|taxonomy|rubrik|index-page)(?=\s|$|-)"
)
_GALLERY_URL = re.compile(
    r"/(?:photo-?galler(?:y|ies)|galler(?:y|ies)|galerie|galeria|galerias|galleria|fotogaleria|fotogalerie"
    r"|bildergalerie|bilderstrecke|fotostrecke|slideshow|diaporama|fotos|photos|pictures|bilder|foto|photo|fotogallery"
    r"|bildspel|bildserie|billedserie|kuvagalleria|kuvat|galeriya|fotoreportaz|foto-?galeri|imagens|imagenes|images"
    r"|in-pictures|image-gallery|media-gallery|kepgaleria|fotogalerij|photogallery)(?:[/-]|$)"
)
_LISTS = ('"CollectionPage"', '"SearchResultsPage"', '"ProfilePage"', '"Blog"')
"""Types of pages that hold many works, as they stand in JSON-LD without their vocabulary."""
_GALLERY_TYPE = re.compile(r'"(?:https?://schema\.org/)?(?:ImageGallery|MediaGallery)"')


def list_page(document: Document, measures: Measures) -> str | None:
    """Why the page is a list of stories, or None."""
    if measures.declares_article or measures.run >= _RUN or measures.longest >= _LONG:
        return None
    found = _found_by_search(document)
    if found is not None:
        return found
    place = place_of(document.url)
    score, signs = _PLACES[place], [f"URL of a {place.value}"] if _PLACES[place] > 0 else []
    score -= 2 * measures.headed
    if any(name in script for script in document.declared.json_ld for name in _LISTS):
        score, signs = score + 2, [*signs, "declared as a collection"]
    named = _BODY.search(_body_tokens(document))
    if named:
        score, signs = score + 2, [*signs, f"body named “{named[0].strip()}”"]
    if measures.linked >= _LINKED:
        score, signs = score + 1, [*signs, f"{measures.linked} linked headlines"]
    if measures.linked >= 2 * _LINKED and measures.linked * _PER_LINK > measures.prose:
        score, signs = score + 1, [*signs, f"{measures.prose} words of prose"]
    if measures.teasers >= _TEASERS and measures.teased >= _TEASED:
        score, signs = (
            score + 3,
            [*signs, f"{measures.teasers} linked headings with {measures.teased:.0%} of the prose under them"],
        )
        score += measures.teased >= _NEARLY
    elif measures.teasers >= _TEASERS and measures.prose <= _GREETING:
        score, signs = score + 3, [*signs, f"{measures.teasers} linked headings beside {measures.prose} words of prose"]
    if measures.run <= 1:
        score, signs = score + 1, [*signs, "no two paragraphs in a row"]
    return "; ".join(signs) if score >= _ENOUGH and max(measures.linked, measures.teasers) >= _TEASERS else None


def _found_by_search(document: Document) -> str | None:
    """A page that calls itself the results of a search, with lines that lead elsewhere below."""
    blocks, flags = document.blocks, document.blocks.flags()
    aside = int(Flag.NAV | Flag.FOOTER | Flag.HEADER)
    headings = [blocks.text[row] for row in range(len(blocks)) if int(flags[row]) & int(Flag.HEADING)][:1]
    said = " ".join([document.declared.title or "", *headings]).lower()
    phrase = next((words for words in SEARCHED if words in said), None)
    if phrase is None:
        return None
    links = int(((blocks.link_chars > _PARTLY * blocks.chars) & ((flags & aside) == 0)).sum())
    return f"“{phrase}”, {links} lines with links" if links >= _TEASERS else None


def _body_tokens(document: Document) -> str:
    """Class and id of `<body>`, where content systems write the kind of page."""
    elements = document.blocks.elements
    return next((tokens for tag, tokens in zip(elements.tag[:50], elements.tokens, strict=False) if tag == "body"), "")


_PLACES = {
    Place.ROOT: 3,
    Place.SEARCH: 3,
    Place.LISTING: 3,
    Place.SECTION: 1,
    Place.UNKNOWN: 0,
    Place.STORY: -2,
}


def captions(document: Document) -> frozenset[int]:
    """Rows that are captions, on a page with as many pictures as a gallery has; elsewhere none.

    They are marked as such; where nothing is, they are the lines that count the pictures ("3/12: …"), eight or more.
    """
    blocks = document.blocks
    if len(document.pictures) < _SERIES:
        return frozenset()
    tokens, columns = blocks.elements.tokens, zip(blocks.flags().tolist(), blocks.element.tolist(), strict=True)
    marked = [row for row, (flag, own) in enumerate(columns) if flag & _MARKED or "caption" in tokens[own]]
    return frozenset(marked or _counting(document))


def may_be_caption(document: Document, row: int) -> bool:
    """Is the row marked as a caption, or does it count? `captions` holds no other."""
    blocks = document.blocks
    element = int(blocks.element[row])
    marked = int(blocks.elements.flags[element]) & _MARKED or "caption" in blocks.elements.tokens[element]
    return bool(marked) or _COUNTED.match(blocks.text[row]) is not None


def _counting(document: Document) -> list[int]:
    """Lines that begin by counting towards the same number: "Bild 3 von 12: …", in any language."""
    counted: dict[str, dict[str, int]] = {}
    for row, text in enumerate(document.blocks.text):
        found = _COUNTED.match(text)
        if found is not None:
            counted.setdefault(found[2], {}).setdefault(found[1], row)
    rows = max((list(rows.values()) for rows in counted.values()), key=len, default=[])
    return rows if len(rows) >= _SERIES else []


def headlines_alone(document: Document, measures: Measures) -> str | None:
    """A page without a text, most of which is headlines of others, or whose address is a list's: told once extraction
    has found no article."""
    place = place_of(document.url)
    if measures.declares_article or measures.run > 1 or place is Place.STORY:
        return None
    if place in (Place.ROOT, Place.LISTING, Place.SEARCH):
        return f"URL of a {place.value}, no article among {measures.words} words"
    lines = document.blocks.link_chars.sum() / max(int(document.blocks.chars.sum()), 1)
    if measures.linked >= _ALONE and lines >= _OTHERS:
        return f"{measures.linked} linked headlines are {lines:.0%} of the page, no article beside them"
    return None


def gallery(document: Document, measures: Measures, kept_words: int, captioned: int = 0) -> str | None:
    """A page of pictures with hardly a paragraph: its captions are all there is to read.

    `kept_words`: of the text beside the captions; `captioned`: how many captions there are.
    """
    pictures = len(document.pictures)
    if measures.prose > _CAPTIONS or pictures < _SERIES:
        return None
    if any(_GALLERY_TYPE.search(script) for script in document.declared.json_ld):
        return f"declared as a gallery, {pictures} pictures, {kept_words} words of text"
    path = (document.url or "").lower().partition("://")[2].partition("/")[2]
    found = _GALLERY_URL.search("/" + path)
    if found:
        return f"URL has “{found[0].strip('/-')}”, {pictures} pictures, {kept_words} words of text"
    if captioned >= _SERIES:
        return f"{pictures} pictures with {captioned} captions, {kept_words} words of text"
    lines = len(_lines_under(document))
    return f"{pictures} pictures with {lines} short lines below, {kept_words} words" if lines >= _SERIES else None


def _lines_under(document: Document) -> list[int]:
    """Short lines right under a picture that lead nowhere: captions that are not marked as such."""
    blocks, flags = document.blocks, document.blocks.flags()
    aside = int(Flag.NAV | Flag.FOOTER | Flag.HEADER | Flag.HEADING | Flag.FORM)
    rows = {picture.block for picture in document.pictures if picture.block < len(blocks)}
    return [
        row
        for row in rows
        if int(blocks.words[row]) <= _LINE and not int(blocks.link_chars[row]) and not int(flags[row]) & aside
    ]
