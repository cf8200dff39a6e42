"""The article's language: what the text is in, and what the page declares.

Comes in: detected language and score, declared tags. Goes out: facts of the field `language`,
values primary BCP 47 subtags, the declared tag kept as raw. Must not know: other fields.
"""

from __future__ import annotations

import re

from broadsheet.records import Document, Fact

_TAG = re.compile(r"^([A-Za-z]{2,3})(?:[-_].*)?$")
_CANONICAL = {
    "nb": "no",
    "nn": "no",
    "iw": "he",
    "in": "id",
    "ji": "yi",
    "cmn": "zh",
    "fil": "tl",
    "jp": "ja",
    "cz": "cs",
    "gr": "el",
    "ua": "uk",
}
"""Old or mistaken tags -> the subtag in use (BCP 47 registry; country codes where a language belongs)."""
_NAMES = {
    "english": "en",
    "deutsch": "de",
    "german": "de",
    "français": "fr",
    "french": "fr",
    "español": "es",
    "spanish": "es",
    "italiano": "it",
}
_SURE = 0.65
"""Score above which the detected language outweighs the declared one: templates declare `en` for any text."""


def primary(tag: str) -> str | None:
    """The primary subtag of a declared language: `en_GB` -> `en`; None where it is no tag."""
    plain = tag.strip().lower()
    match = _TAG.match(plain)
    subtag = match[1] if match else _NAMES.get(plain)
    return _CANONICAL.get(subtag, subtag) if subtag else None


def facts(document: Document) -> list[Fact]:
    """The detected language, as sure or unsure, and `<html lang>`."""
    found = []
    if document.language:
        source = "text" if document.language_score >= _SURE else "text:unsure"
        detected = _CANONICAL.get(document.language, document.language)
        found.append(Fact("language", detected, source, document.declared.lang or document.language))
    declared = primary(document.declared.lang or "")
    if declared:
        found.append(Fact("language", declared, "html:lang", document.declared.lang or ""))
    return found
