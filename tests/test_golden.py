"""Golden pages: what is promised of each is found, field by field; and the command that adds one works.

Comes in: `tests/pages/`. Goes out: one case per page and field. What the code cannot do yet stands in
`KNOWN_GAPS` and must fail: a page that has been mended must leave the table.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.golden import FORMS, Golden, add, compared, differences, fields, goldens, main, written

KNOWN_GAPS: dict[str, str] = {
    "old_personal.text": "the only heading of a page without names or declarations is not kept",
    "old_press.text": "the headline, set in a font and bold, is kept as the lead",
    "old_press.title": "the declared title is the section's; the headline is set in a font, which no heading is",
}
"""`page.field` → what is wrong, in one phrase."""

PAGES = goldens()
CASES = {f"{golden.name}.{field}": (golden, field) for golden in PAGES for field in fields(golden)}


def case(name: str) -> pytest.ParameterSet:
    """One page and field; where there is a known gap, it is expected to fail, and must."""
    gap = KNOWN_GAPS.get(name)
    marks = [] if gap is None else [pytest.mark.xfail(reason=gap, strict=True, raises=AssertionError)]
    return pytest.param(*CASES[name], id=name, marks=marks)


@pytest.mark.parametrize(("golden", "field"), [case(name) for name in CASES])
def test_what_is_promised_is_found(golden: Golden, field: str) -> None:
    """The pipeline finds in the page what a person wrote down."""
    promised, found = compared(golden, field)
    assert found == promised


def test_every_known_gap_names_a_case() -> None:
    """No gap outlives its page."""
    assert set(KNOWN_GAPS) <= set(CASES)


class Words(HTMLParser):
    """The characters of a page outside scripts and styles, white space removed."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = 0
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter a script or style."""
        self.inside += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        """Leave it."""
        self.inside -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        """Keep what a reader sees."""
        if not self.inside:
            self.pieces.append(squeezed(data))


def squeezed(text: str) -> str:
    """Text without any white space."""
    return "".join(text.split())


def words_of(golden: Golden) -> str:
    """What a reader of the page sees, white space and a text browser's link numbers removed."""
    data = golden.page.read_bytes()
    declared = re.search(rb"charset=\"?([\w-]+)", data[:1024])
    name = declared[1].decode() if declared and golden.page.suffix == ".html" else "utf-8"
    text = data.decode("cp1252" if name == "iso-8859-1" else name)
    if golden.page.suffix == ".txt":
        return squeezed(re.sub(r"\[\d+\]", "", text))
    reader = Words()
    reader.feed(text)
    return "".join(reader.pieces)


MARKER = re.compile(r"^(?:\| |\w{1,3}\. )")
"""What a browser writes before an item, and a row's empty first cell."""


@pytest.mark.parametrize("golden", [g for g in PAGES if "body" in g.promise], ids=lambda golden: golden.name)
def test_every_promised_word_stands_in_the_page(golden: Golden) -> None:
    """A promise that no code could keep is a mistake in the promise. A list's numbers are in no word of the page."""
    seen = words_of(golden)
    blocks = [
        block["text"] if squeezed(block["text"]) in seen else MARKER.sub("", block["text"].replace(" | ", ""))
        for block in golden.promise["body"]
    ]
    captions = [image["caption"] for image in golden.promise.get("images", []) if image["caption"]]
    assert [text for text in (golden.promise["title"], *blocks, *captions) if squeezed(text) not in seen] == []


def test_every_page_says_what_it_is_an_example_of() -> None:
    """The folder has one promise for each page, and each names its layout."""
    names = {path.stem for path in PAGES[0].page.parent.iterdir()}
    assert names == {golden.name for golden in PAGES if golden.promise["layout"]}


def test_no_page_is_of_a_real_newspaper() -> None:
    """All domains are reserved for examples (RFC 2606)."""
    for golden in PAGES:
        hosts = re.findall(rb"https?://([\w.-]+)", golden.page.read_bytes())
        assert {host for host in hosts if not host.endswith(b".example")} <= {b"schema.org"}


def test_a_page_can_be_added(tmp_path: Path) -> None:
    """`add` copies the page and drafts a promise which today's code keeps."""
    source = PAGES[0].page
    promise = add(source, "fresh", "https://news.example/fresh.html", tmp_path)
    assert (tmp_path / f"fresh{source.suffix}").read_bytes() == source.read_bytes()
    (fresh,) = goldens(tmp_path)
    assert fresh.promise["url"] == "https://news.example/fresh.html"
    assert (list(differences(fresh)), promise.stem) == ([], "fresh")


def test_a_wall_can_be_added(tmp_path: Path) -> None:
    """The draft of a page that is no article promises its reason."""
    source = PAGES[0].page.with_name("gate_empty.html")
    add(source, "nothing", None, tmp_path)
    assert [golden.promise["reason"] for golden in goldens(tmp_path)] == ["empty"]


def test_an_added_page_does_not_overwrite_another(tmp_path: Path) -> None:
    """A name that is taken is refused."""
    add(PAGES[0].page, "taken", None, tmp_path)
    with pytest.raises(FileExistsError, match="--name"):
        add(PAGES[1].page, "taken", None, tmp_path)


def test_promises_are_written_as_people_edit_them() -> None:
    """Each file reads as `written` would write it, so that a change shows as a change."""
    for golden in PAGES:
        assert golden.page.with_suffix(".json").read_text("utf-8") == written(golden.promise)


def test_check_explains_what_differs(capsys: pytest.CaptureFixture[str]) -> None:
    """`check` of a page without gaps finds nothing, of all pages exactly those with gaps."""
    sound = next(golden.name for golden in PAGES if not list(differences(golden)))
    assert main(["check", sound]) == 0
    assert capsys.readouterr().out == "0 pages differ\n"
    assert main(["check"]) == int(bool(KNOWN_GAPS))
    assert {gap.partition(".")[0] for gap in KNOWN_GAPS} == set(re.findall(r"^(\w+): ", capsys.readouterr().out, re.M))


def test_both_shapes_of_page_are_there() -> None:
    """HTML and text dumps both have golden pages."""
    assert {golden.page.suffix for golden in PAGES} == set(FORMS)
