"""The functions of the public face: what they take, what they refuse, and that they answer with values.

Comes in: pages as callers hold them. Goes out: articles, drops, `TypeError`s.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path

import msgspec
import pytest

import broadsheet
from broadsheet import Article, Dropped, ExtractOptions, Options, Reason
from broadsheet.errors import ContactMissing, ExtraMissing
from tests.faults import FaultServer, reply
from tests.sources import ROOT
from tests.stories import dump, page, paragraphs

URL = "https://paper.example/storm"


class Tree:
    """Stands for a tree of another library: its `str()` is its HTML."""

    def __init__(self, html: str) -> None:
        self.html = html

    def __str__(self) -> str:
        return self.html


class Shown:
    """Stands for an element whose `repr()` only looks like a tag."""

    def __repr__(self) -> str:
        return "<Element html at 0x7f00>"


def test_an_article_comes_with_text_and_facts() -> None:
    """Title, paragraphs, URL and id of a plain page."""
    made = broadsheet.extract(page(1), URL)
    assert isinstance(made, Article)
    assert made.ok
    assert made.title == "Storm 1 is over"
    assert made.text == "\n\n".join(paragraphs(1))
    assert (made.url, len(made.id)) == (URL, 16)


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview], ids=lambda kind: kind.__name__)
def test_bytes_of_every_kind_are_taken(kind: Callable[[bytes], object]) -> None:
    """All give what `bytes` give."""
    assert broadsheet.extract(kind(page(1)), URL) == broadsheet.extract(page(1), URL)


def test_text_and_trees_are_taken() -> None:
    """A `str`, and an object whose `str()` is its HTML, give the same article."""
    html = page(1).decode()
    made = broadsheet.extract(html, URL)
    assert made == broadsheet.extract(Tree(html), URL) == broadsheet.extract(Tree("\n" + html), URL)
    assert made.ok


def test_a_str_is_never_decoded_again() -> None:
    """A page that claims latin-1 but is held as `str` keeps its letters."""
    html = page(1).decode().replace("<title>", "<meta charset=latin-1><title>").replace("harbour", "Hafenstraße Zoë")
    made = broadsheet.extract(html)
    assert isinstance(made, Article)
    assert "Hafenstraße Zoë" in made.text


@pytest.mark.parametrize("nothing", [b"", "", b" \n\t", Tree("")], ids=["bytes", "str", "blank", "tree"])
def test_nothing_is_empty(nothing: object) -> None:
    """`b""` and its kin are an outcome, not an error."""
    made = broadsheet.extract(nothing, URL)
    assert isinstance(made, Dropped)
    assert (made.ok, made.url, made.reason) == (False, URL, "empty")


WRONG = [
    None, 1, 1.5, True, [b"<p>"], ("<p>x</p>",), {"<p>": 1}, object(), Shown(), Path("</p>"), Decimal(1), str, len,
    io.StringIO("<p>x</p>"), iter(["<p>"]), ValueError("<p>x</p>"), Tree("no HTML at all"), Shown().__repr__,
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: type(wrong).__name__)
def test_anything_else_is_a_type_error(wrong: object) -> None:
    """What is no page is refused by type, even where its `str()` has angle brackets."""
    for call in (broadsheet.extract, broadsheet.extract_text):
        with pytest.raises(TypeError, match=type(wrong).__name__):
            call(wrong)


def test_a_tree_is_no_text() -> None:
    """Text dumps are bytes or str."""
    with pytest.raises(TypeError, match="bytes or str, not Tree"):
        broadsheet.extract_text(Tree("<p>x</p>"))


@pytest.mark.parametrize("wrong", [b"https://a.example", 5, Path("x")], ids=repr)
def test_a_url_is_a_str(wrong: str) -> None:
    """Bytes and paths are no URLs."""
    for call in (broadsheet.extract, broadsheet.extract_text):
        with pytest.raises(TypeError, match="url must be str"):
            call(b"<p>", wrong)
    with pytest.raises(TypeError, match="url must be str"):
        broadsheet.fetch(wrong)


def test_a_dump_is_read_as_text() -> None:
    """`extract_text` takes bytes and str."""
    made = broadsheet.extract_text(dump(1), URL)
    assert isinstance(made, Article)
    assert made == broadsheet.extract_text(dump(1).decode(), URL)
    assert paragraphs(1)[2] in made.text


@pytest.mark.parametrize(
    ("one", "many", "make"),
    [
        (broadsheet.extract, broadsheet.extract_site, page),
        (broadsheet.extract_text, broadsheet.extract_text_site, dump),
    ],
    ids=["html", "text"],
)
def test_lists_keep_their_order(
    one: Callable[..., Article | Dropped], many: Callable[..., list[Article | Dropped]], make: Callable[[int], bytes]
) -> None:
    """One result per input, a bad page as a drop in its place, for any iterable."""
    pages = [(make(1), URL + "1"), (b"", URL), (make(2), None)]
    made = many(iter(pages))
    assert made == [one(*given) for given in pages]
    assert [outcome.ok for outcome in made] == [True, False, True]


def test_outcomes_cannot_be_changed() -> None:
    """Articles and drops are frozen; their sequences are tuples; equal ones hash alike."""
    made, dropped = broadsheet.extract(page(1)), broadsheet.extract(b"")
    for outcome in (made, dropped):
        with pytest.raises(AttributeError):
            outcome.url = "other"  # type: ignore[misc]
    assert isinstance(made, Article)
    for field in ("body", "authors", "agencies", "tags", "related", "images", "stripped"):
        assert isinstance(getattr(made, field), tuple)


def test_a_reason_equals_its_name() -> None:
    """`outcome.reason == "empty"`, in f-strings and as a key too."""
    dropped = broadsheet.extract(b"")
    assert isinstance(dropped, Dropped)
    assert dropped.reason is Reason.EMPTY
    assert dropped.reason == "empty" == f"{dropped.reason}" == str(dropped.reason)
    assert {"empty": 1}[dropped.reason] == 1


def test_a_dict_is_plain_json_in_a_stable_order() -> None:
    """`to_dict()` is what any JSON encoder takes, nulls kept, the same keys for every article, the version first."""
    dicts = [broadsheet.extract(page(n), url).to_dict() for n, url in ((1, URL), (2, None))]
    assert list(dicts[0]) == list(dicts[1])
    assert list(dicts[0])[:4] == ["schema_version", "ok", "id", "url"]
    assert dicts[1]["url"] is None
    assert [json.loads(json.dumps(found)) for found in dicts] == [
        msgspec.json.decode(msgspec.json.encode(f)) for f in dicts
    ]
    assert list(broadsheet.extract(b"").to_dict()) == ["schema_version", "ok", "url", "reason", "evidence"]


@pytest.mark.parametrize("url", ["https://a.example/\ud800", "\udcff", "", "no url", "https://[::bad"], ids=ascii)
def test_odd_urls_raise_nothing(url: str) -> None:
    """Whatever is given as the URL, the outcome can be written as UTF-8 JSON."""
    made = broadsheet.extract(page(1), url)
    assert json.dumps(made.to_dict(), ensure_ascii=False).encode()
    assert made.ok


def test_a_page_is_fetched_and_extracted() -> None:
    """`fetch` gives a page whose body and URL `extract` takes."""
    options = Options(fetch=broadsheet.FetchOptions(allow_private=True, min_gap=0))
    with FaultServer({"/storm": reply(page(1))}) as server:
        found = broadsheet.fetch(server.url("/storm"), options=options)
        assert isinstance(found, broadsheet.Page)
        assert broadsheet.extract(found.body, found.url).ok
        assert broadsheet.fetch(server.url("/none"), options=options).reason == "gone"  # type: ignore[union-attr]
        assert broadsheet.fetch(server.url("/storm")).reason == "private_address"  # type: ignore[union-attr]
    assert broadsheet.fetch("file:///etc/passwd").reason == "unsupported_scheme"  # type: ignore[union-attr]
    with pytest.raises(ContactMissing):
        broadsheet.fetch("https://paper.example/")


@pytest.mark.skipif(find_spec("trafilatura") is None, reason="the extra [trafilatura] is not installed")
def test_the_other_engine_gives_the_same_kind_of_article() -> None:
    """Every field is there, the text is the story's, and the article names its engine."""
    html = page(1).decode().replace("</article>", "<p>" + " ".join(paragraphs(2)) + "</p></article>")
    ours = broadsheet.extract(html, URL)
    theirs = broadsheet.extract(html, URL, options=Options(extract=ExtractOptions(engine="trafilatura")))
    assert isinstance(theirs, Article)
    assert list(theirs.to_dict()) == list(ours.to_dict())
    assert paragraphs(1)[0] in theirs.text
    assert theirs.extractor.name == "trafilatura"
    assert theirs.extractor.hash != ours.extractor.hash  # type: ignore[union-attr]


WITHOUT = """
import sys
class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "trafilatura":
            raise ImportError(name)
sys.meta_path.insert(0, Blocker())
import broadsheet
from tests.stories import page
options = broadsheet.Options(extract=broadsheet.ExtractOptions(engine="trafilatura"))
try:
    broadsheet.extract(page(1), options=options)
except broadsheet.errors.ExtraMissing as error:
    print(error)
print(broadsheet.extract(page(1)).ok)
"""


def test_without_the_extra_the_engine_says_what_to_install() -> None:
    """`ExtraMissing` names it: a choice of the caller, not a property of the page; our own engine goes on."""
    assert issubclass(ExtraMissing, Exception)
    ran = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=False, cwd=ROOT)
    assert ran.stdout.splitlines()[1:] == ["True"], ran.stderr
    assert "broadsheet[trafilatura]" in ran.stdout


AUDIT = """
import sys
import urllib3  # looks for IPv6 when it is imported: a socket without traffic
seen = []
sys.addaudithook(lambda event, arguments: seen.append(event) if event.startswith("socket.") else None)
import broadsheet
from tests.stories import dump, page
assert broadsheet.extract(page(1), "https://paper.example/").language == "en"
assert broadsheet.extract_text(dump(1)).language == "en"
assert broadsheet.extract(page(1)).ok
print(seen)
"""


def test_extraction_opens_no_socket() -> None:
    """Neither parsing nor the detection of language nor an import asks the network, as an audit hook testifies."""
    ran = subprocess.run([sys.executable, "-c", AUDIT], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (ran.stdout, ran.returncode) == ("[]\n", 0), ran.stderr
