"""Golden pages of every class: rightly named, with their evidence; and the same walls round an article refuse nothing.

Comes in: `tests/gate/pages/`. Goes out: a floor for the whole, and a case a page for what stands beside an article.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest

from broadsheet.gate import refuse
from broadsheet.pipeline import process
from broadsheet.records import Dropped, Page, Reason
from tests.gate.asking import PARAGRAPHS, document_of
from tests.gate.golden import HEADLINES, Frame, GatePage, gate_pages, teasers

PAGES = gate_pages()
FLOOR = 0.98
SHORT = "".join(f"{part}</p>" for part in PARAGRAPHS.split("</p>")[:2])
"""Seventy words in two paragraphs: as short as the shortest development article."""
WALLS = [
    one for one in PAGES if one.reason in (Reason.CAPTCHA, Reason.CONSENT_WALL, Reason.LOGIN_WALL, Reason.SOFT_404)
]
LANGUAGE = 2
"""Letters of a note that names no vendor."""
BY_WORDS = {"robots", "consent", "login", "missing", "parked", "scripts"}


@cache
def misnamed() -> dict[str, str]:
    """Page → what it was called instead, or what its evidence lacks."""
    wrong = {}
    for one in PAGES:
        outcome = process(one.page)
        if not isinstance(outcome, Dropped):
            wrong[one.name] = "article"
        elif outcome.reason is not one.reason:
            wrong[one.name] = f"{outcome.reason}: {outcome.evidence}"
        elif not outcome.evidence or not named(one, outcome.evidence):
            wrong[one.name] = f"evidence: {outcome.evidence}"
    return wrong


def named(one: GatePage, evidence: str) -> bool:
    """Is the vendor named, where there is one?"""
    vendor = one.name.startswith("vendors_") or (
        one.name.startswith(("sixth_", "seventh_")) and one.reason is Reason.CAPTCHA
    )
    return not vendor or len(one.note) == LANGUAGE or evidence.startswith(f"{one.note}: ")


def test_nearly_every_page_is_rightly_named() -> None:
    """At least 98 in 100, by their reason and, of bot walls, by their vendor."""
    assert 1 - len(misnamed()) / len(PAGES) >= FLOOR, misnamed()


def test_no_class_is_named_badly() -> None:
    """At least nine in ten of each class."""
    wrong = Counter(one.reason for one in PAGES if one.name in misnamed())
    assert all(wrong[reason] <= 0.1 * count for reason, count in Counter(one.reason for one in PAGES).items()), wrong


def test_no_page_is_an_article() -> None:
    """A wall that is called by a wrong name is a blemish, a wall that is called an article a fault."""
    assert "article" not in misnamed().values()


def test_there_are_pages_enough() -> None:
    """120 or more; of every class that words decide, in twelve languages or more; names are unique."""
    assert len({one.name for one in PAGES}) == len(PAGES) >= 120
    for kind in BY_WORDS:
        assert len({one.note for one in PAGES if one.name.split("_")[0] == kind}) >= 12, kind
    assert {one.reason for one in PAGES} >= {
        Reason.CAPTCHA, Reason.CONSENT_WALL, Reason.LOGIN_WALL, Reason.SOFT_404, Reason.LIST_PAGE, Reason.GALLERY,
        Reason.NOT_HTML, Reason.PARKED, Reason.NEEDS_JAVASCRIPT,
    }  # fmt: skip


def round_about(one: GatePage, story: str, head: str = "") -> Page:
    """All of a wall's page, its scripts and its fields too, and behind it a story."""
    body = re.sub("</head>", f"{head}</head>", one.page.body.decode(), count=1, flags=re.IGNORECASE)
    return Page(
        f"{body}<article><h1>Tide mill turns again</h1>{story}</article>".encode(), one.page.url, charset="utf-8"
    )


@pytest.mark.parametrize("one", WALLS, ids=lambda one: one.name)
def test_a_wall_round_an_article_is_none(one: GatePage) -> None:
    """Six paragraphs, or two on a page that says it is an article."""
    declared = '<meta property="og:type" content="article">'
    for page in (round_about(one, PARAGRAPHS), round_about(one, SHORT, declared)):
        assert refuse(document_of(page), page) is None


@pytest.mark.parametrize("language", HEADLINES)
def test_teasers_below_an_article_are_no_list(language: str) -> None:
    """An article in the paper's frame, twelve linked headlines with their teasers below it, at a section's address."""
    frame = Frame(language)
    body = frame.wrap("Tide mill turns again", f"<h1>Tide mill turns again</h1>{PARAGRAPHS}{teasers(language)}")
    page = Page(body.encode(), f"https://www.{frame.host}/environment/", charset="utf-8")
    assert refuse(document_of(page), page) is None


HEADLINES_OF_WALLS = (
    "Lighthouse for sale after ninety years",
    "Library has moved to the old customs house",
    "Robot mows the lawn of the stadium",
    "404 jobs go at the shipyard",
    "Access denied: harbour closes its gates",
    "Page not found in the parish register",
    "We value your privacy, says the new postmaster",
    "Council turns on JavaScript for its tax forms",
    "Subscribe or close, says the village library",
    "Domain of the old abbey is dug up",
    "Die Bücherei ist umgezogen",
    "Le phare est à vendre",
)


@pytest.mark.parametrize("headline", HEADLINES_OF_WALLS)
def test_a_short_story_under_the_headline_of_a_wall_is_an_article(headline: str) -> None:
    """Two paragraphs, of a page that says nothing of itself, with a search field, a newsletter's and a cookie box."""
    box = "<div class=cookie-banner><p>We use cookies.</p><button>Accept all</button><button>Reject all</button></div>"
    fields = "<form><input type=search name=q></form><form><input type=email name=mail></form>"
    body = Frame("en").wrap(headline, f"<article><h1>{headline}</h1>{SHORT}</article>{fields}{box}")
    page = Page(body.encode(), "https://www.harbourpost.example/news/2024/05/02/a-b-c-d", charset="utf-8")
    assert refuse(document_of(page), page) is None


def test_one_sentence_under_its_own_headline_is_no_list() -> None:
    """A brief among fifty linked headings: its headline stands in the title, and above its sentence."""
    brief = f"<h1>Tide mill turns again at last</h1>{PARAGRAPHS.partition('</p>')[0]}</p>{teasers('en', 4)}"
    page = Page(f"<title>Tide mill turns again at last | Post</title>{brief}".encode(), None)
    assert refuse(document_of(page), page) is None


@pytest.mark.parametrize("path", ["/news/2024/05/02/a-b-c-d", "/story"])
def test_a_short_story_beside_linked_headings_is_an_article(path: str) -> None:
    """Two paragraphs, and six headings of other stories without a teaser."""
    others = enumerate(HEADLINES_OF_WALLS[:6])
    aside = "".join(f'<h3><a href="/n/{n}">{line} and what comes next</a></h3>' for n, line in others)
    page = Page(f"<h1>Tide mill turns again</h1>{SHORT}<aside>{aside}</aside>".encode(), f"https://a.example{path}")
    assert refuse(document_of(page), page) is None
