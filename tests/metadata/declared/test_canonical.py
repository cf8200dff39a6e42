"""The URL that a page claims, checked."""

from __future__ import annotations

import pytest

from tests.metadata.reading import PROSE, read

PAGE = "https://www.harbourpost.example/news/tide-mill"
OWN = "https://www.harbourpost.example/news/2024/tide-mill"


@pytest.mark.parametrize(
    ("link", "og", "chosen"),
    [
        (OWN, "", OWN),
        ("/news/2024/tide-mill", "", OWN),
        ("https://www.harbourpost.example/", OWN, OWN),
        ("https://www.harbourpost.example", "", None),
        ("", "/news/2024/tide-mill", OWN),
        ("", "https%3A%2F%2Fwww.harbourpost.example%2Fnews", None),
        ("", "www.harbourpost.example/news", None),
        ("https://www.harbourpost.example/?p=7", "", "https://www.harbourpost.example/?p=7"),
    ],
)
def test_a_claim_that_cannot_name_the_page_is_not_chosen(link: str, og: str, chosen: str | None) -> None:
    """Templates declare the front page, half an address, or one escaped as a whole; the next claim is taken."""
    head = f'<link rel="canonical" href="{link}">' * bool(link) + f'<meta property="og:url" content="{og}">' * bool(og)
    assert read(PROSE, PAGE, head).value("canonical_url") == chosen


def test_another_site_is_believed_and_signalled() -> None:
    """A copy names the paper that it came from."""
    facts = read(PROSE, PAGE, '<link rel="canonical" href="https://www.saltledger.example/tide-mill">')
    assert facts.value("canonical_url") == "https://www.saltledger.example/tide-mill"
    assert facts.value("signals.canonical_site") == "saltledger.example"
    assert facts.chosen["signals.canonical_site"].source == "link:canonical"


def test_a_mobile_host_is_the_same_site() -> None:
    """Hosts of one registrable domain are one site."""
    facts = read(PROSE, "https://m.harbourpost.example/news/tide-mill", f'<link rel="canonical" href="{OWN}">')
    assert facts.value("signals.canonical_site") is None


def test_a_front_page_may_name_itself() -> None:
    """Where the page is the front page, its address is the right one."""
    front = "https://www.harbourpost.example/"
    assert read(PROSE, front, f'<link rel="canonical" href="{front}">').value("canonical_url") == front
