"""The two tables: every status and every foreign exception has its reason."""

from __future__ import annotations

import inspect
import ssl
from types import ModuleType

import pytest
import requests.exceptions
import urllib3.exceptions

from broadsheet.fetch.head import Head
from broadsheet.fetch.outcome import FOREIGN, Stop, of_error, of_status
from broadsheet.records import Reason
from tests.faults import FaultServer, reply
from tests.fetch.asking import ask, evidence, reason


def head(status: int, *fields: tuple[str, str]) -> Head:
    """A head without bytes."""
    return Head(b"", status, "", fields)


@pytest.mark.parametrize("module", [requests.exceptions, urllib3.exceptions])
def test_every_exception_of_the_libraries_has_a_row(module: ModuleType) -> None:
    """A new class in requests or urllib3 fails here until someone decides what it means."""
    grown = [
        f"{kind.__module__}.{kind.__qualname__}"
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, Exception) and not issubclass(kind, Warning) and kind.__module__ == module.__name__
    ]
    assert len(grown) > 20
    assert sorted(set(grown) - set(FOREIGN)) == []


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
