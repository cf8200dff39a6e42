"""Wire services: their names as bylines and credits write them, and how to find them in text.

Comes in: a name, or a line of text. Goes out: the services' own names. Must not know the page.
"""

from __future__ import annotations

import re

_SPELLINGS = {
    "AP": "ap|associated press|the associated press|ap news|ap photo",
    "AFP": "afp|agence france-presse|agence france presse|afp.com",
    "Reuters": "reuters|thomson reuters|рейтер|رويترز",
    "dpa": "dpa|dpa-afx|dpa/lnw|deutsche presse-agentur|dpa-infocom|dpa international",
    "epd": "epd|evangelischer pressedienst",
    "KNA": "kna|katholische nachrichten-agentur",
    "SID": "sid|sport-informations-dienst",
    "APA": "apa|austria presse agentur|apa.at",
    "Keystone-SDA": "sda|keystone-sda|sda-ats|ats|keystone-ats|schweizerische depeschenagentur",
    "ANSA": "ansa",
    "AGI": "agi",
    "Adnkronos": "adnkronos",
    "LaPresse": "lapresse",
    "EFE": "efe|agencia efe|agencias efe",
    "Europa Press": "europa press|europapress",
    "Lusa": "lusa|agência lusa",
    "Agência Brasil": "agência brasil|agencia brasil",
    "Télam": "télam|telam",
    "Notimex": "notimex",
    "TASS": "tass|itar-tass|тасс",
    "RIA Novosti": "ria novosti|риа новости|ria",
    "Interfax": "interfax|интерфакс",
    "Xinhua": "xinhua|新华社|新華社|xinhua news agency",
    "China News Service": "中新社|中新网|china news service",
    "CNA": "中央社|central news agency",
    "Kyodo": "kyodo|kyodo news|共同通信|共同",
    "Jiji": "jiji|jiji press|時事通信|時事",
    "Yonhap": "yonhap|연합뉴스|yonhap news agency",
    "Newsis": "newsis|뉴시스",
    "PTI": "pti|press trust of india",
    "ANI": "ani|asian news international",
    "IANS": "ians|indo-asian news service",
    "UNI": "united news of india",
    "Anadolu": "anadolu|anadolu ajansı|anadolu agency|anadolu ajansi",
    "DHA": "dha|demirören haber ajansı",
    "İHA": "i̇ha|iha|ihlas haber ajansı|i̇hlas haber ajansı",
    "PAP": "pap|polska agencja prasowa",
    "ČTK": "čtk|ctk|česká tisková kancelář",
    "TASR": "tasr",
    "SITA": "sita",
    "MTI": "mti",
    "Belga": "belga",
    "ANP": "anp",
    "TT": "tt|tt-afp|tt nyhetsbyrån",
    "NTB": "ntb|©ntb",
    "Ritzau": "ritzau|/ritzau/",
    "STT": "stt",
    "BNS": "bns",
    "LETA": "leta",
    "ELTA": "elta",
    "Ukrinform": "ukrinform|укрінформ|укринформ",
    "UNIAN": "унян|униан",
    "Hina": "hina",
    "Tanjug": "tanjug|танјуг",
    "Beta": "agencija beta",
    "FoNet": "fonet",
    "BTA": "бта",
    "Agerpres": "agerpres",
    "Mediafax": "mediafax",
    "AAP": "aap|australian associated press",
    "PA": "pa media|press association|pa news agency",
    "The Canadian Press": "canadian press|the canadian press|la presse canadienne",
    "UPI": "upi|united press international",
    "Bloomberg": "bloomberg|bloomberg news",
    "Bernama": "bernama",
    "Antara": "antara",
    "NAN": "news agency of nigeria",
    "GNA": "ghana news agency",
    "APS": "algérie presse service",
    "MAP": "maghreb arabe presse",
    "WAFA": "وفا",
    "SPA": "واس",
    "IRNA": "irna|ایرنا",
    "ISNA": "isna|ایسنا",
}
_NAME_OF = {spelling: name for name, spellings in _SPELLINGS.items() for spelling in spellings.split("|")}
_ABBREVIATIONS = frozenset(s for s in _NAME_OF if s.isascii() and len(s) <= 4)

_SMALL = frozenset({"dpa", "epd", "sda"})
"""Abbreviations that stand for the service in lower case too; `ap`, `tt`, `pap` are an author's initials there."""
_INITIALS = _ABBREVIATIONS - _SMALL
_WORD = re.compile(r"\w+")
_DOT = "\u0307"
"""What is over the small letter that `İ` becomes, and parts a word in two."""


def _by_word() -> dict[str, list[str]]:
    """A word of each spelling, and the spellings that have it; a service's short name where one is in it."""
    found: dict[str, list[str]] = {}
    for spelling in _NAME_OF:
        words = _WORD.findall(spelling.replace(_DOT, ""))
        telling = next((word for word in words if word in _NAME_OF), max(words, key=len))
        found.setdefault(telling, []).append(spelling)
    return found


_SPELLED = _by_word()
_ASCII = {word.encode(): spellings for word, spellings in _SPELLED.items() if word.isascii()}
_FOREIGN = [(next(sign for sign in word if not sign.isascii()), word) for word in _SPELLED if not word.isascii()]
"""The other ones, each behind a sign that it has: most texts have none of these signs, which is quickly seen."""
_PIECES = {
    s: frozenset(word.encode() for word in _WORD.findall(s.replace(_DOT, "")) if word.isascii()) for s in _NAME_OF
}
"""The words of each spelling that are written in letters of ASCII."""
_APART = bytes(code if chr(code).isalnum() or code == ord("_") else ord(" ") for code in range(0x80)).ljust(0x100)

_DATELINE = re.compile(r"^[^()]{0,60}[(（]([^()（）]{2,30})[)）]\s?[-–—.:]{0,2}\s?")
_STRICT = re.compile(r"^[^\W\d_a-z][^()a-z]{2,30}[^()]{0,30}\(([A-Z][\w. -]{1,30})\)\s[-–—]\s")
"""A city in capitals, then a name in brackets and a dash: no other line of news looks like that."""
_TAIL = re.compile(r"[(（\[]([^()（）\[\]]{2,40})[)）\]]\.?$")
_WITH = re.compile(
    r"(?:with (?:reporting|files|material|additional reporting|information) (?:by|from)|mit (?:material"
    r"|informationen) (?:von|der)"
    r"|avec|con información de|\bmed material från)\s+(?:the\s+)?([^.;:]{2,60})",
    re.IGNORECASE,
)
_WITH_WORDS = ("with ", "mit ", "avec", "con info", "med mat")
"""One of which the pattern above needs."""
_SEPARATOR = re.compile(r"(?<!\s)\s*(?:[,/+;&|]|\b(?:and|und|et|y)\b)\s*")

_BESIDE = re.compile(r"(?<=\S)\s(?:avec|mit|con|com|with|met|med)\s(?:l['’]|the\s)?(\S.{1,60})$", re.IGNORECASE)
UNNAMED = frozenset("agencies agences agencias agenzie agenturen agências agentschappen".split())
"""Services that a byline credits without naming them."""
_RIGHTS = re.compile(r"(?:©|\(c\)|\bcopyright)\s?(?:©\s)?\d{4}\s(?:by\s)?(?:the\s)?([^.,;:()]{2,40})", re.IGNORECASE)
"""Rights in a year; without one, and with more words beside it, it is as often a picture's credit."""
_DPA = re.compile(r"\bdpa:\d{6}-\d")
"""The number that dpa puts under each of its stories."""


def agency_of(name: str) -> str | None:
    """The wire service that `name` is, or None."""
    plain = name.strip(" .©()[]").casefold()
    service = _NAME_OF.get(plain)
    if service is not None and plain in _ABBREVIATIONS and name.islower() and plain not in _SMALL:
        return None
    return service


def may_name(text: str) -> bool:
    """Could a part of the text be a service's name? No is sure, yes is not: a look before the reading."""
    folded = text.casefold().replace(_DOT, "")
    near = _near(folded)
    if not near:
        return False
    line = " ".join(folded.split())
    spelled = [spelling for spelling in near if spelling.replace(_DOT, "") in line]
    if not _INITIALS.issuperset(spelled):
        return True
    words, small = (_WORD.findall(either) if spelled else [] for either in (folded, text))
    return any(words.count(spelling) > small.count(spelling) for spelling in spelled)


def _near(folded: str) -> list[str]:
    """The spellings all of whose words may be in a text.

    Bytes are looked at, in a quarter of a pattern's time; the pieces of words between other letters than those of ASCII
    count as words, so that a few come too many.
    """
    pieces = frozenset(folded.encode("ascii", "replace").translate(_APART).split())
    found = [spelling for piece in _ASCII.keys() & pieces for spelling in _ASCII[piece]]
    if not folded.isascii():
        words = [word for sign, word in _FOREIGN if sign in folded and word in folded]
        found += [spelling for word in words for spelling in _SPELLED[word]]
    return [spelling for spelling in found if _PIECES[spelling] <= pieces]


def signed(line: str) -> list[tuple[str, str]]:
    """(service, the page's words) of a line below the text that is nothing but a credit.

    Such a line is `(dpa/afp)`, `AP`, a statement of rights in a year, or the number of a story.
    """
    rights = _RIGHTS.search(line)
    number = [("dpa", line)] if _DPA.search(line) else []
    return credited("", (line,)) + (_named(rights[1].strip(), line) if rights else []) + number


def credited(first: str, last: tuple[str, ...]) -> list[tuple[str, str]]:
    """(service, the page's words) credited in an article's first paragraph and its last ones.

    Read are the places where wires are credited: `BERLIN (Reuters) -` at the start, `(AFP)` or a
    line of its own at the end, `with reporting by AP`.
    """
    found: list[tuple[str, str]] = []
    dateline = _DATELINE.match(first[:120])
    if dateline:
        known = _named(dateline[1], dateline[0])
        strict = _STRICT.match(first[:120])
        found += known or ([(strict[1].strip(), strict[0].strip())] if strict else [])
    for line in last:
        tail = _TAIL.search(line[-60:])
        if tail:
            found += _named(tail[1], tail[0])
        whole = _named(line.strip(" -–—/*"), line) if len(line) <= 40 else []
        shared = len(line) <= 200 and any(word in line.lower() for word in _WITH_WORDS)
        credit = _WITH.search(line) if shared else None
        found += whole or (_named(credit[1], credit[0]) if credit else [])
    return found


def beside(text: str) -> list[str]:
    """`Le Sel avec AFP`, `Jane Roe/AFP` -> who signs, then the services; nothing where no service stands beside a name.

    A slash parts only what is a service or a name of two words: `dpa/lnw` and `afp/jr` are one sign.
    """
    shared = _BESIDE.search(text)
    services = [part.strip() for part in _SEPARATOR.split(shared[1])] if shared else []
    if shared and all(agency_of(part) or part.casefold() in UNNAMED for part in services):
        return [text[: shared.start()], *services]
    parts = [part.strip() for part in text.strip("/").split("/")] if "/" in text and not agency_of(text) else []
    known = [agency_of(part) is not None for part in parts]
    return parts if any(known) and all(k or " " in part for k, part in zip(known, parts, strict=True)) else []


def _named(text: str, raw: str) -> list[tuple[str, str]]:
    whole = agency_of(text)
    if whole:
        return [(whole, raw.strip())]
    pieces = [part.strip() for part in _SEPARATOR.split(text)]
    beside_one = any(map(agency_of, pieces))  # in `dpa/afp` the small letters are no author's initials
    parts = [agency_of(part) or (agency_of(part.upper()) if beside_one else None) for part in pieces]
    return [(part, raw.strip()) for part in parts if part] if all(parts) else []
