"""The other engine behind the same door: its answer, our blocks."""

from __future__ import annotations

import msgspec
import pytest

from broadsheet import pipeline
from broadsheet.extract.engine import engine_version, extract, require
from broadsheet.options import ExtractOptions, Options, ParseOptions
from broadsheet.parse import parse_page
from broadsheet.records import Article, Document, Form, Page, Role
from tests.extract.pages import STORY

pytest.importorskip("trafilatura", reason="7 cases: the extra [trafilatura] is not installed")

OTHER = ExtractOptions(engine="trafilatura")
TITLE = "Tide mill turns again"
HTML = (
    f"<html lang=en><head><title>{TITLE}</title></head><body><nav><a href=/>Home</a> <a href=/eels>Eels</a></nav>"
    f"<article><h1>{TITLE}</h1>{''.join(f'<p>{text}</p>' for text in STORY[:5])}"
    f"<h2>The cost</h2>{''.join(f'<p>{text}</p>' for text in STORY[5:])}"
    "<table><tr><td>Wheel</td><td>12 t</td></tr><tr><td>Gate</td><td>2 t</td></tr></table></article>"
    "<footer><p>Harbour Post, printed on the quay.</p></footer></body></html>"
)


def read(text: str, form: Form = Form.HTML) -> Document:
    """The page or dump, parsed."""
    page = parse_page(
        Page(text.encode(), "https://harbourpost.example/mill", form=form, charset="utf-8"), ParseOptions()
    )
    assert isinstance(page, Document)
    return page


def test_its_answer_becomes_our_blocks() -> None:
    """Paragraphs and subheading in order with roles, the menu named and left out."""
    page = read(HTML)
    body = extract(page, OTHER)
    texts = [block.text for block in body.blocks if block.role in (Role.PARAGRAPH, Role.SUBHEADING)]
    assert texts == [*STORY[:5], "The cost", *STORY[5:]]
    kinds = {text: label.kind for text, label in zip(page.blocks.text, body.labels, strict=True)}
    assert kinds["Home Eels"] == "navigation"
    assert kinds[TITLE] == "title"


def test_every_kept_block_says_who_kept_it() -> None:
    """No other rule keeps anything here."""
    body = extract(read(HTML), OTHER)
    assert {label.rule for label in body.labels if label.kept} == {"trafilatura kept it"}
    assert {label.score for label in body.labels} == {0.0, 1.0}


def test_the_article_has_the_shape_of_ours() -> None:
    """The same fields of the same types, whichever engine; only text and its maker differ."""
    page = Page(HTML.encode(), "https://harbourpost.example/mill")
    ours = pipeline.process(page)
    theirs = pipeline.process(page, Options(extract=OTHER))
    assert isinstance(ours, Article)
    assert isinstance(theirs, Article)
    assert msgspec.json.decode(msgspec.json.encode(theirs), type=Article) == theirs
    assert list(ours.to_dict()) == list(theirs.to_dict())
    assert (theirs.title, theirs.language, theirs.id) == (ours.title, ours.language, ours.id)
    assert (theirs.extractor.name, ours.extractor.name) == ("trafilatura", "broadsheet")
    assert theirs.extractor.hash != ours.extractor.hash


def test_confidence_is_all_or_nothing() -> None:
    """The library gives none of its own."""
    assert extract(read(HTML), OTHER).confidence == 1.0
    empty = extract(read("<p>Home"), OTHER)
    assert (empty.confidence, empty.blocks) == (0.0, ())


def test_a_line_said_once_is_kept_once() -> None:
    """Short blocks are matched by line: the second copy of a name, in the footer, stays out."""
    page = read(HTML.replace("Harbour Post, printed on the quay.", "The cost"))
    kept = [row for row, label in enumerate(extract(page, OTHER).labels) if label.kept]
    assert [page.blocks.text[row] for row in kept].count("The cost") == 1


def test_a_dump_is_shown_to_it_as_paragraphs() -> None:
    """Line by line, escaped: what looks like markup in a dump is text."""
    dump = "\n\n".join(
        [*STORY, "A sack weighs 50 kg, and the labels <b> and <i> on the sluice mean below and inside, say the tables."]
    )
    page = read(dump, Form.TEXT)
    assert [block.text for block in extract(page, OTHER).blocks] == list(page.blocks.text)


def test_the_package_is_there_and_its_version_is_part_of_the_fingerprint() -> None:
    """Another version may give another text."""
    require(OTHER)
    assert engine_version(OTHER)
