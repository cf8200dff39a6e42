"""A site's template, learnt from the site's own pages: what stands on several stories is none of theirs.

Comes in: articles, one after the other, and a `SiteTemplate` beside a page's blocks. Goes out: the template, and the
rows that it says are not the article, with the evidence. Must not know where templates are kept. HTML and dumps alike.

Texts are compared after case folding, white space and numbers aside. Two pages prove nothing: a story and its update
share every paragraph. From the third on a text may be a newspaper's, and is told from a paragraph that its reporters
use again by how many of the pages have it and by where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from hashlib import blake2b

from broadsheet.extract.draft import Draft
from broadsheet.extract.make import make
from broadsheet.records import Article, Kind, Role, SiteTemplate

FEWEST = 3
"""Stories that must have a text: with two, the naive rule loses whole articles (`design/extractor.md`)."""
WORDS = 4
"""Words of the shortest text that counts: shorter ones are subheadings and labels that any story may have."""
OFTEN = 0.5
"""Share of the stories from which a text amid the article's own paragraphs is template, too."""
MOST = 0.5
"""Share of the kept words that texts on fewer stories than that may take: wire copy runs on one site three times."""
LEFT = 25
"""Words that must be left: what would leave less is a story that ran several times (`gate` calls it `too_short`)."""
TEXTS = 20_000
"""Texts remembered of a site; of more, those on the fewest stories are forgotten. About 2 MB."""
_NUMBER = re.compile(r"\d+")


def fingerprint(text: str) -> int | None:
    """64 bits of the text (BLAKE2b, RFC 7693), signed as SQLite keeps them; None where it is too short to count."""
    words = _NUMBER.sub("0", text.casefold()).split()
    if len(words) < WORDS and len(text) < 4 * WORDS:
        return None
    return int.from_bytes(blake2b(" ".join(words).encode(), digest_size=8).digest(), "big", signed=True)


def story(article: Article) -> int | None:
    """What makes two pages one story: their title, else their first paragraph."""
    first = next((block.text for block in article.body if block.role is Role.PARAGRAPH), "")
    return fingerprint(f"story: {article.title or first}")


def texts(article: Article) -> frozenset[int]:
    """The fingerprints of all texts on an article's page, kept and stripped; subheadings recur by nature."""
    kept = (block.text for block in article.body if block.role is not Role.SUBHEADING)
    stripped = (part.text for part in article.stripped)
    return frozenset(found for part in (*kept, *stripped) if (found := fingerprint(part)) is not None)


class Learner:
    """Counts the texts of one site's stories; the same articles in the same order give the same template."""

    def __init__(self) -> None:
        self._stories: set[int] = set()
        self._seen: dict[int, int] = {}

    def observe(self, article: Article) -> None:
        """Count an article's page, unless its story has been counted."""
        known = story(article)
        if known is None or known in self._stories:
            return
        self._stories.add(known)
        for text in sorted(texts(article)):
            self._seen[text] = self._seen.get(text, 0) + 1
        if len(self._seen) > TEXTS:
            ordered = sorted(self._seen.items(), key=lambda item: -item[1])
            self._seen = dict(ordered[: TEXTS // 2])

    def template(self) -> SiteTemplate:
        """What has been learnt so far."""
        often = {text: count for text, count in self._seen.items() if count >= FEWEST}
        return SiteTemplate(len(self._stories), often)


def touches(site: SiteTemplate, article: Article) -> bool:
    """Has the article any text that the template knows?"""
    return any(recurring([block.text for block in article.body], site))


def recurring(text: Iterable[str], site: SiteTemplate) -> list[int]:
    """Of each text the stories that have it; 0 where it does not recur."""
    if not site.seen:
        return [0 for _ in text]
    return [0 if (known := fingerprint(part)) is None else site.seen.get(known, 0) for part in text]


def foreign(
    kept: Sequence[bool], size: Sequence[int], seen: Sequence[int], pages: int, kin: Callable[[int], Hashable]
) -> list[int]:
    """The kept rows that are template.

    `size` is words, `seen` what `recurring` says, `kin` what two rows have in common that are made alike. A text
    between unseen ones of its make is the article's, unless most stories have it; what would take too much is not
    believed.
    """
    rows = [row for row, is_kept in enumerate(kept) if is_kept and seen[row]]
    if not rows:
        return []
    own = [row for row, is_kept in enumerate(kept) if is_kept and not seen[row]]
    if sum(size[row] for row in own) < LEFT:
        return []
    first: dict[Hashable, int] = {}
    last: dict[Hashable, int] = {}
    for row in own:
        first.setdefault(kin(row), row)
        last[kin(row)] = row
    often = [row for row in rows if seen[row] >= OFTEN * pages]
    rest = [
        row
        for row in rows
        if seen[row] < OFTEN * pages and not first.get(kin(row), len(kept)) < row < last.get(kin(row), -1)
    ]
    total = sum(words for words, is_kept in zip(size, kept, strict=True) if is_kept)
    if sum(size[row] for row in rest) > MOST * total:
        rest = []
    return sorted(often + rest)


def evidence(seen: int, pages: int) -> str:
    """In words."""
    return f"seen on {seen} of {pages} pages of this site"


def untemplated(draft: Draft, site: SiteTemplate) -> None:
    """Strip what the site's template says is not the article; kinds are named later."""
    seen = recurring(draft.blocks.text, site)
    for row in foreign(draft.kept, draft.size, seen, site.pages, lambda row: make(draft, row)):
        draft.strip(row, Kind.OTHER, evidence(seen[row], site.pages))
