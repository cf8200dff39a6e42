"""What extraction kept, weighed: nothing, too little, a stub, captions alone."""

from __future__ import annotations

from broadsheet.gate import weigh
from broadsheet.options import GateOptions
from broadsheet.records import Body, BodyBlock, Document, Dropped, Kind, Label, Reason, Role
from tests.gate.asking import PARAGRAPHS, document_of, html, page_of

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


def test_article_with_many_pictures_is_no_gallery() -> None:
    """Prose decides, not the URL and not the number of pictures."""
    figures = "".join(f"<figure><img src='/{n}.jpg'><figcaption>Boat {n}</figcaption></figure>" for n in range(12))
    assert weighed(PARAGRAPHS + figures, "https://www.harbourpost.example/gallery/regatta") is None


def test_short_article_on_privacy_is_no_wall() -> None:
    """A story about cookies is not the cookie notice."""
    story = "<p>The regulator fined a data broker over tracking without consent on Thursday, and told its partners to "
    story += "delete the personal data of 40,000 readers whose cookies had been sold on to advertisers abroad.</p>"
    assert weighed("<h1>Broker fined</h1>" + story) is None
