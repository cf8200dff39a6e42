"""What bytes are, in Python and compiled: UTF-8 or not, with controls or without, encoded twice or once."""

from __future__ import annotations

import importlib
import importlib.util
from types import ModuleType

import pytest
from benchmarks.datasets import publishers
from hypothesis import example, given
from hypothesis import strategies as st

from broadsheet import parse
from broadsheet.parse import charset, octets, twice
from tests.shared import need
from tests.without import printed

TWIN = "broadsheet.parse.compiled.octets"

sequences = st.sampled_from(
    [
        b"a",
        b"a" * 63,
        b"a" * 64,
        b"\xc3\xa9",
        b"\xe2\x82\xac",
        b"\xf0\x9d\x95\x8b",
        b"\xef\xbf\xbf",
        b"\xf4\x8f\xbf\xbf",
    ]
)
odd = st.sampled_from(
    [b"\xc0\x80", b"\xc1\xbf", b"\xe0\x9f\xbf", b"\xed\xa0\x80", b"\xf0\x8f\xbf\xbf", b"\xf4\x90\x80\x80", b"\xf5\x80",
     b"\x80", b"\xff", b"\xc3", b"\xe2\x82", b"\xf0\x9d\x95", b"\0", b"\t\n\f\r", b"\x1f", b"\x7f"]
)  # fmt: skip
marks = st.sampled_from(
    [b"\xc3\x82\xc2", b"\xc3\x90\xc2", b"\xc3\xa3\xc2\x81", b"\xc3\xa2\xc2\x80", b"\xc3\xa2\xe2\x82\xac",
     b"\xc3\xa2\xe2\x82", b"\xc3\x84\xc2", b"\xc3\xa3\xc2", b"\xc3"]
)  # fmt: skip
bodies = st.lists(sequences | odd | marks, max_size=9).map(b"".join) | st.binary(max_size=150)


def twin() -> ModuleType:
    """The compiled module; the test is skipped where it was not built."""
    return pytest.importorskip(TWIN, reason="not compiled here")  # type: ignore[no-any-return]


def can_be_decoded(body: bytes) -> bool:
    """What Python's own decoder says."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@given(bodies)
@example(b"a" * 64 + b"\x80")
@example(b"\xc3" * 64)
def test_both_say_the_same_of_bytes(body: bytes) -> None:
    """Of whole sequences, broken and overlong ones, signs at the edge of what is looked at at once, and of noise."""
    for room in (octets, twin()):
        assert room.is_utf8(body) == can_be_decoded(body)
        assert room.has_controls(body) == any(code in octets.CONTROLS for code in map(bytes, zip(body, strict=True)))
        assert room.marked_twice(body) == octets.marked_twice(body)


def test_every_sequence_of_two_bytes_and_every_first_of_more_is_judged_alike() -> None:
    """All there are, alone and with two and three more behind."""
    room = twin()
    for code in range(1 << 16):
        for rest in (b"", b"\x80", b"\x80\xbf"):
            body = code.to_bytes(2, "big") + rest
            assert room.is_utf8(body) == can_be_decoded(body), body


def test_every_control_is_found_wherever_it_stands() -> None:
    """In the first and last of what is looked at at once, and behind."""
    for code, before in ((code, before) for code in range(256) for before in (0, 63, 64, 100)):
        body = b"a" * before + bytes([code]) + b"a" * 30
        assert {room.has_controls(body) for room in (octets, twin())} == {bytes([code]) in octets.CONTROLS}


def test_both_say_the_same_of_development_pages() -> None:
    """The newspapers, whole and cut at a byte."""
    room = twin()
    for sample in publishers(need("data", 100)):
        for body in (
            sample.html,
            sample.html[:-1],
            sample.html[:50_001],
            sample.html.decode("utf-8", "replace").encode("utf-16"),
        ):
            for ask in ("is_utf8", "has_controls", "marked_twice"):
                assert getattr(room, ask)(body) == getattr(octets, ask)(body), sample.id


def test_pages_are_looked_at_by_the_compiled_questions_where_they_were_built() -> None:
    """And by the others where not, or where their import fails."""
    if importlib.util.find_spec(TWIN):
        room = importlib.import_module(TWIN)
        assert parse.has_controls is room.has_controls
        assert (charset.is_utf8, twice.marked_twice) == (room.is_utf8, room.marked_twice)
    code = "from broadsheet import parse as p; from broadsheet.parse import charset as c, twice as t\n"
    code += "print(*(f.__module__ for f in (p.has_controls, c.is_utf8, t.marked_twice)), c.is_utf8(b'a'))"
    assert printed(code, TWIN) == ["broadsheet.parse.octets"] * 3 + ["True"]
