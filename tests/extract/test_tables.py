"""Cells to lines: which tables hold data, where their cells stand, how a row reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract.roles import body_blocks, role_of
from broadsheet.extract.tables import CELL_JOIN, LONGEST_ALONE, MOST_BLOCKS, places, row_text
from broadsheet.records import Kind, Label, Role
from tests.extract.pages import STORY, Part, blocks, document, paragraphs, part

HEAD = part("tr", part("th", "River"), part("th", "Samples"), part("th", "Verdict"))


def row(*cells: str | Part | None) -> Part:
    """A table row; None is an empty cell."""
    return part("tr", *(part("td", *([] if cell is None else [cell])) for cell in cells))


def lines(*parts: Part, without: tuple[str, ...] = ()) -> list[str]:
    """The table rows of the article, all blocks kept but these."""
    page = document(*parts)
    labels = tuple(
        Label(None, Kind.OTHER, 0, False) if text in without else Label(role_of(page.blocks, at), None, 1, True)
        for at, text in enumerate(page.blocks.text)
    )
    return [block.text for block in body_blocks(page, labels) if block.role is Role.TABLE_ROW]


def test_an_empty_cell_keeps_its_place() -> None:
    """In the middle and at the front; at the end it says nothing."""
    table = part("table", HEAD, row("Alder", None, "fit"), row(None, "18", "unfit"), row("Marle", "20", None))
    assert lines(table) == ["River | Samples | Verdict", "Alder |  | fit", "| 18 | unfit", "Marle | 20"]


def test_a_stripped_cell_keeps_its_place_as_well() -> None:
    """The columns stay one under the other, whatever the scoring lost."""
    table = part("table", HEAD, row("Alder", "20", "fit"), row("Marle", "18", "unfit"))
    assert lines(table, without=("20",)) == ["River | Samples | Verdict", "Alder |  | fit", "Marle | 18 | unfit"]


def test_a_column_without_text_is_left_out() -> None:
    """A column of pictures, or one of buttons that were stripped."""
    table = part("table", row(None, "Alder", "Buy", "20"), row(None, "Marle", "Buy", "18"))
    assert lines(table, without=("Buy",)) == ["Alder | 20", "Marle | 18"]


def test_the_blocks_of_one_cell_are_joined_by_a_space() -> None:
    """Paragraphs, a list, a heading in a cell are its text."""
    cell = part("div", part("h4", "Fit"), part("p", "nine of ten"), part("ul", part("li", "May"), part("li", "June")))
    assert lines(part("table", HEAD, row("Alder", "20", cell)))[1] == "Alder | 20 | Fit nine of ten May June"


def test_a_row_of_one_cell_in_a_data_table_is_a_row() -> None:
    """A heading over the rows that follow, across all columns."""
    assert lines(part("table", HEAD, row("North"), row("Alder", "20", "fit")))[1] == "North"


def test_the_caption_of_a_table_is_no_row() -> None:
    """Nor that of a table inside another's cell."""
    assert lines(part("table", part("caption", "Bathing water"), HEAD, row("Alder", "20", "fit")))[0][:5] == "River"
    inner = part("table", part("caption", "Bathing water"), row("Alder", "20"))
    assert lines(part("table", row("Left", "Menu"), row(inner, "Right"))) == ["Alder | 20"]


def test_the_inner_table_of_a_layout_has_rows() -> None:
    """The table around it lays out the page."""
    page = part("table", row(part("div", *paragraphs(2)), part("table", HEAD, row("Alder", "20", "fit"))))
    assert lines(page) == ["River | Samples | Verdict", "Alder | 20 | fit"]


@pytest.mark.parametrize(
    "table",
    [
        part("table", row(part("div", *paragraphs(8), *paragraphs(MOST_BLOCKS - 7)), "Most read")),
        part("table", row("A picture", "x" * (LONGEST_ALONE + 1))),
        part("table", row(" ".join(STORY * 2), "Menu"), row("Contact", "About us")),
        part("table", row(STORY[0]), row(STORY[1])),
        part("table", row("Alder", "20"), row("Marle", "18"), role="presentation"),
    ],
    ids=["crowded cell", "one row with a text", "essay", "one cell a row", "says so itself"],
)
def test_a_table_that_lays_out_the_page_has_no_rows(table: Part) -> None:
    """Its blocks are paragraphs."""
    made = table if "role" not in table.attributes else table._replace(names="presentation")
    assert lines(made) == []


def test_blocks_outside_tables_have_no_place() -> None:
    """And those inside one have their row and column."""
    table = blocks(part("p", STORY[0]), part("table", row("Alder", "20"), row("Marle", "18")))
    found = places(table, list(range(5)))
    assert [found[at].column for at in (1, 2, 3, 4)] == [0, 1, 0, 1]
    assert found[1].line == found[2].line != found[3].line
    assert 0 not in found


@given(st.lists(st.sampled_from(["", "a", "b c", "9"]), min_size=1, max_size=8))
def test_a_line_gives_its_cells_back(cells: list[str]) -> None:
    """Split at the bars, what was put in comes out in its column; empty ones at the end are gone."""
    text = row_text({at: cell for at, cell in enumerate(cells) if cell}, set(range(len(cells))))
    found = [cell.strip() for cell in text.split(CELL_JOIN.strip())]
    assert found + [""] * (len(cells) - len(found)) == cells
