"""A page saved as MHTML is the page: decoded, with its address, its charset and the day."""

from __future__ import annotations

import base64
import quopri
from pathlib import Path

import pytest

from broadsheet.records import Dropped, Page
from broadsheet.source import named, read_named
from broadsheet.source.mhtml import is_mhtml, page_of
from tests.stories import page

LIMIT = 100_000
URL = "https://paper.example/story"


def mhtml(*parts: tuple[str, bytes], top: str = 'multipart/related; type="text/html"; boundary="----b"') -> bytes:
    """A file as Chrome writes it: header lines and body of each part."""
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://paper.example/snapshot\r\n"
        f"Date: Tue, 5 Mar 2024 10:00:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: {top}\r\n\r\n\r\n"
    )
    middle = b"".join(b"------b\r\n" + lines.encode() + b"\r\n\r\n" + body + b"\r\n" for lines, body in parts)
    return head.encode() + middle + b"------b--\r\n"


def html(body: bytes, coding: str = "quoted-printable", **fields: str) -> tuple[str, bytes]:
    """A part of HTML."""
    encoded = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(coding, lambda data: data)
    named = {
        "Content-Type": "text/html",
        "Content-Transfer-Encoding": coding,
        "Content-Location": URL,
    }
    named |= {name.replace("_", "-"): value for name, value in fields.items()}
    return "\r\n".join(f"{name}: {value}" for name, value in named.items()), encoded(body)


def whole(data: bytes) -> Page:
    """The page, which must be one."""
    found = page_of(data, "x.mht", LIMIT)
    assert isinstance(found, Page), found
    return found


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "8bit", "binary"])
def test_the_main_part_is_decoded(coding: str) -> None:
    """Whatever its transfer encoding; pictures beside it are left."""
    picture = ("Content-Type: image/png\r\nContent-Transfer-Encoding: base64", b"iVBORw0KGgo=")
    found = whole(mhtml(picture, html(page(1), coding), html(page(2))))
    assert found.body.rstrip() == page(1)
    assert (found.url, found.fetched_at) == (URL, "2024-03-05T09:00:00Z")


def test_the_part_that_start_names_is_the_main_one() -> None:
    """RFC 2387: not always the first."""
    parts = html(page(1), Content_ID="<frame@x>"), html(page(2), Content_ID="<main@x>")
    top = 'multipart/related; start="<main@x>"; boundary="----b"'
    assert whole(mhtml(*parts, top=top)).body.rstrip() == page(2)


def test_the_address_is_that_of_the_part_or_of_the_whole() -> None:
    """A part without one, or with the name of a file, is where the snapshot is from."""
    assert whole(mhtml(html(page(1), Content_Location="cid:x"))).url == "https://paper.example/snapshot"


def test_the_charset_is_the_parts() -> None:
    """As the transport would declare it."""
    body = "<html><p>Äpfel</p></html>".encode("cp1252")
    assert whole(mhtml(html(body, Content_Type='text/html; charset="windows-1252"'))).charset == "windows-1252"


def test_multiparts_within_are_looked_into() -> None:
    """Older writers put alternatives into the whole."""
    inner = b"--in\r\nContent-Type: text/plain\r\n\r\nx\r\n--in\r\nContent-Type: text/html\r\n\r\n" + page(3)
    part = 'Content-Type: multipart/alternative; boundary="in"', inner + b"\r\n--in--\r\n"
    assert whole(mhtml(part)).body.rstrip() == page(3)


def test_a_page_that_is_cut_is_incomplete() -> None:
    """At any byte of it; a cut behind it costs pictures only."""
    data = mhtml(html(page(1)), ("Content-Type: image/png", b"x" * 300))
    start, end = data.find(b"<!doctype"), data.find(b"------b", data.find(b"<!doctype"))
    for cut in range(start + 20, end, 41):
        found = page_of(data[:cut], "x.mht", LIMIT)
        assert isinstance(found, Dropped)
        assert found.reason.value in {"incomplete", "not_html"}
    assert whole(data[: end + 100]).body.rstrip() == page(1)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "unreadable"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b", "unreadable"),
        (mhtml(), "not_html"),
        (mhtml(("Content-Type: image/png", b"x")), "not_html"),
        (mhtml(html(b"<html>" + b"x" * (LIMIT + 1), "binary")), "too_large"),
        (mhtml(html(b"<html>" + b"x" * (9 * LIMIT), "binary")), "too_large"),
        (mhtml(html(page(1)), top="multipart/related"), "not_html"),
        (mhtml(html(page(1)), top="multipart/related; boundary=----b") .replace(b"------b\r\n", b"x"), "not_html"),
        (b"--b\r\n" * 50_000 + mhtml(), "unreadable"),
        (mhtml(*[("Content-Type: multipart/mixed; boundary=----b", b"")] * 3000), "not_html"),
    ],
)  # fmt: skip
def test_what_holds_no_page_is_told(data: bytes, reason: str) -> None:
    """Empty, without a boundary, without HTML, too large, nested without end."""
    found = page_of(data, "x.mht", LIMIT)
    assert isinstance(found, Dropped)
    assert found.reason.value == reason


def test_files_are_told_by_their_header(tmp_path: Path) -> None:
    """Whatever their name; read again by it."""
    path = tmp_path / "saved.eml"
    path.write_bytes(mhtml(html(page(1))))
    [source] = named([str(path)], "argument", LIMIT)
    assert isinstance(source.item, Page)
    assert source.item.path == str(path)
    assert read_named(str(path), LIMIT) == source.item
    assert not is_mhtml(b"Content-Type: text/html is what a server says of a page.\nMIME-Version: 1.0 is older.\n\n")
