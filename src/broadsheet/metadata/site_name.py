"""What a site is called, and titles without it.

Comes in: a document and its claims; a title and names. Goes out: names; the title less a name that stands before or
after a separator. Must not know: which title is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from broadsheet.metadata.clean import fold
from broadsheet.records import Document, Fact
from broadsheet.urls import site_key

_SEPARATOR = re.compile(
    r"(?<!\s)\s+[|ǀ‖–—·•:»«›‹←→/~-]{1,2}\s+|\s?[|»｜]\s?|(?<=\S):\s+(?=\S)|\s?--\s?|\s?[_－]\s?"
    r"|(?<=[\u3040-\u30ff\u3400-\u9fff])-(?=[\u3400-\u9fff])"
)
_LONGEST = 400
"""Characters of a title that are searched for a site's name (a guess)."""
_LABEL, _MORE = 6, 8
"""Letters from which a name is known by its beginning, and letters that may follow: "Online", "News" (guesses)."""
_PAGE = re.compile(
    r"(?<!\s)\s*[|–—(-]\s*(?:page|seite|pagina|página|strona|sida|side|sivu|страница|strana)\s\d{1,3}"
    r"(?:\s(?:of|von|de|di|z|av|af|из|/)\s\d{1,3})?\)?$",
    re.IGNORECASE,
)


def site_names(document: Document, claims: Sequence[Fact]) -> list[str]:
    """What the site may be called in a title: declared publisher, host name, its registrable label."""
    names = [str(claim.value) for claim in claims if claim.field in ("publisher", "section")]
    url = document.url or next((str(c.value) for c in claims if c.field == "canonical_url"), "")
    site = site_key(url) if url else ""
    if site:
        names += [site, "www." + site, site.split(".")[0]]
    return names


def without_site(title: str, names: Sequence[str]) -> str:
    """The title less a site or section name that stands before or after a separator, and less the page's number.

    Only a part that equals one of `names` is cut, so a dash or colon that belongs to the headline stays.
    """
    return without(title, joined(names))


def joined(names: Sequence[str]) -> frozenset[str]:
    """The names folded, in one word each."""
    return frozenset(filter(None, (fold(name).replace(" ", "") for name in names)))


def without(title: str, names: frozenset[str]) -> str:
    """As `without_site`, with names that are `joined`."""
    cut = len(title) <= _LONGEST
    while cut:
        cut = False
        found = list(_SEPARATOR.finditer(title))
        head = found[0] if found else None
        for match in reversed(found):
            if is_site(title[match.end() :], names):
                title, cut = title[: match.start()].rstrip(), True
                head = head if match is not head else None
                break
        if head and is_site(title[: head.start()], names) and title[head.end() :].strip():
            title, cut = title[head.end() :].strip(), True
    title = title.strip(" |·•")
    return _PAGE.sub("", title) if title[-1:].isdigit() or title.endswith(")") else title


def is_site(part: str, names: frozenset[str]) -> bool:
    """Is a part of a title one of the site's names, or one with a word like Online or News more?"""
    name = fold(part).replace(" ", "")
    return bool(name) and (
        name in names or any(len(s) >= _LABEL and name.startswith(s) and len(name) <= len(s) + _MORE for s in names)
    )
