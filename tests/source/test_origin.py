"""A saved page's address and day, as the program that saved it noted them in it or beside it."""

from __future__ import annotations

import plistlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from broadsheet.records import Dropped, Page, Target
from broadsheet.source import named
from broadsheet.source.origin import Origin, moment, of_page, of_sibling
from tests.stories import page

URL = "https://paper.example/story"
DAY = "2024-03-05T10:00:00Z"


@pytest.mark.parametrize(
    ("mark", "origin"),
    [
        (f"<!-- saved from url=(0027){URL} -->", Origin(URL)),
        ("<!-- saved from url=(0014)about:internet -->", Origin()),
        (f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Tue Mar 05 2024 11:00:00 GMT+0100 (MEZ)\n-->",
         Origin(URL, DAY)),
        (f"<!--\n Page saved with SingleFile \n url: {URL}\n-->", Origin(URL)),
        ("<!-- Mirrored from paper.example/story by HTTrack Copier/3.x [XR&CO'14], Tue, 05 Mar 2024 10:00:00 GMT"
         " -->", Origin("http://paper.example/story", DAY)),
        ("<!-- saved from url=(0011)javascript:x -->", Origin()),
        ("<!-- saved from the fire -->", Origin()),
    ],
)  # fmt: skip
def test_programs_mark_what_they_save(mark: str, origin: Origin) -> None:
    """Browsers, SingleFile, HTTrack; only addresses of the web count."""
    assert of_page(b"<!DOCTYPE html>\n" + mark.encode() + page(1)) == origin


@pytest.mark.parametrize(
    ("name", "data", "origin"),
    [
        ("x.url", f"[InternetShortcut]\r\nURL={URL}\r\nIconIndex=0\r\n".encode(), Origin(URL)),
        ("x.url", f"[InternetShortcut]\r\nURL={URL}\r\n".encode("utf-16"), Origin(URL)),
        ("x.webloc", plistlib.dumps({"URL": URL}), Origin(URL)),
        ("x.webloc", plistlib.dumps({"URL": URL}, fmt=plistlib.FMT_BINARY), Origin(URL)),
        ("x.meta", f"url: {URL}\ndate: 2024-03-05 10:00:00\n".encode(), Origin(URL, DAY)),
        ("x.meta", f'{{"url": "{URL}", "fetched_at": 1709632800}}'.encode(), Origin(URL, DAY)),
        ("x.json", f'{{"url": "{URL}", "date_download": "2024-03-05 10:00:00"}}'.encode(), Origin(URL, DAY)),
        ("x.json", f'{{"date": "2020-01-01", "final_url": "{URL}"}}'.encode(), Origin(URL)),
        ("x.json", b'{"url": 5, "timestamp": "Tue, 05 Mar 2024 10:00:00 GMT"}', Origin(None, DAY)),
        ("x.json", b"[" * 100_000, Origin()),
        ("x.json", b'["url"]', Origin()),
        ("x.webloc", b"bplist00" + b"\xff" * 99, Origin()),
        ("x.webloc", b"<!DOCTYPE x [<!ENTITY a 'b'>]><plist><dict><key>URL</key></dict></plist>", Origin()),
        ("x.url", b"URL=file:///etc/passwd", Origin()),
        ("x.txt", f"url: {URL}".encode(), Origin()),
    ],
)  # fmt: skip
def test_files_beside_a_page_tell_where_it_is_from(name: str, data: bytes, origin: Origin) -> None:
    """Shortcuts of Windows and macOS, notes of crawlers; what is broken tells nothing and never raises."""
    assert of_sibling(name, data) == origin


@given(some.sampled_from(["x.url", "x.webloc", "x.meta", "x.json"]), some.binary(max_size=300))
def test_no_bytes_beside_a_page_raise(name: str, data: bytes) -> None:
    """Whatever lies there."""
    assert isinstance(of_sibling(name, data), Origin)
    assert isinstance(of_page(data), Origin)


@pytest.mark.parametrize("text", ["", "yesterday", "2999-01-01", "20240305", "0000-00-00", "9" * 40, "-1", "1e400"])
def test_what_is_no_past_moment_is_none(text: str) -> None:
    """Nor one to come: nobody has saved a page in 2999."""
    assert moment(text) is None


def test_a_page_in_a_folder_has_what_lies_beside_it(tmp_path: Path) -> None:
    """A file beside it comes before its own mark; a day from one, an address from another."""
    (tmp_path / "a.html").write_bytes(b"<!-- saved from url=(0025)https://other.example/x -->" + page(1))
    (tmp_path / "a.url").write_text(f"[InternetShortcut]\nURL={URL}\n")
    (tmp_path / "a.html.meta").write_text("saved: 2024-03-05T10:00:00Z\n")
    (tmp_path / "b.url").write_text("[InternetShortcut]\nURL=https://paper.example/b\n")
    (tmp_path / "c.url").write_text("nothing")
    found = [source.item for source in named([str(tmp_path)], "argument", 100_000)]
    assert isinstance(found[0], Page)
    assert (found[0].url, found[0].fetched_at) == (URL, DAY)
    assert found[1] == Target("https://paper.example/b", "argument")
    assert isinstance(found[2], Dropped)
    assert len(found) == 3


def test_links_beside_a_page_are_not_followed(tmp_path: Path) -> None:
    """They may lead anywhere."""
    (tmp_path / "a.html").write_bytes(page(1))
    (tmp_path / "outside").write_text(f"url: {URL}")
    (tmp_path / "a.meta").symlink_to(tmp_path / "outside")
    [source] = named([str(tmp_path / "a.html")], "argument", 100_000)
    assert source.item.url is None


def test_a_head_that_wget_saved_is_taken_off(tmp_path: Path) -> None:
    """Charset and day are the server's."""
    head = b"HTTP/1.1 200 OK\r\nDate: Tue, 05 Mar 2024 10:00:00 GMT\r\nContent-Type: text/html; charset=koi8-r\r\n\r\n"
    (tmp_path / "a.html").write_bytes(head + page(1))
    [source] = named([str(tmp_path / "a.html")], "argument", 100_000)
    assert isinstance(source.item, Page)
    assert (source.item.body, source.item.charset, source.item.fetched_at) == (page(1), "koi8-r", DAY)
