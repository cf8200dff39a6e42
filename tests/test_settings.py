"""Settings: the file over the defaults, the environment over the file, and every mistake told.

Comes in: `corpus.toml`s written by hand, an environment. Goes out: options, or a `UsageError` that names the key.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from broadsheet.errors import UsageError
from broadsheet.options import DEFAULT, Options
from broadsheet.settings import FILE, TEMPLATE, corpus_folder, load


def read(folder: Path, text: str, **environment: str) -> Options:
    """The options of a corpus with this file."""
    (folder / FILE).write_text(text, encoding="utf-8")
    return load(folder, environment)


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    """No folder, a folder that is not there, and one without a file."""
    assert load(None, {}) == load(tmp_path / "none", {}) == load(tmp_path, {}) == DEFAULT


def test_the_template_changes_nothing(tmp_path: Path) -> None:
    """The file that a new corpus gets is all comments."""
    assert read(tmp_path, TEMPLATE) == DEFAULT


def test_the_templates_examples_are_the_defaults(tmp_path: Path) -> None:
    """Uncommented, its keys exist and its values are today's."""
    lines = re.sub(r"^# (?=\[|\w+ = )", "", TEMPLATE, flags=re.MULTILINE)
    found = read(tmp_path, lines)
    assert found.fetch.contact == "name@university.example"
    assert (found.workers, found.fetch.min_gap) == (DEFAULT.workers, DEFAULT.fetch.min_gap)
    assert (found.fetch.deadline, found.fetch.max_bytes) == (DEFAULT.fetch.deadline, DEFAULT.fetch.max_bytes)


def test_every_stage_can_be_set(tmp_path: Path) -> None:
    """Keys of each table are laid over the defaults, and only those."""
    text = """
    contact = "desk@paper.example"
    [fetch]
    min_gap = 2
    [extract]
    engine = "trafilatura"
    [gate]
    min_words = 10
    [workers]
    processes = 3
    """
    found = read(tmp_path, text)
    assert (found.fetch.contact, found.fetch.min_gap, found.fetch.deadline) == ("desk@paper.example", 2.0, 30.0)
    assert (found.extract.engine, found.gate.min_words, found.workers.processes) == ("trafilatura", 10, 3)
    assert found.parse == DEFAULT.parse


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    """`BROADSHEET_CONTACT` stands in for the file's contact; blank it says nothing."""
    text = 'contact = "file@a.example"'
    assert read(tmp_path, text, BROADSHEET_CONTACT="env@a.example").fetch.contact == "env@a.example"
    assert read(tmp_path, text, BROADSHEET_CONTACT="  ").fetch.contact == "file@a.example"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("min_gap = 1", "unknown setting 'min_gap'"),
        ("[fech]\nmin_gap = 1", "unknown setting 'fech'"),
        ("[fetch]\ngap = 1", r"unknown setting fetch\.gap; known: contact, deadline"),
        ("fetch = 3", "unknown setting 'fetch'"),
        ('[fetch]\nmin_gap = "1"', r"min_gap|float"),
        ("contact = 5", "contact|str"),
        ('[extract]\nengine = "other"', "engine|enum"),
        ("[workers]\nprocesses = -1", r"workers\.processes must be a number from 0 up, not -1"),
        ("[fetch]\nmin_gap = -0.5", r"fetch\.min_gap must be"),
        ("[fetch]\ndeadline = nan", r"fetch\.deadline must be"),
        ("[workers]\nseconds = inf", r"workers\.seconds must be"),
        ("contact = ", "is not TOML"),
        ("\ufeff\x00", "is not TOML"),
    ],
)
def test_mistakes_are_told_with_file_and_key(tmp_path: Path, text: str, words: str) -> None:
    """A wrong key, type, number or syntax is a `UsageError`, never ignored."""
    with pytest.raises(UsageError, match=words) as caught:
        read(tmp_path, text)
    assert FILE in str(caught.value)


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    """TOML is UTF-8."""
    (tmp_path / FILE).write_bytes("contact = 'Zoë'".encode("latin-1"))
    with pytest.raises(UsageError, match="is not TOML"):
        load(tmp_path, {})


def test_the_corpus_is_the_one_given_else_the_environments_else_here() -> None:
    """`-c`, then `BROADSHEET_CORPUS`, then `./corpus`."""
    environment = {"BROADSHEET_CORPUS": "there"}
    assert corpus_folder("given", environment) == Path("given")
    assert corpus_folder(None, environment) == Path("there")
    assert corpus_folder(None, {}) == corpus_folder("", {"BROADSHEET_CORPUS": ""}) == Path("corpus")
