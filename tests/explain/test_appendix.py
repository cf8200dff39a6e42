"""The appendix: every block and field in one HTML file that a hostile page cannot make anything of but words.

Comes in: explanations with hostile words in all places, whole pages. Goes out: what an HTML parser finds in the file.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html import escape
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from broadsheet.explain import appendix, explain, field_reports, heading
from broadsheet.explain.appendix import LONGEST, plain
from broadsheet.explain.sheet import GROUNDS, INKS, LEGENDS, STYLE, TINTS
from broadsheet.extractor import extractor
from broadsheet.options import DEFAULT
from broadsheet.pipeline import trace
from broadsheet.records import Kind, Page
from tests.explain.made import KINDS, LOOK, made
from tests.shared import find, need
from tests.stories import page, paragraphs

ATTACKS = (
    "<script>alert(1)</script>",
    "'\"><img src=https://evil.example/x onerror=alert(1)>",
    '" onmouseover="alert(1)" style="background:url(https://evil.example)',
    "</bdi></div></body></html><iframe src=javascript:alert(1)>",
    "</title></style><style>@import 'https://evil.example/x.css';</style>",
    "--><!-- <![CDATA[ <?php &lt;b&gt; &#60;b&#62; &amp;lt;",
    "\u202egnp.exe\u2066 \x1b[31m \x00 \ud800 \u2028 \ufffe",
    "<svg><style><img title='</style><img src=x onerror=alert(1)>'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'><base href=//evil.example>",
)
hostile = st.one_of(
    st.sampled_from(ATTACKS), st.text(st.characters(), max_size=30), st.text("<>\"'&;/=!-` \n\t", max_size=30)
)
UNSEEN = re.compile(
    "[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def skeleton(html: str) -> list[tuple[str, dict[str, str | None]]]:
    """Every element with its attributes, the words of `title` left out: what the file is made of."""
    tree = LexborHTMLParser(html.encode())
    assert tree.root is not None
    nodes = [node for node in tree.root.traverse(include_text=False) if node.tag and node.tag[0] not in "-!"]
    return [(node.tag or "", {k: v for k, v in node.attributes.items() if k != "title"}) for node in nodes]


PLAIN = skeleton(made())


@given(hostile)
@example("".join(ATTACKS))
def test_the_pages_words_are_words(attack: str) -> None:
    """The same elements and attributes whatever the page says, in every place at once; and what it says can be read."""
    html = made(lambda words: f"{words}{attack}")
    assert skeleton(html) == PLAIN
    assert not UNSEEN.search(html)
    told = LexborHTMLParser(html.encode()).css(".block bdi")[0].text()
    assert " ".join(told.split()) == " ".join(
        LexborHTMLParser(plain(f"The ferry left pier number 0.{attack}")).text().split()
    )


def test_nothing_is_loaded_and_nothing_runs() -> None:
    """No element and no attribute that loads, runs or leads anywhere; the style sheet names no address."""
    assert {tag for tag, _ in PLAIN}.isdisjoint(
        {"script", "img", "link", "iframe", "a", "base", "form", "object", "svg"}
    )
    names = {name for _, attributes in PLAIN for name in attributes}
    assert names == {"class", "lang", "charset", "content", "http-equiv", "name"}
    assert not re.search(r"url\(|@import|expression|<|\\", STYLE)


def test_the_policy_allows_the_style_sheet_alone() -> None:
    """Nothing by default, and the hash of the one style element as a browser reckons it: over its text."""
    tree = LexborHTMLParser(made().encode())
    policy = tree.css_first("meta[http-equiv=Content-Security-Policy]").attributes["content"] or ""
    sheet = tree.css_first("style").text().encode()
    allowed = base64.b64encode(hashlib.sha256(sheet).digest()).decode()
    assert policy.split("; ") == [
        "default-src 'none'", f"style-src 'sha256-{allowed}'", "base-uri 'none'", "form-action 'none'"
    ]  # fmt: skip


def test_the_look_is_what_was_looked_at() -> None:
    """A page with one block of each kind; after a wanted change see `tests/explain/made.py`."""
    assert made() == LOOK.read_text("utf-8")


def told(html: bytes, url: str | None = "https://paper.example/storm") -> LexborHTMLParser:
    """The appendix of a page, parsed."""
    given = Page(html, url, fetched_at="2026-11-23T10:00:00Z")
    traced = trace(given, refused_too=True)
    blocks = explain(traced.document, traced.body) if traced.document and traced.body else None
    fields = field_reports(traced.facts) if traced.facts else ()
    lines = appendix(heading(given, traced.outcome, extractor(DEFAULT)), blocks, fields)
    return LexborHTMLParser("\n".join(lines).encode())


def test_every_block_stands_in_order_with_its_reason() -> None:
    """Kept ones by their class, the others by their tint; the words over which one rests say why."""
    tree = told(page(1))
    assert [node.text().strip() for node in tree.css(".block.kept bdi")] == paragraphs(1)
    numbers = [int(node.text().split()[0]) for node in tree.css(".mark")]
    assert numbers == list(range(len(numbers)))
    why = [node.attributes["title"] or "" for node in tree.css(".block")]
    assert all(re.match(r"(kept|stripped) as \w+, score [01]\.\d\d\n", words) for words in why)
    assert all("place: " in words for words in why)


def test_the_head_says_what_the_page_was() -> None:
    """Address, time, digest, outcome, confidence, program; then each field, its source, and what else was claimed."""
    html = page(1).replace(b"<title>", b"<meta property='og:title' content='Storm over'><title>")
    tree = told(html)
    rows = dict(zip([n.text() for n in tree.css("dt")], [n.text() for n in tree.css("dd")], strict=True))
    assert list(rows) == ["URL", "Fetched", "SHA-256 of the page", "Outcome", "Confidence", "Made by"]
    assert rows["SHA-256 of the page"].startswith(hashlib.sha256(html).hexdigest())
    table = [[cell.text() for cell in row.css("td")] for row in tree.css("tbody tr")]
    assert "title" in [row[0] for row in table]
    assert any("Storm over" in row[3] for row in table)


def test_a_page_of_attacks_is_words_in_every_field() -> None:
    """In title, address, names, dates, sections, tags, pictures and text, through the whole program."""
    for attack in ATTACKS:
        words = attack.encode("utf-8", "replace")
        said = escape(attack).encode("utf-8", "replace")
        fields = ("headline", "articleSection", "keywords", "author", "datePublished", "publisher", "image")
        data = json.dumps({"@type": "NewsArticle", **dict.fromkeys(fields, attack)})
        head = b"<script type=application/ld+json>" + data.replace("<", "\\u003c").encode() + b"</script>"
        head += b'<meta name=author content="' + said + b'"><link rel=canonical href="' + said + b'">'
        html = (
            page(1).replace(b"<title>", head + b"<title>" + said).replace(b"</p>", said + b"</p>" + words + b"<p>", 1)
        )
        tree = told(html, f"https://paper.example/{attack}")
        nodes = [node for node in tree.root.traverse() if node.tag] if tree.root else []
        assert {node.tag for node in nodes}.isdisjoint({"script", "img", "iframe", "svg", "a", "base", "link", "form"})
        assert {name for node in nodes for name in node.attributes} <= ALLOWED
        assert tree.css_first("meta[http-equiv=Content-Security-Policy]") is not None


ALLOWED = {"class", "lang", "charset", "content", "http-equiv", "name", "title"}


def test_a_refused_page_says_why() -> None:
    """Its blocks, its reason with the evidence; no confidence and no fields."""
    tree = told(b"<title>Log in</title><form><p>Please log in to read on.</p><input type=password></form>", None)
    assert "dropped: login_wall: " in tree.css_first("dl").text()
    assert "Confidence" not in tree.css_first("dl").text()
    assert (len(tree.css("table")), "Please log in" in tree.css_first(".block bdi").text()) == (0, True)


def test_spelling_is_kept_and_long_words_of_sources_are_cut() -> None:
    """Joiners of Persian and soft hyphens stay; a source's megabyte is cut, and its length told."""
    assert plain("می\u200cخواهم Donau\xaddampf") == "می\u200cخواهم Donau\xaddampf"
    assert f"… ({LONGEST + 9:,} characters)" in made(lambda words: words.ljust(LONGEST + 9, "x"))


def test_every_kind_has_a_tint() -> None:
    """A new kind must be given one; every tint has a legend and a ground in both schemes."""
    assert set(TINTS) == set(Kind)
    assert set(TINTS.values()) == set(LEGENDS) == set(GROUNDS["light"]) == set(GROUNDS["dark"])
    assert set(Kind) <= set(KINDS)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("scheme", INKS)
def test_tinted_words_can_be_read(scheme: str) -> None:
    """Contrast of 4.5 to 1 (WCAG 2.2, 1.4.3) on every ground, by day and by night."""
    ink, muted, paper = INKS[scheme]
    for ground in (paper, *GROUNDS[scheme].values()):
        for words in (ink, muted):
            low, high = sorted((luminance(words), luminance(ground)))
            assert (high + 0.05) / (low + 0.05) >= 4.5, (words, ground)


def strings(value: Any) -> list[str]:
    """All strings of the naughty list."""
    return [value] if isinstance(value, str) else [text for item in value for text in strings(item)]


def test_naughty_strings_are_words_too() -> None:
    """The public list of strings that break programs, each in every place."""
    folder = find("suites")
    texts = strings(json.loads(((folder or need("suites", 515)) / "naughty-strings.json").read_text("utf-8")))
    for at in range(0, len(texts), 10):
        assert skeleton(made(lambda words, at=at: words + " ".join(texts[at : at + 10]))) == PLAIN
