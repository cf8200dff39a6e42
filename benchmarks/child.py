"""A peer's side of the pipe: pages in, texts and process times out. `python -m benchmarks.child trafilatura:fast`

Comes in: questions on stdin, as `frames` has them. Goes out: a frame saying that it is ready, then an answer a page;
what a peer prints goes nowhere. Runs in every peer's environment: nothing but the standard library and that peer.
"""

from __future__ import annotations

import gc
import importlib
import logging
import os
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

from benchmarks import frames, offline
from benchmarks.charset import decode

Extract = Callable[[bytes, str | None], str]

PAGE = b"<html lang=en><head><title>Ferry</title></head><body><article><h1>Ferry</h1>" + b"".join(
    b"<p>The ferry to the island left the harbour %d minutes late, as the captain said on Monday.</p>" % minutes
    for minutes in range(8)
)
"""Warms a system: what it imports and compiles on its first page is not that page's time."""


def main(where: str, source: int, target: int) -> None:
    """Answer pages until the questions end."""
    with os.fdopen(source, "rb", buffering=0) as questions, os.fdopen(target, "wb") as answers:
        try:
            extract = load(where)
            answer(extract, PAGE, "https://harbour.example/ferry")
            decode(PAGE)
        except Exception as error:  # noqa: BLE001 - whatever keeps a peer from starting is told to the benchmark
            frames.write(answers, frames.pack({"ready": False, "error": _words(error)}))
            return
        gc.collect()
        gc.freeze()  # what the imports left behind is not collected again and again at the pages' cost
        frames.write(answers, frames.pack({"ready": True}))
        while True:
            try:
                question = frames.unpack(frames.read(questions))
                page = frames.read(questions)
            except frames.Broken:
                return
            frames.write(answers, frames.pack(answer(extract, page, question["url"])))


def load(where: str) -> Extract:
    """`module:function` of `benchmarks.peers`, or of any module where the name has a dot."""
    module, _, function = where.partition(":")
    found: Extract = getattr(
        importlib.import_module(module if "." in module else f"benchmarks.peers.{module}"), function
    )
    return found


def answer(extract: Extract, page: bytes, url: str | None) -> dict[str, Any]:
    """Text, process time in seconds and, where the peer raised, its words; the text is then empty."""
    text, error = "", None
    refused = offline.refusals()
    start = time.process_time()
    try:
        text = extract(page, url)
    except Exception as raised:  # noqa: BLE001 - a peer that fails on a page has found no article there
        error = _words(raised)
    seconds = time.process_time() - start
    return {"text": text, "seconds": seconds, "error": error, "refused": offline.refusals() - refused}


def _words(error: Exception) -> str:
    """Type and message on one line, as long as a note in a report."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:120]


def _private_pipes() -> tuple[int, int]:
    """Keep stdin and stdout for the frames; whoever reads or prints gets the null device."""
    source, target = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    return source, target


if __name__ == "__main__":
    pipes = _private_pipes()
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    offline.forbid()
    main(sys.argv[1], *pipes)
