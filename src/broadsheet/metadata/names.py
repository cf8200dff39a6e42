"""Names of people and bodies, cleaned of everything that is not the name.

Comes in: what a page writes where an author's name belongs. Goes out: the names, in order,
without "By", roles, places, dates, addresses; nothing where it is no name. Must not know the page.
"""

from __future__ import annotations

import re
from unicodedata import category

from broadsheet.metadata.agencies import agency_of
from broadsheet.metadata.clean import plain

_PREFIXES = (
    "by|written by|reporting by|reported by|additional reporting by|story by|words by|text by|posted by|published by"
    "|authored by|guest post by|analysis by|opinion by|interview by|edited by|post "
    "author|author|authors|writer|reporter"
    "|von|ein artikel von|ein beitrag von|eine analyse von|ein kommentar von|ein interview von|text von|autor|autorin"
    "|autoren|verfasst von|geschrieben von|aufgezeichnet von|text"
    "|par|propos recueillis par|publié par|écrit par|rédigé par|auteur|auteurs"
    "|por|escrito por|texto|autora|autores|publicado por|di|a cura di|scritto da|autore|da|redação"
    "|door|geschreven door|tekst|av|skriven av|skrevet av|text och foto|af|skrevet af|reporter"
    "|przez|autorzy|napisał|napisała|od|napsal|napsala|autoři|szerző|írta|scris de|autorul|de"
    "|автор|авторы|текст|автори|yazan|haber|muhabir|oleh|penulis|tác giả|toimittaja|kirjoittaja|bởi"
    "|记者|記者|作者|责编|责任编辑|編輯|编辑|文|撰文|記者／|بقلم|كتب|كتبت|מאת|نویسنده|लेखक|द्वारा|โดย|συντάκτης|του|της"
)
_PREFIX = re.compile(rf"^(?:(?:{_PREFIXES})\s*[:：/／]\s*|(?:{_PREFIXES})\s+)", re.IGNORECASE)
BYLINE_START = re.compile(
    r"^(?:by|written by|reporting by|story by|text by|von|ein artikel von|par|propos recueillis par|por|di|a cura di"
    r"|door|av"
    r"|af|od|oleh|автор|текст|autor|autorin|autore|auteur|author|autora|tekst|text|yazan|szerző|írta|toimittaja|szerző)"
    r"(?:\s*[:：]\s*|\s+)(?=[^\W\d_])",
    re.IGNORECASE,
)
"""How a byline begins where nothing in the markup says that it is one."""

_INSIDE = re.compile(
    r"(?:^|[\s|·•>–—\d])(?:By|Von|Par|Por|Di|Door|Av|Af|Text|Texte|Texto|Tekst|Autor|Autorin|Auteur|Autore|Автор"
    r"|Текст|作者|記者|记者)"
    r"(?:\s?[:：]\s?|\s)((?:[^\W\d_a-zà-ÿа-я][^\W\d_]{0,24}[.'’-]?[^\W\d_]{0,24}(?:\s|(?=[\d,|·•]"
    r"|$))){2,4})(?=[\s,|·•–—]*(?:\d|$|[^\W\d_]{3,12}\.? \d))"
)
"""A byline in the midst of a short line, before a date or a number: `Local By Jane Roe, June 14, 2005`."""
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}|(?:https?://|www\.)\S+|(?<!\w)@\w{2,30}")
_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]{0,80}[)）\]]")
_BREAK = re.compile(r"[;|•·\n\t–—、；]|\s-\s|\s/\s|\.\.")
_JOIN = re.compile(r",|，|\s&|\s(?:and|und|och|og|ja|ve|и|та|και|és|dan|și|oraz|და|و)(?=\s)", re.IGNORECASE)
_SHORT_JOIN = re.compile(r"\s(?:et|y|e|i|a|en|и|і|с|med|with)\s")
_PLACE = re.compile(r"\s(?:in|for|at|from|aus|für|reports from|à|para|per|pour)\s.*$")
_JOINT = re.compile(r"([-'’.])")
_DIGIT = re.compile(r"\d")
_HANGUL_ROLE = re.compile(r"\s?(?:기자|특파원|논설위원|선임기자)$")
_VOWELS = frozenset("AEIOUYÄÖÜÀÁÂÈÉÊÍÓÔÚŁАЕИОУЫЭЮЯІЇЄΑΕΗΙΟΥΩ")
_EDGE = " \t\"'“”„«»‘’*_.,:;-–—|/…"

_ROLES = frozenset(
    """
    reporter reporters editor editors correspondent correspondents writer journalist columnist contributor producer
    photographer photojournalist blogger presenter analyst intern bureau desk director manager ceo founder professor
    redakteur redakteurin redaktorin redaktor korrespondent korrespondentin reporterin autor autorin volontär volontärin
    chefredakteur chefredakteurin ressortleiter ressortleiterin journalistin kolumnist kolumnistin
    journaliste correspondant correspondante rédacteur rédactrice chroniqueur envoyé envoyée grand-reporter
    periodista corresponsal redactor redactora columnista editora enviado enviada
    giornalista inviato corrispondente redattore redattrice caporedattore
    jornalista repórter colunista correspondente redator redatora
    verslaggever redacteur correspondente columniste journaliste politiekverslaggever
    redaktör reportern journalisten korrespondenten fotograf fotografin fotógrafo
    redaktorka dziennikarz dziennikarka redaktorzy korespondent korespondentka
    redaktorem reportér reportérka novinář novinářka šéfredaktor
    muhabir muhabiri yazarı editörü журналист корреспондент обозреватель редактор кореспондент
    """.split()
)
_MODIFIERS = frozenset(
    """
    staff senior chief political associate executive managing contributing deputy news sports sport business special
    world foreign national international economics education health science technology culture features digital
    assistant freelance investigative crime court legal home affairs european environment diplomatic defence media
    consumer money global head of the our lead general assignment political city local regional data social
    """.split()
)
_NOBODY = frozenset(
    """
    admin administrator author authors by editor staff unknown none null undefined guest user anonymous n/a na webmaster
    redazione@ default root test super super\u00a0admin adminn webadmin web-admin system wordpress
    """.split()
) | {"super admin", "site admin", "post author", "the author", "view all posts", "read more", "share", "follow", "more"}
_STOP_WORDS = frozenset(
    """
    subscribe newsletter comments comment share published updated read minutes minute min posted last modified login
    copyright follow facebook twitter instagram email print photo photos image images video gallery related category
    tags view
    veröffentlicht aktualisiert kommentare publié mis à jour publicado actualizado pubblicato aggiornato gepubliceerd
    опубликовано обновлено uhr clock hours ago articles posts more click here about
    """.split()
)
_PARTICLES = frozenset(
    "de del della di da dos das do du des van von der den ter ten la le el al bin ibn ben zu zum zur y e af av och og "
    "und and of the for d l st mc ap".split()
)


def declared_names(text: str) -> list[str]:
    """The names in a value that declares an author; spelling is trusted, decoration is not."""
    return [name for part in _parts(text) if (name := _clean(part)) and _is_declared(name)]


def byline_names(text: str) -> list[str]:
    """The names in a line that looks like a byline; each must look like a name by itself."""
    if len(text) > 300:
        return []
    return [name for part in _parts(text) if (name := _clean(part)) and _looks_like_name(name)]


def is_byline_start(text: str) -> bool:
    """Does a line begin as a byline does?"""
    return len(text) <= 160 and BYLINE_START.match(text) is not None


def name_inside(text: str) -> str | None:
    """The byline in a short line that holds other things too, or None."""
    match = _INSIDE.search(text) if len(text) <= 250 else None
    return match[1].strip() if match else None


def _parts(text: str) -> list[str]:
    """The text cut where one name ends and another, a role or a place begins."""
    line = _BRACKETS.sub(" ", plain(text)[:600])
    line = _ADDRESS.sub(" ; ", line)
    parts: list[str] = []
    for piece in _BREAK.split(line):
        for part in _JOIN.split(_without_prefix(piece)):
            parts.extend(_split_short(_without_prefix(part.strip(_EDGE))))
    return [part for part in parts if part]


def _without_prefix(text: str) -> str:
    """Without "By", "Text:", "Reporting by" and their like, twice for `Text: Von A`."""
    for _ in range(2):
        stripped = _PREFIX.sub("", text.strip(), count=1)
        if stripped == text:
            break
        text = stripped
    return text


def _split_short(part: str) -> list[str]:
    """Split at joiners of one or two letters, only between two full names: not `Ramón y Cajal`."""
    pieces = _SHORT_JOIN.split(part)
    return pieces if len(pieces) > 1 and all(len(p.split()) > 1 for p in pieces) else [part]


def _clean(part: str) -> str:
    """One name without role, place and shouting."""
    name = _HANGUL_ROLE.sub("", part.strip(_EDGE))
    if len(name.split()) > 2:
        name = _PLACE.sub("", name)
    name = _without_role(name).strip(_EDGE)
    return _recase(name)


def _without_role(name: str) -> str:
    """`Chief correspondent Jane Roe` and `Jane Roe Staff Writer` -> `Jane Roe`; a role alone -> ``."""
    words = name.split()
    folded = [word.casefold().strip(",.") for word in words]
    roles = [i for i, word in enumerate(folded) if word in _ROLES]
    if not roles:
        return name
    after = words[roles[-1] + 1 :]
    if len(after) >= 2:
        return " ".join(after)
    before = words[: roles[0]]
    while before and before[-1].casefold().strip(",.") in _MODIFIERS:
        before.pop()
    return " ".join(before) if len(before) >= 2 else ""


def _recase(name: str) -> str:
    """`JANE ROE` and `jane roe` -> `Jane Roe`; abbreviations and single words stay."""
    words = name.split()
    if len(words) < 2 or agency_of(name) or not (name.isupper() or name.islower()):
        return name
    if name.isupper() and max(map(len, words)) <= 3:
        return name
    return " ".join(w.lower() if w.casefold() in _PARTICLES and i else _title(w) for i, w in enumerate(words))


def _title(word: str) -> str:
    if len(word) <= 4 and word.isupper() and not any(ch in _VOWELS for ch in word):
        return word  # MDR, NDR: an abbreviation
    pieces = _JOINT.split(word)
    return "".join(piece[:1].upper() + piece[1:].lower() for piece in pieces)


def _is_declared(name: str) -> bool:
    """May a declared value stand as a name?"""
    folded = name.casefold()
    letters = sum(ch.isalpha() or category(ch)[0] == "M" for ch in name)
    if letters < 2 or folded in _NOBODY or len(name) > 80 or len(name.split()) > 8:
        return False
    return letters * 2 > len(name) and not name.startswith(("http", "#", "{", "%"))


def _looks_like_name(name: str) -> bool:
    """Does a string that nothing declares look like a name: capitals, two to five words, no digit?"""
    words = name.split()
    if not _is_declared(name) or _DIGIT.search(name) or len(name) > 50:
        return False
    if agency_of(name):
        return True
    if any(word.casefold().strip(".,:") in _STOP_WORDS for word in words):
        return False
    cased = name.lower() != name.upper()
    if not cased:
        return 2 <= len(name.replace(" ", "")) <= (24 if " " in name else 6)
    if not 2 <= len(words) <= 5:
        return False
    return (
        all(w[:1].isupper() or w.casefold() in _PARTICLES or not w[:1].isalpha() for w in words)
        and words[0][:1].isupper()
    )
