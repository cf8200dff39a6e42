"""Random pages for the laws of the walk: well-formed trees, and soup that no author meant.

Comes in: nothing. Goes out: Hypothesis strategies of HTML text, and what a browser's text of it is.
"""

from __future__ import annotations

from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from broadsheet.parse.elements import SKIPPED

INLINE = "a b em i span strong time u label q code small".split()
BLOCK = "p div section article ul li blockquote h1 h2 pre table tr td figure figcaption footer form noscript".split()
SILENT = "script style template svg textarea select noframes title".split()
VOID = ["<br>", "<br><br>", "<img src=a.jpg>", "<hr>", "<input name=q>", "<!-- no text -->", "<wbr>"]

words = st.text(alphabet="abcdefghijklmnopqrstuvwxyzäß中", min_size=1, max_size=6)
texts = st.lists(words, min_size=1, max_size=4).flatmap(
    lambda found: st.sampled_from([" ".join(found), " ".join(found) + " ", "\n  " + " ".join(found)])
)


def _element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tag = st.sampled_from(INLINE + BLOCK + SILENT)
    inside = st.lists(children, max_size=4).map("".join)
    return st.tuples(tag, inside).map(lambda made: f"<{made[0]}{_attributes(made[0])}>{made[1]}</{made[0]}>")


def _attributes(tag: str) -> str:
    return {"a": " href=/x", "time": " datetime=2024-05-02"}.get(tag, "")


trees = st.recursive(st.one_of(texts, st.sampled_from(VOID)), _element, max_leaves=25)
"""A page's inside, every element closed where it should be; the parser still has misnesting to mend."""

_scraps = [f"<{tag}>" for tag in INLINE + BLOCK + SILENT] + [f"</{tag}>" for tag in INLINE + BLOCK + SILENT]
soup = st.lists(st.one_of(st.sampled_from(_scraps + VOID), texts), max_size=30).map("".join)
"""Tags opened and closed at random."""


def ink(text: str) -> str:
    """The characters of a text that are not white space."""
    return "".join(text.split())


def shown(html: bytes) -> str:
    """The text that the C parser itself reads in a page, parts without text of their own taken out."""
    tree = LexborHTMLParser(html)
    for node in tree.css(", ".join([*sorted(SKIPPED), "script", "title", "rt"])):  # no reading there is in brackets
        node.decompose()
    root = tree.root
    return root.text(deep=True, separator="") if root is not None else ""
