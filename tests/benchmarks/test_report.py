"""Tables as Markdown, from results by hand."""

from __future__ import annotations

import msgspec
import pytest
from benchmarks.environments import Missing
from benchmarks.points import points
from benchmarks.report import section, table
from benchmarks.run import Result, TextScore, Times
from benchmarks.snippets import SnippetScore
from benchmarks.systems import UNIT

TEXT = TextScore(4, 0.96543, (0.95, 0.98), 0.25, 0.97, 0.25)
HELD = SnippetScore(4, 0.9, (0.8, 1.0), 0.8, (0.7, 0.9), 0.85, (0.79, 0.91))
PARSE = Result(UNIT, 4, TEXT, HELD, Times(2.0, 4.0), {}, 0, {}, {})
OURS = Result("broadsheet", 4, TEXT, HELD, Times(25.0, 100.0), {}, 0, {}, {})


def test_a_row_has_every_figure() -> None:
    """Quality, then time as a multiple of the unit's, then errors; the unit itself has no row."""
    assert list(table([msgspec.structs.replace(each, snippets=None) for each in (PARSE, OURS)])) == [
        "| system | shingle F1 | 95 % | exact | word F1 | pages < .5 | × parse | p99 ÷ mean | errors |",
        "|---|---|---|---|---|---|---|---|---|",
        "| broadsheet | 0.9654 | 0.950-0.980 | 0.250 | 0.9700 | 25.0% | 12.5 | 4.0 | 0 |",
    ]


def test_passages_have_columns_of_their_own() -> None:
    """Pages with passages and without references show the passages' shares."""
    rows = list(table([msgspec.structs.replace(each, text=None) for each in (PARSE, OURS)]))
    assert rows[0].startswith("| system | wanted found | 95 % | unwanted kept out | 95 % | mean of both | × parse |")
    assert rows[2].startswith("| broadsheet | 0.9000 | 0.800-1.000 | 0.8000 | 0.700-0.900 | 0.8500 | 12.5 |")


@pytest.mark.parametrize("kept", [(True, True), (False, False)])
def test_every_row_has_as_many_cells_as_the_head(kept: tuple[bool, bool]) -> None:
    """Whatever is judged, the table is a table; a bar in a name is escaped."""
    odd = msgspec.structs.replace(OURS, system="a|b")
    text, held = TEXT if kept[0] else None, HELD if kept[1] else None
    rows = list(table([msgspec.structs.replace(each, text=text, snippets=held) for each in (PARSE, odd)]))
    assert len({row.replace("\\|", "").count("|") for row in rows}) == 1


def test_the_notes_name_who_is_missing_who_failed_and_who_reached_out() -> None:
    """Nothing that was left out or went wrong is silent."""
    failing = msgspec.structs.replace(OURS, system="peer", errors={"p1": "ValueError: no"}, refused=3)
    text = section("own.jsonl", [PARSE, failing], [Missing("justext", "no such pins")])
    assert text.startswith("## own.jsonl, 4 pages\n\n| system |")
    assert "- justext is left out: no such pins" in text
    assert "- peer failed on 1 of 4 pages, first on `p1`: ValueError: no" in text
    assert "- peer asked for the network 3 times, in vain" in text


def test_the_figure_shows_text_before_passages() -> None:
    """Shingle F1 where there are references, else both shares' mean, else nothing."""
    shown, measure = points([PARSE, OURS])
    assert (measure, [(p.name, p.times, p.quality, p.ours) for p in shown]) == (
        "shingle F1",
        [("broadsheet", 12.5, 0.96543, True)],
    )
    passages = [msgspec.structs.replace(each, text=None) for each in (PARSE, OURS)]
    assert points(passages)[0][0].quality == 0.85
    assert points([msgspec.structs.replace(each, snippets=None) for each in passages])[0] == []
