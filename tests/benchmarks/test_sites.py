"""`python -m benchmarks.sites`: sites made of pages, what templates change on them, and what they cost."""

from __future__ import annotations

import numpy as np
from benchmarks.made_sites import around_text, made_sites, whole, without
from benchmarks.sites import Referenced, Row, cost, domains, on_domains, on_made, table, told_cost
from training.folds import FOLDS, fold_of
from training.graft import Labelled
from training.read import PUBLISHERS, Example

from broadsheet.extract.weights import weights
from broadsheet.options import ParseOptions
from broadsheet.parse import parse_page
from broadsheet.records import Document, Page
from tests.extract.pages import STORY
from tests.papers import POLICY, noun, paper, told

OURS = [weights()] * FOLDS


def example(number: int, domain: str, closing: str = POLICY) -> Example:
    """A page of an invented paper with its text."""
    html = paper(number, domain.partition(".")[0], closing)
    document = parse_page(Page(html), ParseOptions())
    assert isinstance(document, Document)
    return Example(PUBLISHERS, str(number), domain, document, html, "\n".join(told(number)))


def page(text: list[str], article: slice) -> Labelled:
    """Paragraphs, of which some are the article."""
    inside = "".join(f"<p>{part}</p>" for part in text[article])
    above, below = (
        "".join(f"<p>{part}</p>" for part in part_) for part_ in (text[: article.start], text[article.stop :])
    )
    document = parse_page(Page(f"{above}<article>{inside}</article>{below}".encode()), ParseOptions())
    assert isinstance(document, Document)
    label = np.array([float(part in text[article]) for part in document.blocks.text], np.float32)
    return Labelled(document, label, np.ones_like(label))


HOST = page(["Menu of the host", "Host says one.", "Host says two.", "Foot of the host"], slice(1, 3))
GUEST = page(["Menu of the guest", *STORY[:3], "Foot of the guest"], slice(1, 4))


def test_the_text_of_a_guest_stands_amid_all_of_the_host_but_its_article() -> None:
    """Labels travel with their blocks."""
    made = around_text(HOST, GUEST)
    assert made is not None
    assert list(made.document.blocks.text) == ["Menu of the host", *STORY[:3], "Foot of the host"]
    assert made.label.tolist() == [0, 1, 1, 1, 0]
    ends = made.document.blocks.elements
    assert all(ends.first[at] <= row < ends.last[at] for row, at in enumerate(made.document.blocks.element.tolist()))


def test_a_page_without_an_article_is_neither_host_nor_guest() -> None:
    """There is nothing to put in, or no place for it."""
    bare = HOST._replace(label=np.zeros_like(HOST.label))
    assert around_text(bare, GUEST) is None
    assert around_text(HOST, GUEST._replace(label=np.zeros_like(GUEST.label))) is None


def test_blocks_can_be_taken_out() -> None:
    """Their elements stay."""
    left = without(HOST, HOST.label < 0.5)
    assert list(left.document.blocks.text) == ["Host says one.", "Host says two."]
    assert len(left.document.blocks.elements) == len(HOST.document.blocks.elements)


def test_made_sites_have_ten_pages_of_one_fold() -> None:
    """The same each time; the template of ten pages finds their common policy, which no text of theirs has."""
    fold = fold_of("gull0.example")
    names = [f"gull{n}.example" for n in range(400) if fold_of(f"gull{n}.example") == fold][:16]
    examples = [example(number, name, f"Closing of the {noun(number)}.") for number, name in enumerate(names)]
    for grafted in (around_text, whole):
        sites = made_sites(examples, grafted, 2)
        assert [(site.fold, len(site.pages)) for site in sites] == [(fold, 10)] * 2
        again = made_sites(examples, grafted, 2)
        assert [one.document.blocks.text for one in again[0].pages] == [
            one.document.blocks.text for one in sites[0].pages
        ]
        row = on_made("made", sites, OURS)
        assert row.pages == 20
        assert row.after >= row.before


def test_domains_with_three_pages_are_read_with_and_without() -> None:
    """A policy that only the third page shows to be one is taken out of all."""
    found = domains([*(example(n, "gull.example") for n in range(3)), example(9, "tern.example")], {})
    assert {name: len(pages) for name, pages in found.items()} == {"gull.example": 3}
    row = on_domains("invented", found, OURS)
    assert (row.pages, row.name) == (3, "invented, 1 domains")
    assert row.after >= row.before


def test_the_cost_is_of_all_pages_and_the_second_extraction_of_those_that_are_touched() -> None:
    """The third page of the site is the first that its template touches."""
    pages = [Referenced("gull.example", 0, f"https://gull.example/{n}", paper(n), "") for n in range(4)]
    spent = cost({"gull.example": pages})
    assert spent.pages == 4
    assert 0 < spent.texts + spent.learning < spent.extraction
    assert (spent.touched > 0) is (spent.second > 0)
    assert "Process time a page, 4 pages" in told_cost(spent)


def test_the_table_has_the_ratio_of_the_errors() -> None:
    """Of a set without error it is 1."""
    rows = [Row("made", 4, 0.9, 0.95, "9 rightly, 1 wrongly"), Row("perfect", 3, 1.0, 1.0)]
    assert "| made | 4 | 0.9000 | 0.9500 | 0.500 | 9 rightly, 1 wrongly |" in table(rows)
    assert "| perfect | 3 | 1.0000 | 1.0000 | 1.000 |  |" in table(rows)
