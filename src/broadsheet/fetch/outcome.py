"""From what went wrong, or from a status, to the one reason it is filed under.

Comes in: exceptions of requests, urllib3, http.client, ssl, socket, idna and the decoders; status and header fields.
Goes out: a `Reason` with its evidence. The only place that knows the foreign exception trees.
Must not know: how the exchange was made, or what the body says.
"""

from __future__ import annotations

from http import HTTPStatus

from broadsheet.fetch.head import Head
from broadsheet.records import Reason


class Stop(Exception):
    """Our own word for "no further", a decision and no error: raised inside the transport, never out of this room."""

    def __init__(self, reason: Reason, evidence: str) -> None:
        super().__init__(evidence)
        self.reason = reason
        self.evidence = evidence


_CONNECT, _TLS, _TIME, _PROTOCOL = Reason.CONNECT_ERROR, Reason.TLS_ERROR, Reason.TIMEOUT, Reason.PROTOCOL_ERROR
_CUT, _NAME, _OURS = Reason.INCOMPLETE, Reason.DNS_ERROR, Reason.INTERNAL_ERROR

FOREIGN: dict[str, Reason] = {
    "builtins.ConnectionError": _CONNECT,
    "builtins.OSError": _CONNECT,
    "builtins.TimeoutError": _TIME,
    "builtins.UnicodeError": _NAME,
    "socket.gaierror": _NAME,
    "socket.herror": _NAME,
    "ssl.SSLCertVerificationError": _TLS,
    "ssl.SSLEOFError": _TLS,
    "ssl.SSLError": _TLS,
    "ssl.SSLSyscallError": _TLS,
    "ssl.SSLWantReadError": _OURS,
    "ssl.SSLWantWriteError": _OURS,
    "ssl.SSLZeroReturnError": _TLS,
    "http.client.BadStatusLine": _PROTOCOL,
    "http.client.CannotSendHeader": _OURS,
    "http.client.CannotSendRequest": _OURS,
    "http.client.HTTPException": _PROTOCOL,
    "http.client.ImproperConnectionState": _OURS,
    "http.client.IncompleteRead": _CUT,
    "http.client.InvalidURL": _NAME,
    "http.client.LineTooLong": _PROTOCOL,
    "http.client.NotConnected": _OURS,
    "http.client.RemoteDisconnected": _CONNECT,
    "http.client.ResponseNotReady": _OURS,
    "http.client.UnimplementedFileMode": _OURS,
    "http.client.UnknownProtocol": _PROTOCOL,
    "http.client.UnknownTransferEncoding": _PROTOCOL,
    "zlib.error": _CUT,
    "brotli.error": _CUT,
    "backports.zstd.ZstdError": _CUT,
    "compression.zstd.ZstdError": _CUT,
    "idna.core.IDNABidiError": _NAME,
    "idna.core.IDNAError": _NAME,
    "idna.core.InvalidCodepoint": _NAME,
    "idna.core.InvalidCodepointContext": _NAME,
    "requests.exceptions.ChunkedEncodingError": _CUT,
    "requests.exceptions.ConnectTimeout": _TIME,
    "requests.exceptions.ConnectionError": _CONNECT,
    "requests.exceptions.ContentDecodingError": _CUT,
    "requests.exceptions.HTTPError": _PROTOCOL,
    "requests.exceptions.InvalidHeader": _PROTOCOL,
    "requests.exceptions.InvalidJSONError": _OURS,
    "requests.exceptions.InvalidProxyURL": _OURS,
    "requests.exceptions.InvalidSchema": Reason.UNSUPPORTED_SCHEME,
    "requests.exceptions.InvalidURL": _NAME,
    "requests.exceptions.JSONDecodeError": _OURS,
    "requests.exceptions.MissingSchema": Reason.UNSUPPORTED_SCHEME,
    "requests.exceptions.ProxyError": _CONNECT,
    "requests.exceptions.ReadTimeout": _TIME,
    "requests.exceptions.RequestException": _PROTOCOL,
    "requests.exceptions.RetryError": _CONNECT,
    "requests.exceptions.SSLError": _TLS,
    "requests.exceptions.StreamConsumedError": _OURS,
    "requests.exceptions.Timeout": _TIME,
    "requests.exceptions.TooManyRedirects": Reason.TOO_MANY_REDIRECTS,
    "requests.exceptions.URLRequired": _OURS,
    "requests.exceptions.UnrewindableBodyError": _OURS,
    "urllib3.exceptions.BodyNotHttplibCompatible": _OURS,
    "urllib3.exceptions.ClosedPoolError": _OURS,
    "urllib3.exceptions.ConnectTimeoutError": _TIME,
    "urllib3.exceptions.DecodeError": _CUT,
    "urllib3.exceptions.EmptyPoolError": _OURS,
    "urllib3.exceptions.FullPoolError": _OURS,
    "urllib3.exceptions.HTTPError": _PROTOCOL,
    "urllib3.exceptions.HeaderParsingError": _PROTOCOL,
    "urllib3.exceptions.HostChangedError": _OURS,
    "urllib3.exceptions.IncompleteRead": _CUT,
    "urllib3.exceptions.InvalidChunkLength": _CUT,
    "urllib3.exceptions.InvalidHeader": _PROTOCOL,
    "urllib3.exceptions.LocationParseError": _NAME,
    "urllib3.exceptions.LocationValueError": _NAME,
    "urllib3.exceptions.MaxRetryError": _CONNECT,
    "urllib3.exceptions.NameResolutionError": _NAME,
    "urllib3.exceptions.NewConnectionError": _CONNECT,
    "urllib3.exceptions.PoolError": _OURS,
    "urllib3.exceptions.ProtocolError": _PROTOCOL,
    "urllib3.exceptions.ProxyError": _CONNECT,
    "urllib3.exceptions.ProxySchemeUnknown": _OURS,
    "urllib3.exceptions.ProxySchemeUnsupported": _OURS,
    "urllib3.exceptions.ReadTimeoutError": _TIME,
    "urllib3.exceptions.RequestError": _PROTOCOL,
    "urllib3.exceptions.ResponseError": _PROTOCOL,
    "urllib3.exceptions.ResponseNotChunked": _PROTOCOL,
    "urllib3.exceptions.SSLError": _TLS,
    "urllib3.exceptions.TimeoutError": _TIME,
    "urllib3.exceptions.TimeoutStateError": _OURS,
    "urllib3.exceptions.URLSchemeUnknown": Reason.UNSUPPORTED_SCHEME,
    "urllib3.exceptions.UnrewindableBodyError": _OURS,
}
"""Every exception that the transport's libraries may raise, by the module that defines it: a test fails when
one of them grows a class that has no row, and when a row has lost its class."""

_STATUSES: dict[int, Reason] = {
    204: Reason.EMPTY,
    205: Reason.EMPTY,
    206: Reason.INCOMPLETE,  # a part that nobody asked for
    304: Reason.NOT_MODIFIED,
    404: Reason.GONE,
    410: Reason.GONE,
    429: Reason.RATE_LIMITED,
    451: Reason.LEGAL_BLOCK,
}

_CHALLENGES: tuple[tuple[str, frozenset[str], str], ...] = (
    ("cf-mitigated", frozenset({"challenge"}), "Cloudflare"),
    ("x-amzn-waf-action", frozenset({"challenge", "captcha"}), "AWS WAF"),
    ("sg-captcha", frozenset({"challenge"}), "SiteGround"),
    ("x-vercel-mitigated", frozenset({"challenge"}), "Vercel"),
    ("x-datadome", frozenset({"protected"}), "DataDome"),
)
"""Header fields by which a vendor's bot wall names itself (the vendors' documentation), their values, the vendor."""


def of_error(error: BaseException) -> Stop:
    """The reason behind an exception of the transport: a `Stop` in it, else its innermost cause in the table."""
    chain = list(_causes(error))
    ours = [cause for cause in chain if isinstance(cause, Stop)]
    if ours:
        return ours[-1]
    for cause in reversed(chain):
        for kind in type(cause).__mro__:
            reason = FOREIGN.get(f"{kind.__module__}.{kind.__qualname__}")
            if reason is not None and (kind is not OSError or type(cause) is OSError):
                return Stop(reason, _words(cause))
    reason = Reason.CONNECT_ERROR if isinstance(chain[-1], OSError) else Reason.INTERNAL_ERROR
    return Stop(reason, _words(chain[-1]))


def of_status(head: Head) -> Stop | None:
    """The reason that a status and its header fields give by themselves; None for a page."""
    phrase = HTTPStatus(head.status).phrase if head.status in HTTPStatus._value2member_map_ else head.phrase
    words = f"HTTP {head.status} {phrase}".strip()
    for name, values, vendor in _CHALLENGES:
        value = head.first(name)
        if value is not None and value.lower() in values and (name != "x-datadome" or head.status >= 400):
            return Stop(Reason.CAPTCHA, f"{words}, {name}: {value} ({vendor})")
    reason = _status_reason(head)
    if reason is None:
        return None
    server = head.first("server")
    return Stop(reason, f"{words}, server: {server}" if server and head.status >= 400 else words)


def _status_reason(head: Head) -> Reason | None:
    status = head.status
    if status in _STATUSES:
        return _STATUSES[status]
    if status == HTTPStatus.SERVICE_UNAVAILABLE and head.first("retry-after") is not None:
        return Reason.RATE_LIMITED
    if 200 <= status < 300:
        return None
    return {4: Reason.HTTP_4XX, 5: Reason.HTTP_5XX}.get(status // 100, Reason.PROTOCOL_ERROR)


def _causes(error: BaseException) -> list[BaseException]:
    """The error and whatever it was made of, outermost first, each once."""
    found: list[BaseException] = []
    waiting = [error]
    while waiting:
        item = waiting.pop(0)
        if any(item is known for known in found):
            continue
        found.append(item)
        inner = (*item.args, getattr(item, "reason", None), item.__cause__, item.__context__)
        waiting += [one for one in inner if isinstance(one, BaseException)]
    return found


def _words(error: BaseException) -> str:
    text = " ".join(str(error).split()) or type(error).__name__
    return text if len(text) <= 300 else text[:300] + "…"
