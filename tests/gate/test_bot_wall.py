"""Bot walls are named with their vendor; a vendor's script beside an article is none."""

from __future__ import annotations

import pytest

from broadsheet.gate.vendors import VENDORS, Vendor
from broadsheet.gate.words import ROBOT_BY_LANGUAGE
from broadsheet.records import Form, Reason
from tests.gate.asking import ARTICLE, ask, html, reason

SPEAKING = [vendor for vendor in VENDORS if vendor.words]
SCRIPTED = [vendor for vendor in VENDORS if vendor.hosts]
CAPTCHA = '<form><div class="g-recaptcha"></div><label>Enter the characters you see <input name=captcha></label></form>'


@pytest.mark.parametrize("vendor", SPEAKING, ids=lambda vendor: vendor.name)
def test_vendors_words_make_its_wall(vendor: Vendor) -> None:
    """A page that says a vendor's sentence and little else is that vendor's wall."""
    dropped = ask(html(f"<p>{vendor.words[0]}</p>", "www.harbourpost.example"))
    assert dropped
    assert dropped.reason is Reason.CAPTCHA
    assert dropped.evidence.startswith(vendor.name)


@pytest.mark.parametrize("vendor", SCRIPTED, ids=lambda vendor: vendor.name)
def test_vendors_script_on_an_empty_page_makes_its_wall(vendor: Vendor) -> None:
    """A challenge without words is told by the address of its script."""
    dropped = ask(html(f'<script src="https://x.example{vendor.hosts[0]}/a.js"></script><p>harbourpost.example</p>'))
    assert dropped
    assert (dropped.reason, vendor.name in dropped.evidence) == (Reason.CAPTCHA, True)


@pytest.mark.parametrize("vendor", VENDORS, ids=lambda vendor: vendor.name)
def test_vendor_beside_an_article_is_no_wall(vendor: Vendor) -> None:
    """Scripts, class names and even the words themselves in the page's frame refuse no article."""
    traces = "".join(f'<script src="https://x.example{host}"></script>' for host in vendor.hosts)
    names = "".join(f'<div class="{name}">{" ".join(vendor.words)}</div>' for name in vendor.names or ("x",))
    assert reason(html(traces + names + ARTICLE + CAPTCHA)) is None


@pytest.mark.parametrize("language", sorted(ROBOT_BY_LANGUAGE))
def test_question_for_robots_is_known_in_every_language(language: str) -> None:
    """A short page of the paper's own making that asks for proof of being human."""
    assert reason(html(f"<h1>{ROBOT_BY_LANGUAGE[language][0]}</h1><form><input name=answer></form>")) is Reason.CAPTCHA


def test_dump_of_a_wall_is_a_wall() -> None:
    """Saved as text, a challenge page has words only."""
    text = "www.harbourpost.example\n\nVerify you are human by completing the action below.\n\nRay ID: 8c1f\n"
    assert reason(text, form=Form.TEXT) is Reason.CAPTCHA


def test_article_about_captchas_is_an_article() -> None:
    """Words of walls in a headline and in prose refuse nothing."""
    prose = ARTICLE.replace("The wheel", "Are you a robot? Verify you are human, said the wheel; it")
    assert reason(html(prose, "Are you a robot? Access denied")) is None


def test_a_field_of_a_test_alone_is_a_wall_in_any_language() -> None:
    """Short, and the one thing to fill in is a captcha; beside other fields it guards a form of the page's own."""
    field = '<input type="text" name="captcha_code"><input type="hidden" name="k"><input type="submit">'
    assert reason(html(f"<h1>Sannaðu mál þitt</h1><form>{field}</form>")) is Reason.CAPTCHA
    assert reason(html(f"<h1>Hafa samband</h1><form><textarea name=a></textarea>{field}</form>")) is not Reason.CAPTCHA


def test_a_challenge_without_a_word_or_script_is_a_wall() -> None:
    """A frame of the vendor's, or a refresh to its address, on a page that is empty else."""
    frame = '<iframe src="https://geo.captcha-delivery.com/captcha/?cid=1"></iframe>'
    onward = '<meta http-equiv="refresh" content="0;/.well-known/sgcaptcha/?r=%2F">'
    assert [reason(html(frame, "")), reason(html("", "", onward))] == [Reason.CAPTCHA] * 2


def test_of_two_vendors_words_those_with_a_trace_count() -> None:
    """Makers of walls copy each other's sentences, not each other's scripts."""
    script = '<script src="/.well-known/ddos-guard/js-challenge/index.js"></script>'
    dropped = ask(html(f"{script}<p>Checking your browser before accessing</p>", "DDoS-Guard"))
    assert dropped is not None
    assert dropped.evidence.startswith("DDoS-Guard: ")


def test_a_test_before_readers_remarks_is_no_wall() -> None:
    """A sentence, and a form for comments with a captcha."""
    form = '<form><textarea name="comment"></textarea><div class="g-recaptcha"></div></form>'
    assert (
        reason(html(f"<h1>Goat found</h1><p>The tenth goat has been found in a kitchen.</p>{form}"))
        is not Reason.CAPTCHA
    )
