"""Writes `docs/commands.md` and `docs/api.md` from the code itself: `make docs`.

Comes in: the tree of click commands and the names in `broadsheet.__all__`. Goes out: two pages, and
the list of what has no documentation, which `tests/test_docs.py` wants empty.
Must not know: what any single command or function does.
"""

from __future__ import annotations

import ast
import enum
import inspect
import re
import textwrap
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import msgspec

FOLDER = Path(__file__).resolve().parent
MADE_BY = "<!-- Made from the code by `make docs`; edits here are lost. -->"
WIDTH = 100
DOTTED = re.compile(r"\b(?:[a-z_]++\.)++(?=[A-Z])")


# ── commands ─────────────────────────────────────────────────────────────────────────────────


def commands(command: click.Command, name: str, parent: click.Context | None = None) -> Iterator[click.Context]:
    """The context of every command that is not hidden, parents before children."""
    wide = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(command, info_name=name, parent=parent, **wide)
    yield context
    if isinstance(command, click.Group):
        for child_name in command.list_commands(context):
            child = command.get_command(context, child_name)
            if child is not None and not child.hidden:
                yield from commands(child, child_name, context)


def commands_page(root: click.Command, name: str) -> str:
    """The reference of the command line, in Markdown."""
    parts = [MADE_BY, f"# The command line: `{name}`", "Every command has `-h` and `--help`."]
    for context in commands(root, name):
        command = context.command
        if context.parent is not None:
            parts.append(f"## `{context.command_path}`")
        parts.append(f"    {' '.join([context.command_path, *command.collect_usage_pieces(context)])}")
        parts.append(help_text(command))
        rows = [row for parameter in command.get_params(context) if (row := parameter_row(parameter, context))]
        if rows:
            parts.append("| option | does |\n|---|---|\n" + "\n".join(rows))
    return "\n\n".join(part for part in parts if part) + "\n"


def help_text(command: click.Command) -> str:
    """A command's help as Markdown: a paragraph that click leaves unwrapped (`\\b`) becomes a code block."""
    text = inspect.cleandoc((command.help or "").partition("\f")[0])
    paragraphs = (paragraph for paragraph in text.split("\n\n") if paragraph.strip("\n\b "))
    return "\n\n".join(_verbatim(p) if p.startswith("\b") else p for p in paragraphs)


def _verbatim(paragraph: str) -> str:
    lines = paragraph.removeprefix("\b").strip("\n").splitlines()
    return "\n".join(f"    {line}".rstrip() for line in lines)


def parameter_row(parameter: click.Parameter, context: click.Context) -> str:
    """One row of the table; empty for `--help`, for what is hidden and for an argument without words of its own."""
    record = parameter.get_help_record(context)
    if record is None or "--help" in parameter.opts or not (isinstance(parameter, click.Option) or record[1]):
        return ""
    return "| `{}` | {} |".format(*(" ".join(cell.split()).replace("|", "\\|") for cell in record))


def undocumented_commands(root: click.Command, name: str) -> list[str]:
    """Commands without a help text and options without one."""
    found = []
    for context in commands(root, name):
        if not help_text(context.command):
            found.append(context.command_path)
        for parameter in context.command.get_params(context):
            if isinstance(parameter, click.Option) and not parameter.hidden and not (parameter.help or "").strip():
                found.append(f"{context.command_path} {parameter.opts[0]}")
    return found


# ── the library ──────────────────────────────────────────────────────────────────────────────


class _Verbatim(str):
    """Text that stands in a signature as it is, without quotes."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def public(module: ModuleType) -> list[tuple[str, Any]]:
    """The public names in the order of `__all__`, dunder names left out."""
    return [(name, getattr(module, name)) for name in module.__all__ if not name.startswith("__")]


def api_page(module: ModuleType) -> str:
    """The reference of the library, in Markdown."""
    parts = [MADE_BY, f"# The library: `import {module.__name__}`"]
    for name, value in public(module):
        parts.append(f"## `{_heading(name, value, module)}`")
        parts.append(described(value))
        if inspect.isclass(value):
            parts += _members(value, module)
    return "\n\n".join(parts) + "\n"


def _heading(name: str, value: Any, module: ModuleType) -> str:
    if inspect.isfunction(value):
        return f"{name}{_signature(value, module)}"
    return f"{'class ' if inspect.isclass(value) else ''}{name}"


def _signature(function: Any, module: ModuleType) -> str:
    """The signature as written: annotations without quotes, a record of defaults by its public name, code as `…`."""
    signature = inspect.signature(function)
    names = {id(value): name for name, value in public(module)}

    def default(value: Any) -> Any:
        if isinstance(value, msgspec.Struct) or inspect.isfunction(value):
            return _Verbatim(names.get(id(value), "…"))
        return value

    shown = [
        p.replace(annotation=_bare(p.annotation), default=default(p.default))
        for p in signature.parameters.values()
        if p.name not in {"self", "cls"}
    ]
    return str(signature.replace(parameters=shown, return_annotation=_bare(signature.return_annotation)))


def _bare(annotation: Any) -> Any:
    return _Verbatim(annotation) if isinstance(annotation, str) else annotation


def described(value: Any) -> str:
    """A name's docstring; for a value, its type and what that is."""
    if inspect.isclass(value) or inspect.isroutine(value):
        return inspect.cleandoc(value.__doc__ or "")
    if isinstance(value, msgspec.Struct):
        return f"`{type(value).__name__}`: {inspect.cleandoc(type(value).__doc__ or '')}"
    return f"`{value!r}`"


def _members(value: type, module: ModuleType) -> Iterator[str]:
    """Fields of a record, members of an enum, public methods of any class."""
    if issubclass(value, msgspec.Struct):
        meanings = field_meanings(value)
        rows = [
            f"| `{field.name}` | `{_type(field.type)}` | {_default(field)} | {meanings.get(field.name, '')} |"
            for field in msgspec.structs.fields(value)
        ]
        yield "| field | type | default | meaning |\n|---|---|---|---|\n" + "\n".join(rows)
    if issubclass(value, enum.Enum):
        yield ", ".join(f"`{member.value}`" for member in value)
    for name, method in methods(value):
        yield f"### `.{name}{_signature(method, module)}`"
        yield inspect.cleandoc(method.__doc__ or "")


def field_meanings(struct: type) -> dict[str, str]:
    """The strings that stand under the fields in the record's source."""
    body = ast.parse(textwrap.dedent(inspect.getsource(struct))).body[0].body  # type: ignore[attr-defined]
    return {
        field.target.id: " ".join(text.value.value.split()).replace("|", "\\|")
        for field, text in pairwise(body)
        if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant)
    }


def _type(annotation: Any) -> str:
    plain = inspect.isclass(annotation) and not getattr(annotation, "__args__", ())
    return DOTTED.sub("", annotation.__name__ if plain else str(annotation)).replace("|", "\\|")


def _default(field: msgspec.structs.FieldInfo) -> str:
    if field.default is msgspec.NODEFAULT:
        return "" if field.default_factory is msgspec.NODEFAULT else f"`{field.default_factory()!r}`"
    if isinstance(field.default, enum.Enum):
        return f"`{type(field.default).__name__}.{field.default.name}`"
    return "its own" if isinstance(field.default, msgspec.Struct) else f"`{field.default!r}`"


def methods(value: type) -> list[tuple[str, Any]]:
    """The public methods that a class defines itself."""
    return [(n, member) for n, member in vars(value).items() if inspect.isfunction(member) and not n.startswith("_")]


def undocumented_names(module: ModuleType) -> list[str]:
    """Public names and public methods without a docstring of their own."""
    found = []
    for name, value in public(module):
        if not described(value):
            found.append(name)
        if inspect.isclass(value):
            found += [f"{name}.{method}" for method, function in methods(value) if not function.__doc__]
    return found


def pages() -> dict[str, str]:
    """File name to text of every page that is made from the code."""
    import broadsheet
    from broadsheet.cli import cli

    return {"commands.md": commands_page(cli, "broadsheet"), "api.md": api_page(broadsheet)}


if __name__ == "__main__":
    for filename, text in pages().items():
        (FOLDER / filename).write_text(text, encoding="utf-8")
