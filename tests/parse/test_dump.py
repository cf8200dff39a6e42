"""A plain-text page dump becomes the table of blocks: lines, wrapped paragraphs, marks, the page's URL."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from broadsheet.parse.dump import read_dump
from broadsheet.parse.dump_lines import lines
from broadsheet.parse.dump_url import find_page_url
from broadsheet.parse.dump_wrap import detect_wrap
from broadsheet.records import Flag, Form
from tests.extract.dump_stories import STORIES

WORDS = st.text(alphabet="abcdefghijklmnop", min_size=1, max_size=11)
SENTENCE = st.lists(WORDS, min_size=12, max_size=60).map(lambda words: " ".join(words).capitalize() + ".")


def test_each_line_is_a_block_with_its_span_gap_and_indent() -> None:
    """Text, place, blank lines before and leading columns of every line are in the table."""
    dump = "First line\n\n\n    Second  line \n\tThird"
    blocks = read_dump(dump).blocks
    assert blocks.text == ("First line", "Second line", "Third")
    assert [dump[a:b] for a, b in zip(blocks.start, blocks.end, strict=True)] == ["First line", "Second  line", "Third"]
    assert blocks.gap.tolist() == [0, 2, 0]
    assert blocks.indent.tolist() == [0, 4, 8]


def test_a_dump_says_that_it_is_one() -> None:
    """The document is of form TEXT, and every block carries the flag DUMP."""
    document = read_dump("One line\nAnother line")
    assert document.form is Form.TEXT
    assert all(int(flags) & Flag.DUMP for flags in document.blocks.flags())


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\x0c"])
def test_any_line_end_ends_a_line(end: str) -> None:
    """CRLF, CR, form feeds and Unicode's separators part lines as LF does."""
    assert read_dump(f"One line{end}Another line").blocks.text == ("One line", "Another line")


def test_odd_spaces_are_spaces() -> None:
    """No-break spaces, byte order marks and zero-width spaces leave plain words."""
    assert read_dump("\ufeff\u00a0\u00a0A\u00a0b\u200bc\u2009d\u00a0").blocks.text == ("A bc d",)


@given(st.lists(SENTENCE, min_size=8, max_size=14), st.sampled_from([60, 72, 80, 100]), st.booleans())
def test_wrapping_and_reading_is_the_identity(paragraphs: list[str], width: int, indented: bool) -> None:
    """Paragraphs wrapped hard at any usual width come back as they were."""
    indent = "   " if indented else ""
    wrapped = [textwrap.fill(p, width, initial_indent=indent, subsequent_indent=indent) for p in paragraphs]
    assert list(read_dump("\n\n".join(wrapped)).blocks.text) == paragraphs


@pytest.mark.parametrize("language", sorted(STORIES))
def test_a_wrapped_story_is_whole_again(language: str) -> None:
    """Stories in seven languages, Chinese without spaces among them, survive a wrap at 64 columns."""
    paragraphs = STORIES[language].paragraphs
    wrapped = "\n\n".join(textwrap.fill(p, 40 if language == "zh" else 64) for p in paragraphs)
    assert read_dump(wrapped).blocks.text == paragraphs


JAPANESE = (
    "潮の力で回る古い水車が、木曜日の朝、九十年ぶりに動いた。八十一歳になる粉屋は、弟子たちが夜明け前に岸まで運んだ椅子に"
    "座って、それを黙って見ていた。町の人は三百人ほど集まり、最初の粉が落ちると長い拍手が起きた。",
    "水車は一九三四年の嵐で止まり、それから倉庫として使われていた。三人の大工が図面を読み直し、失われた歯車を樫の木から"
    "一つずつ削り出すのに四年かかったという。費用は市と住民が半分ずつ出した。",
    "秋からは毎週土曜日に粉をひき、港の市場で売ることになっている。粉屋は、味の違いが分かるのは最初の一口だけだと言い、"
    "それでも二口目を食べてほしいと笑った。",
)


@pytest.mark.parametrize("width", [24, 36])
def test_japanese_lines_are_joined_without_spaces(width: int) -> None:
    """As Chinese ones are, kana among the characters."""
    wrapped = "\n\n".join(textwrap.fill(part, width) for part in JAPANESE)
    assert list(read_dump(wrapped).blocks.text) == list(JAPANESE)


def test_short_lines_are_not_taken_for_wrapped_ones() -> None:
    """A menu has no right margin."""
    menu = [f"{word} and {word}s of the day" for word in ("World", "Sport", "Weather", "Culture", "Money", "Travel")]
    assert detect_wrap(lines("\n".join(menu))) is None


def test_unwrapped_paragraphs_stay_apart() -> None:
    """One paragraph a line, no blank line between: nothing is joined."""
    paragraphs = STORIES["en"].paragraphs
    assert read_dump("\n".join(paragraphs)).blocks.text == paragraphs


def test_a_word_broken_at_its_hyphen_is_joined_and_a_suspended_one_is_not() -> None:
    """`De-` / `Escalation` is one word, `Bau-` / `und Verkehrsamt` two."""
    filler = textwrap.fill("word " * 120, 60)
    broken = (
        "The council of the old town spoke for hours of a possible De-\nEscalation of the quarrel about the bridge."
    )
    joined = read_dump(f"{filler}\n\n{broken}").blocks.text[-1]
    assert "possible De-Escalation of" in joined
    suspended = (
        "Darüber berichteten der Rat der Stadt und vor allem das Bau-\nund Verkehrsamt in der Sitzung vom Dienstag."
    )
    assert "Bau- und Verkehrsamt" in read_dump(f"{filler}\n\n{suspended}").blocks.text[-1]


def test_list_items_stay_lines_and_keep_their_mark() -> None:
    """A bullet opens a block even where lines are wrapped, and makes it an `li`."""
    item = "• the ferry will leave Marlow four times a day until the end of September and twice a day after that"
    dump = "\n".join(textwrap.fill(item, 60, subsequent_indent="  ") for _ in range(4))
    blocks = read_dump(dump).blocks
    assert blocks.text == (item,) * 4
    assert blocks.tags() == ["li"] * 4


def test_numbers_in_sequence_are_a_list_and_a_date_is_not() -> None:
    """`1.` before `2.` is a list item; `6. Januar` alone is none."""
    assert read_dump("1. Die Brücke\n2. Das Gaswerk").blocks.tags() == ["li", "li"]
    assert read_dump("6. Januar 2020\nDie Brücke").blocks.tags() == ["p", "p"]


def test_lynx_markers_become_links() -> None:
    """The numbers that lynx puts before links go, the URLs of its list are kept with the links."""
    dump = """
   The [1]harbour office said the [2]ferry would sail.

References

   1. https://paper.example/harbour
   2. https://paper.example/ferry
   3. https://paper.example/
"""
    document = read_dump(dump)
    assert document.blocks.text[0] == "The harbour office said the ferry would sail."
    assert [link.href for link in document.links] == ["https://paper.example/harbour", "https://paper.example/ferry"]
    assert document.url is None


def test_markdown_becomes_text_links_pictures_and_headings() -> None:
    """Markdown's marks go; what they said is in tags, links and pictures."""
    dump = (
        "# The ferry\n\n![A ferry](https://paper.example/ferry.jpg)\n\n"
        "The [council](https://paper.example/c) of **Marlow** met [in](https://paper.example/i) [May](https://paper.example/m).\n"
    )
    document = read_dump(dump)
    assert document.blocks.text == ("The ferry", "The council of Marlow met in May.")
    assert document.blocks.tags()[0] == "h1"
    assert [picture.src for picture in document.pictures] == ["https://paper.example/ferry.jpg"]
    assert [link.text for link in document.links] == ["council", "in", "May"]


def test_sentences_cut_at_links_are_joined() -> None:
    """Libraries that write one text node a line leave commas at line starts; the sentences are made whole."""
    dump = (
        "The paddle ferry Heron, laid up since 2009, was repaired by\nAgnes Tolle\n, an engineer from\nSandby\n"
        ", who spoke to the\nOstrey Messenger\n, and sailed on Saturday.\nFerries will leave Marlow four times a day.\n"
    )
    assert read_dump(dump).blocks.text == (
        "The paddle ferry Heron, laid up since 2009, was repaired by Agnes Tolle, an engineer from Sandby, "
        "who spoke to the Ostrey Messenger, and sailed on Saturday.",
        "Ferries will leave Marlow four times a day.",
    )


PAGE = "https://paper.example/world/2024/05/02/lake-ferry-returns-to-marlow"


@pytest.mark.parametrize(
    "lines",
    [
        ["https://cdn.paper.example/2024/05/lake-ferry-marlow.jpg", PAGE],
        ["https://share.example/?u=https://paper.example/world/2024/05/02/lake-ferry-returns-to-marlow", PAGE],
        [PAGE, "https://paper.example/imprint"],
        ["https://facebook.com/paper/posts/lake-ferry-returns-to-marlow", PAGE],
        [f"Source: {PAGE}"],
        [f"<{PAGE}>"],
    ],
)
def test_the_page_url_is_found(lines: list[str]) -> None:
    """A URL on its own line whose words the page uses; no image, no share button, no imprint."""
    assert find_page_url(["Lake Ferry Returns to Marlow", *lines, "The ferry returned."]) == PAGE


def test_a_url_of_something_else_is_not_the_page() -> None:
    """A lone home page, or words that the page never uses, are no page URL."""
    assert find_page_url(["The ferry returned.", "https://paper.example/", "https://paper.example/opera-night"]) is None


def test_the_url_given_is_kept() -> None:
    """The caller knows better than the dump."""
    assert read_dump(f"Lake Ferry Returns\n{PAGE}", "https://other.example/").url == "https://other.example/"


def test_a_url_broken_by_the_wrapper_is_whole_again() -> None:
    """A wrapper that breaks at hyphens does not cost the page its URL."""
    filler = textwrap.fill("word " * 150, 50)
    broken = "\n".join(textwrap.wrap(PAGE, 50))
    assert read_dump(f"Lake ferry returns to Marlow\n\n{filler}\n\n{broken}\n\n{filler}").url == PAGE


def test_the_language_is_that_of_the_prose() -> None:
    """English menus round a German story do not make the page English."""
    dump = "\n".join(["Home", "News", "Sports", "About us", *STORIES["de"].paragraphs, "Privacy policy", "Contact"])
    assert read_dump(dump).language == "de"


@given(st.text(max_size=400))
@example("")
@example("\x00\x01\ufffe\ud800")
@example("[1](" * 50)
@example("© \n• \n1. ")
def test_any_text_can_be_read(text: str) -> None:
    """Whatever the text, there is a document, and its spans lie in the text in order."""
    blocks = read_dump(text).blocks
    spans = list(zip(blocks.start.tolist(), blocks.end.tolist(), strict=True))
    assert all(0 <= a <= b <= len(text) for a, b in spans)
    assert spans == sorted(spans)
    assert len(blocks.elements) == len(blocks) + 1


LINKS = "\n".join(
    (
        "   1. https://gazette.example/",
        "   2. https://gazette.example/2024/05/ferry-returns/#content",
        "   3. https://gazette.example/2024/05/ferry-sinks-at-the-quay-of-marlow/",
        "   4. https://gazette.example/2024/05/rowers-win-again/#comments",
    )
)
"""A text browser's list of links: the third has more words of the page than its own address."""


def test_the_first_link_inside_a_page_gives_its_url_away() -> None:
    """A text browser lists every story that is linked; "Skip to content" leads to this one."""
    page = "[1]Gazette [2]Skip to content\n\n[3]Ferry sinks at the quay of Marlow\n\n[4]Comments\n\nReferences\n\n"
    assert read_dump(page + LINKS).url == "https://gazette.example/2024/05/ferry-returns/"


def test_numbered_links_are_not_joined() -> None:
    """A line that begins with a number and a URL begins anew, however the dump is wrapped."""
    text = "\n".join(f"{line} {'word ' * 10}end of the line" for line in ("one", "two", "three", "four", "five"))
    assert read_dump(f"{text}\n\nReferences\n\n{LINKS}").blocks.text[-4:] == tuple(
        line.strip() for line in LINKS.split("\n")
    )


def test_paragraphs_of_one_length_are_not_wrapped_lines() -> None:
    """A line an element, each a sentence or two: nothing more would have fitted, and yet each ends where it should."""
    lines = [
        "The old wheel turned on Thursday for the first time in ninety years, and half of the town came to see it.",
        "It took four carpenters, a retired clockmaker and eleven winters to bring the oak and the iron back to life.",
        "Nobody knows what became of the last miller, whose name is cut into the lintel above the lower sluice gate.",
        "Bread from the first flour was sold on the quay before noon, and the queue reached the old customs house.",
        "The harbour board will open the mill on Saturdays, unless the eels that live in its race have other plans.",
    ]
    assert list(read_dump("\n".join(lines)).blocks.text) == lines
