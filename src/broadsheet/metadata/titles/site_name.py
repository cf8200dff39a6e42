"""What a site is called, and titles without it.

Comes in: a document and its claims; a title and names. Goes out: names; the title less a name that stands before or
after a separator. Must not know: which title is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from broadsheet.metadata.clean import fold
from broadsheet.records import Document, Fact
from broadsheet.urls import site_key

_SEPARATOR = re.compile(
    r"(?=[\s|»｜:_－-])(?:(?<!\s)\s+[|ǀ‖–—·•:»«›‹←→/~-]{1,2}\s+|\s?[|»｜]\s?|(?<=\S):\s+(?=\S)|\s?--\s?|\s?[_－]\s?"
    r"|(?<=[\u3040-\u30ff\u3400-\u9fff])-(?=[\u3400-\u9fff]))"
)
_MARK = re.compile(r"[|ǀ‖–—·•:»«›‹←→/~_｜－-]")
"""One of which each separator has."""
_LONGEST = 400
"""Characters of a title that are searched for a site's name (a guess)."""
_LABEL, _MORE = 6, 8
"""Letters from which a name is known by its beginning, and letters that may follow: "Online", "News" (guesses)."""
_BEGINNING = 10
"""Letters of a part of a title that is a name's beginning: "Harbour Post" of "Harbour Post Media" (a guess)."""
_PAGE = re.compile(
    r"(?<!\s)\s*[|–—(-]\s*(?:page|seite|pagina|página|strona|sida|side|sivu|страница|strana)\s\d{1,3}"
    r"(?:\s(?:of|von|de|di|z|av|af|из|/)\s\d{1,3})?\)?$",
    re.IGNORECASE,
)


class Names(NamedTuple):
    """What a site calls itself and the article's sections, folded, in one word each."""

    own: frozenset[str]
    sections: frozenset[str]


def site_names(document: Document, claims: Sequence[Fact]) -> list[str]:
    """What the site may be called in a title: declared publisher, host name, its registrable label."""
    names = [str(claim.value) for claim in claims if claim.field == "publisher"]
    url = document.url or next((str(c.value) for c in claims if c.field == "canonical_url"), "")
    site = site_key(url) if url else ""
    if site:
        names += [site, "www." + site, site.split(".")[0]]
    return names


def without_site(title: str, names: Sequence[str], sections: Sequence[str] = ()) -> str:
    """The title less a site or section name that stands before or after a separator, and less the page's number.

    Only a part that equals one of `names` or `sections` is cut, so a dash or colon that belongs to the headline stays.
    """
    return without(title, joined(names, sections))


def joined(names: Sequence[str], sections: Sequence[str] = ()) -> Names:
    """The names folded, in one word each."""
    own, filed = (frozenset(filter(None, (fold(n).replace(" ", "") for n in some))) for some in (names, sections))
    return Names(own, filed)


def without(title: str, names: Names) -> str:
    """As `without_site`, with names that are `joined`."""
    cut = len(title) <= _LONGEST and _MARK.search(title) is not None
    while cut:
        cut = False
        found = list(_SEPARATOR.finditer(title))
        head = found[0] if found else None
        for match in reversed(found):
            if _closes(title[match.end() :], names):
                title, cut = title[: match.start()].rstrip(), True
                head = head if match is not head else None
                break
        if head and is_site(title[: head.start()], names) and title[head.end() :].strip():
            title, cut = title[head.end() :].strip(), True
    title = title.strip(" |·•")
    return _PAGE.sub("", title) if title[-1:].isdigit() or title.endswith(")") else title


def is_site(part: str, names: Names) -> bool:
    """Is a part of a title one of the names, or the site's with a word like Online or News more?"""
    return is_one(fold(part).replace(" ", ""), names)


def is_one(name: str, names: Names) -> bool:
    """As `is_site`, of a part that is folded, in one word."""
    if name in names.own or name in names.sections:
        return bool(name)
    if not name.startswith(tuple(names.own)):
        return False
    return any(name.startswith(s) and _LABEL <= len(s) >= len(name) - _MORE for s in names.own)


def _closes(part: str, names: Names) -> bool:
    """Is a part at the end a name, or the beginning of one of the site's that has a word more?"""
    name = fold(part).replace(" ", "")
    begins = len(name) >= _BEGINNING and any(s.startswith(name) and len(s) <= len(name) + _MORE for s in names.own)
    return begins or is_one(name, names)
