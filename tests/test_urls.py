"""What a URL is: WHATWG's parsing, the dedup key's folds, the site key."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from broadsheet import urls

SUITES = Path(os.environ.get("BROADSHEET_SUITES", Path(__file__).parents[2] / "shared" / "suites"))

SCRAPS = (
    r"www. a example.com :80 :443 / // index.html %7e % %37 ? & = # @ utm_source=x id=3 sid=1 ;jsessionid=9 ü \ .. ."
)
pieces = st.lists(st.sampled_from([*SCRAPS.split(), "amp;", " ", "\t", "[::1]", "\ud800"]), max_size=12).map("".join)
addresses = st.one_of(pieces.map("http://".__add__), pieces.map("https://www.".__add__), st.text(), pieces)


@pytest.mark.suites
def test_agrees_with_the_web_platform_tests() -> None:
    """Every http(s) case of the URL suite resolves to the href it names; no case raises."""
    path = SUITES / "urltestdata.json"
    if not path.exists():
        pytest.skip("891 cases: BROADSHEET_SUITES is absent")
    cases = [case for case in json.loads(path.read_text("utf-8")) if isinstance(case, dict)]
    assert len(cases) == 891
    wrong = [
        case for case in cases if _is_of_the_web(case) and urls.resolve(case["base"], case["input"]) != _href(case)
    ]
    assert [(case["input"], case["base"], case.get("href")) for case in wrong] == []
    for case in cases:
        urls.resolve(case["base"], case["input"])
        urls.site_key(urls.dedup_key(case["input"]))


def _is_of_the_web(case: dict[str, Any]) -> bool:
    return str(case["base"]).startswith(("http:", "https:")) or str(case.get("href")).startswith(("http:", "https:"))


def _href(case: dict[str, Any]) -> str | None:
    return urls.normalise(case["href"]) if "href" in case else None


@given(addresses)
def test_normalising_twice_changes_nothing(url: str) -> None:
    """`normalise` is idempotent and never raises."""
    once = urls.normalise(url)
    assert once is None or urls.normalise(once) == once


@given(addresses)
def test_a_dedup_key_is_its_own_key(url: str) -> None:
    """A key folds to itself."""
    key = urls.dedup_key(url)
    assert urls.dedup_key(key) == key


@pytest.mark.parametrize(("scheme", "default"), [("http", ":80"), ("https", ":443")])
@given(url=addresses)
def test_a_dedup_key_is_its_own_key_under_either_scheme(scheme: str, default: str, url: str) -> None:
    """It folds to itself with a scheme before it too, unless its port is that scheme's own: then it names another."""
    assume(urls.scheme(url) in {"http", "https"})
    key = urls.dedup_key(url)
    assume(not key.removeprefix("//").partition("/")[0].partition("?")[0].endswith(default))
    assert urls.dedup_key(f"{scheme}:{key}") == key


@pytest.mark.parametrize(
    "spelling",
    [
        "http://www.gazette.example/news/index.html?id=7",
        "https://gazette.example:443/news/?utm_source=x&id=7&fbclid=abc#top",
        "HTTPS://WWW.GAZETTE.EXAMPLE/news?id=7&amp;utm_medium=mail",
        "https://user:secret@gazette.example/%6Eews/;jsessionid=AF09?id=7",
        "https://gazette.example./news?PHPSESSID=1&id=%37&&",
        "https://gazette.example/news/default.aspx?sid=0123456789abcdef0123456789abcdef&id=7",
    ],
)
def test_spellings_of_one_page_share_a_key(spelling: str) -> None:
    """Scheme, www, port, index, slash, tracking, session and user info do not tell pages apart."""
    assert urls.dedup_key(spelling) == "//gazette.example/news?id=7"


def test_what_was_asked_of_an_address_before_changes_no_answer() -> None:
    """A bare URL is made of a copy: the one with user info and fragment is as it was."""
    url = "https://user:word@Gazette.example/a#b"
    for _ in range(2):
        assert urls.normalise(url) == "https://gazette.example/a"
        assert (urls.host(url), urls.path(url), urls.dedup_key(url)) == ("gazette.example", "/a", "//gazette.example/a")
        assert urls.resolve(url, "#c") == "https://gazette.example/a"


@pytest.mark.parametrize("other", ["?id=8", "?sid=7", "/x", "?p=7", "?ref=7", "/Index.htmlx", "?cid=utm_source"])
def test_pages_that_may_differ_keep_their_keys(other: str) -> None:
    """What may name another page is never folded away."""
    assert urls.dedup_key(f"http://gazette.example/news{other}") != urls.dedup_key("http://gazette.example/news")


def test_the_order_of_parameters_is_folded_but_not_that_of_equal_names() -> None:
    """`a=1&b=2` is `b=2&a=1`; `a=2&a=1` is not `a=1&a=2`."""
    assert urls.dedup_key("http://g.example/?b=2&a=1") == urls.dedup_key("http://g.example/?a=1&b=2")
    assert urls.dedup_key("http://g.example/?a=2&a=1") != urls.dedup_key("http://g.example/?a=1&a=2")


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://news.gazette.co.uk/a", "gazette.co.uk"),
        ("http://WWW.gazette.example:8080/", "gazette.example"),
        ("http://127.0.0.1:8000/", "127.0.0.1"),
        ("http://2130706433/", "127.0.0.1"),
        ("http://[2001:DB8::1]/", "2001:db8::1"),
        ("http://localhost/", "localhost"),
        ("http://co.uk/", "co.uk"),
        ("https://zeitung.пример./x", "zeitung.xn--e1afmkfd"),
        ("mailto:desk@gazette.example", ""),
        ("no url", ""),
    ],
)
def test_the_site_is_the_registrable_domain_or_the_address(url: str, site: str) -> None:
    """The site key is what politeness counts by."""
    assert urls.site_key(url) == site


def test_user_info_and_fragment_are_removed() -> None:
    """Nothing secret or local to the browser survives normalising."""
    assert urls.normalise("http://me:pw@G.example:80/a b#c") == "http://g.example/a%20b"
    assert urls.normalise("www.g.example/a") is None


def test_an_article_id_is_the_digest_of_the_key() -> None:
    """Spellings share an id of 16 hex digits."""
    first, second = urls.article_id("http://www.g.example/a/"), urls.article_id("https://g.example/a?utm_id=1")
    assert first == second
    assert len(first) == 16
    assert int(first, 16) >= 0


def test_a_reference_without_a_web_base_resolves_only_if_absolute() -> None:
    """A page without URL leaves relative links unresolved, and javascript: stays what it is."""
    assert urls.resolve(None, "/a") is None
    assert urls.resolve("mailto:x@g.example", "a") is None
    assert urls.resolve(None, " HTTP://g.example/a ") == "http://g.example/a"
    assert urls.scheme(urls.resolve("http://g.example/", "javascript:alert(1)") or "") == "javascript"


def test_an_origin_is_scheme_host_and_port() -> None:
    """Robots rules are kept per origin."""
    assert urls.origin("HTTP://u@G.example:8080/a?b") == "http://g.example:8080"
    assert urls.origin("https://g.example:443/a") == "https://g.example"
    assert urls.origin("mailto:x") == ""
