"""Exports: what is read back is what was in the corpus, and no target holds half a file.

Comes in: articles made by hand and at random. Goes out: files, streams, folders.
"""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.errors import DiskFull, UsageError
from broadsheet.export import FORMATS, export
from broadsheet.export.markdown import _paragraph
from broadsheet.export.spreadsheet import COLUMNS, cells, guard, unguard
from broadsheet.records import Article, BodyBlock, Role, article_json
from tests.shared import need
from tests.store.samples import article

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
SHARP = st.text(st.sampled_from("=+-@\t\r\n\"' ＝a;,|\u2028\u0085\ufeff"), max_size=6) | TEXT
ARTICLES = st.lists(
    st.builds(
        lambda text, title, authors, url: article(url, text=text, title=title, authors=tuple(authors)),
        SHARP, SHARP | st.none(), st.lists(SHARP, max_size=3), st.none() | TEXT.map("https://a.example/{}".format),
    ),
    max_size=4,
)  # fmt: skip
RISKS = "=+-@\t\r\n＝＋－＠"


def exported(articles: list[Article], format: str, **how: bool) -> bytes:
    """The bytes of an export to a stream."""
    out = io.BytesIO()
    assert export(articles, format, out, **how) == len(articles)
    return out.getvalue()


@given(ARTICLES)
def test_json_lines_read_back_equal(articles: list[Article]) -> None:
    """Each line is one article, whole; no other line ends occur, whoever splits them."""
    data = exported(articles, "jsonl")
    lines = data.decode().splitlines()
    assert [msgspec.json.decode(line, type=Article) for line in lines] == articles
    assert [list(json.loads(line)) for line in lines] == [list(one.to_dict()) for one in articles]
    assert data.count(b"\n") == len(articles)


@given(ARTICLES, st.booleans())
def test_csv_reads_back_equal(articles: list[Article], raw: bool) -> None:
    """RFC 4180 readers find the same cells, once the guards are taken off."""
    text = exported(articles, "csv", raw=raw).decode()
    first, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert tuple(first) == COLUMNS
    assert [[cell if raw else unguard(cell) for cell in row] for row in rows] == [cells(one) for one in articles]


@given(SHARP)
def test_no_cell_can_be_run(text: str) -> None:
    """A guarded cell never begins with a formula, after spaces and quotes either, and nothing is lost."""
    guarded = guard(text)
    bare = guarded.lstrip(' "\ufeff\u2028\u0085')
    assert not bare.startswith(tuple(RISKS))
    assert unguard(guarded) == text


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM", "\t=1", "\r=1", ' "=1', "'=1", "＝1", "\ufeff=1", "\x01=1"]
)
def test_known_formulas_are_guarded(text: str) -> None:
    """The forms of OWASP's list are text to a spreadsheet; the off switch leaves them."""
    one = article(title=text)
    rows = list(csv.reader(io.StringIO(exported([one], "csv").decode(), newline="")))
    assert rows[1][COLUMNS.index("title")] == f"'{text}"
    assert exported([one], "csv", raw=True).decode().count("'") == text.count("'")


def test_every_cell_is_quoted() -> None:
    """Header and rows: quotes around each cell, CR LF at each end, nulls empty."""
    data = exported([article("https://a.example/", text="plain", title=None, lead='say "x"')], "csv").decode()
    head, row, end = data.split("\r\n")
    assert head == ",".join(f'"{name}"' for name in COLUMNS)
    assert row.count('","') == len(COLUMNS) - 1
    assert ',"","say ""x""",' in row
    assert end == ""


def test_markdown_shows_the_article() -> None:
    """Facts in front as YAML in its JSON form; then title, lead and body by role."""
    roles = [Role.LEAD, Role.PARAGRAPH, Role.SUBHEADING, Role.LIST_ITEM, Role.LIST_ITEM, Role.QUOTE, Role.PREFORMATTED]
    body = tuple(BodyBlock(role, f"{role} <b> 1*2") for role in roles)
    front, text = exported([article(body=body)], "markdown").decode().removeprefix("---\n").split("\n---\n")
    facts = dict(line.split(": ", 1) for line in front.splitlines())
    assert json.loads(facts["title"]) == "Harbour reopens"
    assert json.loads(facts["authors"]) == ["Ann Writer", "José Núñez"]
    assert text.strip().split("\n\n") == [
        "# Harbour reopens",
        r"**lead \<b\> 1\*2**",
        r"paragraph \<b\> 1\*2",
        r"## subheading \<b\> 1\*2",
        r"- list\_item \<b\> 1\*2" + "\n" + r"- list\_item \<b\> 1\*2",
        r"> quote \<b\> 1\*2",
        "    preformatted <b> 1*2",
    ]


@given(SHARP)
def test_front_matter_is_one_line_a_fact(title: str) -> None:
    """No title leaves its line or its quotes."""
    front = exported([article(title=title)], "markdown").decode().split("\n---\n")[0].splitlines()
    facts = dict(line.split(": ", 1) for line in front[1:])
    assert json.loads(facts["title"]) == title


def test_text_that_looks_like_markup_stays_text() -> None:
    """What Markdown would take for a list, a heading or an entity is escaped."""
    texts = ["# no heading", "1. no list", "- no list", "> no quote", "&copy; no sign", "a_b", "![no](image)"]
    body = tuple(BodyBlock(Role.PARAGRAPH, text) for text in texts)
    shown = exported([article(body=body, title=None)], "markdown").decode().split("---\n\n")[1].split("\n\n")
    assert [line.strip() for line in shown] == [
        r"\# no heading", r"1\. no list", r"\- no list", r"\> no quote", r"\&copy; no sign", r"a\_b", r"!\[no\](image)",
    ]  # fmt: skip


def test_numbered_items_are_a_numbered_list_where_markdown_counts_alike() -> None:
    """A renderer counts on from the first item, so an item out of turn keeps its number as text."""
    texts = ["3. Knead_it", "4. Bake", "9. Eat", "10. Wash", "c. Rest", "5.5 kg"]
    body = tuple(BodyBlock(Role.LIST_ITEM, text) for text in texts)
    shown = exported([article(body=body, title=None)], "markdown").decode().split("---\n\n")[1]
    assert shown.splitlines() == [r"3. Knead\_it", "4. Bake", r"- 9\. Eat", "10. Wash", "- c. Rest", r"- 5\.5 kg"]


def test_a_folder_of_markdown_is_named_by_ids(tmp_path: Path) -> None:
    """One file an article; neither title nor a strange id makes a name."""
    made = [article(title="../../etc/passwd"), article(None, id="../../up"), article(None, id="CON")]
    assert export(made, "markdown", tmp_path / "out") == 3
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert f"{made[0].id}.md" in names
    assert all(len(name) == 19 and name.endswith(".md") for name in names)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_naughty_titles_stay_in_their_files(tmp_path: Path) -> None:
    """Each of the public naughty strings as a title, in every format: read back, and written nowhere else."""
    strings = json.loads((need("suites", 515) / "naughty-strings.json").read_bytes())
    made = [article(f"https://a.example/{n}", title=text) for n, text in enumerate(strings)]
    for name in FORMATS:
        export(made, name, tmp_path / name / "all" if name == "markdown" else tmp_path / name)
    lines = (tmp_path / "jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["title"] for line in lines] == strings
    with (tmp_path / "csv").open(encoding="utf-8", newline="") as file:
        assert [unguard(row["title"]) for row in csv.DictReader(file)] == strings
    assert len(list((tmp_path / "markdown" / "all").iterdir())) == 515
    assert sorted(path.name for path in tmp_path.iterdir()) == ["csv", "jsonl", "markdown"]


def test_a_link_at_the_target_is_replaced_not_followed(tmp_path: Path) -> None:
    """What a link pointed to stays as it was."""
    (tmp_path / "secret").write_text("mine")
    (tmp_path / "out.jsonl").symlink_to(tmp_path / "secret")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / f"{article().id}.md").symlink_to(tmp_path / "secret")
    export([article()], "jsonl", tmp_path / "out.jsonl")
    export([article()], "markdown", folder)
    assert (tmp_path / "secret").read_text() == "mine"
    assert not (tmp_path / "out.jsonl").is_symlink()


def test_an_interrupted_export_leaves_the_old_file(tmp_path: Path) -> None:
    """The file is the old one or the new one, and no temporary file stays."""

    def interrupted() -> Iterator[Article]:
        yield article()
        raise KeyboardInterrupt

    (tmp_path / "out.csv").write_text("old")
    with pytest.raises(KeyboardInterrupt):
        export(interrupted(), "csv", tmp_path / "out.csv")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_a_full_device_is_told() -> None:
    """No room at the target is `DiskFull`, with the target's name."""
    if not os.access("/dev/full", os.W_OK):
        pytest.skip("no /dev/full")
    with pytest.raises(DiskFull, match="/dev/full"):
        export([article()], "jsonl", "/dev/full")


def test_text_and_byte_streams_get_the_same() -> None:
    """A text stream, with or without bytes below it, is as good as a stream of bytes."""
    text, below = io.StringIO(newline=""), io.BytesIO()
    wrapped = io.TextIOWrapper(below, encoding="ascii")
    assert export([article()], "csv", text) == export([article()], "csv", wrapped) == 1
    assert text.getvalue().encode() == below.getvalue() == exported([article()], "csv")


def test_standard_output_keeps_its_order() -> None:
    """What was printed before an export stands before it."""
    script = (
        "import sys; from broadsheet.export import export; from tests.store.samples import article;"
        "print('before'); export([article()], 'jsonl', sys.stdout); print('after')"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, cwd=Path(__file__).parents[2])
    assert [line[:6] for line in ran.stdout.splitlines()] == [b"before", b'{"sche', b"after"]


def test_unfit_text_is_made_fit() -> None:
    """An article that never was in a corpus may hold what UTF-8 cannot; the export is valid all the same."""
    for name in FORMATS:
        assert "\ufffd" in exported([article(title="a\ud800\0b")], name).decode()


def test_an_unknown_format_and_a_folder_for_one_file_are_refused(tmp_path: Path) -> None:
    """Both messages say what is possible."""
    with pytest.raises(UsageError, match="jsonl, csv, markdown"):
        export([], "xlsx", tmp_path / "x")
    with pytest.raises(UsageError, match="is a folder"):
        export([], "csv", tmp_path)


def test_a_speaker_is_named_once() -> None:
    """In bold before what is said, or by the text itself."""
    before = BodyBlock(Role.PARAGRAPH, "It turns.", speaker="Ada Quay")
    within = BodyBlock(Role.PARAGRAPH, "Ada Quay: It turns.", speaker="Ada Quay")
    assert [_paragraph(block) for block in (before, within)] == ["**Ada Quay:** It turns.", "Ada Quay: It turns."]


@given(st.text(), st.dictionaries(st.text(), st.text()))
def test_json_is_made_the_short_way(text: str, signals: dict[str, str]) -> None:
    """Byte for byte what `to_dict` gives, in lines and in the store."""
    made = msgspec.structs.replace(article(), text=text, signals=signals, body=(BodyBlock(Role.PARAGRAPH, text),))
    assert article_json(made) == msgspec.json.encode(made.to_dict())
