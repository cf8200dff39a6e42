"""Consent, login, dead ends, parked domains and shells: refused alone, never beside an article."""

from __future__ import annotations

import pytest

from broadsheet.gate import words
from broadsheet.records import Form, Reason
from tests.gate.asking import ARTICLE, PARAGRAPHS, STORY, ask, html, reason

BANNER = (
    "<div role=dialog><h2>We value your privacy</h2><p>We and our 614 partners store cookies and personal data on your "
    "device for advertising and tracking, with your consent or on grounds of legitimate interest.</p>"
    "<button>Reject all</button><button>Accept all</button></div>"
)
LOGIN = (
    "<form><p>Log in to read this article. Only registered subscribers can read it; please use the e-mail address and "
    "the password of your account.</p><input type=email name=mail><input type=password name=password></form>"
)
LOST = "<h1>Page not found</h1><p>The story may have been moved or deleted.</p>"
TABLES = [name for name in vars(words) if name.endswith("_BY_LANGUAGE")]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (html(BANNER), Reason.CONSENT_WALL),
        (html(LOGIN), Reason.LOGIN_WALL),
        (html(LOST), Reason.SOFT_404),
        (html("<h1>harbourpost.example</h1><p>This domain is for sale. Buy this domain now.</p>"), Reason.PARKED),
        (html('<div id="root"></div><script src="/app.js"></script>'), Reason.NEEDS_JAVASCRIPT),
        (html("<noscript>Please enable JavaScript</noscript><script>1</script>"), Reason.NEEDS_JAVASCRIPT),
        (html("", ""), Reason.EMPTY),
    ],
)
def test_wall_alone_is_refused(page: str, expected: Reason) -> None:
    """Nothing else to read: the named reason, with evidence."""
    dropped = ask(page)
    assert dropped
    assert dropped.reason is expected
    assert dropped.evidence


@pytest.mark.parametrize(
    "wall", [BANNER, LOGIN, "<p>Page not found</p>", "<noscript>Please enable JavaScript</noscript>"]
)
def test_wall_beside_an_article_is_none(wall: str) -> None:
    """The same words before or after an article refuse nothing."""
    assert reason(html(wall + ARTICLE + "<script>1</script>")) is None
    assert reason(html(ARTICLE + wall)) is None


def test_stub_with_one_paragraph_is_an_article() -> None:
    """A paywall that shows a paragraph shows an article."""
    stub = PARAGRAPHS[: PARAGRAPHS.index("</p>") + 4]
    assert reason(html(f"<h1>Tide mill turns again</h1>{stub}{LOGIN}")) is None


def test_declared_article_behind_a_login_is_still_a_wall() -> None:
    """OpenGraph's word does not help where not one paragraph is shown."""
    assert reason(html(LOGIN, head='<meta property="og:type" content="article">')) is Reason.LOGIN_WALL


@pytest.mark.parametrize("language", sorted(words.NOT_FOUND_BY_LANGUAGE))
def test_missing_page_is_known_in_every_language(language: str) -> None:
    """The heading of an error page, in each language of the table."""
    heading = words.NOT_FOUND_BY_LANGUAGE[language][-1]
    assert reason(html(f"<h1>{heading}</h1>", "Harbour Post")) is Reason.SOFT_404


def test_headline_with_404_in_a_number_is_no_error() -> None:
    """`1404` is a year."""
    assert reason(html("<h1>The flood of 1404</h1>" + PARAGRAPHS)) is None


@pytest.mark.parametrize("name", TABLES)
def test_tables_cover_twelve_languages_in_lower_case(name: str) -> None:
    """Phrases are compared with lower-case text, so they must be lower case themselves."""
    table = getattr(words, name)
    assert len(table) >= 12
    assert all(phrase == phrase.lower() == phrase.strip() != "" for phrases in table.values() for phrase in phrases)


def test_dump_of_a_missing_page_is_refused() -> None:
    """A text dump has its first lines for headings."""
    assert reason("Seite nicht gefunden\n\nLeider gibt es diese Seite nicht.\n", form=Form.TEXT) is Reason.SOFT_404


@pytest.mark.parametrize(
    "page",
    [
        html("<h1>Diese Seite gibt es leider nicht</h1>"),
        html("<p>Please wait.</p>", head='<meta http-equiv="Refresh" content="0; URL=\'https://new.example/a\'">'),
        html("", "", '<meta http-equiv="refresh" content="0;url=/elsewhere">'),
        html('<main class="error-404 not-found"><h1>Sjáumst</h1><p>Hér er ekkert.</p></main>'),
    ],
)
def test_missing_pages_are_told_by_their_make_too(page: str) -> None:
    """Words of regret left out, a refresh that leads away, the name that a system gives to its error page."""
    assert reason(page) is Reason.SOFT_404


def test_a_page_that_reloads_itself_is_not_gone() -> None:
    """A refresh without an address, or with the page's own, leads nowhere."""
    for content in ("60", "60; url=", f"60;url={STORY}"):
        page = html("<p>Live: the ferry has left.</p>", head=f'<meta http-equiv="refresh" content="{content}">')
        assert reason(page) is not Reason.SOFT_404


def test_a_domain_for_sale_is_named_a_house_for_sale_is_not_parked() -> None:
    """A word of selling counts beside the page's own domain only."""
    assert reason(html("<p>Tel. 555</p>", "harbourpost.example is for sale")) is Reason.PARKED
    assert reason(html("<h1>Lighthouse for sale</h1><p>The keeper has left.</p>")) is not Reason.PARKED
    assert reason(html("<h1>The domain valeherald.example is for sale!</h1><form></form>")) is Reason.PARKED
    assert reason(html("<h1>Old mill at No.7 for sale</h1><p>In the public domain.</p>")) is not Reason.PARKED


def test_a_wall_is_told_by_its_name() -> None:
    """An element that its system calls a paywall, and a word on subscribing in it."""
    wall = '<div class="article-paywall paywall"><b>Abonnement</b></div>'
    assert reason(html("<h1>Tide mill turns</h1>" + wall)) is Reason.LOGIN_WALL
    assert reason(html(ARTICLE + wall)) is None


def test_a_notice_that_asks_for_scripts_may_be_long() -> None:
    """Its own words, and where to get a newer browser, are no prose of an article."""
    notice = "<p>Your browser is out of date.</p><p>Please get a newer one, free of charge, from its maker's page, "
    shell = html(f"{notice}and then come back to read the Harbour Post with it.</p><script>1</script>")
    assert reason(shell) is Reason.NEEDS_JAVASCRIPT
    assert reason(html(f"{notice}thanks.</p><script>1</script>{ARTICLE}")) is None


@pytest.mark.parametrize("name", ["cookie-banner", "onetrust-banner-sdk", "didomi-popup-container"])
def test_banner_before_a_short_story_refuses_nothing(name: str) -> None:
    """Two paragraphs of a page that says nothing of itself, outside the box; five phrases of consent in it."""
    said = "<p>We use cookies. You can refuse. Manage cookies.</p><button>Accept all cookies</button>"
    box = f'<div id="{name}">{said}{BANNER}</div>'
    story = "".join(f"{part}</p>" for part in PARAGRAPHS.split("</p>")[:2])
    assert reason(html(f"{box}<h1>Tide mill turns again</h1>{story}")) is None


def test_button_and_link_in_a_box_named_for_it_are_a_choice() -> None:
    """In a language of which no phrase is known."""
    said = "<h1>Xy zw abc</h1><p>Lorem ipsum cookies dolor sit amet.</p>"
    box = f'<div class="privacy-gate">{said}<button>Ok</button><a href="/i">Ne</a></div>'
    assert reason(html(box)) is Reason.CONSENT_WALL


def test_a_cry_alone_is_an_error_a_column_under_one_is_none() -> None:
    """ "Oops!" and a sentence; "Oops!" and six paragraphs."""
    cry = "<h1>Oops!</h1><p>Looks like this story has wandered off the moor, or perhaps it never was there at all.</p>"
    assert reason(html(cry, "Oops! - Harbour Post")) is Reason.SOFT_404
    assert reason(html(f"<h1>Oops!</h1>{PARAGRAPHS}", "Oops! - Harbour Post")) is None


def test_a_field_and_a_link_below_a_headline_ask_for_an_account() -> None:
    """A registration wall in a language that no table knows, of a page that says it is an article."""
    form = '<form><input type="email" name="m"><button>Ok</button></form>'
    wall = f'<h1>Xyz</h1><p>Abc def.</p>{form}<a href="/login">Zz</a>'
    head = '<meta property="og:type" content="article">'
    assert reason(html(wall, head=head)) is Reason.LOGIN_WALL
