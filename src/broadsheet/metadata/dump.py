"""What a plain-text page dump says of its article: one function a field, nothing declared to lean on.

Comes in: a `Document` of form TEXT and the `Body` made of it. Goes out: facts with the page's own
words and their place (`dump:` and the span of characters). Must not know: how labels came about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.records import Body, Document, Fact, Kind, Related
from broadsheet.urls import resolve

from . import dump_dates, dump_images, dump_publisher
from .clean import fold
from .dump_place import place, rows_of
from .names import byline_names, declared_names
from .tagging import fold_doubles

_SEPARATORS = re.compile(r" ?[,;|•·،、，；/] ?| (?=#)")
_LABEL = re.compile(r"^[^:：]{1,40}[:：]\s*")
_TAG_WORDS = 6
"""Longer pieces are sentences."""
_HEADLINE_WORDS = 3
"""Words of a related headline at least; in scripts without spaces, characters twice that."""
_SECTIONS = frozenset(
    fold(word)
    for word in """
    world|politics|business|economy|sport|sports|culture|opinion|science|technology|tech|health|environment|climate|society|local|national|
    international|europe|asia|africa|americas|middle east|lifestyle|travel|education|money|entertainment|arts|media|
    politik|wirtschaft|kultur|panorama|wissenschaft|wissen|gesellschaft|meinung|ausland|inland|welt|regional|gesundheit|digital|reise|
    politique|économie|monde|société|culture|sciences|santé|planète|débats|
    política|economía|mundo|sociedad|cultura|opinión|deportes|ciencia|tecnología|internacional|nacional|salud|
    politica|economia|mondo|esteri|cronaca|cultura|scienza|sport|salute|
    economia|mundo|esportes|esporte|desporto|ciência|saúde|sociedade|
    politiek|economie|buitenland|binnenland|wetenschap|
    polityka|gospodarka|świat|kraj|kultura|nauka|sport|
    политика|экономика|общество|мир|в мире|спорт|культура|наука|происшествия|в россии|технологии|
    політика|економіка|світ|суспільство|
    siyaset|ekonomi|dünya|gündem|spor|kültür|
    سياسة|اقتصاد|العالم|رياضة|ثقافة|
    国际|國際|政治|经济|財經|社会|社會|体育|文化|科技|国内|世界|経済|国際|スポーツ|정치|경제|사회|국제|문화
    """.split("|")
    if word.strip()
)
"""Names that newspapers give their sections, for pages whose URL does not name it."""


def dump_facts(document: Document, body: Body) -> list[Fact]:
    """Claims about the article of a text dump; fields and value types are those of `Article`.

    title, url, publisher, section, date_published, date_modified, authors, tags, related, images;
    a field that the dump does not speak of has no fact.
    """
    publisher = dump_publisher.facts(document, body)
    found = [*_title(document, body), *_url(document, body), *publisher, *_section(document, body)]
    found += dump_dates.facts(document, body)
    found += [*_authors(document, body), *_tags(document, body), *_related(document, body)]
    found += dump_images.facts(document, body)
    return found


def _title(document: Document, body: Body) -> Iterator[Fact]:
    for row in rows_of(body, Kind.TITLE)[:1]:
        yield Fact("title", document.blocks.text[row], place(document, row), document.blocks.text[row])


def _url(document: Document, body: Body) -> Iterator[Fact]:
    for row in rows_of(body, Kind.PAGE_URL)[:1]:
        if document.url:
            yield Fact("url", document.url, place(document, row), document.blocks.text[row])


def _section(document: Document, body: Body) -> Iterator[Fact]:
    """The line near the headline that the URL's first folder names; that folder; a line that is a section's name."""
    head = [row for row in _head(body) if body.labels[row].kind in (Kind.OTHER, Kind.NAVIGATION, Kind.TEASER)]
    folder = _first_folder(document.url)
    named = [
        row for row in head if folder and fold(document.blocks.text[row]).replace(" ", "") == folder.replace(" ", "")
    ]
    usual = [row for row in head if fold(document.blocks.text[row]) in _SECTIONS]
    for row in (named or usual)[:1]:
        text = document.blocks.text[row]
        yield Fact("section", text, place(document, row), text)
    if folder and not named:
        yield Fact("section", folder.title(), "url", folder)


def _first_folder(url: str | None) -> str | None:
    """The first folder of the URL's path that is a word; language codes and file names are passed over."""
    path = (url or "").split("?")[0].split("//", 1)[-1].partition("/")[2]
    for folder in path.split("/")[:-1][:2]:
        if (
            folder.replace("-", "").replace("_", "").isalpha()
            and 3 <= len(folder) <= 25
            and folder not in _EMPTY_FOLDERS
        ):
            return fold(folder.replace("-", " ").replace("_", " "))
    return None


_EMPTY_FOLDERS = frozenset(
    """
    news article articles artikel story stories content archive archives post posts amp mobile blog nachrichten
    noticias
    """.split()
)
"""Folders that say what a page is, not what it is about."""


def _head(body: Body) -> range:
    """Rows from a little above the headline to the first kept block."""
    first = next((row for row, label in enumerate(body.labels) if label.kept), len(body.labels))
    title = next(iter(rows_of(body, Kind.TITLE)), first)
    return range(max(0, min(title, first) - 12), first)


def _authors(document: Document, body: Body) -> Iterator[Fact]:
    rows = [row for row in rows_of(body, Kind.BYLINE) if row < _end(body) + 6]
    names: dict[str, None] = {}
    lines = []
    for row in rows:
        text = document.blocks.text[row]
        found = byline_names(text) or (declared_names(text) if _LABEL.match(text) else [])
        if found:
            lines.append(row)
            names.update(dict.fromkeys(found))
    if names:
        yield Fact(
            "authors", tuple(names), place(document, lines[0]), "; ".join(document.blocks.text[row] for row in lines)
        )


def _end(body: Body) -> int:
    return max((row for row, label in enumerate(body.labels) if label.kept), default=len(body.labels))


def _tags(document: Document, body: Body) -> Iterator[Fact]:
    rows = rows_of(body, Kind.TAGS)
    lines = {row: words for row in rows if (words := _announced(document, body, row))}
    pieces = [piece for words in lines.values() for piece in _SEPARATORS.split(words)]
    tags = fold_doubles(piece.strip(" #.\"'") for piece in pieces if 0 < len(piece.split()) <= _TAG_WORDS)
    if tags:
        first = next(iter(lines))
        yield Fact("tags", tags, place(document, first), "; ".join(lines.values()))


def _related(document: Document, body: Body) -> Iterator[Fact]:
    hrefs = {link.block: link.href for link in reversed(document.links)}
    found: dict[str, Related] = {}
    rows = []
    for row in rows_of(body, Kind.RELATED):
        title = _announced(document, body, row).lstrip("•‣▪▫●○■□▶►➤·*+-–— ")
        if title and fold(title) not in found and _is_headline(title):
            href = hrefs.get(row)
            found[fold(title)] = Related(title, resolve(document.url, href) if href else None)
            rows.append(row)
    if found:
        related = tuple(found.values())
        yield Fact("related", related, place(document, rows[0]), "; ".join(item.title for item in related))


def _is_headline(title: str) -> bool:
    return title.count(" ") + 1 >= _HEADLINE_WORDS or (
        not title.isascii() and " " not in title and len(title) >= 2 * _HEADLINE_WORDS
    )


def _announced(document: Document, body: Body, row: int) -> str:
    """What a labelled line holds beside its label; the whole line where another line is the label."""
    text = document.blocks.text[row]
    if body.labels[row].rule != "label":
        return text
    found = _LABEL.match(text)
    return text[found.end() :] if found else ""
