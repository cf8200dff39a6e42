"""The compiled walk reads what the other reads.

Every test that asks `tests.parse.walks` for a walk compares both as well.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.datasets import publishers, wcxb
from hypothesis import example, given
from hypothesis import strategies as st

from broadsheet import parse
from tests.parse.walks import compiled, differing, interpreted
from tests.shared import need
from tests.sources import ROOT
from tests.without import printed

PAGES = sorted((ROOT / "tests" / "pages").glob("*.html"))
"""Our own golden pages."""

tags = st.sampled_from(
    "a abbr article aside b base blockquote body br button caption custom-tag del div dl em embed figure font footer"
    " form frameset h1 h7 head header html iframe image img input ins label li link main math menu meta nav noscript"
    " object ol option p picture plaintext pre q rb rp rt ruby script section select source span style sub svg table"
    " tbody td template textarea th time title tr tt ul wbr xmp".split()
)
names = st.sampled_from(
    "class id role itemprop data-component data-testid data-type hidden style href rel datetime src srcset data-src"
    " data-srcset width height alt type name property content lang dir xlink:href CLASS x start value reversed".split()
)
values = st.sampled_from(
    [
        "", " ", "lead", "Lead  Story", "x" * 250, "ARTICLE", "articleBody", "display:none", "hidden", "/a", "\u00a0",
        "İ", "a.jpg 2x, b.jpg 300w", "application/ld+json", "&amp;&nbsp;", "navigation", "\x1c", "12px", "\ufffd\u2028",
        "3", "-4", " 5th",
    ]
)  # fmt: skip
attributes = st.lists(st.tuples(names, st.one_of(st.none(), values)), max_size=4).map(
    lambda found: "".join(f" {name}" if value is None else f' {name}="{value}"' for name, value in found)
)
opened = st.tuples(tags, attributes).map(lambda made: f"<{made[0]}{made[1]}>")
closed = tags.map(lambda tag: f"</{tag}>")
scraps = st.sampled_from(
    ["word", " ", "\n", "two words", "\u00a0", "\u3000", "\u2028", "\x1f", "&nbsp;", "（", "(", "中文", "\u00ad",
     "<!--c-->", "<![CDATA[x]]>", "<?php x ?>", "<br><br>", "\x00", "&#0;", "&#xD800;", "</", "<", "<!doctype x>",
     "é ", "a  b\r\n c"]
)  # fmt: skip
markup = st.lists(st.one_of(opened, closed, scraps), max_size=30).map("".join)


@given(markup)
@example("<picture><source srcset='a.jpg 900w'><img src=b.jpg></picture>")
@example("<svg><a href=/x>in</a><title>no</title></svg><math><mi>x</mi></math><title>T</title><title>U</title>")
@example("<ruby>字<rp>(</rp><rt>ji</rt></ruby><ruby>字<rt>ji</rt></ruby>")
@example("<frameset><frame>x</frameset>")
@example("<template><p>x</template><select><option>y<p>z")
@example("<ol start=3 reversed type=a><li value=7>x</li><li value>y</ol><ol><li value=x>z</ol>")
@example("<pre>\n a\n  b \n\n</pre><br>x<br> <br>y")
@example("<a href>x</a><a href=''>y</a><time>z</time><a href=/p>" + "long " * 300)
@example("<script type='application/ld+json'>{}</script><script src=a.js></script><script> </script>")
@example("<custom-tag hidden>x</custom-tag><CUSTOM-TAG>y</CUSTOM-TAG><svg><foreignObject>z")
def test_both_walks_read_the_same(html: str) -> None:
    """Whatever tags, attributes and texts in whatever order: the same tables, links, pictures, moments and facts."""
    page = html.encode("utf-8", "surrogatepass")
    assert differing(interpreted(page), compiled()(page)) == []


@given(st.binary(max_size=200))
def test_both_walks_read_the_same_of_any_bytes(html: bytes) -> None:
    """Also where the bytes are no UTF-8 and no markup."""
    assert differing(interpreted(html), compiled()(html)) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_both_walks_read_the_same_of_our_pages(page: Path) -> None:
    """Every golden page."""
    html = page.read_bytes()
    assert differing(interpreted(html), compiled()(html)) == []


def test_both_walks_read_the_same_of_development_pages() -> None:
    """The newspapers, and every seventh of the other pages."""
    folder = need("data", 210)
    samples = [*publishers(folder), *wcxb(folder)[::7]]
    assert len(samples) > 200
    for sample in samples:
        assert differing(interpreted(sample.html), compiled()(sample.html)) == [], sample.id


def test_no_text_is_lost_where_memory_ends() -> None:
    """With room for the page and not for its texts, it is a `MemoryError`: never a page with less in it."""
    compiled()
    code = (
        "import resource, sys\n"
        "from broadsheet.parse.compiled.walk import walk\n"
        "page = b'<p>' + b'word ' * 2_000_000\n"
        "whole = len(walk(page).blocks.text[0])\n"
        "used = int(open('/proc/self/statm').read().split()[0]) * 4096\n"
        "for spare in range(1, 64, 3):\n"
        "    resource.setrlimit(resource.RLIMIT_AS, (used + spare * 1_000_000, -1))\n"
        "    try:\n"
        "        assert len(walk(page).blocks.text[0]) == whole\n"
        "        print('whole')\n"
        "    except MemoryError:\n"
        "        print('refused')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "refused" in done.stdout.split()


def test_pages_are_read_by_the_compiled_walk() -> None:
    """Where it was built, it is the one that `parse_page` asks."""
    assert parse.walk is compiled()


def test_without_the_compiled_walk_pages_are_read_by_the_other() -> None:
    """Where it was not built, or its import fails, nothing is missing."""
    code = "from broadsheet import parse; print(parse.walk.__module__, *parse.walk(b'<p>Dawn').blocks.text)"
    assert printed(code, "broadsheet.parse.compiled.walk") == ["broadsheet.parse.walk", "Dawn"]
