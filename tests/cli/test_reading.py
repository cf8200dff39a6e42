"""The verbs that read a corpus, and `remove`: what they print, where, and what they say when there is nothing.

Comes in: a small corpus. Goes out: data on stdout that programs can parse, words on stderr.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
from pathlib import Path

import pytest

from broadsheet.corpus import Corpus
from tests.cli.conftest import Run
from tests.stories import broadsheet


@pytest.fixture
def first(small: Path) -> str:
    """The id of an article."""
    with Corpus(small) as corpus:
        return next(corpus.rows()).id


def test_list_is_a_line_an_article(run: Run, small: Path) -> None:
    """Tab-separated: id, day, site, language, title, URL."""
    ran = run("-c", small, "list")
    rows = [line.split("\t") for line in ran.out.splitlines()]
    assert (ran.code, ran.err) == (0, "")
    assert {len(row) for row in rows} == {6}
    assert {row[4] for row in rows} == {f"Storm {number} is over" for number in range(5)}


def test_list_can_be_narrowed(run: Run, small: Path) -> None:
    """By words, language and number; as JSON lines every line is an object."""
    assert run("-c", small, "list", "--limit", "2").out.count("\n") == 2
    assert run("-c", small, "list", "--text", '"storm 3"').out.count("\n") == 1
    assert run("-c", small, "list", "--language", "de").out == ""
    lines = run("-c", small, "list", "--format", "jsonl", "--language", "en").out.splitlines()
    assert {json.loads(line)["language"] for line in lines} == {"en"}


def test_show_prints_facts_then_text(run: Run, small: Path, first: str) -> None:
    """Also by the beginning of the id; the text ends with the story."""
    ran = run("-c", small, "show", first[:7])
    with Corpus(small) as corpus:
        article = corpus.get(first)
    assert (ran.code, ran.err) == (0, "")
    assert f"title      {article.title}" in ran.out.splitlines()
    assert ran.out.endswith(f"\n\n{article.text}\n")


def test_show_as_json_is_the_librarys_dict(run: Run, small: Path, first: str) -> None:
    """Byte for byte one line; Markdown begins with the title as a heading."""
    with Corpus(small) as corpus:
        article = corpus.get(first)
    ran = run("-c", small, "show", first, "--format", "json")
    assert json.loads(ran.out) == json.loads(json.dumps(article.to_dict()))
    assert ran.out.count("\n") == 1
    assert f"# {article.title}" in run("-c", small, "show", first, "--format", "markdown").out


@pytest.mark.parametrize("verb", ["show", "explain"])
@pytest.mark.parametrize("id", ["ffffffffffff", "ab", "https://a.example/none", ""])
def test_an_article_that_is_not_there_is_the_callers_mistake(run: Run, small: Path, verb: str, id: str) -> None:
    """Exit 2, one line, no traceback."""
    if verb == "explain" and id in {"", "https://a.example/none"}:
        pytest.skip("explain takes URLs and files too")
    ran = run("-c", small, verb, id)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)


def test_an_article_is_explained_as_a_file_too(run: Run, small: Path, first: str) -> None:
    """Its raw page comes from the archive: the appendix names its bytes and where they came from."""
    ran = run("-c", small, "explain", first, "--format", "html")
    with Corpus(small) as corpus:
        digest = hashlib.sha256(corpus.page(first).body).hexdigest()
    assert (ran.code, ran.err) == (0, "")
    assert digest in ran.out


def test_search_prints_hits_with_their_passage(run: Run, small: Path) -> None:
    """Two lines a hit; as JSON lines with a score; no hit is no error."""
    ran = run("-c", small, "search", '"storm 3"')
    assert (ran.code, ran.err) == (0, "1 found\n")
    assert "[storm 3]" in ran.out
    hits = [json.loads(line) for line in run("-c", small, "search", "--format", "jsonl", "harbour").out.splitlines()]
    assert len(hits) == 5
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)
    none = run("-c", small, "search", "zeppelin")
    assert (none.code, none.out, none.err) == (0, "", "0 found\n")


@pytest.mark.parametrize("query", ['"', "*", "OR", "a AND (", "--", "NEAR(a b)", "'; DROP TABLE x"])
def test_no_query_raises(run: Run, small: Path, query: str) -> None:
    """Whatever is typed is searched for."""
    ran = run("-c", small, "search", "--", query)
    assert ran.code in (0, 2)
    assert "Traceback" not in ran.err


def test_a_date_that_is_none_is_the_callers_mistake(run: Run, small: Path) -> None:
    """Exit 2 for every verb that filters."""
    for verb in (["list"], ["search", "storm"], ["export"]):
        for day in ("yesterday", "01.03.2024", "2024-3", "2024-02-30"):
            ran = run("-c", small, *verb, "--since", day)
            assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)


def test_the_ledger_adds_up(run: Run, small: Path) -> None:
    """Counts, then their sum; rows as JSON lines and as CSV."""
    counts = [line.split() for line in run("-c", small, "ledger").out.splitlines()]
    assert counts == [["5", "article"], ["1", "unreadable"], ["0", "queued"], ["6", "asked", "for"]]
    rows = [json.loads(line) for line in run("-c", small, "ledger", "--format", "jsonl").out.splitlines()]
    assert len(rows) == 6
    table = list(csv.DictReader(io.StringIO(run("-c", small, "ledger", "--csv").out.lstrip("\ufeff"), newline="")))
    assert [row["source"] for row in table] == [row["source"] for row in rows]


@pytest.mark.parametrize("form", ["jsonl", "csv", "markdown"])
def test_export_goes_to_stdout_or_a_file(run: Run, small: Path, tmp_path: Path, form: str) -> None:
    """The same bytes; the count is on stderr."""
    out = run("-c", small, "export", "--format", form)
    assert (out.code, out.err) == (0, "5 articles exported\n")
    filed = run("-c", small, "export", tmp_path / "all.txt", "--format", form)
    assert (filed.code, filed.out) == (0, "")
    assert (tmp_path / "all.txt").read_bytes() == out.out.encode()


def test_export_of_nothing_is_nothing(run: Run, small: Path) -> None:
    """No line of JSON, and exit 0."""
    ran = run("-c", small, "export", "--language", "de")
    assert (ran.code, ran.out, ran.err) == (0, "", "0 articles exported\n")


def test_export_does_not_write_where_it_cannot(run: Run, small: Path, tmp_path: Path) -> None:
    """A folder for CSV, and a folder that is not there, are mistakes: exit 2, one line."""
    for target in (tmp_path, tmp_path / "none" / "all.csv"):
        ran = run("-c", small, "export", target, "--format", "csv")
        assert (ran.code, len(ran.err.splitlines())) == (2, 1)


def test_remove_asks_first(small: Path, tmp_path: Path, first: str) -> None:
    """No answer and `n` remove nothing; `y` and `--yes` do, and print the id."""
    own = shutil.copytree(small, tmp_path / "c")
    for answer in ("", "n\n"):
        refused = broadsheet("-c", own, "remove", first, input=answer)
        assert (refused.returncode, refused.stdout) == (130, "")
    agreed = broadsheet("-c", own, "remove", first, input="y\n")
    assert (agreed.returncode, agreed.stdout) == (0, f"{first}\n")
    with Corpus(own) as corpus:
        assert first not in {article.id for article in corpus.articles()}
        assert corpus.ledger()["article"] == 5


def test_remove_of_nothing_is_the_callers_mistake(run: Run, small: Path) -> None:
    """Exit 2; a corpus that is not there is not made."""
    assert run("-c", small, "remove", "--yes", "nowhere.example").code == 2
    assert run("-c", small.parent / "typo", "remove", "--yes", "a.example").code == 2
    assert not (small.parent / "typo").exists()


@pytest.mark.parametrize("verb", [["list"], ["show", "abcdef"], ["search", "x"], ["export"], ["ledger"]], ids=" ".join)
def test_without_a_corpus_reading_says_what_makes_one(run: Run, tmp_path: Path, verb: list[str]) -> None:
    """Exit 2, one line, and no folder."""
    ran = run("-c", tmp_path / "c", *verb)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert "broadsheet add" in ran.err
    assert not (tmp_path / "c").exists()


def test_the_environment_names_the_corpus(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`BROADSHEET_CORPUS`, overruled by `-c`."""
    monkeypatch.setenv("BROADSHEET_CORPUS", str(small))
    assert run("list").out.count("\n") == 5
    assert run("-c", small.parent / "none", "list").code == 2


def test_doctor_is_0_for_a_healthy_corpus_and_1_for_a_sick_one(run: Run, small: Path, tmp_path: Path) -> None:
    """As lines and as JSON lines; a missing corpus is no fault."""
    states = [json.loads(line) for line in run("-c", small, "doctor", "--format", "jsonl").out.splitlines()]
    if "disk" in {line["what"] for line in states if line["state"] == "bad"}:
        pytest.skip("this machine's disk is full: the doctor is right")
    assert run("-c", small, "doctor").code == 0
    assert run("-c", tmp_path / "none", "doctor").code == 0
    own = shutil.copytree(small, tmp_path / "c")
    (own / "corpus.db").write_bytes(b"no database" * 100)
    ran = run("-c", own, "doctor")
    assert ran.code == 1
    assert "\nbad   database" in ran.out
