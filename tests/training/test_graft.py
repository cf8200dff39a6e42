"""Made pages: labels travel with their blocks, tables stay sound."""

from __future__ import annotations

import random

import numpy as np
from training.graft import Labelled, container, graft, nameless, rescript, with_thread

from broadsheet.options import ParseOptions
from broadsheet.parse import parse_page
from broadsheet.records import Document, Page
from tests.extract.pages import STORY


def page(menu: str, paragraphs: tuple[str, ...]) -> Labelled:
    """A page with a menu, an article and a footer."""
    inside = "".join(f"<p>{text}</p>" for text in paragraphs)
    html = (
        f"<html><body><nav><a href=/>{menu}</a></nav><main><article class=story><h2>News</h2>{inside}"
        f"<p class=more>Read on</p></article></main><footer><p>{menu} imprint</p></footer></body></html>"
    )
    document = parse_page(Page(html.encode(), "https://paper.example/a"), ParseOptions())
    assert isinstance(document, Document)
    label = np.array([float(text in paragraphs) for text in document.blocks.text], np.float32)
    return Labelled(document, label, np.ones(len(label), np.float32))


def text(made: Labelled) -> list[str]:
    """The blocks that the labels call text."""
    return [block for block, label in zip(made.document.blocks.text, made.label, strict=True) if label]


def sound(made: Labelled) -> None:
    """Every block lies in its element, every element in its parent, parents come first."""
    blocks, elements = made.document.blocks, made.document.blocks.elements
    rows = np.arange(len(blocks))
    assert len(made.label) == len(made.weight) == len(blocks)
    assert (elements.first[blocks.element] <= rows).all()
    assert (rows < elements.last[blocks.element]).all()
    assert (elements.parent[1:] < np.arange(1, len(elements))).all()
    held, parent = elements.last > elements.first, np.maximum(elements.parent, 0)
    assert (elements.first[held] >= elements.first[parent][held]).all()
    assert (elements.last[held] <= elements.last[parent][held]).all()


def test_a_graft_is_the_guests_article_in_the_hosts_chrome() -> None:
    """The menu is the host's, the paragraphs are the guest's, and so are their labels."""
    made = graft(page("Tide Times", STORY[:3]), page("Mill Post", STORY[3:7]))
    assert made is not None
    sound(made)
    assert text(made) == list(STORY[3:7])
    assert made.document.blocks.text[0] == "Tide Times"
    assert made.document.blocks.text[-1] == "Tide Times imprint"


def test_pages_without_text_are_not_grafted() -> None:
    """There is nothing to put in, or no place for it."""
    empty = page("Tide Times", ())
    assert graft(empty, page("Mill Post", STORY[:2])) is None
    assert container(empty.document.blocks, empty.label) == 0


def test_a_thread_stands_behind_the_article_and_is_no_text() -> None:
    """Foreign prose is added, the article is as long as it was."""
    before = page("Tide Times", STORY[:3])
    after = with_thread(before, STORY[5:8], random.Random(1))
    sound(after)
    assert text(after) == text(before)
    assert all(line in after.document.blocks.text for line in STORY[5:8])


def test_names_and_landmarks_can_go() -> None:
    """Whatever is taken away, blocks and labels stay."""
    before = page("Tide Times", STORY[:3])
    changed = [nameless(before.document, random.Random(seed)).blocks for seed in range(12)]
    assert all(blocks.text == before.document.blocks.text for blocks in changed)
    assert any(not any(blocks.elements.tokens) for blocks in changed)
    assert any("article" not in blocks.elements.tag for blocks in changed)


def test_other_scripts_keep_the_blocks() -> None:
    """Arabic letters or Chinese ones without spaces: as many blocks, none empty, none in Latin letters."""
    document = page("Tide Times", STORY[:3]).document
    for seed in range(8):
        blocks = rescript(document, random.Random(seed)).blocks
        assert len(blocks) == len(document.blocks)
        assert all(blocks.text)
        assert not any(letter in "".join(blocks.text) for letter in "etaoin")
