"""The two tables: every status and every foreign exception has its reason."""

from __future__ import annotations

import builtins
import http.client
import inspect
import socket
import ssl
import sys
import zlib
from collections.abc import Callable
from types import ModuleType

import brotli
import idna
import pytest
import requests.exceptions
import urllib3.exceptions

from broadsheet.fetch.head import Head
from broadsheet.fetch.outcome import FOREIGN, Stop, of_error, of_status
from broadsheet.records import Reason
from tests.faults import FaultServer, reply
from tests.fetch.asking import ask, evidence, reason

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


def head(status: int, *fields: tuple[str, str]) -> Head:
    """A head without bytes."""
    return Head(b"", status, "", fields)


LIBRARIES: list[tuple[ModuleType, int]] = [
    (requests.exceptions, 20), (urllib3.exceptions, 20), (http.client, 12), (ssl, 7), (socket, 2), (zlib, 1),
    (brotli, 1), (zstd, 1), (idna, 4),
]  # fmt: skip
"""What a fetch runs through, and how many exceptions each has at least."""


def exceptions(module: ModuleType) -> dict[str, type[Exception]]:
    """The public exceptions that a library defines itself, by their row's name."""
    return {
        f"{kind.__module__}.{kind.__qualname__}": kind
        for name, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, Exception)
        and not issubclass(kind, Warning)
        and not name.startswith("_")
        and (kind.__module__ != "builtins" and kind.__module__.split(".")[0] == module.__name__.split(".")[0])
    }


@pytest.mark.parametrize(("module", "least"), LIBRARIES)
def test_every_exception_of_the_libraries_has_a_row(module: ModuleType, least: int) -> None:
    """A new class in one of them fails here until someone decides what it means."""
    found = exceptions(module)
    assert len(found) >= least
    assert sorted(set(found) - set(FOREIGN)) == []


def test_every_row_has_its_class() -> None:
    """A row whose class is gone is a rename that nobody followed."""
    found = {name for module, _ in LIBRARIES for name in exceptions(module)}
    ours = {name for name in FOREIGN if not name.startswith("builtins.")}
    assert ours - found == {"compression.zstd.ZstdError", "backports.zstd.ZstdError"} - found


MADE: dict[str, Callable[[], Exception]] = {
    "http.client.IncompleteRead": lambda: http.client.IncompleteRead(b""),
    "urllib3.exceptions.IncompleteRead": lambda: urllib3.exceptions.IncompleteRead(1, 2),
    "urllib3.exceptions.InvalidChunkLength": lambda: urllib3.exceptions.InvalidChunkLength(
        urllib3.HTTPResponse(b""), b"x"
    ),
}
"""Those that cannot be shown without what they were made of."""


@pytest.mark.parametrize("name", sorted(FOREIGN))
def test_every_row_is_what_comes_out(name: str) -> None:
    """Raised deep inside others, each class gets the reason of its own row."""
    found = {name: kind for module, _ in LIBRARIES for name, kind in exceptions(module).items()}
    kind = found.get(name) or getattr(builtins, name.removeprefix("builtins."), None)
    if kind is None:
        pytest.skip("1 case not run: a class of another Python")
    error = MADE[name]() if name in MADE else kind.__new__(kind)
    outer = requests.exceptions.RequestException(error)
    assert of_error(outer).reason is FOREIGN[name]


STATUSES = {
    200: None, 202: None, 203: None, 204: Reason.EMPTY, 206: Reason.INCOMPLETE, 100: Reason.PROTOCOL_ERROR,
    300: Reason.PROTOCOL_ERROR, 304: Reason.NOT_MODIFIED, 400: Reason.HTTP_4XX, 401: Reason.HTTP_4XX,
    402: Reason.HTTP_4XX, 403: Reason.HTTP_4XX, 404: Reason.GONE, 410: Reason.GONE, 418: Reason.HTTP_4XX,
    429: Reason.RATE_LIMITED, 451: Reason.LEGAL_BLOCK, 500: Reason.HTTP_5XX, 503: Reason.HTTP_5XX,
    520: Reason.HTTP_5XX, 999: Reason.PROTOCOL_ERROR,
}  # fmt: skip


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_has_its_reason_and_its_number_as_evidence(status: int) -> None:
    """The table of statuses, edges included."""
    stop = of_status(head(status))
    assert (stop.reason if stop else None) is STATUSES[status]
    assert stop is None or str(status) in stop.evidence


def test_503_with_retry_after_is_a_limit_not_a_failure() -> None:
    """A server that names a time is not broken."""
    stop = of_status(head(503, ("Retry-After", "60")))
    assert stop is not None
    assert stop.reason is Reason.RATE_LIMITED


@pytest.mark.parametrize(
    ("status", "field", "vendor"),
    [
        (403, ("CF-Mitigated", "challenge"), "Cloudflare"),
        (202, ("x-amzn-waf-action", "captcha"), "AWS WAF"),
        (202, ("sg-captcha", "challenge"), "SiteGround"),
        (429, ("x-vercel-mitigated", "challenge"), "Vercel"),
        (403, ("X-DataDome", "protected"), "DataDome"),
    ],
)
def test_a_bot_wall_that_names_itself_is_a_captcha(status: int, field: tuple[str, str], vendor: str) -> None:
    """Whatever the status; the vendor is evidence."""
    stop = of_status(head(status, field))
    assert stop is not None
    assert (stop.reason, vendor in stop.evidence) == (Reason.CAPTCHA, True)


def test_a_wall_that_let_us_through_is_none() -> None:
    """DataDome marks good answers as well."""
    assert of_status(head(200, ("x-datadome", "protected"))) is None


@pytest.mark.parametrize("status", [401, 402, 403, 404, 410, 451])
def test_a_refusal_is_final(status: int) -> None:
    """One request, no retry; the body is kept for the archive."""
    with FaultServer({"/a": reply("<p>no</p>", f"{status} No", server="wall/1.0")}) as server:
        visit = ask(server.url("/a"))
    assert reason(visit) is STATUSES[status]
    assert "wall/1.0" in evidence(visit)
    assert len(server.asked("/a")) == 1
    assert visit.exchanges[0].response_body == b"<p>no</p>"


def test_the_innermost_cause_decides() -> None:
    """Wrapped three times, a certificate is still the reason; unknown exceptions are our fault."""
    inner = ssl.SSLCertVerificationError(1, "self-signed certificate")
    wrapped = requests.exceptions.ConnectionError(urllib3.exceptions.ProtocolError("aborted", inner))
    assert of_error(wrapped).reason is Reason.TLS_ERROR
    assert of_error(ConnectionResetError("reset")).reason is Reason.CONNECT_ERROR
    assert of_error(OSError("no route")).reason is Reason.CONNECT_ERROR
    assert of_error(KeyError("x")).reason is Reason.INTERNAL_ERROR


def test_our_own_word_wins_over_its_causes() -> None:
    """A `Stop` raised while handling a time-out keeps its reason and evidence."""
    try:
        try:
            raise TimeoutError("timed out")
        except TimeoutError:
            raise Stop(Reason.PRIVATE_ADDRESS, "10.0.0.1") from None
    except Stop as stop:
        outer = requests.exceptions.ConnectionError(stop)
    assert of_error(outer).evidence == "10.0.0.1"
