"""Is the article declared free, declared not free, or does the page say nothing?

Comes in: the document and its labels. Goes out: facts of the fields `paywall` and `truncated`.
Must not know: JSON-LD (`article_node.py` reads `isAccessibleForFree`) or how to pass a wall.
"""

from __future__ import annotations

import re

from broadsheet.metadata.stems import holds
from broadsheet.metadata.zone import Zone
from broadsheet.records import Body, Document, Fact, Kind

_STATES = {
    **dict.fromkeys("free public open unlocked 0 false no none gratuit kostenlos libre not-paid".split(), "free"),
    **dict.fromkeys(
        "locked paid premium subscription subscriber subscribers metered-paid plus abo payant pay 1 true yes "
        "restricted".split(),
        "not_free",
    ),
}
_TIER_NAMES = frozenset(
    ("article:content_tier", "content_tier", "content-tier", "cxenseparse:articlepaid", "access", "accesstype")
)
_PAID_NAMES = frozenset(
    "cxense:paid paywall premium is_premium ispremium article:premium ispaid article:paid paid locked "
    "subscription_required k5a:paid paid_content "
    "cxenseparse:recs:paywall cxenseparse:paywall iom:premium is-paid-content".split()
)
_FREE_NAMES = frozenset(("isaccessibleforfree", "article:free", "is_free", "isfree"))
_NAMES = _TIER_NAMES | _PAID_NAMES | _FREE_NAMES
_FLIPPED = {"free": "not_free", "not_free": "free"}

_WALL = tuple(
    phrase.strip()
    for line in """
    subscribe to continue|subscribe to read|subscribe to keep reading|subscribe now to continue|subscribe now to read
    subscribe now to keep reading|to continue reading|to keep reading|already a subscriber?|for subscribers only
    weiterlesen mit|jetzt weiterlesen|nur für abonnenten|exklusiv für abonnenten
    réservé aux abonnés|pour lire la suite|déjà abonné
    suscríbete para seguir|suscríbete para continuar|solo para suscriptores|para continuar leyendo
    contenuto riservato agli abbonati|per continuare a leggere|abbonati per
    exclusivo para assinantes|para continuar lendo
    verder lezen?|alleen voor abonnees|lees verder met
    bli prenumerant|för att läsa hela|för att läsa vidare|bare for abonnenter|for at læse videre
    tilaa ja lue|vain tilaajille|dla prenumeratorów|czytaj dalej z|pouze pro předplatitele|csak előfizetőknek
    только для подписчиков|ви прочитали|sadece aboneler|会員限定|この記事は有料|订阅后|구독자 전용|للمشتركين فقط
    """.strip().splitlines()
    for phrase in line.split("|")
)
"""What a wall says, in lower case …"""
_PLAIN_WALL = tuple(phrase for phrase in _WALL if phrase.isascii())
"""… in lines of plain letters …"""
_WALL_FORMS = re.compile(
    r"this (?:article|content|story) is (?:(?:exclusive|only|reserved) )?(?:for|to|available)"
    r"|diesen artikel (?:mit .{1,20} )?(?:weiter)?lesen|der artikel (?:mit .{1,20} )?(?:weiter)?lesen"
    r"|il vous reste .{1,30} à lire"
)
"""… and in several forms."""
_ELLIPSIS = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*$")
_SHORT = 300
"""Characters of a line that can be a wall's: prose about paywalls is longer."""


def facts(document: Document, body: Body, zone: Zone) -> list[Fact]:
    """Declared tiers first, then a wall that the page shows; `truncated` where the text breaks off at one."""
    found = _of_meta(document)
    wall = _visible_wall(document, zone)
    if wall is not None:
        found.append(Fact("paywall", "not_free", "block:wall", wall))
    last = next((b.text for b in reversed(body.blocks)), "")
    if wall is not None:
        found.append(Fact("truncated", True, "block:wall", wall))
    elif _ELLIPSIS.search(last):
        found.append(Fact("truncated", True, "text", last[-80:]))
    return found


def _of_meta(document: Document) -> list[Fact]:
    found = []
    for name, content in [pair for pair in document.declared.meta if pair[0] in _NAMES]:
        state = _STATES.get(content.strip().lower())
        if state is None:
            continue
        if (name in _TIER_NAMES and not content.strip().isdigit()) or name in _PAID_NAMES:
            found.append(Fact("paywall", state, f"meta:{name}", content))
        elif name in _FREE_NAMES:
            found.append(Fact("paywall", _FLIPPED[state], f"meta:{name}", content))
    return found


def _visible_wall(document: Document, zone: Zone) -> str | None:
    """The words of a wall right after the article's last paragraph."""
    end = min(zone.last + 5, len(document.blocks), len(zone.kinds))
    below = document.blocks.text[zone.last : end]
    lines = [(row, text) for row, text in enumerate(below, zone.last) if len(text) <= _SHORT]
    if not _is_wall("\n".join([text for _, text in lines]).lower()):
        return None
    shown = (text for row, text in lines if zone.kinds[row] is not Kind.COMMENTS)
    return next((text for text in shown if _is_wall(text.lower())), None)


def _is_wall(line: str) -> bool:
    return holds(line, _PLAIN_WALL if line.isascii() else _WALL) or _WALL_FORMS.search(line) is not None
