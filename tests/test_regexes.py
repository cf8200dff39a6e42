"""No regular expression of ours is slower than linear.

Comes in: every compiled pattern that the package's modules hold, in tables and records too.
Goes out: a failure naming the pattern and the text on which doubling the length more than tripled the time.
"""

from __future__ import annotations

import ast
import importlib
import math
import pkgutil
import re
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from re import _parser  # type: ignore[attr-defined] # the one way to see a pattern's own letters
from typing import Any

import msgspec
import pytest

import broadsheet
from tests.sources import package_sources

SHAPES = ("a", " ", "a ", "-", "1", "aA1,-")
TAIL = "\x00"  # matches hardly anything: the attack is a text that nearly matches
LIMIT = 3.0  # time(2n) / time(n)
ENOUGH = 0.002  # seconds: shorter runs measure the clock
LENGTHS = (1_000, 5_000, 25_000, 125_000)
TRIES, AT_LEAST = 4, 1
PAUSES = (0.0, 0.5)  # seconds before a suspicion is measured again
BUDGET = 0.3  # seconds of processor time for one call; the longest text takes a linear pattern a tenth of it

Pattern = re.Pattern[Any]


def modules() -> Iterator[Any]:
    """Every module of the package, imported."""
    yield broadsheet
    for found in pkgutil.walk_packages(broadsheet.__path__, "broadsheet."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def patterns_in(value: Any, seen: set[int]) -> Iterator[Pattern]:
    """The compiled patterns in a value: itself, or inside tables, records and classes of ours."""
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, re.Pattern):
        yield value
    for part in parts_of(value):
        yield from patterns_in(part, seen)


def parts_of(value: Any) -> Iterator[Any]:
    """What a container holds."""
    if isinstance(value, dict):
        yield from (*value.keys(), *value.values())
    elif isinstance(value, list | tuple | set | frozenset):
        yield from value
    elif isinstance(value, msgspec.Struct):
        yield from (getattr(value, field) for field in value.__struct_fields__)
    elif isinstance(value, type) and value.__module__.startswith("broadsheet"):
        yield from vars(value).values()


def named_patterns() -> dict[str, Pattern]:
    """Every pattern under `module.name`, numbered where one name holds several."""
    found: dict[str, Pattern] = {}
    seen: set[int] = set()
    for module in modules():
        for name, value in vars(module).items():
            for number, pattern in enumerate(patterns_in(value, seen)):
                found[f"{module.__name__}.{name}" + (f"[{number}]" if number else "")] = pattern
    return found


def methods_used() -> dict[str, set[str]]:
    """The methods called on each `module.name`: what is only matched at one place need not be quick to search."""
    used: dict[str, set[str]] = {}
    for source in package_sources():
        origin = {name.rpartition(".")[2]: name for name, _ in source.imports}
        for node in source.nodes:
            if isinstance(node, ast.Attribute):
                holder = ast.unparse(node.value)
                head, dot, rest = holder.partition(".")
                used.setdefault(origin.get(head, f"{source.module}.{head}") + dot + rest, set()).add(node.attr)
    return used


def example(parsed: Any) -> str:
    """A text made from the pattern's own letters: each piece once, the first branch of each choice."""
    return "".join(_piece(operation, argument) for operation, argument in parsed)


def _piece(operation: Any, argument: Any) -> str:
    match str(operation):
        case "LITERAL":
            return chr(argument)
        case "IN":
            return _piece(*argument[0])
        case "RANGE":
            return chr(argument[0])
        case "CATEGORY":
            return {"CATEGORY_DIGIT": "0", "CATEGORY_SPACE": " "}.get(str(argument), "a")
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return example(argument[2])
        case "SUBPATTERN":
            return example(argument[-1])
        case "ATOMIC_GROUP":
            return example(argument)
        case "BRANCH":
            return example(argument[1][0])
        case "ANY" | "NOT_LITERAL" | "NEGATE":
            return "a"
        case _:
            return ""


def repeated(parsed: Any) -> Iterator[str]:
    """An example of each repeated piece: what an attacker would pump."""
    for operation, argument in parsed:
        inner = []
        if str(operation).endswith("REPEAT"):
            yield example(argument[2])
            inner = [argument[2]]
        elif str(operation) in {"SUBPATTERN", "ATOMIC_GROUP"}:
            inner = [argument[-1] if isinstance(argument, tuple) else argument]
        elif str(operation) == "BRANCH":
            inner = argument[1]
        for part in inner:
            yield from repeated(part)


def beginnings(parsed: Any) -> Iterator[str]:
    """An example of what stands before each repeat: many false starts in one text."""
    for place, (operation, _) in enumerate(parsed):
        if str(operation).endswith("REPEAT"):
            yield example(parsed[:place])


def shapes(pattern: Pattern) -> list[str]:
    """The fixed shapes, then the pattern's own: all of it, its beginnings, each of its repeats."""
    parsed = _parser.parse(pattern.pattern, pattern.flags)
    own = (example(parsed), *beginnings(parsed), *repeated(parsed))
    return list(dict.fromkeys(shape for shape in (*SHAPES, *own) if shape))


def attack(shape: str, n: int) -> str:
    """`n` characters of the shape and a tail that does not fit."""
    return (shape * (n // len(shape) + 1))[:n] + TAIL


class _TooLong(Exception):
    """Raised by the timer inside a match that would not end."""


def _stop(*_: Any) -> None:
    raise _TooLong


def seconds(call: Callable[[str], Any], text: str) -> float:
    """Processor time of one call, which a busy machine does not lengthen; endless past its budget."""
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, BUDGET)
    started = time.thread_time()
    try:
        call(text)
        return time.thread_time() - started
    except _TooLong:
        return math.inf
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def growth(pattern: Pattern, method: str, shape: str) -> float:
    """time(2n) / time(n) at the first n that can be measured, the mean of two doublings; 1 where none takes long."""

    def call(text: str) -> Any:
        subject = text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
        found = getattr(pattern, method)(subject)
        return deque(found, maxlen=0) if method == "finditer" else found

    for n in LENGTHS:
        text = attack(shape, n)
        first = seconds(call, text)
        if first == math.inf:
            return math.inf
        if first >= ENOUGH:
            return math.sqrt(ratio(call, attack(shape, 4 * n), text))
    return 1.0


def settled(pattern: Pattern, method: str, shape: str) -> float:
    """The least growth of several measurements apart in time: a burst of other work on the machine is no finding."""
    least = math.inf
    for pause in PAUSES:
        time.sleep(pause)
        least = min(least, growth(pattern, method, shape))
        if least < LIMIT:
            break
    return least


def ratio(call: Callable[[str], Any], long: str, short: str) -> float:
    """The quickest of several runs over the quickest of several, measured again while it looks too large."""
    shorter, longer = math.inf, math.inf
    for attempt in range(TRIES):
        shorter, longer = min(shorter, seconds(call, short)), min(longer, seconds(call, long))
        if longer == math.inf or (attempt >= AT_LEAST and longer / shorter < LIMIT**2):
            break
    return longer / shorter


def slow(pattern: Pattern, used: set[str]) -> list[str]:
    """The attacks on which the pattern is slower than linear, in words."""
    anchored = used & {"match", "fullmatch"}
    methods = sorted(anchored) if anchored and not used - {"match", "fullmatch"} else ["finditer"]
    return [
        f"{method} on {shape!r} x n: time grows {times:.1f}-fold when n doubles"
        for method in methods
        for shape in shapes(pattern)
        if (times := settled(pattern, method, shape)) >= LIMIT
    ]


PATTERNS = named_patterns()
USED = methods_used()


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_takes_linear_time(name: str) -> None:
    """Doubling an attack on a pattern of ours does not triple its time."""
    used = USED.get(name, set())
    assert slow(PATTERNS[name], used) == [], PATTERNS[name].pattern


def test_the_package_has_patterns() -> None:
    """The walk over the package finds the patterns that it is there to attack."""
    assert PATTERNS


@pytest.mark.parametrize("text", [r"(a+)+b", r"\s+$", r"(?:[\w-]+,)*;", r"x*y", r"<a[^>]*href"])
def test_a_quadratic_pattern_is_found(text: str) -> None:
    """The classical slow patterns fail."""
    assert slow(re.compile(text), set())


@pytest.mark.parametrize("text", [r"a{1,9}b", r"(?<!\s)\s++$", r"\bread more\b", r"(?<![\d.])[\d.]++€"])
def test_a_linear_pattern_passes(text: str) -> None:
    """Bounded and possessive patterns pass."""
    assert slow(re.compile(text), set()) == []
