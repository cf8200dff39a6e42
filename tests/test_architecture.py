"""The walls of the house: who may import whom, how long a file grows, what is never written.

Comes in: the parsed sources. Goes out: one complaint per breach, as `module:line: what`.
Each rule is a function from sources to complaints and has a made-up breach that it must find.
"""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Callable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.sources import PACKAGE, ROOT, Source, length, package_sources, read

FOUNDATION = {
    "records",
    "errors",
    "options",
    "urls",
    "place",
    "rhythm",
    "days",
    "decode",
    "durable",
    "mediatype",
    "version",
}
STAGES = {
    "source", "fetch", "archive", "parse", "gate", "extract", "metadata", "enrich",
    "store", "search", "export", "explain",
}  # fmt: skip
COMPOSITION = {
    "extractor", "pipeline", "library", "nursery", "watchdog", "workers", "settings", "methods", "run", "corpus",
    "plan", "upkeep",
}  # fmt: skip
FACE = FOUNDATION | STAGES | COMPOSITION

# Which rooms a room may import, besides itself. A room without a row may not exist.
MAY_IMPORT: dict[str, set[str]] = {
    "records": set(),
    "errors": set(),
    "version": set(),
    "options": {"records", "errors"},
    "urls": {"records", "errors"},
    "decode": {"records", "errors"},
    "mediatype": {"records"},
    "place": {"records"},
    "rhythm": set(),
    "durable": set(),
    "days": {"errors"},
    **dict.fromkeys(STAGES, FOUNDATION),
    "source": FOUNDATION | {"fetch", "archive", "parse"},
    "explain": FOUNDATION | {"extract", "metadata"},
    "search": FOUNDATION | {"store"},
    "export": FOUNDATION | {"store"},
    "settings": FOUNDATION,
    "extractor": FOUNDATION | {"extract"},
    "pipeline": FOUNDATION | STAGES | {"extractor"},
    "nursery": set(),
    "watchdog": set(),
    "workers": FOUNDATION | STAGES | {"pipeline", "settings", "nursery", "watchdog"},
    "library": FOUNDATION | STAGES | {"pipeline"},
    "methods": FOUNDATION | {"store"},
    "run": FOUNDATION | STAGES | {"extractor", "pipeline", "workers"},
    "corpus": FOUNDATION | STAGES | {"pipeline", "workers", "settings", "methods", "run"},
    "plan": FOUNDATION | {"source", "store", "corpus"},
    "upkeep": FOUNDATION | STAGES | {"pipeline", "workers", "settings", "run", "corpus"},
    "face": FACE,
    "demo": FACE | {"face"},
    "cli": FACE | {"face", "demo"},
}

# Libraries that only one place may know.
SEAMS = {"selectolax": "broadsheet.parse.dom"}

FILE_LINES, FUNCTION_LINES, CHARTER_LINES = 400, 60, 2
TINY = 5  # lines: a file that needs no more than a sentence
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc"}

DIRECTIVE = re.compile(r"noqa: *[A-Z0-9, ]+|type: *ignore\S*")
PLACES = "|".join(re.escape(str(place)) for place in (ROOT, Path.home()) if place != Path("/"))
MACHINE_PATH = re.compile(rf"(?:{PLACES}|(?<![\w.])/(?:home|Users)/\w++)/|[A-Z]:\\Users\\")
REGISTRY = re.compile(r"(?:pypi|pythonhosted|npmjs|deb[.]debian)[.]org|crates[.]io|--(?:extra-)?index-url +\S")
ITSELF = "tests/test_architecture.py"  # its samples name what is looked for

Rule = Callable[[list[Source]], Iterator[str]]


def wall(sources: list[Source]) -> Iterator[str]:
    """A room imports only the rooms of its row in the table."""
    known = {source.module for source in sources}
    for source in sources:
        if source.room not in MAY_IMPORT:
            yield f"{source.module}:1: room {source.room!r} has no row in MAY_IMPORT"
            continue
        for target, line in _ours(source, known):
            room = Source(target, "").room
            if room != source.room and room not in MAY_IMPORT[source.room]:
                yield f"{source.module}:{line}: {source.room} may not import {room} ({target})"


def no_cycle(sources: list[Source]) -> Iterator[str]:
    """No module imports itself by way of others."""
    known = {source.module for source in sources}
    graph = {source.module: {target for target, _ in _ours(source, known)} - {source.module} for source in sources}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        yield " <- ".join(error.args[1]) + ": cycle"


def _ours(source: Source, known: set[str]) -> Iterator[tuple[str, int]]:
    """Imports of our own modules: `broadsheet.parse.dom.Tree` is an import of `broadsheet.parse.dom`."""
    for name, line in source.imports:
        if name.split(".")[0] == PACKAGE:
            while name not in known and "." in name:
                name = name.rpartition(".")[0]  # noqa: PLW2901 - the name is shortened to its module
            yield name, line


def one_seam(sources: list[Source]) -> Iterator[str]:
    """A library with a seam is imported there and nowhere else."""
    for source in sources:
        for name, line in source.imports:
            seam = SEAMS.get(name.split(".")[0])
            if seam not in {None, source.module}:
                yield f"{source.module}:{line}: only {seam} imports {name}"


def short_files(sources: list[Source]) -> Iterator[str]:
    """A file has at most 400 lines."""
    for source in sources:
        if len(source.lines) > FILE_LINES:
            yield f"{source.module}:{FILE_LINES}: {len(source.lines)} lines"


def short_functions(sources: list[Source]) -> Iterator[str]:
    """A function has at most 60 lines."""
    for source in sources:
        for function in source.functions:
            if length(function) > FUNCTION_LINES:
                yield f"{source.module}:{function.lineno}: {function.name} has {length(function)} lines"


def charters(sources: list[Source]) -> Iterator[str]:
    """A module begins with a charter of two lines or more; a tiny one with a sentence, or it is empty."""
    for source in sources:
        charter = [line for line in (ast.get_docstring(source.tree) or "").splitlines() if line.strip()]
        if len(charter) < (CHARTER_LINES if len(source.lines) > TINY else bool(source.text.strip())):
            yield f"{source.module}:1: no charter"


def plain_names(sources: list[Source]) -> Iterator[str]:
    """No module is named after nothing in particular."""
    for source in sources:
        vague = VAGUE & {part.strip("_") for part in source.module.split(".")}
        if vague:
            yield f"{source.module}:1: find the noun instead of {', '.join(vague)}"


def quiet(sources: list[Source]) -> Iterator[str]:
    """Nothing below the command line prints."""
    for source in sources:
        for node in source.nodes:
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Name) and called.id == "print" and source.room != "cli":
                yield f"{source.module}:{called.lineno}: print"


def reasoned_catches(sources: list[Source]) -> Iterator[str]:
    """`except Exception` has its reason on the same line."""
    for source in sources:
        for node in source.nodes:
            if isinstance(node, ast.ExceptHandler) and _catches_all(node) and not _reason(source, node.lineno):
                yield f"{source.module}:{node.lineno}: except Exception without its reason"


def _reason(source: Source, line: int) -> bool:
    """Does the comment say anything, the linter's directives aside?"""
    comment = source.lines[line - 1].partition("#")[2]
    return bool(re.search(r"[a-z]{2,}", DIRECTIVE.sub("", comment)))


def _catches_all(handler: ast.ExceptHandler) -> bool:
    caught = [] if handler.type is None else list(ast.walk(handler.type))
    return handler.type is None or any(
        isinstance(n, ast.Name) and n.id in {"Exception", "BaseException"} for n in caught
    )


def patterns_in_the_open(sources: list[Source]) -> Iterator[str]:
    """A fixed regular expression is compiled at module level, where `tests/test_regexes.py` finds and attacks it."""
    for source in sources:
        inside = {id(node) for function in source.functions for node in ast.walk(function)}
        for node in source.nodes:
            if isinstance(node, ast.Call) and id(node) in inside and _fixed_pattern(node):
                yield f"{source.module}:{node.lineno}: a regular expression inside a function"


def _fixed_pattern(call: ast.Call) -> bool:
    function = call.func
    is_re = isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "re"
    return is_re and function.attr != "escape" and bool(call.args) and isinstance(call.args[0], ast.Constant)


# Each rule of the package, beside a made-up breach: {module: text}.
RULES: list[tuple[Rule, dict[str, str]]] = [
    (wall, {"broadsheet.extract.model": "from broadsheet.store import write", "broadsheet.store.write": ""}),
    (wall, {"broadsheet.gate": "def late():\n    from broadsheet import cli", "broadsheet.cli": ""}),
    (wall, {"broadsheet.records": "from . import urls", "broadsheet.urls": ""}),
    (wall, {"broadsheet.attic": ""}),
    (no_cycle, {"broadsheet.urls": "import broadsheet.decode", "broadsheet.decode": "from .urls import host"}),
    (one_seam, {"broadsheet.parse.walk": "from selectolax.lexbor import LexborHTMLParser"}),
    (short_files, {"broadsheet.urls": "\n" * 401}),
    (short_functions, {"broadsheet.urls": "def long():\n" + "    pass\n" * 60}),
    (charters, {"broadsheet.urls": '"""One line."""\n' + "import re\n" * 5}),
    (charters, {"broadsheet.urls": "import re"}),
    (plain_names, {"broadsheet.parse.utils": ""}),
    (quiet, {"broadsheet.parse.walk": "def shout():\n    print(1)"}),
    (reasoned_catches, {"broadsheet.urls": "try:\n    pass\nexcept Exception:  # noqa: BLE001\n    pass"}),
    (reasoned_catches, {"broadsheet.urls": "try:\n    pass\nexcept (ValueError, Exception):\n    pass"}),
    (reasoned_catches, {"broadsheet.urls": "try:\n    pass\nexcept:\n    pass"}),
    (patterns_in_the_open, {"broadsheet.urls": "import re\ndef find(s):\n    return re.sub('a+$', '', s)"}),
]


@pytest.mark.parametrize("rule", dict.fromkeys(rule for rule, _ in RULES), ids=lambda rule: rule.__name__)
def test_the_package_keeps_the_rule(rule: Rule) -> None:
    """No file of the package breaks the rule."""
    assert list(rule(package_sources())) == []


@pytest.mark.parametrize(("rule", "files"), RULES, ids=lambda value: getattr(value, "__name__", "breach"))
def test_the_rule_finds_a_breach(rule: Rule, files: dict[str, str]) -> None:
    """Each rule finds the breach made up for it."""
    assert list(rule([Source(module, text) for module, text in files.items()]))


def test_a_reason_counts_after_a_directive() -> None:
    """A reason may stand behind the linter's directive."""
    text = "try:\n    pass\nexcept Exception:  # noqa: BLE001 - a plugin may raise anything\n    pass"
    assert list(reasoned_catches([Source("broadsheet.urls", text)])) == []


def test_the_face_may_import_every_stage_but_not_the_command_line() -> None:
    """The public face composes the stages and knows no command."""
    assert MAY_IMPORT["face"] >= STAGES
    assert "cli" not in MAY_IMPORT["face"]


@pytest.mark.parametrize("folder", ["benchmarks", "training", "docs", "tests"])
def test_the_files_around_the_package_are_short_and_chartered(folder: str) -> None:
    """Benchmarks, training, the docs' builder and the tests keep to the same size and begin with a charter too."""
    sources = read(ROOT / folder, folder)
    tests = folder == "tests"
    assert [*short_files(sources), *short_functions(sources), *([] if tests else charters(sources))] == []


def tracked() -> list[str]:
    """The files that git keeps or would keep."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def leaks(text: str) -> Iterator[str]:
    """Paths of one machine and hosts of package registries in a text."""
    for number, line in enumerate(text.splitlines(), 1):
        found = MACHINE_PATH.search(line) or REGISTRY.search(line)
        if found:
            yield f"{number}: {found.group()}"


def test_no_file_names_a_machine_or_a_registry() -> None:
    """What is checked in holds no path of one machine and no host of a registry."""
    found = []
    for name in set(tracked()) - {ITSELF}:
        data = (ROOT / name).read_bytes()
        if b"\0" not in data:
            found += [f"{name}:{leak}" for leak in leaks(data.decode("utf-8", "replace"))]
    assert found == []


@pytest.mark.parametrize(
    "line",
    ["cd /home/ann/news", f"see {ROOT}/notes", "--index-url http://x.example", f"https://{'pypi'}.org/simple"],
)
def test_a_leak_is_found(line: str) -> None:
    """Paths and hosts are found wherever they stand in a line; a page's own path is none."""
    assert list(leaks(f"first\n{line}")) == [next(leaks(f"first\n{line}"))]
    assert list(leaks("https://morning.example/home/page and /wider/ethic")) == []
