"""The command line as a whole: help, version, completion, streams, colours, the terminal, the demo.

Comes in: every verb, pipes and pseudo-terminals. Goes out: what a person or a script sees.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

import pytest

from broadsheet.cli import VERBS, cli
from broadsheet.corpus import Corpus
from broadsheet.version import VERSION
from tests.cli.conftest import Run
from tests.stories import SCRIPT, broadsheet, folder_of, page

HEAVY = ("numpy", "requests", "selectolax", "urllib3", "warcio", "sqlite3", "rich", "broadsheet.records")
NOT_SLOWER = 6
"""Times of `import click`, as the median of some runs: generous, two in fact."""

pty = pytest.importorskip("pty")


def on_terminal(*arguments: str | Path, stdout: IO[str] | None = None, **environment: str) -> str:
    """All that a command writes to a terminal of 100 columns: stderr, and stdout unless it goes elsewhere."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", SCRIPT, *map(str, arguments)]
    settings = {**os.environ, "TERM": "xterm", "COLUMNS": "100", **environment}
    with subprocess.Popen(command, stdin=theirs, stdout=stdout or theirs, stderr=theirs, env=settings) as child:
        os.close(theirs)
        said = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError as error:  # Linux says so when the other side is closed
                if error.errno != errno.EIO:
                    raise
                piece = b""
            if not piece:
                break
            said += piece
        assert child.wait(60) is not None
    os.close(ours)
    return said.decode()


@pytest.mark.parametrize("verb", [None, *VERBS])
def test_every_verb_has_help(run: Run, verb: str | None) -> None:
    """`--help` and `-h`: exit 0, on stdout, with a line for every option."""
    for flag in ("--help", "-h"):
        ran = run(*filter(None, (verb, flag)))
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith("Usage: broadsheet")
    if verb is None:
        assert all(f"\n  {name} " in ran.out for name in VERBS)
    else:
        command = cli.get_command(None, verb)  # type: ignore[arg-type]
        assert command is not None
        assert all(
            max(parameter.opts, key=len) in ran.out for parameter in command.params if parameter.opts[0][0] == "-"
        )


def test_help_imports_nothing_heavy() -> None:
    """Neither for the whole nor for a verb."""
    script = (
        "import sys; from broadsheet.cli import main\ntry: main(sys.argv[1:])\n"
        f"finally: print([name for name in {HEAVY} if name in sys.modules])"
    )
    for arguments in (["--help"], ["add", "--help"], ["explain", "--help"], ["--version"], ["completion", "fish"]):
        ran = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=False)
        assert (ran.returncode, ran.stdout.splitlines()[-1]) == (0, "[]"), arguments


def test_help_is_fast() -> None:
    """Compared with a bare `import click`, measured in turn so that a busy machine is busy for both."""
    commands = [[sys.executable, "-c", "import click"], [sys.executable, "-c", SCRIPT, "--help"]]
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(7):
        for command, taken in zip(commands, times, strict=True):
            begun = time.perf_counter()
            subprocess.run(command, capture_output=True, check=True)
            taken.append(time.perf_counter() - begun)
    assert statistics.median(times[1]) <= NOT_SLOWER * statistics.median(times[0])


def test_the_version_is_told(run: Run) -> None:
    """On stdout."""
    assert run("--version").out == f"broadsheet, version {VERSION}\n"


@pytest.mark.parametrize("arguments", [["nonsense"], ["--nonsense"], ["list", "--nonsense"], ["show"]], ids=" ".join)
def test_usage_mistakes_are_2_and_told(run: Run, arguments: list[str]) -> None:
    """On stderr, with the usage."""
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "Usage:" in ran.err


def test_no_verb_shows_the_help(run: Run) -> None:
    """And is a usage mistake."""
    ran = run()
    assert ran.code == 2
    assert "Commands:" in ran.out + ran.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_are_accepted_by_their_shells(shell: str) -> None:
    """They are there, name our program, and parse."""
    ran = broadsheet("completion", shell)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "_BROADSHEET_COMPLETE" in ran.stdout
    program = shutil.which(shell)
    if program is None and shell != "bash":
        pytest.skip(f"{shell} is not installed: its script was not parsed")
    assert subprocess.run([program or "bash", "-n"], input=ran.stdout, text=True, check=False).returncode == 0


def test_completion_completes_verbs_and_options() -> None:
    """What the shell asks for is answered."""
    asked = {"_BROADSHEET_COMPLETE": "bash_complete", "COMP_CWORD": "1"}
    verbs = broadsheet(environment={**asked, "COMP_WORDS": "broadsheet le"}).stdout.split()
    options = broadsheet(environment={**asked, "COMP_WORDS": "broadsheet add --al", "COMP_CWORD": "2"}).stdout.split()
    assert (verbs, options) == (["plain,ledger"], ["plain,--allow-private"])


def test_stdout_is_data_alone(small: Path) -> None:
    """Every verb that can print JSON prints nothing else on stdout, most loudly too."""
    with Corpus(small) as corpus:
        article = next(corpus.rows()).id
    for verb in (["list"], ["search", "storm"], ["export"], ["ledger"], ["doctor"]):
        form = ["--format", "jsonl"]
        lines = broadsheet("-vv", "-c", small, *verb, *form).stdout.splitlines()
        assert lines, verb
        assert all(isinstance(json.loads(line), dict) for line in lines), verb
    for verb in (["show", article], ["explain", article]):
        assert isinstance(json.loads(broadsheet("-vv", "-c", small, *verb, "--format", "json").stdout), dict)


def test_quiet_verbs_say_nothing_on_stderr(run: Run, small: Path) -> None:
    """`-q` leaves data alone and drops the words around it."""
    for verb in (["search", "storm"], ["export"], ["list"]):
        ran = run("-q", "-c", small, *verb)
        assert ran.out
        assert ran.err == ""


def test_colours_are_for_terminals(small: Path) -> None:
    """`explain` is coloured there, plain with `NO_COLOR`, and plain in a pipe."""
    with Corpus(small) as corpus:
        article = next(corpus.rows()).id
    command = ("-c", small, "explain", article)
    assert "\x1b[32m" in on_terminal(*command)
    assert "\x1b[" not in on_terminal(*command, NO_COLOR="1")
    assert "\x1b[" not in broadsheet(*command).stdout


def test_a_terminal_sees_progress_and_each_failure_once(tmp_path: Path) -> None:
    """The run's numbers on a terminal, none with `-q`; brackets in a name are no markup."""
    folder = folder_of(tmp_path / "[bold]" / "saved", 3)
    (folder / "[").mkdir()
    (folder / "[" / "blink].html").write_bytes(b"%PDF-1.7")
    shown = on_terminal("-c", tmp_path / "c", "add", folder)
    assert "under way" in shown
    assert "\x1b[5m" not in shown
    assert shown.count("PDF") == 1
    assert "ERROR" not in shown
    quiet = on_terminal("-q", "-c", tmp_path / "q", "add", folder)
    assert "under way" not in quiet
    assert quiet.count("PDF") == 1


def test_a_bar_does_not_swallow_data_that_goes_elsewhere(tmp_path: Path) -> None:
    """`add > file` at a terminal: the outcomes are in the file, and the bar and the sum on the terminal."""
    folder = folder_of(tmp_path / "saved", 3)
    with (tmp_path / "out").open("w") as out:
        shown = on_terminal("-c", tmp_path / "c", "add", folder, stdout=out)
    assert (tmp_path / "out").read_text("utf-8").count("article\t") == 3
    assert "3 inputs: 3 article" in shown


def test_a_terminal_without_unicode_is_no_error(small: Path, tmp_path: Path) -> None:
    """What stdout cannot show is escaped."""
    (tmp_path / "zoe.html").write_bytes(page(1).replace(b"harbour", "Zoë 中".encode()))
    ran = broadsheet("extract", tmp_path / "zoe.html", environment={"PYTHONIOENCODING": "ascii"})
    assert ran.returncode == 0
    assert "Zo\\xeb \\u4e2d" in ran.stdout


def test_an_error_of_ours_is_1_with_its_traceback(tmp_path: Path) -> None:
    """What nobody expected is shown whole, so that it can be reported."""
    script = "import broadsheet.settings as s; s.load = None; from broadsheet.cli import main; main(['extract', 'x'])"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert ran.returncode == 1
    assert ran.stderr.startswith("Traceback")


def test_the_demo_does_the_whole_job(tmp_path: Path) -> None:
    """Every step is shown with real data; the corpus is kept where asked, and gone otherwise."""
    ran = broadsheet("demo", "--keep", tmp_path / "kept", environment={"TMPDIR": str(tmp_path)})
    assert ran.returncode == 0, ran.stderr
    for step in ("broadsheet add", "broadsheet ledger", "broadsheet show", "broadsheet search", "broadsheet export"):
        assert f"── {step}" in ran.stdout
    with Corpus(tmp_path / "kept") as corpus:
        assert corpus.ledger()["article"] == 10
        assert all(article.id in ran.stdout for article in corpus.articles())
    assert broadsheet("demo", environment={"TMPDIR": str(tmp_path)}).returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
