"""Which JSON-LD node speaks of the page, and what it says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from broadsheet.records import Facts
from tests.metadata.reading import PROSE, URL, read


def page(*nodes: dict[str, Any]) -> Facts:
    """Facts of a page with these JSON-LD nodes."""
    head = "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes)
    return read(f"<h1>Tide mill turns again</h1>{PROSE}", head=head)


def test_related_stories_node_is_not_the_article() -> None:
    """The node whose URL is the page's wins over a related story that comes first."""
    other = {"@type": "NewsArticle", "headline": "Ferry late", "url": "https://www.harbourpost.example/ferry"}
    own = {"@type": "NewsArticle", "headline": "Tide mill turns again", "url": URL, "author": "Jane Roe"}
    assert page({"@type": "ItemList", "itemListElement": [other]}, own).value("authors") == ("Jane Roe",)


def test_a_related_node_alone_is_not_taken() -> None:
    """A listed story's author is nobody's author here."""
    other = {"@type": "NewsArticle", "headline": "Ferry late", "author": "Ann Poe"}
    assert page({"@type": "ItemList", "itemListElement": [other]}).value("authors") is None


@pytest.mark.parametrize(
    "author",
    [
        "Jane Roe",
        ["Jane Roe"],
        {"@type": "Person", "name": "Jane Roe"},
        {"@type": "Person", "name": ["Jane Roe"]},
        {"@id": "#jane"},
        {"@type": "Person", "givenName": "Jane", "familyName": "Roe"},
        "By Jane Roe, Chief Correspondent",
        "JANE ROE",
    ],
)
def test_author_is_read_in_every_shape(author: Any) -> None:
    """String, list, object, reference, parts, with role or in capitals: one person."""
    graph = {"@graph": [{"@type": "NewsArticle", "author": author}, {"@id": "#jane", "name": "Jane Roe"}]}
    assert page(graph).value("authors") == ("Jane Roe",)


@pytest.mark.parametrize(
    ("declared", "state"),
    [
        (True, "free"),
        ("True", "free"),
        (False, "not_free"),
        ("False", "not_free"),
        ("http://schema.org/False", "not_free"),
    ],
)
def test_free_access_is_read_in_every_spelling(declared: Any, state: str) -> None:
    """Booleans, words and URLs of schema.org mean the same."""
    assert page({"@type": "NewsArticle", "isAccessibleForFree": declared}).value("paywall") == state


def test_paid_part_makes_the_article_not_free() -> None:
    """Google's markup names the paid section in `hasPart`."""
    part = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".rest"}
    assert page({"@type": "NewsArticle", "hasPart": part}).value("paywall") == "not_free"


def test_evidence_of_a_paywall_names_the_walled_parts() -> None:
    """The selectors of `hasPart` stand beside what the article itself declares."""
    parts = [{"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": [".rest", "#more"]}]
    declared = {"@type": "NewsArticle", "isAccessibleForFree": "False", "hasPart": parts}
    assert page(declared).chosen["paywall"].raw == "isAccessibleForFree: False; hasPart: .rest, #more"


def test_a_web_page_speaks_where_there_is_no_article() -> None:
    """Its dates are the page's, when its URL is."""
    node = {"@type": "WebPage", "@id": URL, "datePublished": "2024-05-02T10:00:00+02:00"}
    assert page(node).value("date_published") == "2024-05-02T10:00:00+02:00"


def test_facts_keep_the_pages_own_words() -> None:
    """The raw string stands beside the value that was read from it."""
    fact = page({"@type": "NewsArticle", "datePublished": "2 May 2024 10:00 GMT"}).chosen["date_published"]
    assert (fact.value, fact.source, fact.raw) == ("2024-05-02T10:00+00:00", "json-ld", "2 May 2024 10:00 GMT")


@pytest.mark.parametrize(
    "image",
    [{"@id": f"{URL}#primaryimage"}, {"@id": "#primaryimage"}, "#primaryimage", URL, [{"@id": f"{URL}/#primaryimage"}]],
)
def test_a_reference_to_a_picture_that_is_not_there_is_no_picture(image: Any) -> None:
    """A name inside the page leads to the page, not to an image; the next one declared is taken."""
    own = {"@type": "NewsArticle", "headline": "Tide mill turns again", "url": URL, "image": image}
    assert page(own).value("images") is None
    images = [*(image if isinstance(image, list) else [image]), "https://img.harbourpost.example/mill.jpg"]
    assert [i.url for i in page({**own, "image": images}).value("images")] == [images[-1]]


def test_a_picture_named_by_its_address_is_one() -> None:
    """An `@id` without a fragment is where the image lies; one that a node answers to is followed."""
    address = "https://img.harbourpost.example/mill.jpg"
    own = {"@type": "NewsArticle", "headline": "Tide mill turns again", "url": URL}
    assert page({**own, "image": {"@type": "ImageObject", "@id": address}}).value("images")[0].url == address
    picture = {"@type": "ImageObject", "@id": "#primaryimage", "url": address}
    assert page({**own, "image": {"@id": "#primaryimage"}}, picture).value("images")[0].url == address
