"""Pages as labelled dumps: labels travel with the words, whichever dumper wrote them."""

from __future__ import annotations

import numpy as np
import pytest
from training.dumped import NAMES, carried, dump_of, shortened, written
from training.graft import Labelled
from training.read import Example

from broadsheet.options import ParseOptions
from broadsheet.parse import parse_page
from broadsheet.records import Document, Page
from tests.extract.pages import STORY

MENU = "".join(f"<li>{entry}</li>" for entry in ("Home", "Island news", "Tides"))
HTML = (
    f"<ul>{MENU}</ul><h1>Tide mill turns</h1>{''.join(f'<p>{text}</p>' for text in STORY)}<p hidden>Unseen words.</p>"
)


@pytest.fixture
def page() -> Labelled:
    """A menu, a headline, a story, and something hidden; the story is text."""
    document = parse_page(Page(HTML.encode()), ParseOptions())
    assert isinstance(document, Document)
    label = np.array([text in STORY for text in document.blocks.text], np.float32)
    return Labelled(document, label, np.ones(len(label), np.float32))


def example(page: Labelled) -> Example:
    """The page as a development page."""
    return Example("set", "1", "paper.example", page.document, b"", "\n".join(STORY))


@pytest.mark.parametrize("dumper", NAMES)
def test_labels_travel_with_the_words(page: Labelled, dumper: str) -> None:
    """The story's blocks, and no others; long blocks weigh more."""
    dump = dump_of(example(page), page, dumper, 3)
    assert dump is not None
    kept = [text for text, label in zip(dump.document.blocks.text, dump.label, strict=True) if label]
    assert kept == list(STORY)
    assert dump.weight[dump.label > 0].min() > dump.weight[dump.label == 0].max()
    assert (dump.fold, dump.reference) == (3, "\n".join(STORY))


def test_what_the_dump_made_otherwise_counts_nothing(page: Labelled) -> None:
    """A block that no block of the page equals is -1."""
    dump = written(page.document, "element lines").blocks
    assert carried(page.document, "element lines", dump).tolist() == list(range(len(page.label)))
    other = page.document.blocks.text[0] + " and more"
    longer = type(dump)(
        **{**{name: getattr(dump, name) for name in dump.__struct_fields__}, "text": (other, *dump.text[1:])}
    )
    assert carried(page.document, "element lines", longer)[0] == -1


def test_several_teachers_give_several_rows(page: Labelled) -> None:
    """A row a teacher; a teacher that is unsure counts nothing."""
    label = np.stack([page.label, 1 - page.label])
    weight = np.stack([page.weight, 0 * page.weight])
    dump = dump_of(example(page), Labelled(page.document, label, weight), "innerText", None)
    assert dump is not None
    assert dump.label.shape == (2, len(dump.document.blocks))
    assert dump.weight[0].all()
    assert not dump.weight[1].any()


def test_a_shortened_page_keeps_all_but_the_rest_of_its_story(page: Labelled) -> None:
    """Two blocks of text are left, the menu and all else stand as they stood."""
    short = shortened(page, 2)
    left = [text for text in page.document.blocks.text if text not in STORY[2:]]
    assert list(short.document.blocks.text) == left
    assert short.label.sum() == 2
    assert list(written(short.document, "element lines").blocks.text) == left
