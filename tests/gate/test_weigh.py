"""What extraction kept, weighed: nothing, too little, a stub, captions alone."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.gate import weigh
from broadsheet.options import GateOptions
from broadsheet.records import Body, BodyBlock, Document, Dropped, Kind, Label, Reason, Role
from tests.gate.asking import PARAGRAPHS, STORY, document_of, html, page_of

ONE = PARAGRAPHS[: PARAGRAPHS.index("</p>") + 4]
WALL = "<div>Subscribe to continue reading</div>"


def weighed(inside: str, url: str = "https://www.harbourpost.example/a-b-c-d-e") -> Dropped | None:
    """The judgement where every `<p>` was kept."""
    document = document_of(page_of(html(inside), url))
    return weigh(document, kept(document), GateOptions())


def kept(document: Document) -> Body:
    """A body of all paragraphs."""
    rows = [row for row, tag in enumerate(document.blocks.tags()) if tag == "p"]
    labels = tuple(
        Label(Role.PARAGRAPH, None, 1.0, True) if row in rows else Label(None, Kind.OTHER, 0.0, False)
        for row in range(len(document.blocks))
    )
    blocks = tuple(BodyBlock(role=Role.PARAGRAPH, text=document.blocks.text[row], block=row) for row in rows)
    return Body(labels, blocks, 1.0)


def test_article_passes() -> None:
    """Six paragraphs are an article."""
    assert weighed(PARAGRAPHS) is None


def test_nothing_kept_is_empty() -> None:
    """A page of which extraction keeps nothing is named so, with its size."""
    dropped = weighed("<div>Tide mill</div>")
    assert dropped
    assert (dropped.reason, "2 words" in dropped.evidence) == (Reason.EMPTY, True)


def test_few_words_are_too_short() -> None:
    """Fewer words than `min_words`, with both numbers as evidence."""
    dropped = weighed("<p>The mill turned again.</p>")
    assert dropped
    assert (dropped.reason, dropped.evidence) == (Reason.TOO_SHORT, "4 words, 25 needed")


def test_short_paragraph_before_a_wall_is_a_stub() -> None:
    """One paragraph of the article, though short, is an article; a line is not."""
    paragraph = "<p>The wheel of the old tide mill turned again on Thursday, after ninety years.</p>"
    assert weighed(paragraph + WALL) is None
    dropped = weighed("<p>The mill turned.</p>" + WALL)
    assert dropped
    assert dropped.reason is Reason.LOGIN_WALL


def test_captions_alone_are_a_gallery() -> None:
    """A dozen pictures at a gallery's URL with hardly a sentence."""
    figures = "".join(f"<figure><img src='/{n}.jpg'><figcaption>Boat {n}</figcaption></figure>" for n in range(12))
    dropped = weighed(f"<h1>The regatta</h1>{figures}", "https://www.harbourpost.example/gallery/regatta")
    assert dropped
    assert dropped.reason is Reason.GALLERY


def test_short_lines_under_pictures_are_captions_without_the_name() -> None:
    """Nine pictures, a few words below each; lines that lead elsewhere are teasers."""
    pictures = "".join(f"<a href=/{n}><img src=/{n}.jpg></a><p>The pier {n}</p>" for n in range(9))
    dropped = weighed(f"<h1>The regatta</h1>{pictures}")
    assert dropped
    assert (dropped.reason, "9 short lines" in dropped.evidence) == (Reason.GALLERY, True)
    linked = weighed(f"<h1>The regatta</h1>{pictures.replace('<p>', '<p><a href=/s>').replace('</p>', '</a></p>')}")
    assert linked is None or linked.reason is not Reason.GALLERY


def test_article_with_many_pictures_is_no_gallery() -> None:
    """Prose decides, not the URL and not the number of pictures."""
    figures = "".join(f"<figure><img src='/{n}.jpg'><figcaption>Boat {n}</figcaption></figure>" for n in range(12))
    assert weighed(PARAGRAPHS + figures, "https://www.harbourpost.example/gallery/regatta") is None


def test_short_article_on_privacy_is_no_wall() -> None:
    """A story about cookies is not the cookie notice."""
    story = "<p>The regulator fined a data broker over tracking without consent on Thursday, and told its partners to "
    story += "delete the personal data of 40,000 readers whose cookies had been sold on to advertisers abroad.</p>"
    assert weighed("<h1>Broker fined</h1>" + story) is None


BRIEF = "<h1>Tide mill turns again</h1><p>The wheel of the old tide mill turned again on Thursday morning.</p>"
DECLARED = '<meta property="og:type" content="article">'


def brief(inside: str, head: str = DECLARED, url: str = STORY, score: float = 0.95) -> Dropped | None:
    """The judgement of a page with a headline, where every `<p>` was kept with a score."""
    document = document_of(page_of(html(inside, head=head), url))
    labels = tuple(
        Label(None, Kind.TITLE, 0.0, False) if tag == "h1" else Label(Role.PARAGRAPH, None, score, True)
        for tag in document.blocks.tags()
    )
    rows = [row for row, label in enumerate(labels) if label.kept]
    blocks = tuple(BodyBlock(role=Role.PARAGRAPH, text=document.blocks.text[row], block=row) for row in rows)
    return weigh(document, Body(labels, blocks, 1.0), GateOptions())


def test_a_very_short_story_is_an_article() -> None:
    """Twelve words, where the page says that it is an article, below its headline, at a story's address."""
    assert brief(BRIEF) is None


@pytest.mark.parametrize(
    "asked",
    [
        {"head": ""},
        {"url": "https://www.harbourpost.example/"},
        {"score": 0.5},
        {"inside": BRIEF[BRIEF.index("<p>") :]},
    ],
)
def test_what_a_page_without_a_story_leaves_is_too_short(asked: dict[str, Any]) -> None:
    """No word of its being an article, a front page, an unsure text, or no headline above it."""
    dropped = brief(**{"inside": BRIEF, **asked})
    assert dropped
    assert dropped.reason is Reason.TOO_SHORT


def test_captions_are_no_text_of_a_gallery() -> None:
    """Twelve captions that extraction kept, at any address: their number tells, not their words."""
    caption = "<figcaption><p>Boat {0} of the regatta rounds the buoy in the rain</p></figcaption>"
    figure = f"<figure><img src='/{{0}}.jpg'>{caption}</figure>"
    dropped = weighed("<h1>The regatta</h1>" + "".join(figure.format(n) for n in range(12)))
    assert dropped
    assert (dropped.reason, "12 captions" in dropped.evidence) == (Reason.GALLERY, True)
    assert weighed(PARAGRAPHS + "".join(figure.format(n) for n in range(12))) is None


def test_lines_that_count_pictures_are_captions_in_any_language() -> None:
    """Ten lines of ten words that say which picture they are; ten steps of a recipe say nothing of the kind."""
    line = "<img src=/{n}.jpg><p>{count}The giants walk past the old mill. Foto: K. Lange.</p>"
    counted = "".join(line.format(n=n, count=f"Bild {n} von 10: ") for n in range(1, 11))
    dropped = weighed(counted)
    assert dropped is not None
    assert dropped.reason is Reason.GALLERY
    assert weighed("".join(line.format(n=n, count="") for n in range(1, 11))) is None
