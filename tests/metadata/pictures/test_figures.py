"""The article's pictures, and no others."""

from __future__ import annotations

import pytest

from broadsheet.records import Image
from tests.metadata.reading import PROSE, read

TITLE = "<h1>Tide mill turns again</h1>"
HOST = "https://www.harbourpost.example"


def images(inside: str, head: str = "") -> tuple[Image, ...]:
    """Pictures of a page."""
    found: tuple[Image, ...] = read(TITLE + inside, head=head).value("images", ())
    return found


def test_figure_gives_url_caption_credit_and_alt() -> None:
    """The largest source, resolved, with the figure's words parted."""
    img = '<img src="/s.jpg" srcset="/s.jpg 300w, /l.jpg 1200w" alt="A wheel">'
    figure = f"<figure>{img}<figcaption>The wheel. Photo: Jane Roe</figcaption></figure>"
    assert images(figure + PROSE) == (Image(f"{HOST}/l.jpg", "The wheel.", "Jane Roe", "A wheel", 0, True),)


def test_sources_of_a_picture_element_are_candidates_too() -> None:
    """`<source srcset>` beside the image, of its own `<picture>` alone."""
    source = '<source type="image/webp" srcset="/m.webp 640w, /l.webp 1600w">'
    two = f"<picture>{source}<img src=/s.jpg></picture>{PROSE}<picture><img src=/other-picture.jpg></picture>"
    assert [image.url for image in images(PROSE + two + PROSE)] == [f"{HOST}/l.webp", f"{HOST}/other-picture.jpg"]


@pytest.mark.parametrize(
    "box",
    [
        "<div><img src='/a.jpg'><div class='caption'>The old wheel at dawn</div><div class='credit'>Jane "
        "Roe</div></div>",
        "<div><div><a href='/a.jpg'><img src='/a.jpg'></a></div><span>The old wheel at dawn</span><div "
        "class='credit'>Jane Roe</div></div>",
        "<figure><img src='/a.jpg'></figure><div class='caption'>The old wheel at dawn</div><div class='credit'>Jane "
        "Roe</div>",
    ],
)
def test_box_around_a_picture_holds_its_words(box: str) -> None:
    """No `<figure>` is needed: a small box around picture and words tells."""
    (image,) = images(PROSE + f"<section>{box}</section>" + PROSE * 2)
    assert (image.caption, image.credit) == ("The old wheel at dawn", "Jane Roe")


@pytest.mark.parametrize(
    "other",
    [
        "<img src='/logo.png'>",
        "<img src='/a.jpg' width=1 height=1>",
        "<img src='/img?u=%2Favatars%2F1.png'>",
        "<div class='related'><figure><img src='/b.jpg'><a href='/b'>Ferry timetable changes from Monday "
        "on</a></figure></div>",
        "<figure><a href='/b'><img src='/b.jpg'></a><a href='/b'>Ferry timetable changes from Monday on</a></figure>",
        "<aside><img src='/c.jpg'></aside>",
    ],
)
def test_furniture_and_other_stories_pictures_are_left_out(other: str) -> None:
    """Logos, pixels, avatars, teasers and sidebars illustrate nothing here."""
    assert images(PROSE + other + PROSE) == ()


def test_declared_image_is_the_lead_where_none_is_shown() -> None:
    """OpenGraph's image stands in for a missing figure."""
    (image,) = images(PROSE, head='<meta property="og:image" content="/og.jpg">')
    assert (image.url, image.is_lead) == (f"{HOST}/og.jpg", True)


def test_caption_whose_picture_a_script_brings_is_kept() -> None:
    """A figure without a source still has its words, with no URL."""
    figure = "<figure><div class='lazy'></div><figcaption>The old wheel at dawn.</figcaption></figure>"
    (image,) = images(PROSE + figure + PROSE)
    assert (image.url, image.caption) == (None, "The old wheel at dawn.")


def test_pictures_are_numbered_in_page_order() -> None:
    """Positions run from 0 and the first above the text leads."""
    figures = [
        f"<figure><img src='/{n}-abc.jpg'><figcaption>Picture number {n} here</figcaption></figure>" for n in "ab"
    ]
    found = images(figures[0] + PROSE + figures[1] + PROSE)
    assert [(image.position, image.is_lead) for image in found] == [(0, True), (1, False)]


FIGURE = "<figure><img src='/wheel.jpg'><figcaption>The old wheel at dawn</figcaption></figure>"


def test_saved_page_resolves_its_pictures_against_the_address_it_claims() -> None:
    """A file has no URL, but mostly says where it belongs."""
    head = f"<link rel=canonical href='{HOST}/news/mill'>"
    (image,) = read(TITLE + FIGURE + PROSE, url=None, head=head).value("images")
    assert image.url == f"{HOST}/wheel.jpg"


def test_caption_of_a_picture_that_lies_nowhere_stays() -> None:
    """Where even that is unknown, the words under the picture are not lost with its address."""
    (image,) = read(TITLE + FIGURE + PROSE, url=None).value("images")
    assert (image.url, image.caption) == (None, "The old wheel at dawn")


def test_embedded_data_is_no_declared_picture() -> None:
    """Templates declare a placeholder of one pixel."""
    assert images(PROSE, head="<meta property='og:image' content='data:image/gif;base64,R0lGOD'>") == ()
