"""The article's pictures with caption and credit.

Comes in: the document, its labels, the article's zone. Goes out: a fact of the field `images`.
Must not know: how a credit is spelt (`credits.py`). Logos, pixels, avatars and other stories'
pictures are left out; a declared image is the lead where the page shows none.
"""

from __future__ import annotations

import re
from itertools import islice, takewhile
from typing import NamedTuple

from broadsheet.metadata.clean import fold, plain
from broadsheet.metadata.declared.base_url import base_url
from broadsheet.metadata.elsewhere import PICTURE, is_elsewhere
from broadsheet.metadata.pictures.credits import bare_credit, is_credit, split_credit
from broadsheet.metadata.stems import holds
from broadsheet.metadata.zone import Kinds, Zone, between
from broadsheet.records import Document, Elements, Fact, Flag, Image, Kind, Picture
from broadsheet.urls import normalise, resolve, scheme

_CAPTION = re.compile(
    r"caption|legend|légende|bildunterschrift|bildtext|leyenda|epigrafe|pie-?(?:de-)?foto|didascalia|imagetext"
)
_CREDIT = re.compile(
    r"credit|copyright|photographer|fotograf|photo-?by|bildquelle|bildnachweis|urheber|quelle|attribution|agency"
    r"|rights|fotoautor|autor-foto|kreditor|byline"
    r"|source|bron|author|forrás|fuente|creditos"
)
_NO_PICTURE = tuple(
    "logo icon avatar pixel sprite badge spacer blank. 1x1 placeholder emoji transparent tracking loading"
    " spinner /flag/ /flags/".split()
)
"""In the address of what is no picture."""
_OUTSIDE = int(Flag.NAV | Flag.FOOTER | Flag.ASIDE | Flag.FORM | Flag.DIALOG)
_BUTTON, _LINK, _FIGCAPTION = int(Flag.BUTTON), int(Flag.LINK), int(Flag.FIGCAPTION)
_OF_FIGURE = int(Flag.FIGURE | Flag.FIGCAPTION)
_BOX = 4
"""Blocks in a picture's box: caption, credit, a control or two; a larger box holds other things too."""
_WALLS = 9
"""Elements between a picture and its words (a guess)."""
_WORDS = 900
"""Characters in a picture's box (the longest reference caption has 600)."""
_SMALL = 100
"""Pixels: smaller pictures are icons and avatars (the smallest reference picture is 150 wide)."""
_PROSE = 40
"""Characters of words before a credit that are a caption, not its label (a guess)."""
_WEB = ("http", "https")
"""Where a picture can be fetched from; `data:` is none."""
_ASSET = re.compile(r"[0-9a-f]{8,}|\d{5,}|[\w-]{12,}")


class _Shown(NamedTuple):
    picture: Picture
    caption: str | None
    credit: str | None
    frame: int | None


def facts(document: Document, zone: Zone) -> list[Fact]:
    """One claim of all pictures that the article shows, in page order; a caption stays where the page does not say
    where its picture lies."""
    base = base_url(document)
    near = between(document.pictures, zone.head, zone.tail + 1)
    shown = [found for picture in near if (found := _read(document, zone, picture))]
    images: list[Image] = []
    seen: set[str] = set()
    for item in shown:
        url = resolve(base, item.picture.src) or (item.picture.src if "//" in item.picture.src else None)
        key = _asset(url or item.picture.src) + fold(item.caption or "")
        if (url is None and not item.caption) or key in seen:
            continue
        seen.add(key)
        lead = not images and item.picture.block <= zone.lead_in
        images.append(Image(url, item.caption, item.credit, plain(item.picture.alt) or None, len(images), lead))
    captions = {image.caption for image in images}
    for caption, credit in _without_picture(document, zone, [item.frame for item in shown]):
        if caption not in captions:
            captions.add(caption)
            images.append(Image(None, caption, credit, None, len(images)))
    if not images:
        return []
    return [Fact("images", tuple(images), "figure", "; ".join(item.picture.src for item in shown))]


def _without_picture(document: Document, zone: Zone, frames: list[int | None]) -> list[tuple[str, str | None]]:
    """(caption, credit) of figures in the article whose picture a script puts in later."""
    blocks, elements = document.blocks, document.blocks.elements
    covered = {
        block
        for frame in frames
        if frame is not None
        for block in range(int(elements.first[frame]), int(elements.last[frame]))
    }
    flags = elements.flags[blocks.element[zone.title : zone.last + 1]]
    tops: dict[int, int] = {}
    groups: dict[int, list[tuple[str, bool]]] = {}
    own = flags & (_FIGCAPTION | _OUTSIDE | _BUTTON) == _FIGCAPTION
    for row in [zone.title + at for at in own.nonzero()[0].tolist()]:
        if row in covered:
            continue
        element = int(blocks.element[row])
        top = _top_of_caption(elements, element, tops)
        named = _CREDIT.search(_tokens_up_to(document, element, top)) is not None
        groups.setdefault(top, []).append((blocks.text[row], named))
    parted = (_parted(words) for words in groups.values())
    return [(caption, credit) for caption, credit in parted if caption]


def _top_of_caption(elements: Elements, element: int, tops: dict[int, int]) -> int:
    """The outermost `<figcaption>` around an element; `tops`: those found before, so that no way is gone twice."""
    way = [element]
    for row in elements.ancestors(element):
        if way[-1] in tops or not elements.flags.item(row) & _FIGCAPTION:
            break
        way.append(row)
    top = tops.get(way[-1], way[-1])
    tops.update(dict.fromkeys(way, top))
    return top


def declared_images(document: Document, claims: list[Fact]) -> tuple[Image, ...]:
    """The first image that JSON-LD or OpenGraph declares, as lead; used where no figure is found.

    The page's own address is no image: some declare a reference to a part of themselves.
    """
    base = base_url(document)
    page = {normalise(url) for url in {base, document.url} if url}
    for url, caption, credit in (image for claim in claims if claim.field == "image_list" for image in claim.value):
        absolute = resolve(base, url)
        if absolute and scheme(absolute) in _WEB and absolute not in page and not holds(absolute.lower(), _NO_PICTURE):
            return (Image(absolute, caption and plain(caption), credit and plain(credit), None, 0, True),)
    return ()


def _read(document: Document, zone: Zone, picture: Picture) -> _Shown | None:
    """The picture with its words, or None where it is no picture of this article."""
    if _is_furniture(document, picture):
        return None
    frame = _frame(document, zone.kinds, picture.element)
    if frame is not None and _is_teaser(document, frame):
        return None
    words = _words_of_frame(document, frame, picture.element) if frame is not None else []
    caption, credit = _parted(words or _words_after(document, zone.kinds, picture))
    linked = document.blocks.elements.flags.item(picture.element) & _LINK
    in_text = zone.title <= picture.block <= zone.last + 1
    if caption is None and credit is None and (not in_text or linked):
        return None
    return _Shown(picture, caption, credit, frame)


def _is_furniture(document: Document, picture: Picture) -> bool:
    """Logos, pixels, avatars; pictures in navigation, sidebars, other stories."""
    if min(picture.width or _SMALL, picture.height or _SMALL) < _SMALL:
        return True
    source = picture.src.lower()
    if holds(source, _NO_PICTURE) or (".svg" in source and source.split("?")[0].endswith(".svg")):
        return True
    elements = document.blocks.elements
    outside = elements.flags.item(picture.element) & _OUTSIDE
    return bool(outside) or is_elsewhere(elements, picture.element, PICTURE)


def _frame(document: Document, kinds: Kinds, element: int) -> int | None:
    """The box that holds an image and its words alone: no names needed, a small box around both tells.

    Words that extraction kept as article text are a caption only inside `<figure>`.
    """
    blocks, elements = document.blocks, document.blocks.elements
    for row in islice(elements.ancestors(element), _WALLS):
        first, last = elements.first.item(row), elements.last.item(row)
        if last - first > _BOX:
            return None
        if first < last and any(_is_wording(document, block) for block in range(first, last)):
            figure = elements.flags.item(blocks.element.item(first)) & _OF_FIGURE
            prose = any(_is_article_text(document, kinds, block) for block in range(first, last))
            return row if figure or (_chars(document, first, last) <= _WORDS and not prose) else None
    return None


def _is_article_text(document: Document, kinds: Kinds, block: int) -> bool:
    """Did extraction keep a block that does not call itself a caption?"""
    kept = block < len(kinds) and kinds[block] is None
    return kept and _CAPTION.search(document.blocks.elements.tokens[int(document.blocks.element[block])]) is None


def _is_wording(document: Document, block: int) -> bool:
    """Is a block more than a control (`View 6 images`, `1/5`)?"""
    blocks = document.blocks
    if blocks.words.item(block) > 3 or blocks.elements.flags.item(blocks.element.item(block)) & _FIGCAPTION:
        return True
    return is_credit(blocks.text[block])


def _is_teaser(document: Document, frame: int) -> bool:
    """Are the words in a figure mostly one link: another story's picture and headline?"""
    blocks = document.blocks
    first, last = blocks.elements.first.item(frame), blocks.elements.last.item(frame)
    chars = _chars(document, first, last)
    return chars > 25 and sum(blocks.link_chars[first:last].tolist()) > 0.6 * chars


def _chars(document: Document, first: int, last: int) -> int:
    return sum(document.blocks.chars[first:last].tolist())


def _words_of_frame(document: Document, frame: int, picture: int) -> list[tuple[str, bool]]:
    """(words, named as credit) of each block in a figure; buttons say nothing of the picture."""
    blocks, elements = document.blocks, document.blocks.elements
    whole_is_button = elements.flags.item(picture) & _BUTTON
    found = []
    for row in range(elements.first.item(frame), elements.last.item(frame)):
        element = blocks.element.item(row)
        control = elements.flags.item(element) & _BUTTON and not whole_is_button
        if control or (whole_is_button and not _is_wording(document, row)):
            continue
        named = blocks.chars.item(row) < 150 and _CREDIT.search(_tokens_up_to(document, element, frame)) is not None
        found.append((blocks.text[row], named))
    return found


def _tokens_up_to(document: Document, element: int, frame: int) -> str:
    elements = document.blocks.elements
    inside = takewhile(frame.__lt__, (element, *islice(elements.ancestors(element), _WALLS)))
    return " ".join([elements.tokens[row] for row in inside])


def _words_after(document: Document, kinds: Kinds, picture: Picture) -> list[tuple[str, bool]]:
    """Blocks labelled caption or credit that directly follow a picture without a figure."""
    found = []
    for row in range(picture.block, min(picture.block + 3, len(kinds))):
        kind = kinds[row]
        if kind not in (Kind.CAPTION, Kind.CREDIT):
            break
        found.append((document.blocks.text[row], kind is Kind.CREDIT))
    return found


def _parted(words: list[tuple[str, bool]]) -> tuple[str | None, str | None]:
    """Caption and credit of a figure's blocks; a block that holds both is split."""
    captions: dict[str, str] = {}
    credits: dict[str, str] = {}
    for text, named in words:
        if named:
            caption, credit = split_credit(text)
            if not (caption and credit and len(caption) > _PROSE):
                caption, credit = None, bare_credit(text)
        else:
            caption, credit = (None, bare_credit(text)) if captions and is_credit(text) else split_credit(text)
        if caption:
            captions.setdefault(fold(caption), plain(caption))
        if credit:
            credits.setdefault(fold(credit), plain(credit))
    return " ".join(captions.values()) or None, " ".join(credits.values()) or None


def _asset(url: str) -> str:
    """What two renditions of one picture share: the longest id-like part of the path."""
    path = url.split("?", maxsplit=1)[0].rsplit("/", 3)
    return max(_ASSET.findall("/".join(path[1:])), key=len, default=url)
