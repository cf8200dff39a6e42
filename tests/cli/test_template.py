"""`template` and `reextract` as a user types them.

Comes in: a corpus of two invented newspapers. Goes out: lines, JSON, exit codes.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.papers import POLICY, noun, paper_dump, papers_of


@pytest.fixture
def corpus(run: Run, tmp_path: Path) -> Path:
    """Four stories of each site."""
    assert run("-q", "-c", tmp_path / "c", "add", papers_of(tmp_path / "saved", 8)).code == 0
    return tmp_path / "c"


def test_template_is_a_line_a_text(run: Run, corpus: Path) -> None:
    """Stories, article, words; a summary on stderr."""
    ran = run("-c", corpus, "template", "gull.example")
    (line,) = ran.out.splitlines()
    pages, id, text = line.split("\t")
    assert (ran.code, pages, len(id), text) == (0, "4", 16, POLICY)
    assert ran.err == "1 texts recur on 4 stories of gull.example\n"


def test_addresses_of_pages_are_no_template(run: Run, tmp_path: Path) -> None:
    """Four dumps whose addresses differ by a number."""
    for number in range(4):
        dump = (
            paper_dump(number).decode().replace(f"example/{noun(number)}", f"example/open-again-{4000 + number}.html")
        )
        (tmp_path / f"{number}.txt").write_text(dump, "utf-8")
    dumps = sorted(tmp_path.glob("*.txt"))
    assert run("-q", "-c", tmp_path / "c", "add", *dumps).code == 0
    lines = run("-c", tmp_path / "c", "template", "gull.example").out.splitlines()
    assert [line.split("\t")[2] for line in lines] == [POLICY]


def test_template_as_json_is_one_object(run: Run, corpus: Path) -> None:
    """With the site and the stories looked at."""
    found = json.loads(run("-c", corpus, "template", "heron.example", "--format", "json").out)
    assert (found["site"], found["pages"]) == ("heron.example", 4)
    assert [(text["pages"], text["text"]) for text in found["texts"]] == [(4, POLICY)]


def test_template_of_an_unknown_site_is_a_usage_error(run: Run, corpus: Path) -> None:
    """One line, exit 2."""
    ran = run("-c", corpus, "template", "egret.example")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_reextract_names_what_changed(run: Run, corpus: Path) -> None:
    """A line for each of the first two of both sites; the second time none."""
    ran = run("-c", corpus, "reextract")
    rows = [line.split("\t") for line in ran.out.splitlines()]
    assert (ran.code, ran.err) == (0, "8 articles: 4 changed, 4 unchanged\n")
    assert {(row[0], row[3]) for row in rows} == {("changed", "-1 +0 blocks, text, stripped, signals, provenance")}
    assert run("-c", corpus, "reextract").out == ""


def test_reextract_as_json_lines_has_the_words(run: Run, corpus: Path) -> None:
    """Of one site, every article."""
    ran = run("-c", corpus, "reextract", "--site", "gull.example", "--all", "--format", "jsonl")
    found = [json.loads(line) for line in ran.out.splitlines()]
    assert sorted(one["state"] for one in found) == ["changed", "changed", "unchanged", "unchanged"]
    assert [one["removed"] for one in found if one["state"] == "changed"] == [[POLICY]] * 2


def test_reextract_without_raw_pages_fails_and_keeps_all(run: Run, corpus: Path) -> None:
    """Exit 4 where none could be read; the articles are still there."""
    shutil.rmtree(corpus / "warc")
    ran = run("-c", corpus, "reextract")
    assert (ran.code, ran.out.count("lost\t")) == (4, 8)
    assert run("-c", corpus, "list").out.count("\n") == 8


def test_explain_tells_of_the_template(run: Run, corpus: Path) -> None:
    """With the number of pages."""
    id = run("-c", corpus, "list").out[:16]
    assert "seen on 4 of 4 pages of this site" in run("-c", corpus, "explain", id).out
