"""Reasons: every measure has its words, the words are true, the largest come first."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.extract import reasons
from broadsheet.extract.features import features
from broadsheet.extract.reasons import LEAST, MOST, Account, _Teller, account
from broadsheet.extract.vocabulary import AIMS
from broadsheet.extract.weights import weights
from broadsheet.extract.wording import COLUMNS, GROUPS
from broadsheet.options import DEFAULT, ExtractOptions
from broadsheet.parse import parse_page
from broadsheet.records import Document, Form, Page
from tests.extract.hearing import hearing
from tests.extract.pages import STORY, Inside, document, link, paragraphs, part
from tests.stories import dump

OURS = DEFAULT.extract
PAGE = document(
    part("nav", part("ul", *(part("li", link(name)) for name in ("Home", "Town", "Sport")))),
    part("article", part("h1", "Mill turns"), *paragraphs(6), part("h2", "More"), part("p", link("Read on"))),
    part("footer", part("p", "© 1871 Harbour Post")),
    title="Mill turns",
)


def said(page: Document, name: str, row: int) -> str:
    """What is said of a block in respect of a group."""
    group = next(group for group in GROUPS if group.name == name)
    return _Teller(page, features(page, None), weights()).detail(group, row, 1.0)


def test_every_column_stands_in_one_group() -> None:
    """Exactly one, but for the sums of the words, which change with their parts; a new column needs its words."""
    count = Counter(column for group in GROUPS for column in group.columns)
    assert [column for column in COLUMNS if count[column] != 1] == [f"together_{aim}" for aim in range(AIMS)]
    assert set(count) <= set(COLUMNS)
    assert len(set(COLUMNS)) == len(COLUMNS)
    assert len(COLUMNS) == len(weights().layers["mean"])
    assert len({group.name for group in GROUPS}) == len(GROUPS)


def test_everything_can_be_said_of_every_block() -> None:
    """No phrase names a field that is not there."""
    for group in GROUPS:
        for row in range(len(PAGE.blocks)):
            words = said(PAGE, group.name, row)
            assert words.strip("{}") == words != ""


@pytest.mark.parametrize(
    ("name", "row", "words"),
    [
        ("length", 0, "short: 1 word"),
        ("length", 4, "long: 22 words"),
        ("links", 0, "many links: 100% of it"),
        ("links", 4, "few links: 0% of it"),
        ("furniture", 0, "inside <nav>"),
        ("furniture", 4, "in no menu, aside, footer or form"),
        ("article", 4, "inside <article>"),
        ("list or table", 0, "inside <li>"),
        ("end", 4, "ends with a full stop"),
        ("start", 4, "starts with a capital"),
        ("sentences", 4, "1 full sentence"),
        ("heading", 3, "a heading"),
        ("heading before", 4, "1 block below a heading"),
        ("heading before", 0, "no heading before it"),
        ("title", 3, "100% of its words in the title"),
        ("repeats", 0, "stands on the page once"),
        ("picture", 0, "no picture before it"),
        ("best container", 4, "in the container of most prose"),
        ("best container", 0, "out of the container of most prose"),
        ("prose nearby", 7, "prose nearby: 5 of 8 blocks"),
        ("container", 0, "nearest container: 3 blocks, 0% prose"),
    ],
)
def test_what_is_said_is_true(name: str, row: int, words: str) -> None:
    """Of the block itself, in numbers where there are some, with one of a thing in the singular."""
    assert said(PAGE, name, row) == words


def test_the_measure_that_is_heard_is_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    """A network that minds links and prose says so, and nothing else, the larger first."""
    monkeypatch.setattr(reasons, "weights", lambda: hearing(link_density=-3.0, good=1.0, flag_nav=-1.0))
    found = account(PAGE, OURS).reasons
    assert [(r.name, r.change, r.detail) for r in found[0]] == [
        ("links", -3.0, "many links: 100% of it"),
        ("furniture", -1.0, "inside <nav>"),
    ]
    assert [(r.name, r.change) for r in found[4]] == [("prose", 1.0)]


def test_the_shipped_weights_give_reasons_that_fit_the_page() -> None:
    """On the whole worse for any entry of the menu than for the paragraphs; three at most, none of them tiny."""
    found = account(PAGE, OURS).reasons
    total = {row: sum(reason.change for reason in told) for row, told in found.items()}
    assert max(total[row] for row in range(3)) < sum(total[row] for row in range(4, 10)) / 6
    assert all(len(told) <= MOST and all(abs(r.change) >= LEAST for r in told) for told in found.values())


WORDS = st.sampled_from((*STORY, "Home", "By Ada Quay", "© 1871", "日本語の文章です。", "Read more:"))
PARTS = st.recursive(
    WORDS | WORDS.map(link),
    lambda inside: st.builds(
        lambda spec, parts: part(spec, *parts),
        st.sampled_from(("p", "div.content", "nav", "li.menu-item", "h2", "aside.related")),
        st.lists(inside, max_size=4),
    ),
    max_leaves=12,
)


@settings(max_examples=30, deadline=None)
@given(st.lists(PARTS, max_size=5))
def test_reasons_are_sorted_and_the_same_every_time(parts: list[Inside]) -> None:
    """The largest change first; asked for some rows, these rows' are the same as among all."""
    page = document(*parts)
    found = account(page, OURS)
    for told in found.reasons.values():
        sizes = [abs(reason.change) for reason in told]
        assert sizes == sorted(sizes, reverse=True)
    rows = range(0, len(page.blocks), 2)
    assert account(page, OURS, rows).reasons == {row: found.reasons[row] for row in rows}
    assert list(found.reasons) == list(range(len(page.blocks)))


def test_where_no_network_decides_there_are_no_reasons() -> None:
    """Text dumps, another engine, a page without blocks."""
    text = parse_page(Page(dump(1), form=Form.TEXT), DEFAULT.parse)
    assert isinstance(text, Document)
    assert account(text, OURS) == account(PAGE, ExtractOptions(engine="trafilatura")) == Account()
    assert account(document(), OURS) == Account()


def test_a_huge_page_has_its_threshold_but_no_reasons(monkeypatch: pytest.MonkeyPatch) -> None:
    """Above `LARGEST` blocks they would take too long."""
    monkeypatch.setattr(reasons, "LARGEST", len(PAGE.blocks) - 1)
    found = account(PAGE, OURS)
    assert (found.threshold is not None, found.reasons) == (True, {})
