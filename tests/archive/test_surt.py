"""SURT: one key for all spellings of an address, sorted by site.

Comes in: addresses by the rules of the Wayback Machine's canonicaliser. Goes out: keys.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.archive.surt import surt

KEYS = {
    "http://paper.example/": "example,paper)/",
    "http://paper.example": "example,paper)/",
    "https://www.paper.example/": "example,paper)/",
    "http://www12.paper.example/": "example,paper)/",
    "http://www2paper.example/": "example,www2paper)/",
    "http://PAPER.Example/Story.HTML": "example,paper)/story.html",
    "http://news.paper.co.example/a": "example,co,paper,news)/a",
    "http://paper.example./a": "example,paper)/a",
    "http://paper.example:80/a": "example,paper)/a",
    "https://paper.example:443/a": "example,paper)/a",
    "https://paper.example:80/a": "example,paper:80)/a",
    "http://paper.example:8080/a": "example,paper:8080)/a",
    "http://ann:secret@paper.example/a": "example,paper)/a",
    "http://paper.example/a/": "example,paper)/a",
    "http://paper.example/a/?b=1": "example,paper)/a?b=1",
    "http://paper.example?b=1": "example,paper)/?b=1",
    "http://paper.example/a?": "example,paper)/a",
    "http://paper.example/a#part": "example,paper)/a",
    "http://paper.example/a?b#part": "example,paper)/a?b",
    "http://paper.example/a//b": "example,paper)/a/b",
    "http://paper.example/a/./b/../c": "example,paper)/a/c",
    "http://paper.example/../..": "example,paper)/",
    "http://paper.example/a?b=2&a=1&b=1": "example,paper)/a?a=1&b=1&b=2",
    "http://paper.example/a?b&a=": "example,paper)/a?a=&b",
    "http://paper.example/a?Q=Harbour": "example,paper)/a?q=harbour",
    "http://paper.example/%61%2562": "example,paper)/ab",
    "http://paper.example/a%20b": "example,paper)/a%20b",
    "http://paper.example/a b": "example,paper)/a%20b",
    "http://paper.example/%25%32%35": "example,paper)/%25",
    "http://paper.example/100%": "example,paper)/100%25",
    "http://paper.example/a%23b": "example,paper)/a%23b",
    "http://paper.example/ü": "example,paper)/%C3%BC",
    "http://paper.example/%C3%BC": "example,paper)/%C3%BC",
    "http://bücher.example/": "example,xn--bcher-kva)/",
    "http://paper.example/a?sid=0123456789abcdef0123456789ABCDEF&b=1": "example,paper)/a?b=1",
    "http://paper.example/a?jsessionid=0123456789abcdef0123456789abcdef": "example,paper)/a",
    "http://paper.example/a?b=1&PHPSESSID=0123456789abcdef0123456789abcdef": "example,paper)/a?b=1",
    "http://paper.example/a?sid=7": "example,paper)/a?sid=7",
    "http://paper.example/a?cfid=1&cftoken=2&b=3": "example,paper)/a?b=3",
    "http://paper.example/a?cfid=1&b=3": "example,paper)/a?b=3&cfid=1",
    "http://paper.example/(S(4hqa0555fwsecu455xqckv45))/b.aspx": "example,paper)/b.aspx",
    "http://paper.example/(4hqa0555fwsecu455xqckv45)/b.aspx": "example,paper)/b.aspx",
    "http://192.0.2.7/a": "7,2,0,192)/a",
    "http://[2001:db8::1]:8080/a": "[2001:db8::1]:8080)/a",
    "ftp://paper.example/a": "example,paper)/a",
    "file:///saved/Page one.html": "file:///saved/Page%20one.html",
    "urn:sha256:ab": "urn:sha256:ab",
    "dns:paper.example": "dns:paper.example",
}


@pytest.mark.parametrize("uri", KEYS)
def test_an_address_has_its_key(uri: str) -> None:
    """By the rules, one by one."""
    assert surt(uri) == KEYS[uri]


@given(
    st.text() | st.text().map(lambda rest: f"http://{rest}") | st.text().map(lambda path: f"https://a.example/{path}")
)
def test_a_key_is_one_word(uri: str) -> None:
    """Whatever an address holds: no space, no line end, nothing raised."""
    assert not set(surt(uri)) & set(" \t\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")


@given(st.text(alphabet="abcABC/?&=.%25#;:@ü", max_size=30))
def test_a_key_sorts_behind_its_site(rest: str) -> None:
    """Every address of a host begins with the host's key."""
    assert surt(f"https://paper.example/{rest}").startswith("example,paper)/")
