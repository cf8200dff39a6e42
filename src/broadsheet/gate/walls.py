"""Walls and dead ends told by their words where a page has nothing else to read.

Comes in: the document and its measures. Goes out: evidence in words, or None, one function a reason.
Must not know: bot walls (`bot_wall.py`), lists (`listing.py`), or the words (`words.py`).
"""

from __future__ import annotations

import re

from broadsheet.gate.bot_wall import opening
from broadsheet.gate.prose import Measures
from broadsheet.gate.words import (
    ACCOUNT_STEMS,
    CONSENT,
    CRIES,
    DOMAIN,
    FILLERS,
    JAVASCRIPT,
    LOGIN,
    NOT_FOUND,
    PARKED,
    PARKING_HOSTS,
    SALE,
)
from broadsheet.records import Document, Flag
from broadsheet.urls import host, normalise, resolve

_LITTLE = 60
"""Words of prose that a wall or an error page may have beside its message (a guess)."""
_STANDFIRST = 20
"""Words that may stand above a login wall without being a paragraph of the article (a guess)."""
_PAGE = 900
"""Words of the longest consent page (a guess); a longer one is more than that."""
_HEADLINES, _PICTURES = 6, 5
"""Linked headlines and pictures that a consent page may have: its logo and its partners' list, no news (a guess)."""
_ASKED, _SILENT = 15, 12
"""Words on privacy from which a page asks for consent; words of prose up to which a vendor's script asks (guesses)."""
_FORM = 150
"""Words of a page that is a login form, or a parking host's, and little else (a guess)."""
_SALE = 300
"""Words of a page that offers its domain for sale and lists what one might search for (a guess)."""
_NOTICE, _SHELL = 120, 25
"""Words of a page that asks for JavaScript (a guess); of one that says nothing and has scripts: the shortest of 1,747
development articles has 70."""
_HOST = re.compile(r"(?<![\w.-])[\w-]{1,63}\.[a-z][a-z0-9-]{1,30}(?![\w-])")
"""What looks like a host's name."""
_HEAD = 160
"""Characters of a heading: longer lines are prose that mentions an error (a guess)."""
_CODED, _SAID = 30, 0.6
"""Words of prose from which on "404" in a headline counts jobs, not errors; share of a headline that an error's phrase
has on a page with more than a little prose (guesses)."""
_CODE = re.compile(r"(?:^|\D)4(?:04|10)(?:\D|$)")
_CONSENT_HOSTS = (
    "consent.",
    "privacy-mgmt",
    "cmp.",
    "consensu",
    "sourcepoint",
    "didomi",
    "onetrust",
    "usercentrics",
    "cookielaw",
    "quantcast",
    "trustarc",
    "contentpass",
    "privacy-center.org",
    "iubenda",
    "cookiebot",
    "fundingchoices",
)
_BOX = 300
"""Words of a page that asks for consent in words of which only some are known (a guess)."""
_CHOICES, _FEW, _MOST = 2, 5, 0.6
"""Buttons (in a box that is named for it, buttons and links) of a page that asks for consent, links that it may have
beside them, share of words in its box: guesses."""
_STORY = 2
"""Paragraphs in a row that no consent page has outside its box (a guess)."""
_CONSENT_NAME = re.compile(
    r"(?:^|\s)(?:cmp|consent|cookie|cookies|gdpr|rodo|lgpd|sp-?message|sp_message|didomi|onetrust|usercentrics|qc-cmp2?|fc-consent"
    r"|privacy|tcf|ccpa|truste)(?:[-_][\w-]{1,40})?(?=\s|$)"
)
"""Names that systems give to the box that asks."""
_COUNT = re.compile(r"\s\d[\d.,\s]*(?=\s)")
"""How many partners there are: “we and our 614 partners”."""
_WALLED = re.compile(
    r"(?:^|\s)(?:[\w-]{0,30}paywall[\w-]{0,30}|[\w-]{0,20}(?:pay|reg|meter|login|sign-?in|subscription|subscribe|paid|premium"
    r"|access)-wall|regwall|loginwall|bezahlschranke|barrier-?page)(?=\s|$)"
)
"""Names that systems give to the wall itself."""
_WAY_IN = re.compile(
    r"/((?:log|sign)-?in|account|konto|compte|cuenta|conta|my-?account|register|registrier\w*|registro|subscri\w+|abo|abos"
    r"|abonn\w+|abbona\w+|suscri\w+|assin\w+|join|join-us|membership|offers?|offres?|offerte|connexion|entrar|accedi"
    r"|anmelden|einloggen|inloggen|logga-in|zaloguj|prenumerata|masuk|daftar|giris|uye-ol|abone|kirjaudu|tilaa|prihlaseni"
    r"|prihlasit|predplatne|log-ind|logg-inn|bestill|belepes|elofizetes|identificarse|iniciar-sesion|assinar)(?:[/.?#]|$)",
    re.IGNORECASE,
)
"""Addresses of accounts and subscriptions."""
_LOST = re.compile(
    r"(?:^|\s)(?:error-?404|page-?404|error-?page|error-?page-?404|not-?found|page-?not-?found|http-?404|is-404|404-?page"
    r"|template-?404)(?=\s|$)"
)
"""Names that systems give to an error page."""
_OUTER = 40
"""Elements among which such a name stands: `<body>` and the frame of the page (a guess)."""
_REFRESH = re.compile(
    r"\s{0,9}\d{1,2}(?:\.\d{1,3})?\s{0,9}[;,]\s{0,9}+(?:url\s{0,9}=)?+\s{0,9}[\"']?([^\"'\s]+)", re.IGNORECASE
)
"""Where a page leads on to (HTML 4.2.5.3, Refresh state) within 99 seconds; a front page reloads itself later."""


def consent_wall(document: Document, measures: Measures) -> str | None:
    """A page that asks for consent and offers nothing else."""
    if measures.declares_article or measures.prose > _LITTLE or measures.words > _PAGE:
        return None
    if measures.linked >= _HEADLINES or len(document.pictures) > _PICTURES:
        return None  # a banner over a page of headlines or pictures
    if _stands_apart(document, measures):
        return None  # a banner over a short story
    text = _COUNT.sub("", opening(document))
    phrases = [words for words in CONSENT if words in text]
    hosts = "\n".join(document.declared.script_hosts).lower()
    vendor = next((known for known in _CONSENT_HOSTS if known in hosts or known in (document.url or "")), None)
    asked = measures.privacy >= max(_ASKED, measures.prose)
    silent = measures.prose <= _SILENT
    known = len(phrases) >= 4 or (len(phrases) >= 2 and asked) or (phrases and vendor and silent)
    if known or ((phrases or vendor) and asked and silent and measures.words <= _BOX):
        seen = ", ".join(f"“{phrase}”" for phrase in phrases[:3]) or f"script {vendor}"
        return f"{seen}; {measures.privacy} words on privacy, {measures.prose} of prose"
    return _consent_box(document, measures, vendor)


def _stands_apart(document: Document, measures: Measures) -> bool:
    """Do paragraphs of a story stand outside the box that is named for consent?"""
    if measures.run < _STORY:
        return False
    elements = document.blocks.elements
    boxes = [
        range(int(elements.first[row]), int(elements.last[row]))
        for row, tokens in enumerate(elements.tokens)
        if _CONSENT_NAME.search(tokens)
    ]
    held = [box for box in boxes if len(box)]
    outside = [row for row in measures.at if not any(row in box for box in held)]
    return bool(held) and len(outside) >= _STORY and int(document.blocks.words[outside].sum()) >= _STORY * _SILENT


def _consent_box(document: Document, measures: Measures, vendor: str | None) -> str | None:
    """A short page of which most stands in a box of that name, or that a consent tool shows with two choices or more:
    in any language."""
    blocks = document.blocks
    if measures.words > _BOX or not measures.words:
        return None
    flags = blocks.flags()
    choices = sum(bool(int(flags[row]) & int(Flag.BUTTON)) for row in range(len(blocks)))
    if not choices:
        return None
    elements = blocks.elements
    for row, tokens in enumerate(elements.tokens):
        found = _CONSENT_NAME.search(tokens)
        if found is not None:
            first, last = int(elements.first[row]), int(elements.last[row])
            held = int(blocks.words[first:last].sum())
            ways = choices + sum(first <= link.block < last for link in document.links)
            if ways >= _CHOICES and held >= _MOST * measures.words and measures.words - held <= _LITTLE:
                return f"element {found[0].strip()}, {held} of {measures.words} words, {ways} choices"
    if vendor is not None and choices >= _CHOICES and choices >= measures.linked and len(document.links) <= _FEW:
        return f"script {vendor}, {measures.words} words, {choices} choices"
    return None


def login_wall(document: Document, measures: Measures) -> str | None:
    """A page that asks to log in or register and offers nothing else: no paragraph of the article."""
    if measures.prose > _STANDFIRST:
        return None
    text = opening(document)
    phrase = next((words for words in LOGIN if words in text), None)
    asks = any("password" in field for field in document.declared.inputs)
    if phrase is not None and (asks or measures.account or measures.words <= _FORM):
        return f"“{phrase}”, {measures.prose} words of prose" + (", a password field" if asks else "")
    if asks and measures.words <= _FORM and not measures.declares_article:
        return f"a password field, {measures.words} words in all"
    if measures.words > _FORM:
        return None
    name = next((found for tokens in document.blocks.elements.tokens if (found := _WALLED.search(tokens))), None)
    if name is not None and (measures.declares_article or any(stem in text for stem in ACCOUNT_STEMS)):
        return f"element {name[0].strip()}, {measures.prose} words of prose"
    return _way_in(document, measures)


def _way_in(document: Document, measures: Measures) -> str | None:
    """A headline, no paragraph, and links to an account and a subscription, or to one beside a field for an address, of
    a page that calls itself an article."""
    if not measures.declares_article:
        return None
    aside = int(Flag.NAV | Flag.FOOTER | Flag.HEADER)
    flags = document.blocks.flags()
    shown = [link.href for link in document.links if link.block < len(flags) and not int(flags[link.block]) & aside]
    ways = {found[1].lower() for href in shown if (found := _WAY_IN.search(href))}
    asked = any(field.startswith("email") for field in document.declared.inputs)
    led = len(ways) + asked > 1 and ways
    return f"an article's headline above links to {', '.join(sorted(ways)[:3])}" if led else None


def soft_404(document: Document, measures: Measures) -> str | None:
    """A page that says it is not there although it was served as if it were, or that leads on to another."""
    if measures.prose > 2 * _LITTLE or (measures.declares_article and measures.prose > _LITTLE):
        return None
    for line in _headlines(document):
        phrase = _missing(_plain(line), numbers=measures.prose <= _CODED)
        told = phrase is not None and (measures.prose <= _LITTLE or len(phrase) >= _SAID * len(line))
        told = told or (measures.prose <= _LITTLE and line.lower().strip(" !.…,:(") in CRIES)
        if told and len(line) <= _HEAD:
            return f"“{line}”, {measures.prose} words of prose"
    outer = document.blocks.elements.tokens[:_OUTER]
    name = next((found for tokens in outer if (found := _LOST.search(tokens))), None)
    if name is not None and measures.prose <= _LITTLE and not measures.declares_article:
        return f"element {name[0].strip()}, {measures.prose} words of prose"
    if measures.words <= _LITTLE:
        phrase = _missing(_plain(opening(document)), numbers=False)
        if phrase is not None:
            return f"“{phrase}”, {measures.words} words in all"
        onward = _leads_to(document)
        if onward is not None:
            return f"leads on to {onward}, {measures.words} words in all"
    return None


def _missing(plain: str, *, numbers: bool = True) -> str | None:
    """The phrase of an error in some words; with `numbers`, its code too."""
    known = (words for words in NOT_FOUND if words in plain and words != "404")
    code = _CODE.search(plain) if numbers else None
    return next(known, code[0].strip() if code else None)


def _plain(line: str) -> str:
    """Lower case, without words of regret."""
    plain = line.lower().replace("’", "'")
    for word in FILLERS:
        plain = plain.replace(word, " ") if word in plain else plain
    return " ".join(plain.split())


def _leads_to(document: Document) -> str | None:
    """Another address to which the page sends its reader without being asked."""
    told = (_REFRESH.match(content) for key, content in document.declared.meta if key == "refresh")
    targets = (resolve(document.url, found[1]) or found[1] for found in told if found)
    here = document.url and (normalise(document.url) or document.url)
    return next((target for target in targets if target != here), None)


def _headlines(document: Document) -> list[str]:
    """`<title>` and headings, but those that lead to other pages; the first lines of a page without any."""
    blocks = document.blocks
    flags = blocks.flags()
    own = 2 * blocks.link_chars <= blocks.chars
    headings = [blocks.text[row] for row in range(len(blocks)) if own[row] and int(flags[row]) & int(Flag.HEADING)][:6]
    first = list(blocks.text[:3]) if not headings else []
    return [line for line in (document.declared.title, *headings, *first) if line]


def parked(document: Document, measures: Measures) -> str | None:
    """A domain for sale, or one whose account is closed."""
    if measures.prose > 2 * _LITTLE or measures.declares_article:
        return None
    hosts = "\n".join(document.declared.script_hosts).lower()
    parking = next((part for part in PARKING_HOSTS if part in hosts), None)
    text = f"{(document.declared.title or '').lower()}\n{opening(document)}"
    phrase = next((words for words in PARKED if words in text), None) or _for_sale(document)
    if phrase is not None and (parking or measures.words <= _SALE):
        return f"“{phrase}”"
    return f"script {parking}" if parking and measures.words <= _FORM else None


def _for_sale(document: Document) -> str | None:
    """A line that offers the page's own domain, or calls a host a domain: houses are for sale too."""
    domain = host(document.url or "")
    name = domain.removeprefix("www.")
    for line in (line.lower() for line in _headlines(document)):
        offered = (name and name in line) or (_HOST.search(line) and any(words in line for words in DOMAIN))
        if offered and any(words in line for words in SALE):
            return line
    return None


def needs_javascript(document: Document, measures: Measures) -> str | None:
    """A shell whose text a script would fill in."""
    if document.declared.scripts == 0:
        return None
    text = _plain(opening(document))
    phrase = next((words for words in JAVASCRIPT if words in text), None)
    if phrase is not None and measures.words <= _NOTICE and measures.prose - _saying(document, phrase) <= _SILENT:
        return f"“{phrase}”, {measures.words} words in all"
    told = sum(_asks_for_scripts(document)) if phrase is None and "javascript" in text else 0
    if told and measures.words <= _NOTICE and measures.words - told <= _SHELL:
        return f"{told} of {measures.words} words for readers without JavaScript"
    if measures.words <= _SHELL and measures.prose <= _SILENT:
        return f"{document.declared.scripts} scripts, {measures.words} words in all"
    return None


def _saying(document: Document, phrase: str) -> int:
    """Words of the blocks that hold a phrase, and of those that follow them: where to get a newer browser."""
    held = [row for row, text in enumerate(document.blocks.text) if phrase in _plain(text)]
    rows = sorted({near for row in held for near in (row, row + 1) if near < len(document.blocks)})
    return int(document.blocks.words[rows].sum()) if rows else 0


def _asks_for_scripts(document: Document) -> list[int]:
    """Words of each block for readers without scripts; the name of the language is the same in all tongues."""
    blocks, flags = document.blocks, document.blocks.flags()
    return [int(blocks.words[row]) for row in range(len(blocks)) if int(flags[row]) & int(Flag.NOSCRIPT)]
