"""The document that started the project, to the letter, and every variant that must not break it.

The variants are made from the seed at test time (`variants.py`); without the seed the tests skip.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

import broadsheet
from broadsheet.records import Article, Role
from tests.extract.dump_stories import PRIVACY_STORY, STORIES
from tests.seed import variants as v
from tests.shared import need

CASES = 152
"""Tests of this file that need the seed."""

Expected = dict[str, Any]
Change = Callable[[str, Expected], str]


@pytest.fixture(scope="module")
def expected() -> Expected:
    """What the seed must become."""
    loaded: Expected = json.loads((need("seed", CASES) / "expected.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def seed(expected: Expected) -> str:
    """The seed's text."""
    return (need("seed", CASES) / expected["file"]).read_text(encoding="utf-8")


def read(dump: str) -> Article:
    """The dump's article, through the public door."""
    article = broadsheet.extract_text(dump)
    assert isinstance(article, Article), article
    return article


def facts(article: Article) -> Expected:
    """The article in the shape of `expected.json`."""
    return {
        "title": article.title,
        "url": article.url,
        "publisher": article.publisher,
        "section": article.section,
        "date_published": article.date_published,
        "language": article.language,
        "lead": article.lead,
        "paragraphs": [block.text for block in article.body if block.role is Role.PARAGRAPH],
        "images": [{"url": i.url, "caption": i.caption, "credit": i.credit} for i in article.images],
        "tags": list(article.tags),
        "related": [item.title for item in article.related],
    }


def compare(dump: str, expected: Expected, *changed: str) -> None:
    """Every field but the changed ones is as expected, and the text is the lead and the paragraphs."""
    article = read(dump)
    found = facts(article)
    wanted = {key: expected[key] for key in found if key not in changed}
    assert {key: value for key, value in found.items() if key not in changed} == wanted
    assert article.text == "\n\n".join([expected["lead"], *expected["paragraphs"]])


def test_the_seed_to_the_letter(seed: str, expected: Expected) -> None:
    """Text, title, URL, publisher, section, day, language, images, tags and related headlines."""
    compare(seed, expected)


def test_the_url_may_be_given(seed: str, expected: Expected) -> None:
    """A caller who names the URL gets the same article."""
    assert broadsheet.extract_text(seed, expected["url"]) == broadsheet.extract_text(seed)


LAYOUTS: dict[str, Change] = {
    "unindented": lambda seed, _: v.unindented(seed),
    "without blanks": lambda seed, _: v.without_blanks(seed),
    "double spaced": lambda seed, _: v.double_spaced(seed),
    "crlf": lambda seed, _: seed.replace("\n", "\r\n"),
    "no-break indent": lambda seed, _: seed.replace("    ", "\u00a0" * 4),
    "no-break spaces": lambda seed, _: seed.replace(" ", "\u00a0"),
    "tabs": lambda seed, _: seed.replace("    ", "\t"),
    "byte order mark": lambda seed, _: "\ufeff" + seed,
    "forms first": v.forms_first,
    "forms first, no blanks": lambda seed, e: v.without_blanks(v.forms_first(seed, e)),
    "forms first, wrapped": lambda seed, e: v.wrapped(v.forms_first(seed, e), 72),
    "wrapped, no blanks": lambda seed, _: v.without_blanks(v.wrapped(seed, 72)),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_layout_does_not_matter(seed: str, expected: Expected, layout: str) -> None:
    """Indents, blank lines, line ends, kinds of space, and where the forms stand."""
    compare(LAYOUTS[layout](seed, expected), expected)


@pytest.mark.parametrize("width", [60, 66, 72, 76, 78, 80, 90, 100, 120, 132])
@pytest.mark.parametrize("indent", [False, True])
@pytest.mark.parametrize("hyphens", [False, True])
def test_the_width_does_not_matter(seed: str, expected: Expected, width: int, indent: bool, hyphens: bool) -> None:
    """Lines wrapped hard, with or without indent, words broken at hyphens or not."""
    compare(v.wrapped(seed, width, indent, hyphens), expected)


@pytest.mark.parametrize("order", range(12))
def test_the_order_of_the_forms_does_not_matter(seed: str, expected: Expected, order: int) -> None:
    """Forms, rules and teasers below the article, shuffled."""
    compare(v.shuffled(seed, expected, order), expected)


@pytest.mark.parametrize("language", sorted(v.HEADINGS))
@pytest.mark.parametrize("layout", ["as it is", "forms first", "without blanks"])
def test_the_language_of_the_headings_does_not_matter(
    seed: str, expected: Expected, language: str, layout: str
) -> None:
    """Headings and labels in German, French, Spanish, Russian, Chinese, Arabic, and in no language at all."""
    changed = LAYOUTS[layout](seed, expected) if layout in LAYOUTS else seed
    compare(v.translated(changed, language), expected)


SITES = [
    ("Harbour Gazette", "harbourgazette.example"),
    ("Ostrey Messenger", "ostreymessenger.example"),
    ("The Marlow Times", "marlowtimes.example"),
    ("Der Lindenauer", "lindenauer.example"),
]


@pytest.mark.parametrize(("name", "domain"), SITES)
@pytest.mark.parametrize("layout", ["as it is", "forms first", "without blanks"])
def test_the_site_does_not_matter(seed: str, expected: Expected, name: str, domain: str, layout: str) -> None:
    """The same page of another newspaper is read the same way."""
    changed = LAYOUTS[layout](seed, expected) if layout in LAYOUTS else seed
    host = expected["url"].split("/")[2]
    moved = json.loads(json.dumps(expected).replace(host, domain))
    compare(v.renamed(changed, expected, name, domain), moved | {"publisher": name})


@pytest.mark.parametrize("layout", ["as it is", "forms first", "without blanks"])
def test_without_its_url_the_rest_is_the_same(seed: str, expected: Expected, layout: str) -> None:
    """No URL on the page costs the URL, and nothing else."""
    changed = LAYOUTS[layout](seed, expected) if layout in LAYOUTS else seed
    compare(v.without_url(changed, expected), expected | {"url": None})


@pytest.mark.parametrize("kind", ["related", "tags"])
def test_without_related_headlines_or_tags_the_rest_is_the_same(seed: str, expected: Expected, kind: str) -> None:
    """What is not there is empty, and nothing else takes its place."""
    compare(v.without(seed, expected, kind), expected | {kind: []})


@pytest.mark.parametrize("language", [*sorted(STORIES), "privacy"])
@pytest.mark.parametrize("layout", ["as it is", "without blanks", "wrapped"])
@pytest.mark.parametrize("url", [True, False])
def test_another_article_in_the_same_page(seed: str, expected: Expected, language: str, layout: str, url: bool) -> None:
    """Five short paragraphs of another story, in seven languages, win against the page's forms and rules."""
    story = PRIVACY_STORY if language == "privacy" else STORIES[language]
    page = v.with_article(seed, expected, story.title, story.slug, list(story.paragraphs))
    if not url:
        page = "\n".join(line for line in page.split("\n") if story.slug not in line)
    layouts = {"as it is": page, "without blanks": v.without_blanks(page), "wrapped": v.wrapped(page, 72)}
    article = read(layouts[layout])
    assert article.text.split("\n\n") == list(story.paragraphs)
    assert article.title == story.title
