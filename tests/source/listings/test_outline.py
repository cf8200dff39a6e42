"""OPML as feed readers write it, and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from broadsheet import urls
from broadsheet.records import Listed, ListingKind
from broadsheet.source.listings import read_listing, write_outline


def test_an_outline_names_feeds_and_links() -> None:
    """Folders are opened, names kept, whatever the case of the attributes."""
    listing = read_listing(
        b'<?xml version="1.0"?><opml version="2.0"><body><outline text="Coast"><outline type="rss" text="Gazette" '
        b'xmlURL="https://gazette.example/feed"/></outline><outline type="link" text="Tide" url="https://tide.example/a"/>'
        b"</body></opml>",
        None,
    )
    assert listing is not None
    assert listing.kind is ListingKind.OUTLINE
    assert listing.listings == (Listed("https://gazette.example/feed", "Gazette", kind=ListingKind.FEED),)
    assert listing.pages == (Listed("https://tide.example/a", "Tide"),)


def test_a_broken_outline_gives_what_was_read() -> None:
    """With a note; one that declares entities is none."""
    broken = read_listing(b'<opml><body><outline xmlUrl="https://gazette.example/feed"/><outline', None)
    assert broken is not None
    assert len(broken.listings) == 1
    assert broken.notes
    assert read_listing(b'<!DOCTYPE opml [<!ENTITY a "b">]><opml/>', None) is None


@given(st.dictionaries(st.from_regex(r"https://[a-z]{1,9}\.example/[ -~]{0,20}", fullmatch=True), st.text(max_size=30)))
def test_what_is_written_is_read(feeds: dict[str, str]) -> None:
    """Any addresses and any titles, whatever characters XML has no room for."""
    wanted = {urls.normalise(url): title for url, title in feeds.items()}
    outline = write_outline([Listed(url, title) for url, title in feeds.items()], "Papers & <more>")
    listing = read_listing(outline, None)
    assert listing is not None
    assert {feed.url for feed in listing.listings} == set(wanted)
    assert listing.notes == ()
