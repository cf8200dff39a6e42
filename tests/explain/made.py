"""A made explanation, any words in all of its places: for the appendix's tests, and for its look.

    python -m tests.explain.made > tests/explain/appendix.html

Comes in: words, as a page may hold them. Goes out: the lines of an appendix.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from broadsheet.explain import Decision, Explanation, FieldReport, Heading, Overview, appendix
from broadsheet.extract.reasons import Reason
from broadsheet.records import Kind, Role

LOOK = Path(__file__).with_name("appendix.html")
KINDS = (Role.LEAD, Role.PARAGRAPH, *Kind)


def decision(block: int, label: str, words: Callable[[str], str]) -> Decision:
    """One block; every other one was turned by a rule."""
    return Decision(
        block=block,
        kept=label in set(Role),
        label=label,
        score=0.5,
        rule=words("repeats an earlier block"),
        flipped=block % 2 == 0,
        reasons=(Reason("links", -1.84, words("many links: 90% of it")),),
        where=words("p.story"),
        inside=(words("div.page"), words("body")),
        reference=f"{block}:0-10",
        text=words(f"The ferry left pier number {block}."),
    )


def made(words: Callable[[str], str] = str) -> str:
    """The appendix of a page with one block of each kind; `words` gets every place's words and may change them."""
    head = Heading(
        title=words("The ferry leaves again"),
        rows=(("URL", words("https://www.harbourpost.example/ferry")), ("Outcome", words("article"))),
        language="en",
    )
    blocks = tuple(decision(at, kind, words) for at, kind in enumerate(KINDS))
    fields = (
        FieldReport("title", words("The ferry leaves again"), words("og:title"), words("The ferry leaves again"), ()),
        FieldReport("tags", [words("ferries"), words("piers")], "meta", words("ferries, piers"), (("h1", words("x")),)),
    )
    return "\n".join(appendix(head, Explanation(Overview(len(blocks), 2, 0.4, 0.9, 0.8), blocks), fields)) + "\n"


if __name__ == "__main__":
    sys.stdout.write(made())
