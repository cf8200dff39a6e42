"""The bytes of a listing as they come: packed or not, cut anywhere, the same tags."""

from __future__ import annotations

import gzip
import re

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.decode import Decoding
from broadsheet.records import ListingKind
from broadsheet.source.listings import read_listing
from broadsheet.source.listings.flow import Flow

TAG = re.compile(rb"<(\w{1,9})>([^<>]{0,50})")


def test_what_is_packed_twice_is_unpacked_twice() -> None:
    """A `.gz` file that the server packs once more."""
    body = gzip.compress(gzip.compress(b"\xef\xbb\xbf \n<urlset>"))
    assert b"".join(Flow(Decoding(body, "gzip", 1_000, 1_000))) == b"<urlset>"
    assert Flow(gzip.compress(b"\xef\xbb\xbf \n<urlset>")).start == b"<urlset>"


def test_it_can_be_read_again() -> None:
    """From the start, whatever was read before."""
    flow = Flow(b"<a>" * 100_000)
    next(iter(flow))
    assert b"".join(flow) == b"".join(flow) == b"<a>" * 100_000
    assert (flow.upto(299_999), len(flow.upto(300_000) or b"")) == (None, 300_000)


@given(st.lists(st.integers(1, 40_000), min_size=1, max_size=40))
def test_tags_are_the_same_in_pieces_as_in_one(sizes: list[int]) -> None:
    """With whatever lies between them."""
    body = b"".join(b"<tag>%d" % size + b" " * size for size in sizes)
    assert [found[0] for found in Flow(body).tags(TAG)] == [found[0] for found in TAG.finditer(body)]


def test_a_sitemap_in_a_charset_that_the_parser_does_not_know_is_read_by_its_tags() -> None:
    """It raised once."""
    for name in ("gbk", "shift_jis", "no-such-charset"):
        body = f'<?xml version="1.0" encoding="{name}"?><urlset><url><loc>https://a.example/1</loc></url></urlset>'
        listing = read_listing(body.encode(), "https://a.example/sitemap.xml")
        assert listing is None or listing.kind is ListingKind.SITEMAP
