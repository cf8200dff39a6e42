"""Folders of saved pages: what in them is a page, in which order, and where walking ends.

Comes in: folders made by hand. Goes out: the pages found.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from broadsheet.records import Dropped
from broadsheet.source import named, shown, what_lies_at
from broadsheet.source.files import pages_in, read_file
from tests.sources import ROOT
from tests.stories import page


def tree(folder: Path, *names: str) -> list[str]:
    """The names, made as files under a folder, that count as pages."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"<p>x</p>")
    return [path.relative_to(folder).as_posix() for path in pages_in(folder)]


def test_folders_are_walked_in_name_order(tmp_path: Path) -> None:
    """The files of a folder first, then its folders: the same order on every machine."""
    assert tree(tmp_path, "b/2.html", "b/1.html", "a/1.html", "z.html", "A.html", "b/c/3.html") == [
        "A.html", "z.html", "a/1.html", "b/1.html", "b/2.html", "b/c/3.html",
    ]  # fmt: skip


def test_only_saved_pages_count(tmp_path: Path) -> None:
    """By suffix, in any case; a name without one counts, and one with a query as wget writes it; web archives, too."""
    pages = ["a.HTML", "b.htm", "c.php", "d.txt", "e.xhtml", "index.html?p=1.2", "k.html.gz", "l.warc", "m.zip", "name"]
    assert tree(tmp_path, *pages, "f.png", "g.css", "h.js", "i.json", "o.gz", "p.docx") == sorted(pages)


@pytest.mark.parametrize(
    "head", [b"<!DOCTYPE html>", b"\xef\xbb\xbf\n<html lang=en>", b"<?xml version='1.0'?>\n<html>"]
)
def test_what_begins_as_html_counts_whatever_it_is_called(tmp_path: Path, head: bytes) -> None:
    """`story.html.1`, and a story with a number for a suffix."""
    for name in ("story.html.1", "story.2024"):
        (tmp_path / name).write_bytes(head + page(1))
    assert tree(tmp_path) == ["story.2024", "story.html.1"]


def test_hidden_names_and_page_parts_are_passed_over(tmp_path: Path) -> None:
    """Editors' files, version control, and what browsers save beside a page."""
    names = ["story.html", ".story.html", ".git/x.html", "story_files/ad.html", "Seite-Dateien/ad.html"]
    assert tree(tmp_path, *names) == ["story.html"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_do_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    """A link within is followed, one to outside or to a folder is not, and a dangling one is told."""
    folder, outside = tmp_path / "in", tmp_path / "secret.html"
    outside.write_bytes(b"<p>secret</p>")
    tree(folder, "a.html")
    (folder / "b.html").symlink_to(folder / "a.html")
    (folder / "c.html").symlink_to(outside)
    (folder / "d").symlink_to(tmp_path)
    (folder / "e.html").symlink_to(folder / "none.html")
    assert [path.name for path in pages_in(folder)] == ["a.html", "b.html", "e.html"]
    assert isinstance(read_file(folder / "e.html", 100), Dropped)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    """Reading it would never end."""
    os.mkfifo(tmp_path / "pipe.html")
    assert tree(tmp_path, "a.html") == ["a.html"]
    assert what_lies_at(tmp_path / "pipe.html") == "other"


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    """No source, no outcome."""
    assert list(named([str(tmp_path)], "argument", 100)) == []


CLOSED = """
import os, sys
from pathlib import Path
from broadsheet.source import named
os.chdir(sys.argv[1])
if os.geteuid() == 0:
    os.setuid(65534)
for source in named(["."], "argument", 100):
    print(source.name, getattr(source.item, "evidence", "page"))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no folder modes")
def test_what_may_not_be_read_is_told() -> None:
    """A closed file, and a folder that cannot be listed, are outcomes, not gaps."""
    with TemporaryDirectory() as name:  # unlike `tmp_path`, in a folder that everybody may enter
        folder = Path(name)
        tree(folder, "a.html", "b.html", "closed/c.html")
        folder.chmod(0o755)
        (folder / "b.html").chmod(0)
        (folder / "closed").chmod(0)
        command = [sys.executable, "-c", CLOSED, name]
        ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
        (folder / "closed").chmod(0o755)
    assert ran.stdout.splitlines() == [
        "a.html page", "b.html b.html: Permission denied", "closed closed: Permission denied",
    ], ran.stderr  # fmt: skip


def test_a_name_tells_what_lies_there(tmp_path: Path) -> None:
    """Folder, file, nothing; a name that no file can have is nothing."""
    (tmp_path / "file").touch()
    assert [what_lies_at(path) for path in (tmp_path, tmp_path / "file", tmp_path / "none")] == ["folder", "file", None]
    assert {what_lies_at(name) for name in ("a" * 5000, "a\0b", "https://a.example/" + "b" * 300)} == {None}


def test_a_name_that_is_no_utf8_can_be_shown() -> None:
    """Its bytes are escaped."""
    assert shown("Zoë \udcff.html") == "Zoë \\udcff.html"
