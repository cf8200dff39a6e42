"""`python -m benchmarks.metadata` as a developer runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.metadata.__main__ import ours
from benchmarks.metadata.claims import read

from tests.extract.pages import STORY
from tests.sources import ROOT


def test_what_broadsheet_says_is_told_in_the_form_of_all_systems() -> None:
    """A page without an article has no claims."""
    prose = "".join(f"<p>{text}</p>" for text in STORY)
    meta = '<meta name=author content="Ada Reed"><meta property="article:published_time" content="2026-03-01">'
    page = f"<html><head>{meta}</head><body><article><h1>Tide mill turns</h1>{prose}</article></body></html>"
    claims = read(ours(page.encode(), "https://gull.example/2026/mill"))
    assert (claims.title, claims.authors, claims.published) == ("Tide mill turns", ("Ada Reed",), "2026-03-01")
    assert ours(b"<p>short</p>", None) == ""


@pytest.mark.parametrize("arguments", [["no-such-set"], ["--systems", "none"]])
def test_a_mistake_is_said(arguments: list[str], tmp_path: Path) -> None:
    """One line that says what is known; no traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.metadata", *arguments],
        cwd=ROOT,
        env={**os.environ, "BROADSHEET_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "publishers-dev" in done.stderr or "known: broadsheet" in done.stderr
