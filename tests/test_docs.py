"""The documentation is whole and as the code is: an undocumented name, option or outcome fails.

Comes in: the pages under `docs/`, the command tree, the public names. Goes out: what is missing or stale.
"""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import click
import pytest
from docs import build

import broadsheet
from broadsheet.records import Reason
from tests.sources import ROOT

LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
OUTCOME = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)
PROOF = re.compile(r"(tests/[\w/]+\.py)(?:::(\w+)| -k (\"[^\"]+\"|\w+))?")
DECISION = re.compile(r"\d{4}-[a-z0-9-]+\.md")


@click.group()
@click.option("-c", "--corpus", default="./corpus", show_default=True, help="The corpus | its folder.")
def paper(corpus: str) -> None:
    """Prints a paper."""


@paper.command()
@click.argument("source")
@click.option("--loud", is_flag=True)
@click.option("--hidden", is_flag=True, hidden=True)
def add(source: str, loud: bool, hidden: bool) -> None:
    """Add a source.

    \b
    paper add x
    paper add y
    """


@paper.command()
def mute() -> None:
    pass


def test_every_command_is_on_the_page() -> None:
    """Commands, usage, help, examples and options are all written out."""
    page = build.commands_page(paper, "paper")
    assert (
        "## `paper add`\n\n    paper add [OPTIONS] SOURCE\n\nAdd a source.\n\n    paper add x\n    paper add y" in page
    )
    assert "| `-c, --corpus TEXT` | The corpus \\| its folder. [default: ./corpus] |" in page
    assert "--hidden" not in page


def test_undocumented_commands_and_options_are_named() -> None:
    """A command without help and an option without help are found."""
    assert build.undocumented_commands(paper, "paper") == ["paper add --loud", "paper mute"]


def test_a_record_is_on_the_page_with_the_meaning_of_its_fields() -> None:
    """Types, defaults and the words under a field make one row."""
    module = ModuleType("news")
    module.__dict__.update(vars(broadsheet.records) | {"__all__": ["Hit", "digest16"]})
    page = build.api_page(module)
    assert "| `score` | `float` |  | BM25; larger is better. |" in page
    assert "## `digest16(data: bytes) -> str`" in page


def test_no_page_depends_on_the_run_that_made_it() -> None:
    """A default that is code is left out: its address differs from run to run."""
    module = ModuleType("news")

    def press(run: object = lambda: None, page: str = "front") -> None: ...

    module.__dict__.update({"__all__": ["press"], "press": press})
    assert "## `press(run: object = …, page: str = 'front') -> None`" in build.api_page(module)


def test_undocumented_names_are_found() -> None:
    """A public function and a public method without a docstring are named."""
    module = ModuleType("news")

    class Press:
        """Prints."""

        def run(self) -> None: ...

    module.__dict__.update({"__all__": ["Press", "stop", "__version__"], "Press": Press, "stop": lambda: None})
    assert build.undocumented_names(module) == ["Press.run", "stop"]


@pytest.mark.parametrize("name", ["commands.md", "api.md"])
def test_the_reference_is_as_the_code_is(name: str) -> None:
    """The reference pages are what `make docs` writes today."""
    assert (build.FOLDER / name).read_text(encoding="utf-8") == build.pages()[name], "run `make docs`"


def test_everything_public_is_documented() -> None:
    """Every command, every option and every public name says what it is."""
    from broadsheet.cli import cli

    assert build.undocumented_commands(cli, "broadsheet") == []
    assert build.undocumented_names(broadsheet) == []


def test_every_outcome_is_explained() -> None:
    """docs/outcomes.md has one row for each reason, in the order of the list, and `article`."""
    page = (build.FOLDER / "outcomes.md").read_text(encoding="utf-8")
    assert OUTCOME.findall(page) == ["article", *Reason]


def test_links_between_pages_lead_somewhere() -> None:
    """A link from one of our pages to a file of ours finds it."""
    pages = [*ROOT.glob("*.md"), *build.FOLDER.rglob("*.md")]
    dead = [
        f"{p.name}: {link}"
        for p in pages
        for link in LINK.findall(p.read_text("utf-8"))
        if not (p.parent / link).exists()
    ]
    assert dead == []


@pytest.mark.parametrize("path", sorted((build.FOLDER / "decisions").glob("*")), ids=lambda path: path.stem)
def test_a_decision_is_one_dated_paragraph(path: Path) -> None:
    """A note has a number, a title, and one paragraph that begins with its date."""
    title, _, paragraph = path.read_text(encoding="utf-8").partition("\n\n")
    assert DECISION.fullmatch(path.name)
    assert title.startswith("# ")
    assert re.match(r"\d{4}-\d\d-\d\d\. ", paragraph)
    assert "\n\n" not in paragraph.strip()


def test_every_proof_of_a_promise_is_there() -> None:
    """The files that docs/reliability.md names, and the tests that its commands pick."""
    found = PROOF.findall((ROOT / "docs" / "reliability.md").read_text("utf-8"))
    assert len(found) > 100
    missing = []
    for path, name, words in found:
        tests = re.findall(r"def (test_\w+)", (ROOT / path).read_text("utf-8")) if (ROOT / path).exists() else []
        picked = [name] if name else [word for word in words.strip('"').split() if word not in ("or", "and", "not")]
        missing += [f"{path} {word}" for word in picked or ["test_"] if not any(word in test for test in tests)]
    assert missing == []
