"""`python -m benchmarks` as users run it, on a file of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sources import ROOT

TEXT = "The ferry to the island left the harbour late, as its captain told the council on Monday morning."
PAGE = f"<html lang=en><title>Ferry</title><article><h1>Ferry late again</h1>{f'<p>{TEXT}</p>' * 5}</article>"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture
def pages(tmp_path: Path) -> str:
    """Three pages in a file."""
    path = tmp_path / "own.jsonl"
    rows = [{"html": PAGE, "url": f"https://harbour.example/{n}", "text": TEXT} for n in range(3)]
    path.write_text("\n".join(json.dumps(row) for row in rows))
    return str(path)


def test_own_pages_are_measured(pages: str, tmp_path: Path) -> None:
    """A table on stdout, all results as JSON, no figure where none is wanted."""
    target = tmp_path / "results.json"
    done = run(pages, "--systems", "broadsheet", "--sample", "2", "--no-plot", "--json", str(target))
    assert done.returncode == 0, done.stderr
    assert f"## {pages}, 2 pages\n\n| system | shingle F1 |" in done.stdout
    (results,) = json.loads(target.read_text()).values()
    assert [result["system"] for result in results] == ["parse alone", "broadsheet"]
    assert results[1]["errors"] == {}
    assert len(results[1]["word_f1"]) == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["no-such-set"], "Error: no-such-set: there is no such file; name a set or a .parquet"),
        (["--systems", "news-pleas"], "news-pleas; known: broadsheet, trafilatura"),
        (["--sample", "0"], "'--sample'"),
    ],
)
def test_a_mistake_is_said(arguments: list[str], words: str) -> None:
    """One line that says what, where and what to do; no traceback."""
    done = run(*arguments)
    assert done.returncode != 0
    assert words in done.stderr
    assert "Traceback" not in done.stderr
