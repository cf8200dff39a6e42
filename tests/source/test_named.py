"""What a user names is told apart by what it is: URL, file, folder, list, page on standard input.

Comes in: arguments, list files and streams. Goes out: targets, pages and drops, in the order given.
"""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from broadsheet.errors import UsageError
from broadsheet.records import Dropped, Form, Page, Target
from broadsheet.source import Source, as_form, named, read_list, read_stream
from tests.shared import need
from tests.stories import dump, folder_of, page

LIMIT = 10_000


def one(name: str | Path) -> Source:
    """The only source of that name."""
    (source,) = named([str(name)], "argument", LIMIT)
    return source


def kinds(sources: list[Source]) -> list[str]:
    """What each is: `Target`, `Page` or the reason of a drop."""
    return [s.item.reason.value if isinstance(s.item, Dropped) else type(s.item).__name__ for s in sources]


def reason(name: str | Path) -> tuple[str, str]:
    """Why a name is neither target nor page, and the evidence."""
    item = one(name).item
    assert isinstance(item, Dropped)
    return item.reason.value, item.evidence


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("https://paper.example/a", "https://paper.example/a"),
        ("HTTP://Paper.Example", "http://paper.example/"),
        ("http://user:secret@paper.example/a#top", "http://paper.example/a"),
        ("https://zeitung.example/ä?q=ü", "https://zeitung.example/%C3%A4?q=%C3%BC"),
        ("https://paper.example/" + "a" * 3000, "https://paper.example/" + "a" * 3000),
        ("https://paper.example/?q=" + "a/" * 3000, "https://paper.example/?q=" + "a/" * 3000),
    ],
    ids=lambda value: value[:30],
)
def test_urls_are_targets(name: str, url: str) -> None:
    """In WHATWG form, without userinfo and fragment, whatever their length."""
    assert one(name) == Source(name, "argument", Target(url, "argument"))


@pytest.mark.parametrize("name", ["ftp://a.example/x", "file:///etc/passwd", "data:text/html,x", "mailto:a@b.example"])
def test_other_schemes_are_refused(name: str) -> None:
    """Named, not fetched, not opened."""
    assert reason(name) == ("unsupported_scheme", f"{name.split(':', maxsplit=1)[0]}: only http and https are fetched")


@pytest.mark.parametrize("name", ["http://", "https://[::bad/", "http://a b.example/"])
def test_what_only_looks_like_a_url_is_told(name: str) -> None:
    """No URL in the sense of the standard."""
    assert reason(name)[0] == "protocol_error"


def test_a_saved_page_is_a_page(tmp_path: Path) -> None:
    """With its bytes and its full path; HTML and dumps by content, whatever the suffix."""
    (tmp_path / "story.txt").write_bytes(page(1))
    (tmp_path / "story.html").write_bytes(dump(1))
    assert one(tmp_path / "story.txt").item == Page(page(1), form=Form.HTML, path=str(tmp_path / "story.txt"))
    assert one(tmp_path / "story.html").item == Page(dump(1), form=Form.TEXT, path=str(tmp_path / "story.html"))


def test_a_file_whose_name_looks_like_a_url_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What exists on disk is meant."""
    monkeypatch.chdir(tmp_path)
    Path("notes:today").write_bytes(page(1))
    assert kinds([one("notes:today")]) == ["Page"]


@pytest.mark.parametrize("name", ["none.html", "a" * 5000, "no\0where", "", "  ", "\udcff.html", "/", "\n"], ids=ascii)
def test_what_cannot_be_read_is_unreadable(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Missing, too long, impossible or empty names: an outcome that can be printed, never an exception."""
    monkeypatch.chdir(tmp_path)
    if name == "/":
        name = str(tmp_path / "file" / "below")
        (tmp_path / "file").touch()
    assert reason(name)[0] == "unreadable"
    assert reason(name)[1].encode()


def test_what_is_no_page_is_told_by_its_first_bytes(tmp_path: Path) -> None:
    """Pictures, PDF, feeds, JSON and binary data are `not_html`, and what they are is said."""
    bodies = {
        b"\x89PNG\r\n\x1a\n....": "PNG", b"%PDF-1.7": "PDF", b"<?xml version='1.0'?><rss>": "<rss>",
        b'{"a": 1}': "JSON", b"\x00\x01\x02\x03" * 9: "binary",
    }  # fmt: skip
    for body, words in bodies.items():
        (tmp_path / "file").write_bytes(body)
        assert reason(tmp_path / "file")[0] == "not_html"
        assert words in reason(tmp_path / "file")[1]


def test_a_page_over_the_limit_is_not_read_whole(tmp_path: Path) -> None:
    """`too_large`, at one byte more than allowed and not before."""
    (tmp_path / "file").write_bytes(b"<p>".ljust(LIMIT))
    assert kinds([one(tmp_path / "file")]) == ["Page"]
    (tmp_path / "file").write_bytes(b"<p>".ljust(LIMIT + 1))
    assert reason(tmp_path / "file") == ("too_large", f"{tmp_path / 'file'}: more than {LIMIT} bytes")


def test_sources_keep_their_order_and_are_read_one_by_one(tmp_path: Path) -> None:
    """URLs, folders and files as given, lazily."""
    folder = folder_of(tmp_path / "saved", 2)
    names = ["https://a.example/", str(folder), "none"]
    sources = list(named(names, "argument", LIMIT))
    assert kinds(sources) == ["Target", "Page", "Page", "unreadable"]
    assert [source.name for source in sources[1:3]] == [str(folder / "0000.html"), str(folder / "0001.html")]

    def endless() -> object:
        yield str(folder / "0000.html")
        raise AssertionError("asked for more than was needed")

    assert kinds([next(named(endless(), "argument", LIMIT))]) == ["Page"]  # type: ignore[arg-type]


def test_a_list_is_a_name_a_line(tmp_path: Path) -> None:
    """BOM, comments, blank lines, spaces around, CRLF, no last line break, bytes that are no UTF-8."""
    path = tmp_path / "list"
    path.write_bytes(b"\xef\xbb\xbf# mine\r\nhttps://a.example/1\r\n\r\n  saved page.html \r\n#no\n\xff.html\nlast")
    assert list(read_list(path)) == ["https://a.example/1", "saved page.html", "\udcff.html", "last"]


def test_a_list_that_is_not_there_is_the_callers_mistake(tmp_path: Path) -> None:
    """A `UsageError` with the path, for a folder too."""
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(UsageError, match="cannot read the list"):
            list(read_list(path))


def stream(data: bytes, limit: int = LIMIT) -> list[Source]:
    """The sources on standard input."""
    return list(read_stream(io.BytesIO(data), limit))


def test_a_stream_of_names_is_a_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """URLs and paths that exist, with comments and a BOM."""
    monkeypatch.chdir(tmp_path)
    Path("a page.html").write_bytes(page(1))
    data = b"\xef\xbb\xbf# list\n\nhttps://a.example/1\nHTTPS://a.example/2\na page.html\n"
    sources = stream(data)
    assert kinds(sources) == ["Target", "Target", "Page"]
    assert {source.origin for source in sources} == {"stdin"}


def test_a_stream_that_is_a_page_is_a_page() -> None:
    """HTML, a dump, a dump with very long lines or one that begins with its URL: one input without a path."""
    long = (dump(1).replace(b"\n\n", b" ") + b" ") * 5
    told = b"https://a.example/story\n" + dump(1)
    for data, form in ((page(1), Form.HTML), (dump(1), Form.TEXT), (long, Form.TEXT), (told, Form.TEXT)):
        assert stream(data) == [Source("-", "stdin", Page(data, form=form))]


def test_a_stream_can_be_nothing_or_no_page() -> None:
    """Empty input is a page without text; a picture is `not_html`."""
    assert kinds(stream(b"")) == ["Page"]
    assert kinds(stream(b"\x89PNG\r\n\x1a\n")) == ["not_html"]


def test_a_long_list_goes_on_after_the_limit() -> None:
    """No name is cut in two where the first read ends, wherever that is."""
    names = [f"https://a.example/{number:03}" for number in range(40)]
    data = "\n".join(names).encode()
    for limit in range(200, 260):
        assert [source.name for source in stream(data, limit)] == names


def test_a_long_page_on_a_stream_is_too_large() -> None:
    """One outcome, not thousands of names."""
    assert kinds(stream(page(1) * 100, 1000)) == ["too_large"]


def test_the_form_can_be_forced(tmp_path: Path) -> None:
    """`--as text` takes pages as text, and leaves what is no page alone."""
    folder_of(tmp_path, 1)
    sources = named([str(tmp_path), "https://a.example/", "none"], "argument", LIMIT)
    forced = list(as_form(sources, "text"))
    assert kinds(forced) == ["Page", "Target", "unreadable"]
    assert isinstance(forced[0].item, Page)
    assert forced[0].item.form is Form.TEXT


def test_no_name_raises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The naughty strings as arguments: each is one source at most, and a drop's words can be printed."""
    monkeypatch.chdir(tmp_path)
    for name in json.loads((need("suites", 515) / "naughty-strings.json").read_text("utf-8")):
        sources = list(named([name], "argument", LIMIT))
        assert len(sources) <= 1, name
        assert all(s.item.evidence.encode() for s in sources if isinstance(s.item, Dropped)), name


def test_naughty_strings_are_file_names_too(tmp_path: Path) -> None:
    """Those that a file can have are found by walking and by name, and read."""
    made = 0
    for name in json.loads((need("suites", 515) / "naughty-strings.json").read_text("utf-8")):
        path = tmp_path / f"x{name.replace('/', '_')}.html"
        try:
            path.write_bytes(page(1))
        except (OSError, ValueError):  # too long, or a NUL
            continue
        made += 1
        assert kinds([one(path)]) == ["Page"], name
    assert made > 400
    assert len(list(named([str(tmp_path)], "argument", LIMIT))) == len(list(tmp_path.iterdir()))
