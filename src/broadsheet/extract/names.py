"""What publishers call the parts of a page: class, id and role names to kinds of boilerplate.

Comes in: an element's tag and token string. Goes out: the `Kind` the name suggests, or None. A name
is a hint, never a verdict: whole articles live in elements called `promo`; `container` and `trim` weigh it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, compress, groupby
from typing import NamedTuple

from broadsheet.extract.heads import alternatives
from broadsheet.records import Blocks, Elements, Kind

WORDS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.COMMENTS,
        r"comments?(?!ary|ator)|disqus|livefyre|fyre|kommentare?|comentarios?|commentaires?|discussion|respond",
    ),
    (
        Kind.AUTHOR_BIO,
        r"author[-_ ]?(?:bio|box|card|info|desc|detail|about|profile|block|footer)|"
        r"about[-_ ]?(?:the[-_ ])?author|bio(?:graphy)?|writer[-_ ]?bio|autor[-_ ]?(?:box|info|bio)",
    ),
    (
        Kind.CAPTION,
        r"captions?\w{0,8}|image[-_ ]?(?:text|description\w{0,16})|media-block__description|figcaption|"
        r"bildunterschrift|legend[ae]?|fotozeile|img[-_ ]?desc|photo[-_ ]?desc|"
        r"wp-caption-text|pie[-_ ]?(?:de[-_ ])?foto|cutline",
    ),
    (
        Kind.CREDIT,
        r"credits?|photo[-_ ]?(?:by|credit|grapher)|image[-_ ]?(?:source|credit|copyright)|bildquelle|fotograf",
    ),
    (
        Kind.NEWSLETTER,
        r"newsletters?|mailing|email[-_ ]?(?:sign|capture|form)|sign[-_ ]?up|mc_embed",
    ),
    (
        Kind.SUBSCRIBE,
        r"subscri(?:be|ption)s?|"
        r"paywall[-_ ]?(?:banner|prompt|message|offer|box|overlay|wall|modal|teaser|form)|piano|"
        r"tp-(?:modal|container)|donat(?:e|ion)s?|membership|"
        r"abo(?:nnement)?|support[-_ ]?(?:us|banner)|contributions?|regwall|offer",
    ),
    (
        Kind.NOTIFICATION,
        r"push(?![-_]\d)|notifications?|web[-_ ]?push|alert[-_ ]?bar",
    ),
    (
        Kind.CONSENT,
        r"cookies?|consent|gdpr|onetrust|didomi|cookiebar|ccpa",
    ),
    (
        Kind.LOGIN,
        r"log[-_ ]?in|sign[-_ ]?in|register|registration",
    ),
    (
        Kind.ACCOUNT,
        r"my[-_ ]?account|user[-_ ]?(?:menu|account|panel)",
    ),
    (
        Kind.SHARE,
        r"shar(?:e|ing|er)s?|social|sns|addthis|addtoany|sharedaddy|follow[-_ ]?us|follow|bookmark|"
        r"print[-_ ]?(?:button|link)|toolbar",
    ),
    (
        Kind.AD,
        r"ads?|advert(?:s|isement|ising|orial)?|sponsor(?:ed|s|ship)?|dfp|gpt|adsense|"
        r"ad[-_ ]?(?:slot|unit|box|container|wrapper|label)|werbung|anzeige|publicidad|publicite|outbrain|"
        r"taboola|affiliate|commercial",
    ),
    (
        Kind.TAGS,
        r"tags?(?![-_](?!list|cloud|s))|topics?|keywords?|tag[-_ ]?(?:list|cloud)|"
        r"categor(?:y|ies)(?![-_])|schlagwort\w*|etiquetas|rubrics?",
    ),
    (
        Kind.RELATED,
        r"related|relat(?!ive)\w{2,12}|recommend\w{0,8}|recirc\w{0,10}|read[-_ ]?(?:more|next|also|on)|"
        r"more[-_ ]?(?:stories|from|on|news|articles)|see[-_ ]?also|also[-_ ]?read|lire[-_ ]?aussi|"
        r"leia[-_ ]?mais|most[-_ ]?(?:read|viewed|popular|shared)|popular|trending|meistgelesen|"
        r"mehr[-_ ]?zum[-_ ]?thema|similar|you[-_ ]?may|next[-_ ]?(?:article|story|up)|up[-_ ]?next|explore|"
        r"further",
    ),
    (
        Kind.TEASER,
        r"teasers?|promos?|carousel|latest|headlines?[-_ ]?list|top[-_ ]?stories|cards?|cross[-_ ]?link|"
        r"widgets?|rail|sidebar|secondary|aside|feed|slider|inline[-_ ]?(?:link|promo)",
    ),
    (
        Kind.BYLINE,
        r"by[-_ ]?lines?|authors?|autor(?:es)?|auteur|writers?|reporters?|contributors?|signature|verfasser|"
        r"byname",
    ),
    (
        Kind.DATELINE,
        r"date(?:line|time|-?published|-?modified)?s?|time(?:stamp)?|"
        r"publi(?:shed|cation)[-_ ]?(?:date|time|on)?|updated?|posted[-_ ]?on|"
        r"entry[-_ ]?meta|post[-_ ]?meta|article[-_ ]?meta|"
        r"meta|meta[-_ ]?(?:data|info)|read(?:ing)?[-_ ]?time",
    ),
    (
        Kind.NAVIGATION,
        r"nav(?:bar|igation|-?menu)?|menu|breadcrumbs?|paginat\w{1,4}|pager|skip[-_ ]?(?:link|to)|masthead|"
        r"jump|kicker|eyebrow|section[-_ ]?(?:name|label|link)|rubrik|overline|toc|table[-_ ]?of[-_ ]?contents",
    ),
    (
        Kind.SEARCH,
        r"search(?:[-_ ]?(?:form|box|bar))?",
    ),
    (
        Kind.FOOTER,
        r"footers?|small[-_ ]?print|fine[-_ ]?print|colophon|copyright|site[-_ ]?info|page[-_ ]?bottom",
    ),
    (
        Kind.POLICY,
        r"privacy|legal|terms|rgpd",
    ),
    (
        Kind.DISCLAIMER,
        r"disclaimers?|disclosure|editors?[-_ ]?notes?|corrections?",
    ),
    (
        Kind.OTHER,
        r"player|video[-_ ]?(?:player|meta|title|info)|embed|gallery[-_ ]?(?:nav|count)|counter|poll|quiz|"
        r"survey|modal|popup|overlay|tooltip|screen[-_ ]?reader(?:[-_ ]text)?|sr[-_ ]?only|"
        r"visually[-_ ]?hidden|print[-_ ]?only|noprint|no[-_ ]?print|infobox|fact[-_ ]?box|factbox|"
        r"expandable|accordion|collapsible",
    ),
)
"""Class names of common content systems, mended by the development pages; the first kind that matches is taken."""


_BY_LETTER = sorted(
    ((word, rank) for rank, (_, words) in enumerate(WORDS) for word in alternatives(words)),
    key=lambda entry: entry[0][0],
)
RANKS = tuple(rank for _, rank in _BY_LETTER)
PATTERN = re.compile(
    "(?<![a-z0-9])(?:"
    + "|".join(
        "(?:" + "|".join(f"{word}()" for word, _ in same) + ")"
        for _, same in groupby(_BY_LETTER, lambda entry: entry[0][0])
    )
    + ")(?![a-z0-9])"
)
"""All words in one pattern, those of one letter together: thrice as fast. The empty group after a word names it."""
_HEAD = re.compile(r"[a-z]+(?![?*+{])")
HEADS = tuple(sorted({match[0] for word, _ in _BY_LETTER if (match := _HEAD.match(word))}))
"""The letters that each of them begins with: where none stands, no word does."""

_TAGS: dict[str, Kind] = {
    "nav": Kind.NAVIGATION,
    "menu": Kind.NAVIGATION,
    "footer": Kind.FOOTER,
    "aside": Kind.TEASER,
    "figcaption": Kind.CAPTION,
    "button": Kind.OTHER,
    "dialog": Kind.CONSENT,
    "noscript": Kind.OTHER,
    "form": Kind.OTHER,
    "address": Kind.OTHER,
    "time": Kind.DATELINE,
}
PAGE = frozenset({"body", "html", "main"})
"""Elements that are the page, whatever they are called."""

_LEADS = (
    "lead lede leadtext leadstext standfirst stand-first dek deck intro introduction introtext summary subhead"
    " sub-head subheadline sub-headline subheading sub-heading subtitle sub-title excerpt chapeau chapo vorspann"
    " perex entradilla bajada copete resume resumen ingress manchet sommario occhiello abstract synopsis description"
    " teasertext teaser-text linha-fina sous-titre untertitel subtitulo blurb preamble"
).split()
"""Names of the standfirst in the languages of the development pages; the hyphen may be an underscore."""
LEAD_HEADS = frozenset(name.partition("-")[0] for name in _LEADS)
"""The runs of letters of which a name with `LEAD` in it has at least one."""
LEAD = re.compile("(?<![a-z0-9])(?:" + "|".join(_LEADS).replace("-", "[-_]") + ")(?![a-z0-9])")


class Name(NamedTuple):
    """A boilerplate kind and the word that suggested it."""

    kind: Kind
    word: str


TAG_NAMES = {tag: Name(kind, f"<{tag}>") for tag, kind in _TAGS.items()}


def name_of(tag: str, tokens: str) -> Name | None:
    """The kind that an element's names suggest, the strongest first in `WORDS`."""
    return suggested([(tag, tokens)])[0]


def suggested(elements: Sequence[tuple[str, str]]) -> list[Name | None]:
    """As `name_of`, for many elements: their names are read in one sweep, a line each."""
    found: list[Name | None] = [TAG_NAMES.get(tag) for tag, _ in elements]
    strongest: dict[int, int] = {}
    ends = list(accumulate([len(tokens) + 1 for _, tokens in elements]))
    at = 0
    for match in PATTERN.finditer("\n".join([tokens for _, tokens in elements])):
        while match.end() >= ends[at]:
            at += 1
        rank = RANKS[(match.lastindex or 1) - 1]
        if rank < strongest.get(at, len(WORDS)) and elements[at][0] not in PAGE:
            strongest[at] = rank
            found[at] = Name(WORDS[rank][0], match[0])
    return found


def names_of(elements: Elements) -> list[Name | None]:
    """The kind that each element's own names suggest; elements without a block have none."""
    holds = (elements.last > elements.first).tolist()
    named = list(zip(elements.tag, elements.tokens, strict=True))
    distinct = list(set(compress(named, holds)))
    known = dict(zip(distinct, suggested(distinct), strict=True))
    return [known[pair] if held else None for pair, held in zip(named, holds, strict=True)]


def inherit(blocks: Blocks, names: list[Name | None]) -> list[Name | None]:
    """Each element's name, or that of its nearest named ancestor below the root."""
    parent = blocks.elements.parent.tolist()
    result = list(names)
    result[0] = None
    for row, name in enumerate(result):
        if name is None and row > 0:
            result[row] = result[parent[row]]
    return result
