"""What each stripped block is: words, names, places and neighbours weighed together, right after a plain decision."""

from __future__ import annotations

import pytest

from broadsheet.extract.draft import Draft
from broadsheet.extract.kinds import evidence, name_kinds
from broadsheet.extract.names import inherit, names_of
from broadsheet.records import Document, Kind
from tests.extract.pages import STORY, Inside, Part, document, draft, link, paragraphs, part

TITLE = "Tide mill turns again after ninety years"


def named(page: Document, without: set[int] | None = None, title: int | None = None) -> Draft:
    """The page with its kinds; kept are the story's paragraphs."""
    rows = {row for row, text in enumerate(page.blocks.text) if text in STORY} - (without or set())
    decided = draft(page.blocks, rows)
    name_kinds(decided, page, inherit(page.blocks, names_of(page.blocks.elements)), title)
    return decided


def around(*parts: Inside, at: int) -> Kind | None:
    """The kind of one block of a page with a menu, a headline, the story, these parts and a foot."""
    page = document(
        part("nav.menu", part("ul", *(part("li", link(words)) for words in ("Home", "Quay", "Harbour")))),
        part("h1", TITLE),
        *paragraphs(6),
        *parts,
        part("footer", part("p", "© 2024 The Quay Courier. All rights reserved."), part("p", link("Imprint"))),
    )
    return named(page, title=3).kind[10 + at]


STORIES = ("Eels return to the lower quay in spring", "Bread gone before noon on market day", "Gulls told to leave")

GOLDEN: tuple[tuple[Kind, int, tuple[Part, ...]], ...] = (
    (Kind.TITLE, 0, (part("p", TITLE),)),
    (Kind.BYLINE, 0, (part("p.byline", "By Ada Quay"),)),
    (Kind.DATELINE, 0, (part("p", part("time.date", "12 March 2024")),)),
    (Kind.CAPTION, 0, (part("figure", part("figcaption.caption", "The wheel on its first morning, with the miller")),)),
    (Kind.CREDIT, 0, (part("span.credit", "Photo: Ada Quay"),)),
    (Kind.IMAGE_URL, 0, (part("p", "https://quay.example/wheel.jpg"),)),
    (Kind.PAGE_URL, 0, (part("p", "https://quay.example/mill"),)),
    (Kind.NAVIGATION, 1, (part("nav.menu", *(part("li", link(words)) for words in ("Home", "Quay", "Harbour"))),)),
    (Kind.SEARCH, 0, (part("form.search", part("label", "Search the Courier"), part("button", "Go")),)),
    (Kind.SHARE, 1, (part("ul.social-share", *(part("li", link(w)) for w in ("Facebook", "WhatsApp", "Copy link"))),)),
    (Kind.SUBSCRIBE, 0, (part("div.paywall-offer", part("p", "Become a member and support independent journalism")),)),
    (Kind.NEWSLETTER, 1, (part("form.newsletter", part("p", "Our weekly newsletter"), part("p", "In your inbox.")),)),
    (Kind.NOTIFICATION, 0, (part("div.push-notification", part("p", "Allow notifications from this site")),)),
    (Kind.RELATED, 2, (part("div.related", part("h2", "Related articles"), *(part("p", link(s)) for s in STORIES)),)),
    (Kind.TAGS, 1, (part("div.tags", part("span", "Tags:"), part("a", link("eels")), part("a", link("mills"))),)),
    (Kind.TEASER, 2, (part("aside.teasers", part("h2", "Most read"), *(part("h3", link(s)) for s in STORIES)),)),
    (Kind.COMMENTS, 1, (part("div.comments", part("h3", "3 comments"), part("p", "I was there, and it was loud.")),)),
    (Kind.COMMENT_POLICY, 0, (part("p.comment-policy", "Please read our community guidelines and be respectful."),)),
    (Kind.POLICY, 0, (part("p.privacy", "I have read the privacy policy and the terms of use of the Courier."),)),
    (Kind.CONSENT, 0, (part("div.cookie-banner", part("p", "This site uses cookies. Accept all cookies?")),)),
    (Kind.LOGIN, 1, (part("form.login", part("label", "Password"), part("a", link("Forgot password")), "Log in"),)),
    (Kind.CAPTCHA, 0, (part("p", "CAPTCHA: enter the security code"),)),
    (Kind.ACCOUNT, 0, (part("div.user-account", part("a", link("Create an account"))),)),
    (Kind.AD, 0, (part("div.ad-slot", part("p", "Advertisement")),)),
    (
        Kind.AUTHOR_BIO,
        0,
        (part("div.author-bio", part("p", "Ada Quay is a reporter who writes about tides and mills.")),),
    ),
    (Kind.DISCLAIMER, 0, (part("p.disclaimer", "We may earn a commission from affiliate links in this article."),)),
    (Kind.FOOTER, 1, (part("div.site-footer", part("p", "Quay Courier Ltd"), part("p", "Tel: +44 20 7946 0000")),)),
    (Kind.OTHER, 0, (part("div.weather", part("p", "Mist, four degrees")),)),
)
"""One made-up part a kind: which of its blocks is looked at, and what a person would call it."""


@pytest.mark.parametrize(("kind", "at", "parts"), GOLDEN, ids=[kind for kind, _, _ in GOLDEN])
def test_every_kind_is_known_by_a_part_that_a_person_would_know_it_by(
    kind: Kind, at: int, parts: tuple[Part, ...]
) -> None:
    """Each on a page with menu, headline, story and foot, stripped without any rule."""
    assert around(*parts, at=at) is kind


def test_the_golden_parts_have_all_kinds() -> None:
    """None is forgotten when the list grows."""
    assert [kind for kind, _, _ in GOLDEN] == list(Kind)


def test_every_stripped_block_has_a_kind_and_its_evidence() -> None:
    """Also a block of which nothing is known but its place."""
    decided = named(document(part("p", "Eels"), *paragraphs(3), part("div", part("p", "Gulls and quays and mills"))))
    assert [decided.kind[row] is None for row in range(5)] == [False, True, True, True, False]
    assert decided.rule[0]
    assert decided.rule[4]


def test_the_evidence_names_its_source_and_its_words() -> None:
    """As `explain` shows it: the weightiest sign for the kind."""
    decided = named(document(*paragraphs(6), part("div.cookie-banner", part("p", "Eels"))))
    assert (decided.kind[6], decided.rule[6]) == (Kind.CONSENT, "in an element named cookie")


def test_a_kind_that_an_earlier_rule_decided_stands() -> None:
    """But `other` is no decision: the better kind is added to its rule."""
    page = document(*paragraphs(6), part("div.share", "Share"), part("div.share", "Again"))
    decided = draft(page.blocks, range(6))
    decided.strip(6, Kind.LOGIN, "said so")
    decided.strip(7, Kind.OTHER, "outside the container")
    name_kinds(decided, page, inherit(page.blocks, names_of(page.blocks.elements)), None)
    assert (decided.kind[6], decided.rule[6]) == (Kind.LOGIN, "said so")
    assert decided.kind[7] is Kind.SHARE
    assert decided.rule[7].startswith("outside the container; ")


def test_no_kept_block_is_touched() -> None:
    """Not even in a menu."""
    assert named(document(part("nav.share", *paragraphs(3)))).kind == [None] * 3


def test_a_page_without_text_is_named_as_well() -> None:
    """Nothing is kept, all stands after nothing."""
    page = document(part("nav", link("Home")), part("p", link("Eels return to the lower quay in spring")))
    assert named(page).kind[0] is Kind.NAVIGATION
    assert named(page).kind[1] in (Kind.TEASER, Kind.RELATED)


def test_an_empty_page_is_no_trouble() -> None:
    """There is nothing to name."""
    assert named(document()).kind == []


def test_a_short_link_of_a_menu_needs_no_weighing() -> None:
    """Nor does one of the footer; but a label of another part is weighed."""
    menu = part("nav", part("a", link("Quay")), part("a", link("Log in")))
    foot = part("footer", part("a", link("Imprint")))
    decided = named(document(menu, *paragraphs(6), foot))
    assert decided.rule[0] == "name: a short link in an element named <nav>"
    assert (decided.kind[1], decided.kind[8]) == (Kind.LOGIN, Kind.FOOTER)


def test_blocks_alike_in_name_and_place_are_named_by_the_first_of_them() -> None:
    """The words of a fifth are not read, yet its list says what it is."""
    cards = part("div", *(part("p", part("a", link(f"Share {word}"))) for word in ("a", "b", "c", "d", "e", "f")))
    assert set(named(document(*paragraphs(6), cards)).kind[6:]) == {Kind.SHARE}


def test_the_declared_author_is_a_byline() -> None:
    """Without a word or a name that says so."""
    page = document(part("h1", TITLE), part("p", "Ada Quay"), *paragraphs(6), author="Ada Quay")
    assert named(page, title=0).kind[1] is Kind.BYLINE


def test_a_name_round_the_article_says_nothing_of_what_is_stripped_in_it() -> None:
    """A page whose article lies in a `comments` element has no comments for that."""
    page = document(part("div.comments", *paragraphs(6), part("div.related", part("p", link(STORIES[0])))))
    assert named(page).kind[6] is Kind.RELATED


def test_the_evidence_of_every_stripped_block_can_be_had() -> None:
    """All signs, also of blocks that names and place decide alone: the weights are fitted on them."""
    page = document(*paragraphs(6), part("div.cookie-banner", part("p", "Accept all cookies")))
    found = list(
        evidence(draft(page.blocks, range(6)), page, inherit(page.blocks, names_of(page.blocks.elements)), None)
    )
    [(row, standing, signs)] = found
    assert (row, standing) == (6, ("text", "short", "plain", "after"))
    assert {("name 0", Kind.CONSENT), ("label", Kind.CONSENT)} <= {(sign.source, sign.kind) for sign in signs}
