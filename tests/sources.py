"""The package's source files as parsed syntax: what the tests of the architecture look at.

Comes in: folders of Python files. Goes out: `Source`s with their lines, imports and functions.
Must not know: the rules.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "broadsheet"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One Python file. `module` is its dotted name; a package's `__init__` bears the package's name."""

    module: str
    text: str
    is_package: bool = False

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return self.text.splitlines()

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Every node of the tree."""
        return list(ast.walk(self.tree))

    @property
    def room(self) -> str:
        """The part of the house: the first name under the package; the package's own `__init__` is the face."""
        parts = self.module.split(".")
        return parts[1] if len(parts) > 1 else "face"

    @cached_property
    def functions(self) -> list[Function]:
        """Functions and methods, inner ones too."""
        return [node for node in self.nodes if isinstance(node, Function)]

    @cached_property
    def imports(self) -> list[tuple[str, int]]:
        """(dotted name, line) of everything imported anywhere in the file; `from a import b` gives `a.b`."""
        return sorted({found for node in self.nodes for found in self._imported(node)}, key=lambda pair: pair[1])

    def _imported(self, node: ast.AST) -> Iterator[tuple[str, int]]:
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = self.module.split(".")
                parent = parts[: len(parts) - node.level + self.is_package]
                base = ".".join([*parent, base] if base else parent)
            yield from ((f"{base}.{alias.name}", node.lineno) for alias in node.names)


def length(function: Function) -> int:
    """Lines from `def` to the last one, decorators not counted."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def parameters(function: Function) -> int:
    """How many parameters, `self` and `cls` not counted."""
    arguments = function.args
    names = [a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    stars = (arguments.vararg is not None) + (arguments.kwarg is not None)
    return len([name for name in names if name not in {"self", "cls"}]) + stars


def read(folder: Path, package: str) -> list[Source]:
    """Every Python file under `folder`, which is the package `package`."""
    return [_source(path, folder, package) for path in sorted(folder.rglob("*.py"))]


def _source(path: Path, folder: Path, package: str) -> Source:
    parts = path.relative_to(folder).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    module = ".".join((package, *(parts[:-1] if is_package else parts)))
    return Source(module, path.read_text(encoding="utf-8"), is_package)


def package_sources() -> list[Source]:
    """The files of the package itself."""
    return read(ROOT / "src" / PACKAGE, PACKAGE)
