"""Frames over real pipes, whole, torn and late."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import IO

import pytest

from benchmarks import frames

Pipes = tuple[IO[bytes], IO[bytes]]


@pytest.fixture
def pipes() -> Iterator[Pipes]:
    """A pipe's two ends, unbuffered."""
    source, target = os.pipe()
    with os.fdopen(source, "rb", buffering=0) as reader, os.fdopen(target, "wb", buffering=0) as writer:
        yield reader, writer


@pytest.mark.parametrize("frame", [b"", b"\n", b"\x00" * 9, "Fähre".encode() * 1000])
def test_a_frame_arrives_as_it_was_sent(frame: bytes, pipes: Pipes) -> None:
    """Any bytes go through, one frame after another."""
    frames.write(pipes[1], frame, b"next")
    assert [frames.read(pipes[0]), frames.read(pipes[0], 1.0)] == [frame, b"next"]


def test_a_late_frame_is_late(pipes: Pipes) -> None:
    """Half a frame is not waited for for ever."""
    pipes[1].write(b"\x00\x00\x00\x05half")
    with pytest.raises(frames.Late):
        frames.read(pipes[0], 0.05)


def test_a_torn_frame_is_broken(pipes: Pipes) -> None:
    """A pipe that ends inside a frame is no answer."""
    pipes[1].write(b"\x00\x00\x00\x05half")
    pipes[1].close()
    with pytest.raises(frames.Broken, match="ended"):
        frames.read(pipes[0])


def test_text_in_the_place_of_a_length_is_broken(pipes: Pipes) -> None:
    """Words are not taken for a length of a gigabyte to come."""
    pipes[1].write(b"Traceback (most recent call last)")
    with pytest.raises(frames.Broken, match="a frame of"):
        frames.read(pipes[0])


def test_nobody_reading_is_broken(pipes: Pipes) -> None:
    """A pipe without a reader is told as such."""
    pipes[0].close()
    with pytest.raises(frames.Broken, match="nobody"):
        frames.write(pipes[1], b"page")


@pytest.mark.parametrize("frame", [b"{", b"[1]", b"\xff"])
def test_what_is_no_object_is_broken(frame: bytes) -> None:
    """An answer is a JSON object."""
    with pytest.raises(frames.Broken):
        frames.unpack(frame)


def test_a_lone_surrogate_goes_through() -> None:
    """Texts that UTF-8 cannot hold are still texts."""
    assert frames.unpack(frames.pack({"text": "\ud800"})) == {"text": "\ud800"}
