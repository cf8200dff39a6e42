"""Names of people and bodies, cleaned of everything that is not the name.

Comes in: what a page writes where an author's name belongs. Goes out: the names, in order,
without "By", roles, places, dates, addresses; nothing where it is no name. Must not know the page.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile
from unicodedata import category

from broadsheet.metadata.authors import by_words
from broadsheet.metadata.authors.agencies import UNNAMED, agency_of, beside
from broadsheet.metadata.authors.reporters import WORDS as REPORTERS
from broadsheet.metadata.authors.reporters import reporters
from broadsheet.metadata.authors.roles import is_newsroom, is_role, without_role
from broadsheet.metadata.clean import plain
from broadsheet.metadata.stems import holds

_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}|(?:https?://|www\.)\S+|@\w{2,30}")
_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]{0,80}[)）\]]")
_BREAK = re.compile(r"[;|•·⋅●→»▪◦\n\t–—、；]|\s-\s|\s/\s|\.\.")
_COMMA = re.compile(r"[,，]")
_JOIN = re.compile(
    r"\s&(?=\s)|\s(?:and|und|och|og|ja|ve|и|та|και|és|dan|și|oraz|và|और|एवं|এবং|ও|და|و)(?=\s)", re.IGNORECASE
)
_WAW = re.compile(r"\sو(?=[\u0621-\u064a]{3,}\s\S)")
"""Arabic writes "and" as the first letter of the name that follows …"""
_OF_WAW = frozenset(
    "وليد وائل وفاء وسام وسيم وجدي وجيه وحيد ودود وديع وردة ورود وضاح وفيق وهيب وهبة وهبي ولاء وداد وعد وصفي وصال"
    " وئام ونيس وجدان".split()
)
"""… save where that letter is the name's own."""
_SHORT_JOIN = re.compile(r"\s(?:et|y|e|i|a|en|и|і|с|med|with)\s")
_PLACE = re.compile(r"^(\S+\s\S.{0,60}?)\s(?:in|for|at|from|aus|für|reports from|à|para|per|pour)\s.*$")
"""Only after two words: `Centre for Tides` is a whole name."""
_PLACE_WORDS = tuple(f" {word} " for word in "in for at from aus für à para per pour".split())
"""One of which that pattern needs, as the two below need their signs; most names have none."""
_MARKS = re.compile(r"^(\S+\s.{0,60}[^\W\d_])[\d¹²³⁴⁵⁶⁷⁸⁹*†‡](?:[,\s]?\d)*$")
"""Footnote marks of scholars: `Jane Roe1`."""
_BODY = re.compile(
    r"\b(?:centers?|centres?|department|ministry|institutes?|university|office|association|council|society|agency|committee"
    r"|foundation|administration|board|commission|federation|union|museum|ministerium|verband|verein|institut|bund|stiftung"
    r"|ministère|ministerio|universidad|université|fundación|asociación|hochschule|universität|team)\b",
    re.IGNORECASE,
)
"""Words of bodies' names, in which "and" joins no persons."""
_JOINT = re.compile(r"([-'’.])")
_DIGIT = re.compile(r"\d")
_HANGUL_ROLE = re.compile(r"\s?(?:기자|특파원|논설위원|선임기자)$")
_HANGUL_ENDS = ("기자", "특파원", "논설위원")
_VOWELS = frozenset("AEIOUYÄÖÜÀÁÂÈÉÊÍÓÔÚŁАЕИОУЫЭЮЯІЇЄΑΕΗΙΟΥΩ")
_EDGE = " \t\"'“”„«»‘’*_.,:;-–—|/…"

_NOBODY = frozenset(
    """
    admin administrator author authors by editor unknown none null undefined guest user anonymous n/a na webmaster
    noauthor nobody redazione@ default root test super super\u00a0admin adminn webadmin web-admin system wordpress
    """.split()
) | {
    "super admin",
    "site admin",
    "post author",
    "the author",
    "no author",
    "view all posts",
    "read more",
    "share",
    "follow",
    "more",
}
_NOT_SAID = frozenset(
    """
    university universität université universidad college school guidelines disclosure disclaimer strategy policy
    alle alles artikel articles artículos artikelübersicht übersicht download zum zur zu mehr weitere all inhalte
    beiträge view search scholar learn process expert graduate grader certified licensed former founder sponsored
    advertiser bio full xing linkedin weiter rss feed sign out profile profil autorenseite website fact checked
    standards reprints permissions link page reviewer trending profiles latest posts author author's author’s autor
    interview journalism community online-shop kontakt contact
    """.split()
)
"""Words of what stands beside bylines: affiliations, links to lists; taken for a name only after a by-word."""
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


@lru_cache(maxsize=64)
def declared_names(text: str) -> tuple[str, ...]:
    """The names in a value that declares an author; spelling is trusted, decoration is not."""
    line = plain(text)[:_LONGEST]
    if holds(line, REPORTERS) and (found := reporters(line)):
        return found
    parts = (part for part in _parts(by_words.without_by(line)[0]) if not by_words.is_other(part))
    names = [name for part in parts if (name := _clean(part)) and _is_declared(name)]
    return tuple(names) or ((line,) if is_newsroom(line) and _is_declared(line) else ())


@lru_cache(maxsize=64)
def byline_names(text: str, *, byline: bool = True, sure: bool = False) -> tuple[str, ...]:
    """The names in a line that looks like a byline; each must look like a name by itself.

    `byline`: the markup says that it is one, so that a by-word may be followed by a single word, a nickname.
    `sure`: the text stands for nothing but an author (a link to their page), so that it needs no by-word for that.
    """
    if len(text) > _LONGEST_LINE:
        return ()
    whole = plain(text)
    if holds(whole, REPORTERS) and (found := reporters(whole)):
        return found
    line = by_words.read(whole, byline=byline)
    if line is None:
        return ()
    alone = sure or (line.said and (byline or _is_alone(line.text)))
    several = _JOIN.search(line.text) is not None
    names: list[str] = []
    for part in _parts(line.text, shown=True):
        name = _clean(part)
        may_be_nickname = alone and (not names or (several and not any(" " in known for known in names)))
        if _looks_like_name(name, said=line.said) or (may_be_nickname and _is_nickname(name, sure=sure)):
            names.append(name)
        elif alone and not names and is_newsroom(part) and _is_declared(part):
            names.append(part)
    return tuple(names)


def dated_names(line: str) -> list[str]:
    """Full names that stand with a date, or with several, and with nothing else on a line."""
    parts = [part for piece in _BREAK.split(plain(line)) for part in _COMMA.split(piece) if part.strip()]
    rest = [by_words.without_by(by_words.until_date(part))[0].strip(_EDGE) for part in parts]
    named = [part for part in rest if part and part.casefold() not in _HOUR]
    said = any(_DIGIT.search(part) for part in parts)
    return named if said and all(map(_is_full, named)) else []


def _is_full(name: str) -> bool:
    """Two words or more in capitals, particles of one name aside, none of them a word of templates?"""
    words = name.split()
    small = [word for word in words if not word[0].isupper()]
    templates = any(word.casefold() in _TEMPLATE for word in words)
    return len(words) > 1 and not templates and _OF_NAMES.issuperset(small) and _looks_like_name(name)


_HOUR = frozenset("uhr am pm von by stand le el den".split())
"""What is left of times and by-words."""
_TEMPLATE = frozenset("written by reading time lesezeit zuletzt bearbeitet last edited min radio news tv".split())
_OF_NAMES = frozenset("von van der den de del della di da dos la le bin al".split())


def initials(line: str, *, byline: bool = False) -> list[str]:
    """The initials that sign a line: `ssi, dan; Foto: …`; in a byline's element (`byline`) also after other words."""
    text = line.strip("()[] ")
    said = by_words.read(text) if len(text) <= _LONGEST_LINE else None
    if said is None or not said.text.strip():
        return []
    parts = [part for piece in _SIGNS.split(said.text) if (part := piece.strip())]
    own = list(takewhile(_is_initials, reversed(parts)))[::-1]
    whole = len(own) == len(parts)
    return own if (len(said.text) < len(text) if whole else byline) else []


def _is_initials(part: str) -> bool:
    folded = part.rpartition("/")[2]
    return _INITIALS.fullmatch(part) is not None and folded not in _FUNCTION and folded not in _STOP_WORDS


_SIGNS = re.compile(r"[;,]")
_INITIALS = re.compile(r"(?:[a-z]{2,5}/)?[a-z]{2,4}")
"""`ssi`, `srf/hosb`: how German-language papers sign short pieces."""


def _is_alone(text: str) -> bool:
    """Does nothing but a date stand after one word that begins like a name?"""
    name = by_words.until_date(_BREAK.split(text)[0]).strip(_EDGE)
    return " " not in name and not name.islower()


_LONGEST, _LONGEST_LINE = 600, 300
"""Characters of a declared value and of a byline that are read: guesses, and a bound on the work."""


def _parts(text: str, *, shown: bool = False) -> list[str]:
    """The text cut where one name ends and another, a role or a place begins."""
    line = _BRACKETS.sub(" ", text) if holds(text, "([（") else text
    line = _ADDRESS.sub(" ; ", line) if holds(line, ("@", "www.", "://")) else line
    parts: list[str] = []
    for piece in _BREAK.split(line):
        own = by_words.until_date(piece) if shown else piece
        first, *others = _COMMA.split(by_words.without_by(own)[0])
        for part in (first, *[_AND_DEGREE.sub("", other) for other in others]):
            parts.extend(_joined(part))
    return _without_degrees([stripped for part in parts if (stripped := " ".join(part.split()).strip(_EDGE))])


def _without_degrees(parts: list[str]) -> list[str]:
    """`Jane Roe`, `Ph.D` -> `Jane Roe`; `Jane Roe`, `Jr` -> `Jane Roe Jr`: what a comma parts from a name."""
    own: list[str] = []
    for part in parts:
        letters = part.replace(".", "").replace(" ", "")
        if own and letters in _GENERATIONS:
            own[-1] = f"{own[-1]} {part}"
        elif not own or letters.upper() not in _DEGREES or part.islower():
            own.append(part)
    return own


_GENERATIONS = frozenset(("Jr", "Sr", "II", "III", "IV"))
_DEGREES = frozenset(
    "PHD MD MA BA MSC BSC MBA MPH MPP MS JD LLM EDD DDS DMD DVM PSYD PHARMD DO RN RD RDN LDN CPA CFA CFP ESQ FRCP MBBS"
    " MFA MSW LCSW FACS DPHIL DNP NP PA-C".split()
)
"""Degrees and licences as they stand behind names in English."""
_AND_DEGREE = re.compile(r"^\s*(?:Ph\.?D|M\.?D|[A-Z]{2,5})\.?\s(?:and|&)\s(?=\S+\s\S)")
"""`Jane Roe, RD and Kim Poe`: what joins the next name stands behind a degree."""


def _joined(part: str) -> list[str]:
    """Split at "and" and its like, but not within the name of a body or a family: `Ramón y Cajal`."""
    pieces = [piece.strip(_EDGE) for one in beside(part) or _split_waw(part) for piece in _JOIN.split(one)]
    short = [by_words.without_by(shorter)[0] for piece in pieces for shorter in _split_short(piece)]
    if (len(pieces) > 1 and not _are_names(pieces, "&" in part) and not _BODY.search(part)) or (
        len(pieces) > 1 and _BODY.search(part) and not any(agency_of(piece) for piece in pieces)
    ):
        short = [part]
    return [piece for piece in short if piece]


def _are_names(pieces: list[str], ampersand: bool) -> bool:
    """Do all pieces stand as names: full ones, agencies, or given names alone?"""
    sizes = [len(piece.split()) for piece in pieces if piece]
    if all(size > 1 for size in sizes) or any(agency_of(p) or p.casefold() in UNNAMED for p in pieces):
        return True
    return any(piece.upper() == piece.lower() for piece in pieces) or (max(sizes, default=0) == 1 and not ampersand)


def _split_waw(part: str) -> list[str]:
    """Split before Arabic names that "and" is joined to, only after a full name."""
    for match in _WAW.finditer(part) if "و" in part else ():
        left, right = part[: match.start()], part[match.end() :]
        if len(left.split()) > 1 and "و" + right.split()[0] not in _OF_WAW:
            return [left, *_split_waw(right)]
    return [part]


def _split_short(part: str) -> list[str]:
    """Split at joiners of one or two letters, only between two full names: not `Ramón y Cajal`."""
    pieces = _SHORT_JOIN.split(part)
    return pieces if len(pieces) > 1 and all(len(p.split()) > 1 for p in pieces) else [part]


def _clean(part: str) -> str:
    """One name without role, place and shouting."""
    name = _HANGUL_ROLE.sub("", part) if part.endswith(_HANGUL_ENDS) else part
    name = _PLACE.sub(r"\1", name) if holds(name, _PLACE_WORDS) else name
    name = without_role(_without_agency(name)).strip(_EDGE)
    name = name if name[-1:].isalpha() else _MARKS.sub(r"\1", name).strip()
    return _recase(" ".join(name.split()))


def _without_agency(name: str) -> str:
    """`Jane Roe The Associated Press` -> `Jane Roe`."""
    words = name.split()
    for size in (3, 2, 1) if len(words) > 2 else ():
        if len(words) - size >= 2 and agency_of(" ".join(words[-size:])):
            return " ".join(words[:-size])
    return name


def _recase(name: str) -> str:
    """`JANE ROE` and `jane roe` -> `Jane Roe`; abbreviations and single words stay."""
    words = name.split()
    if len(words) < 2 or agency_of(name) or not (name.isupper() or name.islower()):
        return name
    if name.isupper() and max(map(len, words)) <= 3:
        return name
    if name.islower() and any(word in _FUNCTION or word == "the" for word in words):
        return name  # prose
    return " ".join(w.lower() if w.casefold() in _PARTICLES and i else _title(w) for i, w in enumerate(words))


def _title(word: str) -> str:
    if len(word) <= 4 and word.isupper() and not any(ch in _VOWELS for ch in word):
        return word  # MDR, NDR: an abbreviation
    pieces = _JOINT.split(word)
    if word[:2].casefold() == "mc" and len(word) > _CLAN:
        return "Mc" + _title(word[2:])
    return "".join(piece[:1].upper() + piece[1:].lower() for piece in pieces)


_CLAN = 4
"""Letters from which a word that begins with Mc is a clan's name: McRoe."""


def _is_declared(name: str) -> bool:
    """May a declared value stand as a name?"""
    folded = name.casefold()
    letters = sum(map(str.isalpha, name))
    if not name.isascii():
        letters += sum([category(ch)[0] == "M" for ch in name])
    if letters < 2 or folded in _NOBODY or len(name) > 80 or len(name.split()) > 8:
        return False
    return letters * 2 > len(name) and not name.startswith(("http", "#", "{", "%"))


def _looks_like_name(name: str, *, said: bool = False) -> bool:
    """Does a string that nothing declares look like a name: capitals, two to five words, no digit?"""
    words = name.split()
    if not _is_declared(name) or _DIGIT.search(name) or ":" in name or len(name) > 50:
        return False
    if agency_of(name):
        return True
    folded = [word.casefold().strip(".,:") for word in words]
    if folded[0] in _FUNCTION or any(word in _STOP_WORDS or (not said and word in _NOT_SAID) for word in folded):
        return False
    cased = name.lower() != name.upper()
    if not cased:
        return 2 <= len(name.replace(" ", "")) <= (24 if " " in name else 6)
    if not 2 <= len(words) <= 5 or folded[-1] in _PARTICLES or sum(word in _PARTICLES for word in folded) > _MOST:
        return False
    return (
        all(w[:1].isupper() or w.casefold() in _PARTICLES or not w[:1].isalpha() for w in words)
        and words[0][:1].isupper()
    )


_MOST = 3
"""Particles of a name: `van der`, `de la`, with one to spare."""


def _is_nickname(name: str, *, sure: bool) -> bool:
    """May it stand as an author where something says that one stands here: one word, or a few of a link's?"""
    words = name.split()
    folded = [word.casefold().strip(".,:") for word in words]
    if not _is_declared(name) or len(words) > (_WORDS_OF_LINK if sure else 1) or ":" in name or len(name) > 40:
        return False
    if any(word in _STOP_WORDS or word in _NOT_SAID for word in folded) or folded[0] in _NO_NICKNAME:
        return False
    return not is_role(words[0])


_WORDS_OF_LINK = 4
_FUNCTION = frozenset("of for our your this these that diese dieser ihre ihr our in on at to zum zur als".split())
"""No name begins with them, whatever is written in capitals."""
_NO_NICKNAME = (_PARTICLES | _FUNCTION) - {"der"}
