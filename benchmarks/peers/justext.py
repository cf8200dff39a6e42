"""jusText with the stop words of the language that the page declares, else English.

Comes in: bytes. Goes out: text, a line a paragraph. Where it has no stop words for the declared language (Chinese,
Japanese, Thai and others), it judges by length and links alone, as its manual advises.
"""

from __future__ import annotations

import re
from functools import cache

import justext as peer

from benchmarks.charset import decode

_LANG = re.compile(r"""<html\b[^>]{0,2000}?\s(?:xml:)?lang\s*=\s*["']?\s*([A-Za-z]{2,3})\b""", re.IGNORECASE)
_LOCALE = re.compile(r"""["']og:locale["']\s+content=["']([A-Za-z]{2,3})\b""", re.IGNORECASE)
_HEAD = 20_000
"""Characters searched for the language: the head of nearly every page."""

NAMES = dict(
    pair.split("=")
    for pair in (
        "af=Afrikaans sq=Albanian ar=Arabic hy=Armenian az=Azerbaijani eu=Basque be=Belarusian bn=Bengali bs=Bosnian"
        " br=Breton bg=Bulgarian ca=Catalan hr=Croatian cs=Czech da=Danish nl=Dutch en=English eo=Esperanto et=Estonian"
        " fi=Finnish fr=French gl=Galician ka=Georgian de=German el=Greek gu=Gujarati he=Hebrew iw=Hebrew hi=Hindi"
        " hu=Hungarian is=Icelandic id=Indonesian in=Indonesian ga=Irish it=Italian kn=Kannada kk=Kazakh ko=Korean"
        " ku=Kurdish ky=Kyrgyz la=Latin lv=Latvian lt=Lithuanian lb=Luxembourgish mk=Macedonian ms=Malay ml=Malayalam"
        " mt=Maltese mr=Marathi ne=Nepali no=Norwegian_Bokmal nb=Norwegian_Bokmal nn=Norwegian_Nynorsk oc=Occitan"
        " fa=Persian pl=Polish pt=Portuguese ro=Romanian ru=Russian sr=Serbian sk=Slovak sl=Slovenian es=Spanish"
        " sw=Swahili sv=Swedish tl=Tagalog fil=Tagalog ta=Tamil te=Telugu tr=Turkish tk=Turkmen uk=Ukrainian ur=Urdu"
        " uz=Uzbek vi=Vietnamese cy=Welsh yo=Yoruba"
    ).split()
)
"""ISO 639 codes (`iw` and `in` the former ones) beside the names of its lists."""


def extract(html: bytes, url: str | None) -> str:
    """Paragraphs that it calls good."""
    page = decode(html)
    language = declared(page) or "en"
    words = stop_words(NAMES.get(language, ""))
    limits = {} if words else {"stopwords_low": 0.0, "stopwords_high": 0.0}
    return "\n".join(part.text for part in peer.justext(page, words, **limits) if not part.is_boilerplate)


def declared(page: str) -> str | None:
    """The language of `<html lang>` or `og:locale`."""
    head = page[:_HEAD]
    found = _LANG.search(head) or _LOCALE.search(head)
    return found.group(1).lower() if found else None


@cache
def stop_words(name: str) -> frozenset[str]:
    """Its list of a language; empty where it has none."""
    return frozenset(peer.get_stoplist(name)) if name in peer.get_stoplists() else frozenset()
