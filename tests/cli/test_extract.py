"""`extract` and `explain`: one page in, the library's answer out, from a file, a stream, a URL or the corpus.

Comes in: pages by hand, a server on loopback. Goes out: exit codes and both streams.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

import broadsheet as library
from broadsheet.corpus import Corpus
from tests.cli.conftest import Run
from tests.faults import FaultServer, reply
from tests.stories import broadsheet, dump, page, paragraphs

URL = "https://paper.example/storm"
COLOUR = re.compile(r"\x1b\[\d+m")


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A saved page, in a folder without a corpus, where we are."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "storm.html").write_bytes(page(1))
    (tmp_path / "storm.txt").write_bytes(dump(1))
    return tmp_path / "storm.html"


@pytest.mark.parametrize(("name", "extract"), [("storm.html", library.extract), ("storm.txt", library.extract_text)])
@pytest.mark.parametrize("url", [None, URL])
def test_json_is_the_librarys_dict_byte_for_byte(
    run: Run, saved: Path, name: str, extract: Callable[..., library.Article], url: str | None
) -> None:
    """`--format json` prints `Article.to_dict()`, on one line."""
    body = saved.with_name(name).read_bytes()
    ran = run("extract", saved.with_name(name), "--format", "json", *(["--url", url] if url else []))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.encode() == msgspec.json.encode(extract(body, url).to_dict()) + b"\n"


def test_text_and_markdown(run: Run, saved: Path) -> None:
    """The text alone, and the text under its title."""
    assert run("extract", saved).out == "\n\n".join(paragraphs(1)) + "\n"
    markdown = run("extract", saved, "--format", "markdown").out
    assert "# Storm 1 is over" in markdown
    assert all(sentence in markdown for sentence in paragraphs(1))


def test_all_that_a_page_declares(run: Run, saved: Path) -> None:
    """`--raw-metadata` prints it as JSON, of a page that is no article too; a dump declares nothing."""
    saved.write_text('<title>Mill</title><meta property="og:title" content="Mill"><p itemscope><b itemprop=x>1</b>')
    ran = run("extract", saved, "--raw-metadata")
    found = json.loads(ran.out)
    assert (ran.code, found["title"], found["open_graph"]) == (0, "Mill", {"og:title": ["Mill"]})
    assert found["microdata"] == [{"type": [], "properties": {"x": ["1"]}}]
    assert json.loads(run("extract", saved.with_suffix(".txt"), "--raw-metadata").out)["json_ld"] == []


def test_standard_input_and_a_file_give_the_same(saved: Path) -> None:
    """`-` for HTML and dumps."""
    for path in (saved, saved.with_suffix(".txt")):
        ran = broadsheet("extract", "-", "--format", "json", input=path.read_bytes(), encoding=None)
        assert ran.returncode == 0, ran.stderr
        assert ran.stdout == broadsheet("extract", path, "--format", "json", encoding=None).stdout  # type: ignore[comparison-overlap]


def test_a_url_is_fetched(run: Run, saved: Path) -> None:
    """From this machine when allowed; redirects make the article's URL."""
    with FaultServer({"/a": reply(status="302 Found", location="/b"), "/b": reply(page(1))}) as server:
        ran = run("extract", "--allow-private", "--format", "json", server.url("/a"))
        assert json.loads(ran.out)["url"] == server.url("/b")
        refused = run("extract", server.url("/a"))
        missing = run("extract", "--allow-private", server.url("/none"))
    assert (refused.code, refused.out) == (5, "")
    assert "private_address" in refused.err
    assert (missing.code, missing.out) == (4, "")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "not_html"),
        (b"<title>Log in</title><form><p>Log in to read</p><input type=password>", "login_wall"),
    ],
    ids=["empty", "pdf", "wall"],
)
def test_no_article_is_4_with_the_reason(run: Run, saved: Path, body: bytes, reason: str) -> None:
    """One line on stderr; as JSON the drop itself on stdout."""
    saved.write_bytes(body)
    ran = run("extract", saved)
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.startswith(f"broadsheet: no article: {reason}: ")
    told = json.loads(run("extract", saved, "--format", "json").out)
    assert (told["ok"], told["reason"]) == (False, reason)


@pytest.mark.parametrize("name", ["none.html", "a" * 300, "ftp://a.example/", "http://", ""])
@pytest.mark.parametrize("verb", ["extract", "explain"])
def test_what_cannot_be_read_is_told(run: Run, saved: Path, verb: str, name: str) -> None:
    """Exit 4, or 2 where `explain` takes the name for an id: one line, no traceback."""
    ran = run(verb, name)
    assert ran.code in ({4} if verb == "extract" else {2, 4})
    assert len(ran.err.splitlines()) == 1, ran.err


def test_a_folder_is_for_add(run: Run, saved: Path) -> None:
    """Exit 2, and which verb takes it."""
    ran = run("extract", saved.parent)
    assert ran.code == 2
    assert "broadsheet add" in ran.err


def test_without_a_contact_a_public_url_is_not_fetched(run: Run, saved: Path) -> None:
    """Exit 2, told how to set it."""
    ran = run("extract", "https://paper.example/story")
    assert ran.code == 2
    assert "BROADSHEET_CONTACT" in ran.err


def test_the_corpus_settings_count(run: Run, saved: Path) -> None:
    """`corpus.toml` of the folder named chooses the gate's bounds; a broken one is told."""
    (saved.parent / "corpus.toml").write_text("[gate]\nmin_words = 500", encoding="utf-8")
    assert "too_short" in run("-c", saved.parent, "extract", saved).err
    (saved.parent / "corpus.toml").write_text("[gate", encoding="utf-8")
    assert run("-c", saved.parent, "extract", saved).code == 2


def test_explain_shows_every_block(run: Run, saved: Path) -> None:
    """Kept and stripped, or only what was kept; into a pipe without a colour."""
    everything, kept = run("explain", saved), run("explain", saved, "--kept")
    assert (everything.code, everything.err) == (0, "")
    assert not COLOUR.search(everything.out)
    assert "navigation" in everything.out
    assert "navigation" not in kept.out
    assert kept.out.count("paragraph") >= 5


def test_a_page_of_a_file_of_many_goes_by_its_place(run: Run, saved: Path) -> None:
    """The name that a file of two pages is refused with is one that both commands take."""
    parts = [f"https://paper.example/{number}\n\n{dump(number).decode()}\n" for number in (1, 2)]
    (saved.parent / "two.txt").write_text("".join(parts))
    for verb in ("extract", "explain"):
        assert "name one as two.txt#1" in run(verb, "two.txt").err
        assert run(verb, "two.txt#2").code == 0
    assert "there are 2 pages in two.txt" in run("explain", "two.txt#3").err


def test_explain_as_json_is_parsable(run: Run, saved: Path) -> None:
    """Outcome, page, blocks and fields; the outcome is what `extract` gives."""
    told = json.loads(run("explain", saved, "--format", "json", "--url", URL).out)
    assert list(told) == ["outcome", "page", "blocks", "fields"]
    assert 0 < told["page"]["threshold"] < 1
    assert all(1 <= len(block["reasons"]) <= 3 for block in told["blocks"])
    assert told["outcome"] == json.loads(json.dumps(library.extract(page(1), URL).to_dict()))
    assert [block["text"] for block in told["blocks"] if block["kept"]] == paragraphs(1)
    assert {field["field"] for field in told["fields"]} >= {"title", "language"}


def test_explain_as_html_is_one_file(run: Run, saved: Path) -> None:
    """With the page's address in its head, every kept paragraph, and no link to anything."""
    ran = run("explain", saved, "--format", "html", "--url", URL)
    assert (ran.code, ran.err, ran.out.startswith("<!doctype html>")) == (0, "", True)
    assert URL in ran.out
    assert all(f">{sentence}</bdi>" in ran.out for sentence in paragraphs(1))
    assert not re.search(r"<(?:a|img|script|link|iframe)[ >]", ran.out)


def test_explain_shows_single_blocks_closely(run: Run, saved: Path) -> None:
    """By number or by words, with their place in the page and without the fields; exit 4 where there is none."""
    one = run("explain", saved, "--block", "2")
    assert (one.code, one.out.count("place: "), "language" in one.out) == (0, 1, False)
    assert "score: " in one.out
    assert run("explain", saved, "--around", "watchman 2 of", "--kept").out.count("place: ") == 5
    none = run("explain", saved, "--block", "999")
    assert (none.code, none.out.count("\n"), none.err.count("\n")) == (4, 1, 1)


def test_explain_reads_the_raw_page_of_an_article(run: Run, small: Path) -> None:
    """By id, out of the archive."""
    with Corpus(small) as corpus:
        article = next(corpus.articles())
    told = json.loads(run("-c", small, "explain", article.id, "--format", "json").out)
    assert [block["text"] for block in told["blocks"] if block["kept"]] == article.text.split("\n\n")


def test_explain_shows_why_a_page_was_refused(run: Run, saved: Path) -> None:
    """The blocks all the same, and the reason on stderr."""
    saved.write_bytes(b"<title>Log in</title><form><p>Please log in to read on.</p><input type=password></form>")
    ran = run("explain", saved)
    assert ran.code == 0
    assert ran.err.startswith("dropped: login_wall: ")
    assert "Please log in" in ran.out
