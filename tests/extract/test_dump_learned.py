"""What the network decides over a dump, and what of the rules stands: decisions made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from broadsheet.extract.decide import Decision
from broadsheet.extract.dump import label_dump, learned
from broadsheet.extract.dump.learned import MANY, NETWORK, merged
from broadsheet.extract.dump.measures import NAMES, measures
from broadsheet.extract.dump.rules import by_rule
from broadsheet.extract.features.places import LEVELS
from broadsheet.extract.weights import dump_weights
from broadsheet.parse.dump import read_dump
from broadsheet.records import Kind, Role
from tests.extract.pages import STORY

HEAD = ["Home", "Island news", "Tide mill turns for the first time"]
TAIL = ["The mill on the island", "Subscribe to our newsletter", "© 2024 The Island Paper"]
DUMP = "\n\n".join([*HEAD, *STORY, *TAIL])
FIRST, LAST = len(HEAD), len(HEAD) + len(STORY) - 1


def verdicts(p: dict[int, float], dump: str = DUMP) -> list[Role | Kind | None]:
    """Role or kind of every block where the network gives its text these p, and elsewhere agrees with the rules."""
    document = read_dump(dump)
    found = by_rule(document, [])
    given = np.array([1.0 if verdict.role else 0.0 for verdict in found.verdicts], np.float32)
    given[list(p)] = list(p.values())
    told = merged(document, found, Decision(given >= 0.5, 0.5, 0.9), given)
    return [verdict.role or verdict.kind for verdict in told]


def test_where_both_agree_nothing_changes() -> None:
    """The rules' roles and kinds."""
    document = read_dump(DUMP)
    assert verdicts({}) == [verdict.role or verdict.kind for verdict in by_rule(document, []).verdicts]


def test_what_the_network_strips_is_named_by_the_rules() -> None:
    """Prose that it does not believe in is a teaser, like other prose outside the article."""
    assert verdicts({LAST: 0.1})[LAST] is Kind.TEASER


def test_what_only_the_network_keeps_is_a_paragraph() -> None:
    """A line below the text, without the mark of a sentence."""
    assert verdicts({LAST + 1: 0.9})[LAST + 1] is Role.PARAGRAPH


def test_the_lead_passes_to_the_next_block() -> None:
    """Where the network strips the first one."""
    assert verdicts({})[FIRST] is Role.LEAD
    found = verdicts({FIRST: 0.0})
    assert (found[FIRST], found[FIRST + 1]) == (Kind.TEASER, Role.LEAD)


@pytest.mark.parametrize("line", ["https://paper.example/tide-mill.jpg", "12", "© AFP / Lena Dahl"])
def test_some_rules_stand_whatever_the_network_says(line: str) -> None:
    """A URL, a number, a credit on a line of its own."""
    dump = "\n\n".join([*HEAD, STORY[0], line, *STORY[1:], *TAIL])
    assert isinstance(verdicts({FIRST + 1: 1.0}, dump)[FIRST + 1], Kind)


def test_some_rules_give_way_to_a_sure_network_alone() -> None:
    """A caption above its credit."""
    dump = "\n\n".join([*HEAD, *STORY[:2], "The wheel on Thursday.\n© AFP / Lena Dahl", *STORY[2:], *TAIL])
    row = FIRST + 2
    assert verdicts({row: 0.6}, dump)[row] is Kind.CAPTION
    assert verdicts({row: 0.9}, dump)[row] is Role.PARAGRAPH


def test_where_the_network_keeps_nothing_the_rules_stand() -> None:
    """It is not asked to empty a page."""
    rows = dict.fromkeys(range(FIRST, LAST + 1), 0.0)
    assert verdicts(rows) == verdicts({})


def test_a_dump_without_prose_has_no_article() -> None:
    """Whatever the network says of a menu."""
    body = label_dump(read_dump("Home\nNews\nTides\nContact"))
    assert (body.blocks, body.confidence) == ((), 0.0)


def test_the_evidence_says_who_differed() -> None:
    """`the network` beside a block on which the rules were overruled."""
    document = read_dump(DUMP)
    found = by_rule(document, [])
    kept = np.array([verdict.role is not None for verdict in found.verdicts])
    kept[LAST] = False
    told = merged(document, found, Decision(kept, 0.5, 0.9), kept.astype(np.float32))
    assert [row for row, verdict in enumerate(told) if verdict.rule == NETWORK] == [LAST]


def test_the_weights_are_for_these_measures() -> None:
    """Columns of the file and of the code, by name and in order; all are finite."""
    document = read_dump(DUMP)
    found = measures(document, by_rule(document, []))
    assert dump_weights().columns == NAMES
    assert found.numbers.shape == (len(document.blocks), len(NAMES))
    assert np.isfinite(found.numbers).all()
    assert found.places.first.shape == (len(document.blocks), LEVELS)


@pytest.mark.parametrize("dump", ["", "One line", "\n\n\n", "a\tb\nc\td"])
def test_any_dump_can_be_measured(dump: str) -> None:
    """None, one, or a table's lines."""
    document = read_dump(dump)
    assert len(measures(document, by_rule(document, [])).numbers) == len(document.blocks)
    label_dump(document)


def test_containers_are_runs_and_windows() -> None:
    """Two runs parted by a blank line; windows reach over it."""
    document = read_dump("One\nTwo\n\nThree\nFour\nFive")
    places = measures(document, by_rule(document, [])).places
    assert places.first[:, 0].tolist() == [0, 0, 2, 2, 2]
    assert places.last[:, 0].tolist() == [2, 2, 5, 5, 5]
    assert set(places.last[:, -1].tolist()) == {5}


def test_where_labels_alone_are_kept_the_rules_answer_stands() -> None:
    """Nothing but a line that announces something is no text."""
    only = dict.fromkeys(range(len(DUMP.split("\n\n"))), 0.0) | {1: 0.9}
    assert verdicts(only) == verdicts({})


def test_a_long_dump_without_prose_is_what_the_rules_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """As with the network, whose scores it is told without."""
    document = read_dump("\n".join(f"Disallow: /cd/E{number}_01/" for number in range(MANY + 1)))
    short = label_dump(document)
    monkeypatch.setattr(learned, "MANY", len(document.blocks))
    scored = label_dump(document)
    assert (short.blocks, short.confidence) == (scored.blocks, scored.confidence) == ((), 0.0)
    assert [(one.kind, one.rule) for one in short.labels] == [(one.kind, one.rule) for one in scored.labels]
