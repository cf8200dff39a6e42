"""A URL as the key under which web archives sort it: `https://www.Paper.example/A/?b=2&a` is `example,paper)/a?a&b=2`.

Comes in: a URI. Goes out: its SURT (Sort-friendly URI Reordering Transform), after the canonicalisation that the
Wayback Machine and pywb use, so that their look-ups find what our index names. Must not know: the archive.
"""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import quote_from_bytes, unquote_to_bytes

_URL = re.compile(r"(https?|ftp)://([^/?#]*)([^?#]*)(?:\?([^#]*))?", re.IGNORECASE)
_HOST = re.compile(r"(\[[^\]]{0,99}\]|[^:]*)(?::(\d{0,5}))?$")
_WWW = re.compile(r"www\d*\.")
_PORTS = {"http": "80", "https": "443"}
_ODD = re.compile(r"[\x00-\x20\x7f-\U0010ffff]")
_ESCAPED = re.compile(rb"%[0-9a-fA-F]{2}")
_KEPT = "!\"$&'()*+,/:;<=>?@[\\]^`{|}~"
"""Characters that need no escape: all of ASCII that is printed, but `#`, `%` and space."""
_ASP = re.compile(rb"/(?:\((?:[a-z]\([0-9a-z]{24}\)){1,9}\)|\([0-9a-z]{24}\))(?=/[^?]*\.aspx)")
"""A session in the path of an ASP.NET site."""
_SESSION = re.compile(
    rb"(?:jsessionid|phpsessid|sid)=[0-9a-z]{32}|aspsessionid[a-z]{8}=[a-z]{24}|cfid=.+|cftoken=.+", re.DOTALL
)
"""A parameter that holds a session; the last two only as a pair."""
_ROUNDS = 20
"""How often an escape may have been escaped; more is no address that anybody typed."""


def surt(uri: str) -> str:
    """The key of a URI; one that is neither http, https nor ftp is its own key, without spaces."""
    found = _URL.match(uri.strip())
    if found is None:
        return _ODD.sub(_quoted, uri)
    scheme, authority, path, query = found[1].lower(), found[2], found[3], found[4]
    key = f"{_host(scheme, authority)}){_escaped(_path(_plain(path)))}"
    words = _query(_plain(query or ""))
    return f"{key}?{_escaped(words)}" if words else key


def _host(scheme: str, authority: str) -> str:
    """Reversed, in lower case, without user, `www` and the usual port."""
    found = _HOST.match(authority.rpartition("@")[2])
    host, port = (found[1], found[2] or "") if found else (authority, "")
    host = _plain(host).decode("utf-8", "replace").lower().strip(".")
    with suppress(UnicodeError):  # a host that no name server knows
        host = host.encode("idna").decode("ascii")
    host = _ODD.sub(_quoted, host)
    host = _WWW.sub("", host, count=1) if _WWW.match(host) else host
    parts = host if host.startswith("[") else ",".join(reversed(host.split(".")))
    return parts if port in ("", _PORTS.get(scheme)) else f"{parts}:{port}"


def _path(path: bytes) -> bytes:
    """Lower case, steps undone, no slash at its end unless it is all."""
    parts: list[bytes] = []
    for part in path.lower().split(b"/"):
        if part == b"..":
            del parts[-1:]
        elif part not in (b"", b"."):
            parts.append(part)
    return _ASP.sub(b"", b"/" + b"/".join(parts))


def _query(query: bytes) -> bytes:
    """Lower case, without sessions, in order of the alphabet."""
    given = query.lower().split(b"&")
    pair = any(one.startswith(b"cfid=") for one in given) and any(one.startswith(b"cftoken=") for one in given)
    kept = [one for one in given if not _SESSION.fullmatch(one) or (one.startswith(b"cf") and not pair)]
    kept.sort(key=_name_and_value)
    return b"&".join(kept)


def _name_and_value(parameter: bytes) -> list[bytes]:
    return parameter.split(b"=", 1)


def _plain(text: str) -> bytes:
    """Without escapes, and escapes of escapes; tabs and line ends are nothing (WHATWG)."""
    raw = text.translate({9: None, 10: None, 13: None}).encode("utf-8", "surrogatepass")
    for _ in range(_ROUNDS):
        if not _ESCAPED.search(raw):
            break
        raw = unquote_to_bytes(raw)
    return raw


def _quoted(odd: re.Match[str]) -> str:
    return quote_from_bytes(odd[0].encode("utf-8", "surrogatepass"))


def _escaped(raw: bytes) -> str:
    return quote_from_bytes(raw, safe=_KEPT)
