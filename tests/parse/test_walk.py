"""The walk: every text of a page in exactly one block, and what stands between the blocks."""

from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import example, given

from broadsheet.parse.tables import Walked
from broadsheet.parse.walk import DEEPEST, MARK
from broadsheet.records import Flag
from tests.parse.trees import ink, shown, soup, trees
from tests.parse.walks import walk
from tests.shared import need


def read(html: str) -> Walked:
    """The page around `html`, walked."""
    return walk(html.encode())


def flags_of(page: Walked) -> list[Flag]:
    """The flags of each block, for people."""
    return [Flag(flag) for flag in page.blocks.flags().tolist()]


# ---- laws


@given(trees)
@example("<b>one<p>two</b>three")
@example("<table>foster<tr><td>cell</table>tail")
@example("<a href=/x>one<a href=/y>two</a>three")
def test_no_text_is_lost_doubled_or_moved(html: str) -> None:
    """The blocks in their order are the text that the parser reads, to the character."""
    assert ink("".join(read(html).blocks.text)) == ink(shown(html.encode()))


@given(soup)
@example("<p><div><noscript><title></p>x")
@example("<select><p>x")
@example("<frameset><noframes>x")
def test_no_text_is_lost_in_soup(html: str) -> None:
    """Nor where tags are opened and closed at random."""
    assert ink("".join(read(html).blocks.text)) == ink(shown(html.encode()))


@pytest.mark.suites
def test_no_text_is_lost_in_the_parsers_own_suite() -> None:
    """The 1,796 tree construction inputs of html5lib: nothing raises, no text is lost."""
    lines = gzip.decompress((need("suites", 1796) / "html5lib-inputs.jsonl.gz").read_bytes()).splitlines()
    assert len(lines) == 1796
    for line in lines:
        html = json.loads(line)["text"].encode("utf-8", "replace")
        page = walk(html)
        assert ink("".join(page.blocks.text)) == ink(shown(html)), line


@pytest.mark.parametrize("tag", ["span", "i", "font", "ul><li", "blockquote", "time", "a href=/x><table><tr><td"])
def test_deep_nesting_loses_nothing_and_ends(tag: str) -> None:
    """Fifty thousand elements deep, a word in each: all words, in order, in one pass."""
    depth = 50_000 if tag in ("span", "i", "font", "time") else 5_000
    page = walk("".join(f"<{tag}>{at} " for at in range(depth)).encode())
    assert " ".join(page.blocks.text).split() == [str(at) for at in range(depth)]


@given(trees)
def test_spans_address_the_blocks_in_the_plain_text(html: str) -> None:
    """`start:end` is each block's place in all blocks joined by one newline; `chars` its length."""
    blocks = read(html).blocks
    plain = "\n".join(blocks.text)
    spans = zip(blocks.start.tolist(), blocks.end.tolist(), strict=True)
    assert tuple(plain[start:end] for start, end in spans) == blocks.text
    assert [len(text) for text in blocks.text] == blocks.chars.tolist()


@given(soup)
def test_element_ranges_nest(html: str) -> None:
    """An element's blocks lie within its parent's, and every block within those of the element that holds it."""
    blocks = read(html).blocks
    elements = blocks.elements
    rows = list(zip(elements.parent.tolist(), elements.first.tolist(), elements.last.tolist(), strict=True))
    for parent, first, last in rows[1:]:
        assert parent >= 0
        assert first == last or rows[parent][1] <= first < last <= rows[parent][2]
    for block, element in enumerate(blocks.element.tolist()):
        assert rows[element][1] <= block < rows[element][2]


@given(soup)
@example("<a href=/x><b>\n\n  x \n</b></a>")
def test_links_and_emphasis_are_no_longer_than_the_block(html: str) -> None:
    """Characters under a link or in bold are between none and all of the block's."""
    blocks = read(html).blocks
    assert ((blocks.link_chars >= 0) & (blocks.link_chars <= blocks.chars)).all()
    assert ((blocks.emphasis_chars >= 0) & (blocks.emphasis_chars <= blocks.chars)).all()


@given(soup)
def test_parents_come_before_children_and_lend_their_flags(html: str) -> None:
    """Rows are in document order; an element carries all flags of its parent."""
    elements = read(html).blocks.elements
    for row, parent in enumerate(elements.parent.tolist()):
        assert parent < row
        assert parent < 0 or elements.flags[row] & elements.flags[parent] == elements.flags[parent]


# ---- where a block begins and ends


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<p>One</p><p>Two</p>", ["One", "Two"]),
        ("<p>One <b>and</b> a <i>half</i></p>", ["One and a half"]),
        ("<div>One<p>Two</p>Three</div>", ["One", "Two", "Three"]),
        ("<p>One<br>Two</p>", ["One Two"]),
        ("<p>One<br><br>Two</p>", ["One", "Two"]),
        ("<p>One<br>\n&nbsp;<br>Two</p>", ["One", "Two"]),
        ("<p>One<br><b><br>Two</b></p>", ["One", "Two"]),
        ("<p>One<hr>Two</p>", ["One", "Two"]),
        ("<p>One<img src=a.jpg>Two</p>", ["OneTwo"]),
        ("<ul><li>One<li>Two</ul>", ["One", "Two"]),
        ("<table><tr><td>One<td>Two</table>", ["One", "Two"]),
        ("<span>One</span><span>Two</span>", ["OneTwo"]),
        ("<b>One</b> <i>Two</i>", ["One Two"]),
        ("<p>  One \n\t two&nbsp; </p>", ["One two"]),
        ("<p> </p><p>&nbsp;</p>", []),
        ("<x-part>One</x-part><x-part>Two</x-part>", ["One", "Two"]),
    ],
)
def test_block_level_elements_and_double_breaks_part(html: str, blocks: list[str]) -> None:
    """Inline elements and single breaks hold a block together; unknown elements are block-level."""
    assert list(read(html).blocks.text) == blocks


def test_a_double_break_is_no_new_element() -> None:
    """`gap` is 1 where a block-level element began and 0 after a double break."""
    assert read("<p>One<br><br>Two</p><p>Three<br><br><b>Four</b></p><p>Five</p>").blocks.gap.tolist() == [
        1,
        0,
        1,
        0,
        1,
    ]


def test_preformatted_text_keeps_its_lines() -> None:
    """Lines and indentation stay within `<pre>`; blank lines around it and trailing blanks go."""
    assert read("<pre>\n\n  One  \n    two<br>three\n\n</pre>").blocks.text == ("  One\n    two\nthree",)


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>", "<style>x</style>", "<template><p>x</p></template>", "<svg><text>x</text></svg>",
        "<svg><title>x</title></svg>", "<textarea>x</textarea>", "<select><option>x</select>", "<iframe>x</iframe>",
        "<object>x</object>", "<video>x</video>", "<canvas>x</canvas>", "<math><mi>x</mi></math>",
        "<!-- x -->", "<title>x</title>", "<datalist><option>x</datalist>", "<noembed>x</noembed>",
    ],
)  # fmt: skip
def test_what_is_no_page_text_is_no_block(html: str) -> None:
    """Code, pictures, form values, templates, comments and titles are left out; what follows is not."""
    assert read(f"<p>before</p>{html}<p>after</p>").blocks.text == ("before", "after")


@pytest.mark.parametrize("html", ["", "<!doctype html>", "<html></html>", "<head><title>T</title></head>", "<!-- -->"])
def test_a_page_without_text_has_no_blocks_but_a_root(html: str) -> None:
    """Empty documents give empty columns, and one row of the tree at the least."""
    page = read(html)
    assert len(page.blocks) == 0
    assert page.blocks.elements.tag[0] == "html"
    assert page.blocks.elements.parent[0] == -1


def test_frameset_pages_have_their_title_and_no_text() -> None:
    """The fallback inside `<noframes>` is markup that was never parsed, not text."""
    page = read("<title>Frames</title><frameset><frame src=a><noframes><p>Old</p></noframes></frameset>")
    assert (page.blocks.text, page.declared.title) == ((), "Frames")


# ---- what a block knows of its place


def test_a_block_belongs_to_the_deepest_element_that_holds_it() -> None:
    """One link alone: the link; text beside it: the paragraph, even where blanks end the link."""
    page = read("<p><a href=/x>All link</a> </p><p>Some <a href=/x>link</a></p><p><b>a<i>b</i></b><i>c</i></p>")
    assert page.blocks.tags() == ["a", "p", "p"]


def test_ranges_hold_just_the_blocks_with_text_of_the_element() -> None:
    """An inline element inside one block, and one that begins amid text and holds a whole block."""
    page = read("<div>One <b>two</b><p>Three <i>four</i></p><span><p>Five</p></span></div>")
    elements = page.blocks.elements
    found = {tag: (first, last) for tag, first, last in zip(elements.tag, elements.first, elements.last, strict=True)}
    assert {tag: found[tag] for tag in ("div", "b", "i", "span")} == {
        "div": (0, 3), "b": (0, 1), "i": (1, 2), "span": (2, 3),
    }  # fmt: skip


def test_what_follows_a_double_break_is_of_the_new_block() -> None:
    """The break ends the block before the element opens: range, link and picture count from there."""
    page = read("<p>One<br><br><a href=/x><img src=a.jpg>Two</a></p>")
    assert (page.links[0].block, page.pictures[0].block) == (1, 1)
    assert page.blocks.elements.first.tolist()[-2:] == [1, 1]


def test_link_and_bold_characters_are_counted_by_element() -> None:
    """Eight of ten characters linked, four of ten bold; an `<a>` without address is no link."""
    page = read("<p>ab<a href=/x>cd<b>efgh</b>ij</a></p><p><a name=top>top</a></p>")
    assert page.blocks.link_chars.tolist() == [8, 0]
    assert page.blocks.emphasis_chars.tolist() == [4, 0]


@pytest.mark.parametrize(
    ("html", "flag"),
    [
        ("<article><p>x</article>", Flag.ARTICLE), ("<div role=main>x</div>", Flag.MAIN), ("<nav>x</nav>", Flag.NAV),
        ("<footer><div><p>x</footer>", Flag.FOOTER), ("<h3><b>x</b></h3>", Flag.HEADING), ("<li>x", Flag.LIST_ITEM),
        ("<figure><figcaption>x</figure>", Flag.FIGCAPTION), ("<blockquote>x", Flag.BLOCKQUOTE),
        ("<div itemprop='x articleBody'><p>x</div>", Flag.ARTICLE_BODY), ("<div hidden><p>x</div>", Flag.HIDDEN),
        ("<div style='Display : none'><p>x</div>", Flag.HIDDEN), ("<body><noscript><p>x</noscript>", Flag.NOSCRIPT),
        ("<p><a href=/><b>x</b></a>", Flag.LINK), ("<button>x", Flag.BUTTON), ("<dialog open>x", Flag.DIALOG),
    ],
)  # fmt: skip
def test_a_block_carries_the_flags_of_all_elements_around_it(html: str, flag: Flag) -> None:
    """However deep the element that says so."""
    assert flag in flags_of(read(html))[0]


def test_names_are_those_of_the_element_itself() -> None:
    """class, id, role and itemprop in lower case, not those of ancestors."""
    page = read("<div class=Outer><p class='Lead\n Text' id=P1 role=note itemprop=description>x</p></div>")
    assert page.blocks[0].tokens == "lead text p1 note description"


# ---- links, times, pictures


def test_links_come_with_words_address_and_relation() -> None:
    """In page order, words across elements joined, empty ones left out."""
    page = read("<p>See <a href='/a b' rel='Author Me'>the <b>mill</b></a>, <a href=/c><img src=d></a>.</p>")
    assert [(link.block, link.text, link.href, link.rel) for link in page.links] == [
        (0, "the mill", "/a b", "author me")
    ]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<a href=/x><h3>Mill</h3><p>turns</p></a>", "Mill turns"),
        ("<a href=/x><h3>Mill</h3>turns</a>", "Mill turns"),
        ("<div>See <a href=/x>the mill<h3>turn</h3></a></div>", "the mill turn"),
        ("<div><p>Before</p><a href=/x><p>Mill</p></a><p>After</p></div>", "Mill"),
        ("<a href=/x>Mill<br>turns</a>", "Mill turns"),
        ("<a href=/x>Mill<br><br>turns</a>", "Mill turns"),
    ],
)
def test_a_links_words_are_all_of_its_words_across_blocks(html: str, words: str) -> None:
    """Nothing of it is lost, nothing beside it is taken, and blocks do not grow together."""
    assert [link.text for link in read(html).links] == [words]


def test_times_come_with_value_and_words() -> None:
    """Also without a `datetime`, and around a block."""
    page = read(
        "<p>At <time datetime=2024-05-02>2 May</time></p><time><div>Noon</div></time><time datetime=now></time>"
    )
    assert [(m.value, m.text, m.block) for m in page.moments] == [
        ("2024-05-02", "2 May", 0),
        ("", "Noon", 1),
        ("now", "", 2),
    ]


def test_lists_say_how_they_count() -> None:
    """Start, direction and style of a list, the value of an item; those that say nothing are not kept."""
    page = read("<ol start=3 type=A><li>x<li value=' 9th'>y</ol><ol reversed><li value=x>z</ol><ol><li>x</ol>")
    tag = page.blocks.elements.tag
    assert [(tag[c.element], c.value, c.backwards, c.style) for c in page.counts] == [
        ("ol", 3, False, "A"),
        ("li", 9, False, ""),
        ("ol", None, True, ""),
    ]


def test_nested_times_do_not_repeat_the_page() -> None:
    """Of one link or time at most a headline's length is kept, or a nest of them would be quadratic."""
    page = read("<time>word " * 2000)
    assert max(len(moment.text) for moment in page.moments) <= MARK


def test_pictures_stand_before_the_block_that_follows() -> None:
    """Address, alternative text, size and place of every `<img>` that has a source."""
    page = read("<p>One</p><img src=a.jpg alt=' The \n mill ' width=640 height=360px><p>Two</p><img><img src=b.jpg>")
    assert [(p.src, p.alt, p.block, p.width, p.height) for p in page.pictures] == [
        ("a.jpg", "The mill", 1, 640, 360),
        ("b.jpg", "", 2, None, None),
    ]
    assert page.blocks.elements.tag[page.pictures[0].element] == "img"


def test_no_branch_of_the_tree_is_deeper_than_browsers_let_it_grow() -> None:
    """What lies deeper hangs from the last level, so that no climb to the root is slow."""
    elements = read("<i>" * (3 * DEEPEST) + "text").blocks.elements
    depth = [0]
    for parent in elements.parent.tolist()[1:]:
        depth.append(depth[parent] + 1)
    assert max(depth) == DEEPEST
    assert len(depth) == 3 * DEEPEST + 3


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<ruby>漢字<rt>かんじ</rt></ruby>を読む", "漢字を読む"),
        ("<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>を読む", "漢字を読む"),
        ("<ruby><rb>弾劾</rb><rp>（</rp><rt>だんがい</rt><rp>）</rp></ruby>訴追", "弾劾（だんがい）訴追"),
        ("<ruby>弾劾<rp> ( </rp><rt>だん<b>がい</b></rt><rp>)</rp></ruby>訴追", "弾劾 ( だんがい)訴追"),
        ("<rt>かんじ</rt>を読む", "を読む"),
    ],
)
def test_readings_are_text_in_brackets_only(html: str, text: str) -> None:
    """Ruby without `<rp>` stands above the line: written into it, no word would be whole."""
    assert walk(f"<p>{html}</p>".encode()).blocks.text == (text,)
