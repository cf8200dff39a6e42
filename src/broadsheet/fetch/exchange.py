"""One request and its answer, under one deadline and one cap, kept byte for byte.

Comes in: a URL, header fields, seconds, bytes. Goes out: an `Answer`. Expected trouble is in it, never raised.
Must not know: robots, redirects, schedules, or whether the answer is a page.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Literal

import msgspec
import requests

from broadsheet.fetch.head import MAX_HEAD, Head, declared_length, framing_fault, is_chunked, parse_head
from broadsheet.fetch.held import Held
from broadsheet.fetch.outcome import Stop, of_error
from broadsheet.fetch.partial import ANSWERS, Partial
from broadsheet.fetch.session import Session
from broadsheet.fetch.wire import Wire, chunks
from broadsheet.mediatype import RESOURCE_HEADER, is_foreign, may_list
from broadsheet.records import Exchange, Reason

log = logging.getLogger(__name__)

Cut = Literal["length", "time", "disconnect", "unspecified"]
"""WARC-Truncated (WARC/1.1, 5.13): the cap, the deadline, the connection; a length that was declared too short."""

_PIECE = 16 * 1024
_PIECES = 100_000
"""Chunks or packets of one body: 10 MiB are 7,200 packets, and 1.8 million chunks of a byte cost four seconds."""
_LARGE_PIECE = 256 * 1024
"""Bytes taken at once of a body that is written to a file."""
_FILE_SECONDS = 6 * 3600.0
"""Seconds that a file may take while something comes of it: a gigabyte at 50 kB/s."""
_SMALL = 64 * 1024
"""Bytes kept of a redirect's body, which nobody reads, and of one that announces more than the cap."""


class Answer(msgspec.Struct, frozen=True):
    """What came of one request."""

    url: str
    exchange: Exchange | None
    """None where no response head arrived whole."""
    head: Head | None
    failure: tuple[Reason, str] | None
    """Why the answer is not whole; a body cut at the cap is no failure here: see `exchange.truncated`."""
    began: float
    ended: float
    """Monotonic seconds."""
    touched: bool
    """Was anybody connected to, or tried? Not where the name, the address or the look-up ended it."""
    headed: float | None = None
    """When the head was there, where the body went to a file, which says nothing of the server's pace."""
    saved: bool = False
    """Is the file whole that the body was to be written to?"""

    @property
    def latency(self) -> float:
        """Seconds that the request took."""
        return (self.ended if self.headed is None else self.headed) - self.began

    @property
    def body(self) -> bytes:
        """The body as sent; empty where there was no answer."""
        return b"" if self.exchange is None else self.exchange.response_body


def exchange(
    session: Session,
    url: str,
    headers: dict[str, str],
    *,
    seconds: float,
    cap: int,
    private: bool = False,
    into: Partial | None = None,
) -> Answer:
    """GET `url` once. `seconds`: wall-clock bound on everything; `cap`: most bytes of body that are kept.

    `private`: private addresses are not refused. `into`: the file that the body goes to; then `seconds` are for the
    head, and for the longest time in which nothing comes.
    """
    wire = session.wire
    began, started_at = time.monotonic(), timestamp()
    wire.begin(seconds, cap + MAX_HEAD + 2 * _PIECE, private=private)
    response: requests.Response | None = None
    head: Head | None = None
    body, failure, saved = Held(), None, False
    cut: Cut | None = None
    headed: float | None = None
    try:
        response = session.get(url, headers, seconds)
        wire.in_head = False
        head = _head(bytes(wire.received), response)
        before = wire.received.index(head.raw) + len(head.raw)
        if into is not None and head.status in ANSWERS:
            headed, cut = time.monotonic(), "length"
            wire.stretch(_FILE_SECONDS, seconds)
            into.receive(head, _pieces(response), cap)
            saved = True
        else:
            cut = _read(response, body, _room(head, cap))
            cut = cut or _ending(head, body, wire, before)
    except Exception as error:  # whatever the libraries raise on hostile bytes becomes an outcome
        failure = of_error(error)
        if failure.reason is Reason.INTERNAL_ERROR:
            log.exception("while fetching %s", url)
        cut = _cut(failure)
        if head is not None and cut == "disconnect" and into is None:
            failure = _of_body(failure, head)
    finally:
        if response is not None:
            response.close()
        session.close()  # a server may keep the line open all the same; the next request is looked up and vetted anew
    sent = bytes(wire.sent)
    kept = None if head is None else Exchange(url, sent, head.raw, body.take(), started_at, wire.peer, cut)
    return Answer(
        url=url,
        exchange=kept,
        head=head,
        failure=None if failure is None else (failure.reason, failure.evidence),
        began=began,
        ended=time.monotonic(),
        touched=wire.touched,
        headed=headed,
        saved=saved,
    )


def _ending(head: Head, body: Held, wire: Wire, before: int) -> Cut | None:
    """Is a body as long as it was declared? `Stop` where it is shorter; cut there where it is longer."""
    length, came = declared_length(head), body.size
    if length is not None and came < length:
        raise Stop(Reason.INCOMPLETE, f"{came} of {length} bytes came")
    if length is not None and wire.count - before > length:
        body.cut(length)
        return "unspecified"
    if is_chunked(head) and wire.ended:
        raise Stop(Reason.INCOMPLETE, "cut in the last chunk")
    return None


def timestamp() -> str:
    """Now, as RFC 3339 in UTC with microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _head(received: bytes, response: requests.Response) -> Head:
    """The head from the bytes; `Stop` where it is malformed or http.client frames the body otherwise."""
    head = parse_head(received)
    if head is None:
        raise Stop(Reason.PROTOCOL_ERROR, f"no HTTP response: status {response.status_code}")
    fault = framing_fault(head)
    if fault is None and head.status != response.status_code:
        fault = f"interim status {response.status_code}"
    if fault is None and any(_differs(name, head, response) for name in ("transfer-encoding", "content-length")):
        fault = "malformed header line"
    if fault is not None:
        raise Stop(Reason.PROTOCOL_ERROR, fault)
    return head


def _differs(name: str, head: Head, response: requests.Response) -> bool:
    """Does http.client frame the body by a field that we read otherwise? One that it alone overlooks does no harm."""
    theirs, ours = (
        None if value is None else {part.strip() for part in value.split(",")}
        for value in (response.headers.get(name), head.joined(name))
    )
    return theirs != ours and (theirs is not None or name == "transfer-encoding")


def _pieces(response: requests.Response) -> Iterator[bytes]:
    """The body as it comes, for a file."""
    raw = response.raw
    return chunks(lambda size: raw.read1(size, decode_content=False) or b"", _LARGE_PIECE)


def _room(head: Head, cap: int) -> int:
    label = head.first("content-type")
    if is_foreign(label) and not may_list(label):
        return min(cap, RESOURCE_HEADER)  # enough to show what it was
    if 300 <= head.status < 400 or (declared_length(head) or 0) > cap:
        return min(cap, _SMALL)
    return cap


def _read(response: requests.Response, body: Held, room: int) -> Cut | None:
    """Append to `body` what comes, as sent; "length" where there is more than `room`."""
    raw = response.raw
    for number, piece in enumerate(chunks(lambda size: raw.read1(size, decode_content=False) or b"", _PIECE)):
        whole = body.write(piece, room)
        if number == _PIECES:
            raise Stop(Reason.TOO_LARGE, f"more than {_PIECES} chunks")
        if not whole:
            return "length"
    return None


def _of_body(failure: Stop, head: Head) -> Stop | None:
    """What it means that a body broke off: nothing where it is no page, as the head says all that matters then."""
    if not 200 <= head.status < 300:
        return None
    return failure if failure.reason is Reason.PROTOCOL_ERROR else Stop(Reason.INCOMPLETE, failure.evidence)


def _cut(failure: Stop) -> Cut:
    if failure.reason is Reason.TIMEOUT:
        return "time"
    return "length" if failure.reason is Reason.TOO_LARGE else "disconnect"
