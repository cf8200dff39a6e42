"""The pool of killable children that runs `process`: one broken page costs only itself.

Comes in: pages, with a key each and their site's template. Goes out: (key, outcome, what the page tells of its site)
to a sink, in order of completion. C parsers cannot be interrupted by a timer, so each page has a child process, a
time and a memory bound; a child that breaks one is killed and replaced, its page is `parser_killed`. Must not know the
store. Time is the processor's, so that a busy machine kills no page that an idle one lets live.

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

from broadsheet.nursery import FORKS, Nursery, raise_children
from broadsheet.options import Options, WorkerOptions
from broadsheet.records import Article, Aside, Dropped, Form, Page, Reason, SiteTemplate
from broadsheet.watchdog import Watchdog

Key = TypeVar("Key")
Outcome = Article | Dropped

_COMMAND = [sys.executable, "-P", "-m", "broadsheet.workers"]
"""`-P`: a `numpy.py` that lies beside the saved pages is no module of ours."""
AHEAD = 32
"""Pages that may wait for a child: what the parent archives at a time, twice, so that no child waits for it meanwhile.
Whoever submits large pages bounds their bytes (`turns.HEAVIEST`)."""
START = 30.0
"""Seconds that a child may take to start: it usually takes less than one."""
PATIENCE = 6.0 if hasattr(signal, "setitimer") else 1.0
"""Times its processor time that a page may take by the clock: on a crowded machine it gets but a share of a processor.
Where a process cannot bound its own processor time (Windows), the clock is all there is."""
GARBAGE = 20_000
"""Objects after which a child looks for cycles, of which a page leaves hardly any: with Python's 700 a newspaper's page
takes a fifteenth longer, and no less memory."""

_OTHERS = frozenset({signal.SIGTERM, signal.SIGINT, getattr(signal, "SIGKILL", signal.SIGTERM)})
"""Signals that an operator sends, or a system that is short of memory; a page meets its own bounds by others."""

_LENGTH = struct.Struct(">I")
_encode = msgspec.msgpack.Encoder().encode
_ASKED = msgspec.msgpack.Decoder(tuple[Page, SiteTemplate | None])
_ANSWER = msgspec.msgpack.Decoder(tuple[bool, msgspec.Raw, Aside])


class Pool(Generic[Key]):
    """A few children, each led by a thread; `submit` blocks while all are busy and some more pages wait.

    `sink` is called from the leading threads, once per page.
    """

    def __init__(self, options: Options, sink: Callable[[Key, Outcome, Aside], None]) -> None:
        self._options = options
        self._sink = sink
        self._nursery: Nursery | None = None
        self._starting = threading.Lock()
        size = options.workers.processes or processors()
        self._jobs: queue.Queue[tuple[Key, Page, SiteTemplate | None] | None] = queue.Queue(maxsize=size + AHEAD)
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
        if self._nursery is not None:
            self._nursery.close()

    def _child(self) -> Child:
        """A new child; where the process that it is to be forked from has died, from a new one."""
        if not FORKS:
            return Child(self._options)
        with self._starting:
            for _ in range(2):
                if self._nursery is None:
                    self._nursery = Nursery([*_COMMAND, "nursery"], _environment(), START)
                try:
                    return Child(self._options, self._nursery)
                except OSError:
                    self._nursery.close()
                    self._nursery = None
        raise ChildProcessError("no child could be forked")

    def _lead(self) -> None:
        child: Child | None = None
        try:
            while (job := self._jobs.get()) is not None:
                key, page, site = job
                try:
                    child = child or self._child()
                    outcome, aside = child.ask(page, site)
                    if child.bereft:
                        child.end()
                        child = self._child()
                        outcome, aside = child.ask(page, site)
                except ChildProcessError as error:
                    outcome, aside = Dropped(url=page.url, reason=Reason.PARSER_KILLED, evidence=str(error)), None
                except Exception as error:  # a page without an outcome would be waited for, for ever  # noqa: BLE001
                    outcome, aside = _internal(page, error), None
                if child is not None and not child.alive:
                    child.end()
                    child = None
                self._sink(key, outcome, aside)
        finally:
            if child is not None:
                child.end()


def processors() -> int:
    """Processors that this process may use: of a container, or under `taskset`, fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Child:
    """One child process: a page in, an outcome out, or death."""

    alive: bool
    bereft = False
    """Did somebody else end it, by a signal that no page causes? Then its page may be tried again, once."""

    def __init__(self, options: Options, nursery: Nursery | None = None) -> None:
        self._bounds = options.workers
        self.alive = True
        self._nursery = nursery
        self._process: subprocess.Popen[bytes] | None = None
        self._in: IO[bytes]
        self._out: IO[bytes]
        if nursery is not None:
            self._pid, self._in, self._out = nursery.child()
        else:
            self._process = _started()
            assert self._process.stdin
            assert self._process.stdout
            self._pid, self._in, self._out = self._process.pid, self._process.stdin, self._process.stdout
        self._watchdog = Watchdog(self._signal)
        self._talk(_encode(options), START)  # ready: a page's time does not pay for the start

    def ask(self, page: Page, site: SiteTemplate | None = None) -> tuple[Outcome, Aside]:
        """What `study` makes of a page; `parser_killed` where the child broke a bound or died."""
        answer, late = self._talk(_encode((page, site)), self._bounds.seconds * PATIENCE)
        if answer is None:
            return Dropped(url=page.url, reason=Reason.PARSER_KILLED, evidence=self._cause(late=late)), None
        ok, outcome, aside = _ANSWER.decode(answer)
        kind: type[Outcome] = Article if ok else Dropped
        return msgspec.msgpack.decode(outcome, type=kind), aside

    def _talk(self, message: bytes, seconds: float) -> tuple[bytes | None, bool]:
        """Send a message and wait so long for its answer: the answer, if any, and whether time ran out."""
        self._watchdog.watch(seconds)
        try:
            _send(self._in, message)
            answer = _receive(self._out)
        except ConnectionError:
            answer = None
        finally:
            late = self._watchdog.done()  # a kill that is under way must not hit the next page
        self.alive = answer is not None and not late
        return answer, late

    def _signal(self) -> None:
        """SIGKILL; nobody else has its number, as only we wait for it."""
        if self._process is not None:
            self._process.kill()
        else:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)

    def _wait(self) -> int | None:
        """The exit code of a child that has ended, or is about to; None where nobody can tell any more."""
        if self._process is not None:
            return self._process.wait()
        if self._code is None and self._nursery is not None:
            with suppress(OSError):
                self._code = self._nursery.ended(self._pid)
        return self._code

    _code: int | None = None

    def _cause(self, *, late: bool) -> str:
        bounds = self._bounds
        code = self._wait()
        if late:
            return f"killed after {bounds.seconds * PATIENCE:g} s"
        self.bereft = code is None or -code in _OTHERS
        if code is not None and -code == getattr(signal, "SIGPROF", 0):
            return f"killed after {bounds.seconds:g} s of processor time"
        end = f"was killed by signal {-code}" if code is not None and code < 0 else f"ended with code {code}"
        return f"the child {end}, memory bound {bounds.memory >> 20} MiB"

    def end(self) -> None:
        """Close the pipes; a child that reads the end of its input ends by itself."""
        self._watchdog.close()
        for pipe in (self._in, self._out):
            try:
                pipe.close()
            except BrokenPipeError:
                self._signal()
        self._wait()


def _started() -> subprocess.Popen[bytes]:
    """A child of its own."""
    return subprocess.Popen(  # noqa: S603  our own interpreter and module
        _COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=_environment(),
        start_new_session=True,  # Ctrl-C is for the parent, which lets the page in hand be finished …
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),  # … on Windows too
    )


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
    """Have the system end this process after so much processor time, whatever C code it is in (POSIX); 0: never.

    The clock's alarm is later than the parent's timer; it is for a child that sleeps and whose parent was killed.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.setitimer(signal.ITIMER_REAL, seconds and seconds * PATIENCE + 1)


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
        _alarm(options.workers.seconds)
        page, site = _ASKED.decode(message)
        outcome, aside = study(page, options, site)
        answer = _encode((outcome.ok, outcome, aside))
        _alarm(0)
        _send(answers, answer)


def live() -> None:
    """`serve`, without a word on the parent's terminal: it sees our death, or is dead."""
    try:
        serve()
    except (BrokenPipeError, MemoryError):
        os._exit(1)


WARM = (
    "<title>The mill turns</title>"
    + 3 * "<p>The old tide mill turned again on Thursday, and the whole town came to see it.</p>"
)


def warm() -> None:
    """Load whatever a first page loads, of either form."""
    from broadsheet.pipeline import study

    study(Page(WARM.encode()))
    study(Page(WARM.replace("<p>", "\n").encode(), form=Form.TEXT))


if __name__ == "__main__":
    if sys.argv[1:2] == ["nursery"]:
        warm()
        raise_children(int(sys.argv[2]), live)
    else:
        live()
