"""Who published a dumped page: the name that most of the page's own signs agree on.

Comes in: document and labelled body. Goes out: at most one fact of `publisher`. The signs: a line whose
letters make up the page's domain, above all beside the page's URL; the name in "notifications from …",
"Subscribe to …", in copyright lines, behind the headline in a page title. Must not know: any site.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import NamedTuple

from broadsheet.metadata.clean import fold
from broadsheet.metadata.dumps.place import place, rows_of
from broadsheet.records import Body, Document, Fact, Kind
from broadsheet.urls import host, site_key

_DOMAIN = re.compile(r"(?<![\w@.-])(?:https?://)?((?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,12})(?![\w.-]*@)", re.IGNORECASE)
_MAIL = re.compile(r"@((?:[\w-]{1,63}\.){1,4}[a-z]{2,12})", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:notifications? from|subscribe to|follow|welcome to|powered by|published by|mitteilungen von"
    r"|benachrichtigungen von|nachrichten von|notifications de|abonnez-vous à|suscríbete a|notificaciones de"
    r"|notifiche da|notificações de|meldingen van|уведомления от|подпишитесь на|إشعارات من|来自|接收) +"
    r"(?P<name>[^\W\d_][^.,:;!?|]{1,40}?)[.!]?$",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[\s,]*(?:copyright\s*)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?)?[\s,]*(?:by )?"
    r"(?P<name>[^\W\d_][^.,;|©]{1,40}?)(?:[.,;|]|\s[-–]\s|\sall rights|\salle rechte|\s(?:19|20)\d\d|$)",
    re.IGNORECASE,
)
_TAIL = re.compile(r" [|–—·»-] ([^|–—·»]{2,40})$")
_LINE_WORDS = 5
"""Words of a line that may be a newspaper's name."""
_DOMAINS = 3
"""Site keys weighed; others on the page are partners."""
_COVERED = 0.6
"""Share of the domain's letters that the name must account for ("Evening Herald" of `eveningheraldnews`)."""


class _Sign(NamedTuple):
    name: str
    weight: float
    row: int


def facts(document: Document, body: Body) -> list[Fact]:
    """The publisher, where at least one sign names it; the spelling of its weightiest sign."""
    labels = _site_labels(document)
    signs = _of_lines(document, body, labels) + _of_phrases(document, body, labels)
    if not signs:
        return []
    tally: dict[str, float] = {}
    for sign in signs:
        tally[fold(sign.name)] = tally.get(fold(sign.name), 0.0) + sign.weight
    best = max(tally, key=lambda name: (tally[name], len(name)))
    agreed = [sign for sign in signs if fold(sign.name) == best]
    chosen = max(agreed, key=lambda sign: sign.weight)
    raw = "; ".join(dict.fromkeys(document.blocks.text[sign.row] for sign in agreed))
    return [Fact("publisher", chosen.name, place(document, chosen.row), raw)]


def _site_labels(document: Document) -> list[str]:
    """The names in the domains that the page goes by: of its URL, of its addresses, of what it links to most."""
    count: Counter[str] = Counter()
    if document.url:
        count[site_key(document.url)] += 50
    for text in document.blocks.text:
        if "@" in text:
            count.update(_site(found) for found in _MAIL.findall(text))
        if "." in text:
            count.update(_site(found) for found in _DOMAIN.findall(text) if "." in found.strip("."))
    keys = [key for key, number in count.most_common(_DOMAINS) if key and (number >= 2 or len(count) == 1)]
    return list(dict.fromkeys(key.split(".")[0].replace("-", "") for key in keys))


def _site(name: str) -> str:
    url = f"https://{name}/"
    key = site_key(url) if host(url) else ""
    return key if "." in key else ""


def _of_lines(document: Document, body: Body, labels: list[str]) -> list[_Sign]:
    """Short lines whose letters make up the site's domain; beside the page's URL they count double."""
    addresses = rows_of(body, Kind.PAGE_URL)
    signs = []
    for row, text in enumerate(document.blocks.text):
        if body.labels[row].kept or len(text) > 60 or len(text.split()) > _LINE_WORDS or "@" in text or "://" in text:
            continue
        if any(spells(text, label) for label in labels[:1]) or any(spells(text, label) for label in labels[1:]):
            beside = any(abs(row - address) <= 2 for address in addresses)
            signs.append(_Sign(text, 3.0 if beside else 1.0 if body.labels[row].kind in _QUIET else 0.3, row))
    return signs


_QUIET = frozenset({Kind.OTHER, Kind.NAVIGATION, Kind.FOOTER})
"""Kinds of lines that can be nothing but a name."""


def _of_phrases(document: Document, body: Body, labels: list[str]) -> list[_Sign]:
    """Names that a phrase gives away."""
    signs = []
    title = next((document.blocks.text[row] for row in rows_of(body, Kind.TITLE)), None)
    for row, text in enumerate(document.blocks.text):
        if body.labels[row].kept or len(text) > 200:
            continue
        copyright_line = body.labels[row].kind is not Kind.CREDIT and _COPYRIGHT.search(text)
        for found, weight in ((_NAMED.search(text), 2.0), (copyright_line, 2.0)):
            if found and found["name"][:1].isupper() | (not found["name"].isascii()):
                spelled = any(spells(found["name"], label) for label in labels)
                signs.append(_Sign(found["name"].strip(), weight if spelled else weight / 4, row))
        tail = _TAIL.search(text)
        if tail and title and text.startswith(title) and len(text) > len(title):
            signs.append(_Sign(tail[1].strip(), 2.0, row))
    return signs


def spells(name: str, label: str) -> bool:
    """Do the words of a name, or their beginnings, make up a domain's label, in order?

    `New York Times` makes up `nytimes`; `Evening Herald` most of `eveningheraldnews`. At least one word
    must stand in the label with three letters or more, or all initials must make it up.
    """
    return any(_spells(fold(form), label) for form in dict.fromkeys((name, _romanised(name), _plain(name))))


def _romanised(name: str) -> str:
    """Letters that domains write as two: `Münster` is `muenster`, `Århus` is `aarhus`."""
    return name.casefold().translate(_DIGRAPHS)


def _plain(name: str) -> str:
    """Letters without their accents: `Libération` is `liberation`."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa", "œ": "oe"})


def _spells(folded: str, label: str) -> bool:
    words = [word for word in folded.split() if word]
    if not words or not label:
        return False
    joined = "".join(words)
    if joined == label or (
        len(joined) >= 4 and (label.startswith(joined) or (joined.startswith(label) and len(label) >= 3))
    ):
        return len(joined) >= _COVERED * len(label)
    if "".join(word[0] for word in words) == label and len(words) >= 2:
        return True
    covered, longest, position = 0, 0, 0
    for word in words:
        size = _prefix_at(word, label, position)
        position, covered, longest = position + size, covered + size, max(longest, size)
    return longest >= 3 and covered >= _COVERED * len(label) and position > 0


def _prefix_at(word: str, label: str, position: int) -> int:
    size = 0
    while size < len(word) and position + size < len(label) and word[size] == label[position + size]:
        size += 1
    return size
