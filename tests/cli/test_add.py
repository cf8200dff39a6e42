"""`add`: exit codes of every kind, one line an outcome, failures named, what to set told.

Comes in: saved pages, a newspaper, streams. Goes out: exit codes and both streams.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet.corpus import Corpus
from broadsheet.demo import Newspaper, open_newspaper
from tests.cli.conftest import Run
from tests.faults import FaultServer, reply
from tests.sources import ROOT
from tests.stories import broadsheet, dump, folder_of, page

LOCAL = ("--allow-private", "--min-gap", "0")
WALL = b"<title>Log in</title><form><p>Please log in to read on.</p><input type=password name=p></form>"


@pytest.fixture(scope="module")
def paper() -> Iterator[Newspaper]:
    """An open newspaper."""
    with open_newspaper() as opened:
        yield opened


def test_all_done_is_0(run: Run, tmp_path: Path) -> None:
    """One line an article on stdout, the sum on stderr, nothing else; the same again is 0 too."""
    folder = folder_of(tmp_path / "saved", 2)
    first = run("-c", tmp_path / "c", "add", folder)
    assert (first.code, first.err) == (0, "2 inputs: 2 article\n")
    assert [line.split("\t")[0] for line in first.out.splitlines()] == ["article", "article"]
    assert {line.split("\t")[3] for line in first.out.splitlines()} == {"Storm 0 is over", "Storm 1 is over"}
    again = run("-c", tmp_path / "c", "add", folder)
    assert (again.code, again.err) == (0, "2 inputs: 2 duplicate_url\n")


def test_usage_is_2(run: Run, tmp_path: Path) -> None:
    """Nothing to add, an unknown option, a list that is not there, a wrong setting: told, nothing made."""
    for arguments in ([], ["--nonsense"], ["-i", tmp_path / "none"], ["--workers", "0", "x"], ["--as", "pdf", "x"]):
        ran = run("-c", tmp_path / "c", "add", *arguments)
        assert (ran.code, ran.out) == (2, ""), ran.err
        assert ran.err
    (tmp_path / "c").mkdir(exist_ok=True)
    (tmp_path / "c" / "corpus.toml").write_text("[fetch]\ngap = 1", encoding="utf-8")
    assert run("-c", tmp_path / "c", "add", "x").code == 2


def test_some_failed_is_3_and_they_are_named(run: Run, tmp_path: Path) -> None:
    """The failures stand on stderr with reason and name, though stdout goes elsewhere."""
    folder = folder_of(tmp_path / "saved", 1, wall=WALL)
    ran = run("-c", tmp_path / "c", "add", folder, tmp_path / "none.html")
    assert ran.code == 3
    assert f"ERROR unreadable {tmp_path / 'none.html'}: " in ran.err
    assert f"ERROR login_wall {folder / 'wall.html'}: " in ran.err
    assert len(ran.out.splitlines()) == 3


def test_nothing_extracted_is_4(run: Run, tmp_path: Path) -> None:
    """Only failures."""
    assert run("-c", tmp_path / "c", "add", tmp_path / "none.html", "ftp://a.example/").code == 4


def test_nothing_but_refusals_is_5(run: Run, paper: Newspaper, tmp_path: Path) -> None:
    """A private address and a denied path, neither asked for; refusals beside articles are 0."""
    before = len(paper.requests)
    assert run("-c", tmp_path / "c", "add", paper.urls[0]).code == 5
    assert len(paper.requests) == before
    assert run("-c", tmp_path / "c", "add", *LOCAL, *paper.denied).code == 5
    ran = run("-c", tmp_path / "c", "add", *LOCAL, paper.urls[0], *paper.denied)
    assert ran.code == 0
    assert "1 robots_denied" in ran.err
    assert not set(paper.denied) & set(paper.requests)


def test_every_page_of_a_newspaper_gets_its_outcome(run: Run, paper: Newspaper, tmp_path: Path) -> None:
    """As JSON lines, one an input: its name, then the library's words."""
    ran = run("-c", tmp_path / "c", "add", *LOCAL, "--as", "page", "--format", "jsonl", *paper.urls)
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 3
    assert {line.pop("source") for line in lines} == set(paper.urls)
    assert sum(line["ok"] for line in lines) == 10
    with Corpus(tmp_path / "c") as corpus:
        stored = {article.id: json.loads(json.dumps(article.to_dict())) for article in corpus.articles()}
    assert {line["id"]: line for line in lines if line["ok"]} == stored


AUDITED = """
import sys
events = []
sys.addaudithook(lambda event, _: events.append(event) if event.startswith("socket.") else None)
from broadsheet.cli import main
try:
    main(sys.argv[1:])
finally:
    print([event for event in events if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto")])
"""


def test_without_a_contact_nothing_leaves_this_machine(tmp_path: Path) -> None:
    """A public URL: exit 2, told how to set it, no name looked up and no connection tried, says the audit hook."""
    command = [sys.executable, "-c", AUDITED, "-c", str(tmp_path), "add", "https://paper.example/story"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (ran.returncode, ran.stdout) == (2, "[]\n")
    assert "corpus.toml" in ran.stderr
    assert "BROADSHEET_CONTACT" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


def test_a_gap_of_0_is_for_loopback_only(run: Run, tmp_path: Path) -> None:
    """Nobody else's server is asked without a pause."""
    ran = run("-c", tmp_path / "c", "add", "--contact", "desk@a.example", "--min-gap", "0", "https://paper.example/")
    assert ran.code == 2
    assert "loopback" in ran.err


def test_the_contact_is_sent_and_not_kept(run: Run, tmp_path: Path) -> None:
    """`--contact` names the operator in the User-Agent; a corpus may be published, so its database does not."""
    with FaultServer({"/story": reply(page(1))}) as server:
        ran = run("-c", tmp_path / "c", "add", *LOCAL, "--contact", "desk@paper.example", server.url("/story"))
        assert ran.code == 0
        assert {asked.field("user-agent") for asked in server.log} == {"broadsheet/0.1.0 (+desk@paper.example)"}
    assert b"desk@paper.example" not in (tmp_path / "c" / "corpus.db").read_bytes()


def test_lists_and_streams_are_sources(run: Run, tmp_path: Path) -> None:
    """`-i FILE` twice; the ledger keeps which list named an input."""
    folder = folder_of(tmp_path / "saved", 4)
    files = sorted(folder.iterdir())
    for number in (0, 1):
        names = [str(file) for file in files[2 * number : 2 * number + 2]]
        (tmp_path / f"list{number}").write_text("\n".join(["# pages", "", *names]), encoding="utf-8")
    assert run("-c", tmp_path / "c", "add", "-i", tmp_path / "list0", "-i", tmp_path / "list1").code == 0
    with Corpus(tmp_path / "c") as corpus:
        assert [row.origin for row in corpus.ledger_rows()] == [str(tmp_path / f"list{n}") for n in (0, 0, 1, 1)]


@pytest.mark.parametrize("how", [["-"], ["-i", "-"]], ids=" ".join)
def test_standard_input_is_a_page_or_a_list(tmp_path: Path, how: list[str]) -> None:
    """A page, a dump, names: told apart by content."""
    (tmp_path / "saved.html").write_bytes(page(3))
    for number, data in enumerate((page(1), dump(2), f"{tmp_path / 'saved.html'}\n".encode())):
        ran = broadsheet("-c", tmp_path / f"c{number}", "add", *how, input=data, encoding=None)
        assert ran.returncode == 0, ran.stderr
        assert ran.stdout.startswith(b"article\t")  # type: ignore[arg-type]


def test_a_form_can_be_forced(run: Run, tmp_path: Path) -> None:
    """`--as text` reads a page as the text it is."""
    (tmp_path / "dump.txt").write_bytes(dump(1).replace(b"storm", b"<b>storm</b>"))
    assert run("-c", tmp_path / "c", "add", "--as", "text", tmp_path / "dump.txt").code == 0
    with Corpus(tmp_path / "c") as corpus:
        assert [row.kind for row in corpus.ledger_rows()] == ["text"]


def test_quiet_says_nothing_but_failures(run: Run, tmp_path: Path) -> None:
    """With `-q` stdout is empty, and stderr has what failed."""
    ran = run("-q", "-c", tmp_path / "c", "add", folder_of(tmp_path / "saved", 2), tmp_path / "none")
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1
    assert "unreadable" in ran.err


def test_log_lines_can_be_json(run: Run, tmp_path: Path) -> None:
    """`--log-format json`: every log line is an object with time, level and message."""
    ran = run("-q", "--log-format", "json", "-c", tmp_path / "c", "add", tmp_path / "a\x1b]0;b", tmp_path / "none")
    lines = [json.loads(line) for line in ran.err.splitlines()]
    assert [line["level"] for line in lines] == ["ERROR", "ERROR"]
    assert all({"time", "logger", "message"} <= set(line) for line in lines)


def test_a_file_with_a_name_that_is_no_utf8_is_added(tmp_path: Path) -> None:
    """It is an article; a broken one is named with its bytes escaped, as text and as JSON."""
    name = bytes(tmp_path) + b"/Zo\xeb"
    try:
        with open(name + b".html", "wb") as file:  # noqa: PTH123  a path cannot be made of bytes
            file.write(page(1))
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    arguments = ["-c", str(tmp_path / "c"), "add", "--format", "jsonl", name + b".html", name + b"-none.html"]
    ran = broadsheet(
        *(
            argument if isinstance(argument, str) else argument.decode("utf-8", "surrogateescape")
            for argument in arguments
        )
    )
    article, missing = sorted((json.loads(line) for line in ran.stdout.splitlines()), key=lambda line: not line["ok"])
    assert article["ok"]
    assert missing["url"].endswith("Zo\\xeb-none.html") or missing["url"].endswith("Zo\\udceb-none.html")
    assert ran.returncode == 3


def test_a_page_cannot_write_to_the_terminal(run: Run, tmp_path: Path) -> None:
    """Control characters of a title or file name are escaped, in outcomes and in errors."""
    (tmp_path / "a.html").write_bytes(page(1).replace(b"Storm 1", b"\x1b]0;owned\x07\xc2\x9b5mStorm"))
    ran = run("-c", tmp_path / "c", "add", tmp_path / "a.html", tmp_path / "b\x1b[2J")
    assert ran.code == 3
    assert "\x1b" not in ran.out + ran.err
    assert "\x9b" not in ran.out + ran.err
    assert "0;owned" in ran.out
    assert "b\\x1b[2J" in ran.out


def test_what_was_left_queued_is_taken_up(run: Run, tmp_path: Path) -> None:
    """`--resume` needs no source: an input of an interrupted run comes to its outcome."""
    with FaultServer({"/story": reply(page(1))}) as server:
        command = ["-c", tmp_path / "c", "add", *LOCAL]
        assert run(*command, tmp_path / "none").code == 4
        db = sqlite3.connect(tmp_path / "c" / "corpus.db")
        db.execute(
            "INSERT INTO inputs (key, kind, source, site, origin, state, added_at, updated_at)"
            " VALUES ('x', 'url', ?, '127.0.0.1', 'argument', 'queued', '', '')", (server.url("/story"),)
        )  # fmt: skip
        db.commit()
        db.close()
        ran = run(*command, "--resume")
    assert ran.code == 0, ran.err
    assert ran.err == "1 inputs: 1 article\n"


def test_a_missing_engine_is_told_before_anything_is_done(tmp_path: Path) -> None:
    """`--engine trafilatura` without the extra: exit 2, what to install, no page touched."""
    (tmp_path / "trafilatura.py").write_text("raise ImportError('not here')", encoding="utf-8")
    folder = folder_of(tmp_path / "saved", 1)
    command = ["-c", tmp_path / "c", "add", "--engine", "trafilatura", folder]
    ran = broadsheet(*command, environment={"PYTHONPATH": str(tmp_path)})
    assert ran.returncode == 2, ran.stderr
    assert "broadsheet[trafilatura]" in ran.stderr
    assert ran.stdout == ""
