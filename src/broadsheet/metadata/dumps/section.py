"""The section of a dumped article: what a line near its headline, the page's trail or the URL names.

Comes in: document and labelled body. Goes out: facts of `section`, the surest first. Signs: a line of filing,
the line that the URL's first folder names, that folder, the menu's word above the headline, a usual name.
Must not know: how lines were labelled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.metadata.clean import fold
from broadsheet.metadata.dumps.filing import read_filing
from broadsheet.metadata.dumps.place import place, rows_of
from broadsheet.records import Body, Document, Fact, Kind

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
_CRUMB = re.compile(r" ?[>›→»/] ?| :: ")
_ABOVE = 12
"""Rows above the headline that may name the section."""
_KICKER_WORDS = 4
_MENU = 3
"""Short lines in a row from which they are a menu: it names all sections."""
_SHORT = frozenset({Kind.OTHER, Kind.NAVIGATION, Kind.TEASER})
_MARKS = "•‣▪▫●○■□▶►➤·*+-–— "


def facts(document: Document, body: Body) -> Iterator[Fact]:
    """At most one fact of the page's own lines, and one of the URL where no line has its word."""
    text = document.blocks.text
    for row in rows_of(body, Kind.TAGS):
        section = read_filing(text[row]).section if body.labels[row].rule == "filed" else None
        if section:
            yield Fact("section", section, place(document, row), text[row])
            return
    head = [row for row in _head(body) if body.labels[row].kind in _SHORT]
    folder = first_folder(document.url)
    named = [(row, word) for row in head for word in _words(text[row]) if folder and _is(word, folder)]
    usual = [(row, word) for row in head if not _in_menu(document, body, row) for word in _usual(text[row])]
    for row, word in (named or _kickers(document, body, head) or usual)[:1]:
        yield Fact("section", word, place(document, row), text[row])
    if folder and not named:
        yield Fact("section", folder.title(), "url", folder)


def _words(line: str) -> list[str]:
    """The names in a line: itself without a list mark, or the steps of a trail ("Home > Trade")."""
    return [step.strip(_MARKS) for step in _CRUMB.split(line)] if _CRUMB.search(line) else [line.strip(_MARKS)]


def _is(word: str, folder: str) -> bool:
    return fold(word).replace(" ", "") == folder.replace(" ", "")


def _usual(line: str) -> list[str]:
    return [word for word in _words(line) if fold(word) in _SECTIONS]


def _kickers(document: Document, body: Body, head: list[int]) -> list[tuple[int, str]]:
    """The line right above the headline, where the page's menu has said the same word before."""
    text = document.blocks.text
    title = next(iter(rows_of(body, Kind.TITLE)), None)
    if title is None:
        return []
    row = next((row for row in range(title - 1, -1, -1) if body.labels[row].kind is not Kind.DATELINE), -1)
    if row not in head or body.labels[row].rule == "label" or text[row].endswith((":", "：")):
        return []
    said = any(fold(line) == fold(text[row]) for line in text[:row] if len(line.split()) <= _KICKER_WORDS)
    return [(row, text[row].strip(_MARKS))] if said and fold(text[row]) else []


def _in_menu(document: Document, body: Body, row: int) -> bool:
    """Does the line stand among other short lines that nothing but a menu explains?"""
    low, high = row, row
    while low > 0 and _is_item(document, body, low - 1):
        low -= 1
    while high + 1 < len(body.labels) and _is_item(document, body, high + 1):
        high += 1
    return high - low + 1 >= _MENU


def _is_item(document: Document, body: Body, row: int) -> bool:
    short = len(document.blocks.text[row].split()) <= _KICKER_WORDS
    return body.labels[row].kind is Kind.NAVIGATION and short


def first_folder(url: str | None) -> str | None:
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
    return range(max(0, min(title, first) - _ABOVE), first)
