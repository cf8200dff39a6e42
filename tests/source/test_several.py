"""A file with the text of several pages is taken apart; one with a single page stays whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.records import Dropped, Form, Page, Reason
from broadsheet.source import Reading, Source, as_form, named, page_of, read_named, reading
from broadsheet.source import several as room
from broadsheet.source.several import pages_of
from tests.extract.dump_stories import STORIES
from tests.extract.pages import STORY

LIMIT = 100_000
URLS = ("https://paper.example/mill-turns", "https://paper.example/ferry-back")
TEXTS = ("Tide mill turns\n" + "\n".join(STORY), "Ferry returns\n" + "\n".join(STORIES["en"].paragraphs))


def page(body: str | bytes) -> Page:
    """A dump in a file."""
    return Page(body if isinstance(body, bytes) else body.encode(), form=Form.TEXT, path="/dumps.txt")


def record(kind: str, url: str, text: str) -> bytes:
    """A WARC record as Common Crawl writes it."""
    body = text.encode()
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: text/plain\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"


def wet() -> bytes:
    """The file's own record, then one a page."""
    pages = [record("conversion", url, text) for url, text in zip(URLS, TEXTS, strict=True)]
    return b"".join([record("warcinfo", "", "software: ours"), *pages])


def test_a_record_of_a_wet_file_is_a_page() -> None:
    """With its URL, which its text says, too, and a name of its own."""
    pages = pages_of(page(wet()))
    assert [found.url for found in pages] == list(URLS)
    assert [found.path for found in pages] == ["/dumps.txt#1", "/dumps.txt#2"]
    assert [found.body.decode() for found in pages] == [
        f"{url}\n\n{text}" for url, text in zip(URLS, TEXTS, strict=True)
    ]


@pytest.mark.parametrize("cut", [12, 40, 300])
def test_a_torn_wet_file_gives_what_is_whole_and_tells_the_rest(cut: int) -> None:
    """A record that ends in its head or its text is no page; where it lay is said."""
    torn = wet()[:-cut] if cut == 12 else wet() + record("conversion", URLS[0], TEXTS[0])[:cut]
    *whole, damage = pages_of(page(torn))
    assert [found.url for found in whole] == list(URLS)[: len(whole)]
    assert len(whole) == (1 if cut == 12 else 2)
    assert isinstance(damage, Dropped)
    assert damage.reason is Reason.UNREADABLE
    assert f"to {len(torn)} of /dumps.txt" in damage.evidence


def test_form_feeds_part_pages() -> None:
    """Of the texts alone, and of texts that a URL heads."""
    assert [found.body.decode() for found in pages_of(page("\f\n".join(TEXTS)))] == list(TEXTS)
    headed = [f"{url}\n{text}" for url, text in zip(URLS, TEXTS, strict=True)]
    assert [found.url for found in pages_of(page("\f".join(headed)))] == list(URLS)


@pytest.mark.parametrize(
    "text",
    [
        TEXTS[0][: TEXTS[0].index("carpenters")] + "\f" + TEXTS[0][TEXTS[0].index("carpenters") :] + " " + TEXTS[1],
        TEXTS[0] + "\f12\f" + TEXTS[1],
        TEXTS[0] + "\f",
    ],
)
def test_a_form_feed_may_be_a_page_break(text: str) -> None:
    """Amid a sentence, around a page number, at the end."""
    one = page(text)
    assert pages_of(one) == [one]


@pytest.mark.parametrize("line", ["{}", "URL: {}", "===== {} =====", "==========\n{}\n==========", "<{}>"])
def test_lines_of_urls_part_pages(line: str) -> None:
    """Bare, labelled, between rules; each stays at the head of its page."""
    heads = [line.format(url) for url in URLS]
    text = "\n\n".join(f"{head}\n{text}" for head, text in zip(heads, TEXTS, strict=True))
    pages = pages_of(page(text))
    assert [found.url for found in pages] == list(URLS)
    for found, head, text in zip(pages, heads, TEXTS, strict=True):
        assert found.body.decode().strip() == f"{head}\n{text}"


@pytest.mark.parametrize(
    "text",
    [
        f"Tide mill\n{URLS[0]}\n{TEXTS[0]}\n{URLS[1]}\n{TEXTS[1]}",
        f"{URLS[0]}\n{TEXTS[0]}\n{URLS[1]}\nMore on the ferry\n{URLS[0]}\nAnd on the mill",
        f"{URLS[0]}\n{TEXTS[0]}\nhttps://cdn.paper.example/a.jpg\n{TEXTS[1]}",
        f"{URLS[0]}\n{TEXTS[0]}\n{URLS[0]}\n{TEXTS[1]}",
    ],
)
def test_urls_in_a_page_part_nothing(text: str) -> None:
    """Below a headline, above a line or two, of a picture, of the page itself."""
    assert [found.body.decode() for found in pages_of(page(text))] == [text]


def test_html_and_wide_characters_are_left_alone() -> None:
    """Markup has form feeds, UTF-16 has bytes that look like some."""
    for one in (Page(wet()), Page("\f".join(TEXTS).encode("utf-16"), form=Form.TEXT)):
        assert pages_of(one) == [one]


def test_each_page_of_a_file_is_a_source(tmp_path: Path) -> None:
    """Named by its place, by which it is found again."""
    path = tmp_path / "dumps.wet"
    path.write_bytes(wet())
    sources = list(named([str(path)], "argument", LIMIT))
    assert [source.name for source in sources] == [f"{path}#1", f"{path}#2"]
    assert read_named(f"{path}#2", LIMIT) == sources[1].item
    assert list(named([f"{path}#2"], "argument", LIMIT)) == [Source(f"{path}#2", "argument", sources[1].item)]
    missing = read_named(f"{path}#3", LIMIT)
    assert isinstance(missing, Dropped)
    assert "there are 2 pages in" in missing.evidence


def test_the_pages_of_a_file_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks for one page after the other does not take the file apart for each."""
    path = tmp_path / "dumps.txt"
    path.write_text("\n\n".join(f"{url}\n{text}" for url, text in zip(URLS, TEXTS, strict=True)), "utf-8")
    calls = list[Page]()
    monkeypatch.setattr(reading, "pages_of", lambda whole: calls.append(whole) or pages_of(whole))
    one_by_one = Reading(LIMIT)
    found = [one_by_one.named(f"{path}#{number}") for number in (1, 2)]
    assert [page.url for page in found] == list(URLS)
    assert len(calls) == 1


def test_each_url_of_a_long_file_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of ten thousand pages is taken apart in the time of its bytes."""
    calls = list[str]()
    monkeypatch.setattr(room, "dedup_key", lambda url: calls.append(url) or url)
    text = "".join(f"https://paper.example/{number}\n{TEXTS[0]}\n" for number in range(50))
    assert len(pages_of(page(text))) == 50
    assert len(calls) <= 2 * 50


def test_another_warc_file_is_no_dump() -> None:
    """Records of exchanges are not text."""
    body = record("response", URLS[0], "HTTP/1.1 200 OK")
    found = page_of(body, "/crawl.warc")
    assert isinstance(found, Dropped)
    assert found.evidence.endswith("WARC file")


def test_a_dump_that_looks_like_html_is_taken_apart_where_the_user_says_that_it_is_text(tmp_path: Path) -> None:
    """Named by their places, by which they are found again."""
    path = tmp_path / "dumps.txt"
    path.write_text("\f\n".join(f"<!doctype html> says the editor.\n{text}" for text in TEXTS), "utf-8")
    (whole,) = named([str(path)], "argument", LIMIT)
    assert whole.item.form is Form.HTML  # type: ignore[union-attr]
    sources = list(as_form([whole], "text"))
    assert [source.name for source in sources] == [f"{path}#1", f"{path}#2"]
    assert [source.item.form for source in sources] == [Form.TEXT] * 2  # type: ignore[union-attr]
    assert [read_named(source.name, LIMIT) for source in sources] == [source.item for source in sources]
