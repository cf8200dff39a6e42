"""The pool of killable children that runs `process`: one broken page costs only itself.

Comes in: pages, with a key each and their site's template. Goes out: (key, outcome, what the page tells of its site)
to a sink, in order of completion. C parsers cannot be interrupted by a timer, so each page has a child process, a
time and a memory bound; a child that breaks one is killed and replaced, its page is `parser_killed`. Must not know the
store.

The protocol over the child's stdin and stdout: a length of four bytes, big-endian, then msgpack. First
the options, then `[page, template]` after another, each answered by `[ok, outcome, texts]`.
"""

from __future__ import annotations

import gc
import os
import queue
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Generic, TypeVar

import msgspec

from broadsheet.options import Options, WorkerOptions
from broadsheet.records import Article, Dropped, Page, PageTexts, Reason, SiteTemplate

Key = TypeVar("Key")
Outcome = Article | Dropped

_COMMAND = [sys.executable, "-P", "-m", "broadsheet.workers"]
"""`-P`: a `numpy.py` that lies beside the saved pages is no module of ours."""
START = 30.0
"""Seconds that a child may take to start: it usually takes less than one."""
GARBAGE = 20_000
"""Objects after which a child looks for cycles, of which a page leaves hardly any: with Python's 700 a newspaper's page
takes a fifteenth longer, and no less memory."""

_LENGTH = struct.Struct(">I")
_encode = msgspec.msgpack.Encoder().encode
_ASKED = msgspec.msgpack.Decoder(tuple[Page, SiteTemplate | None])
_ANSWER = msgspec.msgpack.Decoder(tuple[bool, msgspec.Raw, PageTexts | None])


class Pool(Generic[Key]):
    """A few children, each led by a thread; `submit` blocks while all are busy and as many pages wait.

    `sink` is called from the leading threads, once per page.
    """

    def __init__(self, options: Options, sink: Callable[[Key, Outcome, PageTexts | None], None]) -> None:
        self._options = options
        self._sink = sink
        size = options.workers.processes or os.cpu_count() or 1
        self._jobs: queue.Queue[tuple[Key, Page, SiteTemplate | None] | None] = queue.Queue(maxsize=size)
        self._leaders = [threading.Thread(target=self._lead, name=f"leader-{n}") for n in range(size)]
        for leader in self._leaders:
            leader.start()

    def __enter__(self) -> Pool[Key]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def submit(self, key: Key, page: Page, site: SiteTemplate | None = None) -> None:
        """Hand a page to the next free child; its raw exchanges and its path, which may be no UTF-8, stay here."""
        self._jobs.put((key, msgspec.structs.replace(page, exchanges=(), path=None), site))

    def close(self) -> None:
        """Wait for every page handed in, then end the children."""
        for _ in self._leaders:
            self._jobs.put(None)
        for leader in self._leaders:
            leader.join()

    def _lead(self) -> None:
        child: Child | None = None
        try:
            while (job := self._jobs.get()) is not None:
                key, page, site = job
                try:
                    child = child or Child(self._options)
                    outcome, seen = child.ask(page, site)
                except Exception as error:  # a page without an outcome would be waited for, for ever  # noqa: BLE001
                    outcome, seen = _internal(page, error), None
                if child is not None and not child.alive:
                    child.end()
                    child = None
                self._sink(key, outcome, seen)
        finally:
            if child is not None:
                child.end()


class Child:
    """One child process: a page in, an outcome out, or death."""

    def __init__(self, options: Options) -> None:
        self._bounds = options.workers
        self.alive = True
        self._process = subprocess.Popen(  # noqa: S603  our own interpreter and module
            _COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(),
            start_new_session=True,  # Ctrl-C is for the parent, which lets the page in hand be finished …
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),  # … on Windows too
        )
        assert self._process.stdin
        assert self._process.stdout
        self._in: IO[bytes] = self._process.stdin
        self._out: IO[bytes] = self._process.stdout
        self._talk(_encode(options), START)  # ready: a page's time does not pay for the start

    def ask(self, page: Page, site: SiteTemplate | None = None) -> tuple[Outcome, PageTexts | None]:
        """What `study` makes of a page; `parser_killed` where the child broke a bound or died."""
        answer, late = self._talk(_encode((page, site)), self._bounds.seconds)
        if answer is None:
            return Dropped(url=page.url, reason=Reason.PARSER_KILLED, evidence=self._cause(late=late)), None
        ok, outcome, seen = _ANSWER.decode(answer)
        kind: type[Outcome] = Article if ok else Dropped
        return msgspec.msgpack.decode(outcome, type=kind), seen

    def _talk(self, message: bytes, seconds: float) -> tuple[bytes | None, bool]:
        """Send a message and wait so long for its answer: the answer, if any, and whether time ran out."""
        late = threading.Event()
        timer = threading.Timer(seconds, self._kill, (late,))
        timer.start()
        try:
            _send(self._in, message)
            answer = _receive(self._out)
        except ConnectionError:
            answer = None
        finally:
            timer.cancel()
            timer.join()  # a kill that is under way must not hit the next page
        self.alive = answer is not None and not late.is_set()
        return answer, late.is_set()

    def _kill(self, late: threading.Event) -> None:
        late.set()
        self._process.kill()

    def _cause(self, *, late: bool) -> str:
        code = self._process.wait()
        if late:
            return f"killed after {self._bounds.seconds:g} s"
        end = f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
        return f"the child {end}, memory bound {self._bounds.memory >> 20} MiB"

    def end(self) -> None:
        """Close the pipes; a child that reads the end of its input ends by itself."""
        for pipe in (self._in, self._out):
            try:
                pipe.close()
            except BrokenPipeError:
                self._process.kill()
        self._process.wait()


def _internal(page: Page, error: Exception) -> Dropped:
    """A page that could not even be handed to a child."""
    return Dropped(
        url=page.url, reason=Reason.INTERNAL_ERROR, evidence=f"{type(error).__name__} at the child: {error}"[:500]
    )


def _environment() -> dict[str, str]:
    """One thread per child: the pool is what fills the processors."""
    return {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(_LENGTH.pack(len(message)) + message)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes | None:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (size,) = _LENGTH.unpack(head)
    message = pipe.read(size)
    return message if len(message) == size else None


def _bound_memory(bounds: WorkerOptions) -> None:
    """Cap the address space, where the system can (POSIX); a lower cap that is there already stays."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = bounds.memory if hard == resource.RLIM_INFINITY else min(bounds.memory, hard)
    with suppress(ValueError, OSError):  # macOS has the name and refuses the call
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _alarm(seconds: float) -> None:
    """Have the system end this process after so many seconds, whatever C code it is in (POSIX); 0: never.

    The parent's timer is earlier; this one is for a child whose parent was killed.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def serve() -> None:
    """The child's loop: options, then pages, until the input ends."""
    from broadsheet.pipeline import study

    pages, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a stray print must not break the protocol
    first = _receive(pages)
    if first is None:
        return
    options = msgspec.msgpack.decode(first, type=Options)
    _bound_memory(options.workers)
    gc.freeze()  # what the imports made stays for good
    gc.set_threshold(GARBAGE)
    _send(answers, b"ready")
    while (message := _receive(pages)) is not None:
        _alarm(options.workers.seconds + 1)
        page, site = _ASKED.decode(message)
        outcome, seen = study(page, options, site)
        answer = _encode((outcome.ok, outcome, seen))
        _alarm(0)
        _send(answers, answer)


if __name__ == "__main__":
    try:
        serve()
    except (BrokenPipeError, MemoryError):  # the parent is dead, or sees our death: no words on its terminal
        os._exit(1)
