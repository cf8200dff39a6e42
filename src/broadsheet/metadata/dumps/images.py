"""The pictures of a dumped article: URLs, captions and credits put together again.

Comes in: document and labelled body. Goes out: one fact with `Image`s. The words of a picture stand
together, between two paragraphs or around the headline; a second caption opens the next picture, the
same caption again is the picture's alternative text. Must not know: how lines were labelled.
"""

from __future__ import annotations

from broadsheet.metadata.clean import fold
from broadsheet.metadata.dumps.place import place, rows_of
from broadsheet.metadata.pictures.credits import bare_credit, split_credit
from broadsheet.records import Body, Document, Fact, Image, Kind

_ABOVE = 8
"""Rows above the headline that may hold its picture, as in extraction."""
_BELOW = 4
"""Rows below the last paragraph that may hold a picture."""
_SLOTS = {Kind.IMAGE_URL: "url", Kind.CAPTION: "caption", Kind.CREDIT: "credit"}


class _Picture:
    """One picture in the making."""

    def __init__(self, row: int) -> None:
        self.row = row
        self.parts: dict[str, str] = {}


def facts(document: Document, body: Body) -> list[Fact]:
    """The article's pictures in page order; none, no fact. `Image.is_lead`: it stands above the text."""
    kept = [row for row, label in enumerate(body.labels) if label.kept]
    if not kept:
        return []
    title = next(iter(rows_of(body, Kind.TITLE)), kept[0])
    pictures: list[_Picture] = []
    current: _Picture | None = None
    for row in range(max(0, min(title, kept[0]) - _ABOVE), min(len(body.labels), kept[-1] + 1 + _BELOW)):
        label = body.labels[row]
        if label.kept:
            current = None
        elif label.kind in _SLOTS:
            current = _take(document.blocks.text[row], _SLOTS[label.kind], row, current, pictures)
    pictures += _of_markup(document, kept[0], kept[-1], title)
    pictures.sort(key=lambda picture: picture.row)
    pictures = [picture for picture in pictures if picture.parts]
    images = tuple(_image(picture, position, kept[0]) for position, picture in enumerate(pictures))
    if not images:
        return []
    raw = "; ".join(part for picture in pictures for part in picture.parts.values())
    return [Fact("images", images, place(document, pictures[0].row), raw)]


def _take(text: str, slot: str, row: int, current: _Picture | None, pictures: list[_Picture]) -> _Picture | None:
    """The picture that the line belongs to: the open one, or a new one where its place is taken."""
    if slot == "credit" and text.endswith((":", "：")):
        return current  # a label whose words stand on the next line
    if slot == "url" and "/" not in text:
        pictures.append(_Picture(row))  # a file's name opens a picture, but is no address
        return pictures[-1]
    parts = {slot: (_whole(bare_credit(text)) if slot == "credit" else None) or text.strip("<>")}
    if slot == "caption":
        caption, credit = split_credit(text)
        parts = {"caption": caption or text} | ({"credit": _whole(credit) or credit} if credit and caption else {})
        if any(fold(parts["caption"]) == fold(picture.parts.get("caption", "")) for picture in pictures):
            return current
    if current is None or any(name in current.parts for name in parts):
        current = _Picture(row)
        pictures.append(current)
    current.parts.update(parts)
    return current


def _whole(credit: str | None) -> str | None:
    """A credit with the bracket closed that its trimming opened ("Jane Roe (Agency")."""
    return f"{credit})" if credit and credit.count("(") == credit.count(")") + 1 else credit


def _of_markup(document: Document, first: int, last: int, title: int) -> list[_Picture]:
    """Pictures that a Markdown dump kept with their URL; none where lines already gave URLs."""
    found = []
    for picture in document.pictures:
        if min(title, first) - _ABOVE <= picture.block <= last:
            made = _Picture(picture.block - 1)  # above the row that follows it
            made.parts = {"url": picture.src} | ({"alt": picture.alt} if picture.alt else {})
            found.append(made)
    return found


def _image(picture: _Picture, position: int, first: int) -> Image:
    parts = picture.parts
    return Image(
        url=parts.get("url"),
        caption=parts.get("caption"),
        credit=parts.get("credit"),
        alt=parts.get("alt"),
        position=position,
        is_lead=picture.row < first,
    )
