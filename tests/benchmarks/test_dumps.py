"""`python -m benchmarks.dumps`: what the systems are given, and the command as users run it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from benchmarks.datasets import Sample
from benchmarks.dumpers import element_lines
from benchmarks.dumps import as_page, dumped, parsed, text_of

from tests.extract.pages import STORY
from tests.shared import need
from tests.sources import ROOT


def test_a_peer_is_given_a_paragraph_a_line() -> None:
    """Blank lines left out, signs of markup escaped, the language declared."""
    page = as_page("Ferry & mill\n\n" + "\n".join(STORY), wrapped=False)
    assert "<p>Ferry &amp; mill</p>" in page
    assert page.count("<p>") == 1 + len(STORY)
    assert '<html lang="en">' in page


def test_of_wrapped_lines_a_peer_is_given_the_paragraphs() -> None:
    """What stands between blank lines is one."""
    assert "<p>The tide\tmill</p>".replace("\t", " ") in as_page("The tide\nmill\n\nturns", wrapped=True)


def test_a_page_becomes_a_dump_with_the_same_reference() -> None:
    """Only the page changes; a page without text is none."""
    html = "".join(f"<p>{text}</p>" for text in STORY).encode()
    sample = Sample("1", None, html, "\n".join(STORY), {})
    page = parsed(sample)
    assert page is not None
    (dump,) = dumped([(sample, page)], element_lines)
    assert (dump.id, dump.text, dump.html.decode()) == (sample.id, sample.text, "\n".join(STORY))
    assert parsed(Sample("2", None, b" ", "", {})) is None


def test_our_text_of_a_dump() -> None:
    """The paragraphs of a story under a menu; nothing of a dump without one."""
    dump = "Home\nNews\nTides\n\nTide mill turns\n\n" + "\n\n".join(STORY)
    assert STORY[0] in text_of(dump.encode(), None)
    assert text_of(b"Home\nNews\n", None) == ""


@pytest.mark.data
def test_the_command_prints_a_row_a_dumper() -> None:
    """Two pages, broadsheet alone."""
    need("data", 1)
    command = [sys.executable, "-m", "benchmarks.dumps", "publishers-dev", "--ours", "--shipped", "--sample", "2"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "## publishers-dev as text dumps, 2 pages" in done.stdout
    for name in ("innerText", "element lines", "wrapped", "indented"):
        assert f"\n| {name} | broadsheet | 0." in done.stdout or f"\n| {name} | broadsheet | 1." in done.stdout
