"""All that a page declares of itself, as found: the opt-in dump behind `extract --raw-metadata`.

Comes in: what was collected of the page, and its microdata and RDFa items. Goes out: one dict of plain JSON types.
Must not know: which of it is about the article, or any field.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from broadsheet.metadata.declared.jsonld import read_json
from broadsheet.records import Declared

_GROUPS = {
    "open_graph": ("og:", "article:", "book:", "profile:", "music:", "video:", "fb:"),
    "twitter": ("twitter:",),
    "dublin_core": ("dc.", "dc:", "dcterms.", "dcterms:"),
    "citation": ("citation_",),
}
"""Group -> how the names of its `<meta>` tags begin (ogp.me, Twitter cards, DCMI, Highwire Press)."""
_OTHER = "meta"
_DEEPEST = 60
"""Levels of JSON that are shown: an article's graph has ten; deeper is an attack or a mistake."""


def raw_metadata(declared: Declared, microdata: Iterable[Any] = (), rdfa: Iterable[Any] = ()) -> dict[str, Any]:
    """What a page declares, by syntax, nothing interpreted and no URL resolved.

    `title`, `lang`, `dir`, `base`; `links` (rel, href, type); `<meta>` contents by name, in page order, in the groups
    `open_graph`, `twitter`, `dublin_core`, `citation` and, for all others, `meta`; `json_ld`: the values of each
    script, repaired where that helps; `json_ld_broken`: the scripts that nobody can read; `microdata`; `rdfa`.
    """
    groups: dict[str, dict[str, list[str]]] = {group: {} for group in (*_GROUPS, _OTHER)}
    for name, content in declared.meta:
        groups[_group(name)].setdefault(name, []).append(content)
    values = [(script, read_json(script)) for script in declared.json_ld]
    found = {
        "title": declared.title,
        "lang": declared.lang,
        "dir": declared.direction,
        "base": declared.base,
        "links": [{"rel": rel, "href": href, "type": kind} for rel, href, kind in declared.links],
        **groups,
        "json_ld": [value for _, read in values for value in read],
        "json_ld_broken": [script for script, read in values if not read and script.strip()],
        "microdata": list(microdata),
        "rdfa": list(rdfa),
    }
    sound: dict[str, Any] = _sound(found)
    return sound


def _group(name: str) -> str:
    return next((group for group, beginnings in _GROUPS.items() if name.startswith(beginnings)), _OTHER)


def _sound(value: Any, depth: int = 0) -> Any:
    """The same with every string valid Unicode (`"\\ud800"` is JSON, not text) and no deeper than can be written."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    if depth > _DEEPEST:
        return None
    if isinstance(value, dict):
        return {_sound(str(name)): _sound(item, depth + 1) for name, item in value.items()}
    return [_sound(item, depth + 1) for item in value] if isinstance(value, list) else value
