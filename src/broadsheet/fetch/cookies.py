"""The operator's own cookies, for pages that their subscription opens: from a file, to the sites that they belong to.

Comes in: a file in the Netscape format that browsers' exporters and curl write. Goes out: the `Cookie` field for a URL,
or `UsageError` with the line. Follows RFC 6265, 5.4. What servers set is never kept; must not know: who sends the
field. No value is ever shown or logged, and none is archived.
"""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from broadsheet import urls
from broadsheet.errors import UsageError
from broadsheet.fetch.exchange import Answer

FIELDS = "domain, subdomains, path, secure, expires, name, value"
"""Tab-separated, one cookie a line (curl's documentation of the format)."""

WITHHELD = b" [withheld]"
"""What stands in the archive in place of a cookie."""

_HTTP_ONLY = "#HttpOnly_"
_FLAGS = {"TRUE": True, "FALSE": False}
_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_VALUE = re.compile(r"[ -:<-~]*")  # visible ASCII but ";", and blanks, which some servers set
_EXPIRES = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]*)?")
_FIELD = re.compile(rb"^((?:set-)?cookie2?[ \t]*:)[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*", re.IGNORECASE | re.MULTILINE)


class Cookie(msgspec.Struct, frozen=True):
    """One line of the file."""

    domain: str
    subdomains: bool
    path: str
    secure: bool
    expires: float
    """Seconds since 1970; 0 for the end of the session, which a file outlives."""
    name: str
    value: str

    def __repr__(self) -> str:
        return f"Cookie({self.domain}{self.path}, {self.name})"

    def goes_to(self, url: str, now: float) -> bool:
        """Domain, path, secure and expiry as RFC 6265, 5.4 wants; never to another site (a cookie for `.co.uk`)."""
        host, path = urls.host(url), urls.path(url)
        below = self.subdomains and host.endswith("." + self.domain) and not urls.is_address(host)
        inside = path == self.path or path.startswith(self.path if self.path.endswith("/") else self.path + "/")
        return (
            (host == self.domain or below)
            and urls.site_key(url) == urls.site_key(f"http://{self.domain}/")
            and inside
            and (urls.scheme(url) == "https" or not self.secure)
            and (self.expires <= 0 or self.expires > now)
        )


class Jar:
    """The cookies of one file."""

    def __init__(self, cookies: list[Cookie]) -> None:
        self._by_site: dict[str, list[Cookie]] = {}
        for cookie in sorted(cookies, key=lambda one: -len(one.path)):  # longer paths first (RFC 6265, 5.4)
            self._by_site.setdefault(urls.site_key(f"http://{cookie.domain}/"), []).append(cookie)

    def header(self, url: str, asked: str, now: float) -> dict[str, str]:
        """The `Cookie` field for `url`; none where a redirect led there from another site's `asked`."""
        site = urls.site_key(url)
        if site != urls.site_key(asked):
            return {}
        sent = [f"{one.name}={one.value}" for one in self._by_site.get(site, ()) if one.goes_to(url, now)]
        return {"Cookie": "; ".join(sent)} if sent else {}


def read_jar(path: str | Path) -> Jar:
    """The cookies of a file. Raises `UsageError` that names the line; never its content."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: no cookie file: it is not UTF-8") from error
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}") from error
    lines = ((number, line.rstrip("\r\n")) for number, line in enumerate(text.split("\n"), 1))
    read = ((number, line.removeprefix(_HTTP_ONLY)) for number, line in lines if _is_cookie(line))
    return Jar([_cookie(line, f"{path}, line {number}") for number, line in read])


def withheld(answer: Answer) -> Answer:
    """The answer as it may be kept: cookies sent, and those that a server sets for them, are not in it."""
    kept = answer.exchange
    if kept is None:
        return answer
    request, response = (_FIELD.sub(rb"\g<1>" + WITHHELD, head) for head in (kept.request_head, kept.response_head))
    return msgspec.structs.replace(
        answer, exchange=msgspec.structs.replace(kept, request_head=request, response_head=response)
    )


def _is_cookie(line: str) -> bool:
    return bool(line.strip()) and (not line.startswith("#") or line.startswith(_HTTP_ONLY))


def _cookie(line: str, where: str) -> Cookie:
    fields = line.split("\t")
    if len(fields) not in {6, 7}:
        raise UsageError(f"{where}: {len(fields)} fields, not the 7 of a Netscape cookie file ({FIELDS}), by tabs")
    domain, subdomains, path, secure, expires, name, value = (*fields, "")[:7]
    host = urls.host(f"http://{domain.removeprefix('.')}/")
    wrong = {
        "domain": not host or "/" in domain,
        "subdomains": subdomains.upper() not in _FLAGS,
        "path": not path.startswith("/"),
        "secure": secure.upper() not in _FLAGS,
        "expires": _EXPIRES.fullmatch(expires) is None,
        "name": _NAME.fullmatch(name) is None,
        "value": _VALUE.fullmatch(value) is None,
    }
    for field, is_wrong in wrong.items():
        if is_wrong:
            raise UsageError(f"{where}: {field} is none of a Netscape cookie file ({FIELDS})")
    flags = (_FLAGS[subdomains.upper()], _FLAGS[secure.upper()])
    return Cookie(host, flags[0], path, flags[1], float(expires), name, value)
