"""A site's template, learnt from the site's own pages: what stands on several stories is none of theirs.

Comes in: a page's texts; a `SiteTemplate` beside them. Goes out: what the page tells of its site, and the rows that the
template says are not the article, with the evidence. Must not know how templates are learnt or kept.

Texts are compared after case folding, white space and numbers aside. Two pages prove nothing: a story and its update
share every paragraph. From the third on a text may be a newspaper's, and is told from a paragraph that its reporters
use again by how many of the pages have it and by where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from hashlib import blake2b
from itertools import compress
from struct import unpack

import numpy as np

from broadsheet.extract.draft import Draft
from broadsheet.extract.make import Make, make
from broadsheet.extract.words.lexicons import folded
from broadsheet.records import Article, Kind, PageTexts, Role, SiteTemplate

FEWEST = 3
"""Stories that must have a text: with two, the naive rule loses whole articles (`design/extractor.md`)."""
WORDS = 4
"""Words of the shortest text that counts: shorter ones are subheadings and labels that any story may have."""
OFTEN, MARGIN = 0.5, 2
"""Share of the stories from which a text amid the article's own paragraphs is template, too; and how many more it
takes, or all of them: three versions of one story under three headlines are half of six stories."""
MOST = 0.5
"""Share of the other kept words that texts on fewer stories may take: wire copy runs on one site three times."""
FEW, OWN = 6, 2
"""Stories under which an article must have so many paragraphs of its own for anything to be template: of three stories,
all may be versions of one whose first paragraph changed."""
PARAGRAPH = 12
"""Words of the shortest paragraph (as in `gate/prose.py`)."""
LEFT = 25
"""Words that must be left: what would leave less is a story that ran several times (`gate` calls it `too_short`)."""
TEXTS = 2_000
"""Texts remembered of a page: ten times a usual page; of more, the smallest fingerprints, which are any."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PLAIN = bytes.maketrans(
    b"123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ\t\n\v\f\r\x1c\x1d\x1e\x1f",
    b"000000000abcdefghijklmnopqrstuvwxyz" + b" " * 9,
)
"""Digits as one, ASCII letters folded, its white space as `str.isspace` has it: in UTF-8 no other character has these
bytes. All texts of a page go through it at once, several times as fast as one by one."""
_BETWEEN = b"\xff"
"""No UTF-8 has this byte."""
_LABEL = 40
"""Characters that may stand before an address, as in "Source: https://…" (a guess)."""
_RUNS = 0x30
"""The digit 0, and with this bit the space (0x20 | 0x10): what never stands twice in a row."""


def fingerprint(text: str) -> int | None:
    """64 bits of the text, signed as SQLite keeps them; None where it is too short to count."""
    return fingerprints((text,)).get(text)


def fingerprints(texts: Iterable[str]) -> dict[str, int]:
    """Of each text that is long enough to count, its fingerprint."""
    long = _long(texts)
    return dict(zip(long, _digests(long), strict=True))


def _long(texts: Iterable[str]) -> list[str]:
    """Those that count, each once. An address is no text: a dump's own differs from the next page's by a number."""
    return [
        text
        for text in dict.fromkeys(texts)
        if (len(text) >= 4 * WORDS and "://" not in text[:_LABEL]) or len(text.split()) >= WORDS
    ]


def _digests(texts: Sequence[str]) -> tuple[int, ...]:
    """BLAKE2b (RFC 7693) of each text, case, white space and numbers (in the digits 0 to 9) aside."""
    if not texts:
        return ()
    every = _BETWEEN.join([text.strip().encode() if text.isascii() else _folded(text) for text in texts])
    found = np.frombuffer(every.translate(_PLAIN), np.uint8)
    once = np.ones(len(found), bool)
    once[1:] = (found[1:] != found[:-1]) | ((found[1:] | 0x10) != _RUNS)
    parts = found[once].tobytes().split(_BETWEEN)
    return unpack(f">{len(parts)}q", b"".join([blake2b(part, digest_size=8).digest() for part in parts]))


def _folded(text: str) -> bytes:
    words = folded(text)
    if not words.isprintable():  # the only white space that is printable is the space
        words = " ".join(words.split())
    return words.strip().encode("utf-8", "replace")


def page_texts(text: Sequence[str], kept: Sequence[bool], article: Article) -> PageTexts:
    """What a page tells of its site: `text` of each of its blocks, which of them were kept, and its article.

    A story is told by its title, else by its first paragraph, else by its id. A title that is the paper's own
    name, as the first line of a dump may be, or too short to count tells no story from another by itself.
    """
    first = next((block.text for block in article.body if block.role is Role.PARAGRAPH), "")
    title = article.title or ""
    if not _long((title,)) or title.casefold() == (article.publisher or "").casefold():
        title = f"{title} {first}".strip()
    long = _long(text)
    *every, story = _digests([*long, f"story: {title or first or article.id}"])
    found = dict(zip(long, every, strict=True))
    own = {found[part] for part in compress(text, kept) if part in found}
    return PageTexts(story, tuple(sorted(set(every))[:TEXTS]), tuple(sorted(own)))


def touches(site: SiteTemplate, page: PageTexts) -> bool:
    """Has the article any text that the template knows?"""
    return any(text in site.seen for text in page.kept)


def recurring(text: Sequence[str], site: SiteTemplate) -> list[int]:
    """Of each text the stories that have it; 0 where it does not recur."""
    if not site.seen:
        return [0 for _ in text]
    found = fingerprints(text)
    return [site.seen.get(found[part], 0) if part in found else 0 for part in text]


def foreign(
    kept: Sequence[bool],
    size: Sequence[int],
    seen: Sequence[int],
    pages: int,
    kin: Callable[[int], Hashable],
    heads: Callable[[int], bool] = lambda row: False,
) -> list[int]:
    """The kept rows that are template.

    `size` is words, `seen` what `recurring` says, `kin` what two rows have in common that are made alike, `heads`
    whether a row is a heading. A heading, and a text between unseen ones of its make, is the article's unless most
    stories have it: "What we know so far" stands over many. What would take too much is not believed.
    """
    rows = [row for row, is_kept in enumerate(kept) if is_kept and seen[row]]
    if not rows:
        return []
    own = [row for row, is_kept in enumerate(kept) if is_kept and not seen[row]]
    paragraphs = sum(size[row] >= PARAGRAPH for row in own)
    if sum(size[row] for row in own) < LEFT or (pages < FEW and paragraphs < OWN):
        return []
    first: dict[Hashable, int] = {}
    last: dict[Hashable, int] = {}
    for row in own:
        first.setdefault(kin(row), row)
        last[kin(row)] = row
    enough = min(OFTEN * pages + MARGIN, pages)
    often = [row for row in rows if seen[row] >= enough]
    rest = [
        row
        for row in rows
        if seen[row] < enough and not heads(row) and not first.get(kin(row), len(kept)) < row < last.get(kin(row), -1)
    ]
    total = sum(words for words, is_kept in zip(size, kept, strict=True) if is_kept) - sum(size[row] for row in often)
    if sum(size[row] for row in rest) > MOST * total:
        rest = []
    return sorted(often + rest)


def evidence(seen: int, pages: int) -> str:
    """In words."""
    return f"seen on {seen} of {pages} pages of this site"


def untemplated(draft: Draft, site: SiteTemplate) -> None:
    """Strip what the site's template says is not the article; kinds are named later."""
    seen = recurring(draft.blocks.text, site)
    makes: dict[int, Make] = {}

    def kin(row: int) -> Make:
        return makes[row] if row in makes else makes.setdefault(row, make(draft, row))

    for row in foreign(draft.kept, draft.size, seen, site.pages, kin, lambda row: kin(row)[0] in HEADINGS):
        draft.strip(row, Kind.OTHER, evidence(seen[row], site.pages))
