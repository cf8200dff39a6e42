"""How we introduce ourselves, and who may be visited without a name card.

Comes in: a URL and the options. Goes out: the request's header fields, or `ContactMissing`, `UsageError`.
Must not know: sockets, robots, what is fetched.
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache

from broadsheet import urls
from broadsheet.errors import ContactMissing, UsageError
from broadsheet.options import FetchOptions
from broadsheet.records import Earlier
from broadsheet.version import VERSION

TOKEN = "broadsheet"  # noqa: S105 - a product token
"""Product token: first word of the User-Agent, and the name that robots.txt knows us by (RFC 9309, 2.2.1)."""

CONTACT_HELP = (
    "Fetching needs a contact that site owners can write to. Set it in corpus.toml "
    '(contact = "you@example.org") or in the environment (BROADSHEET_CONTACT=you@example.org).'
)


_VALIDATOR = re.compile(r"[!-~](?:[ -~]{0,998}[!-~])?")
"""Visible ASCII, and not longer than any entity tag or date."""


def require_manners(url: str, options: FetchOptions) -> None:
    """Raise `ContactMissing` or `UsageError` where the options do not allow a visit to the URL at all."""
    check_gap(url, options)
    check_contact(url, options)


def may_visit(url: str, options: FetchOptions) -> bool:
    """Do the options allow a visit to the URL at all? For an address that nobody named."""
    try:
        require_manners(url, options)
    except (ContactMissing, UsageError):
        return False
    return True


def header(url: str, options: FetchOptions) -> dict[str, str]:
    """The header fields of a request: the same for every site, nothing of one site told to another.

    Raises `ContactMissing` where the options name no contact and the URL leads off this machine.
    """
    check_contact(url, options)
    return {
        "User-Agent": user_agent((options.contact or "").strip()),
        "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1",
        "Accept-Encoding": "gzip, deflate, br, zstd",
        "Connection": "close",  # the next request to this site is a second or more away
    }


def conditional(url: str, earlier: Earlier | None) -> dict[str, str]:
    """`If-None-Match` and `If-Modified-Since` (RFC 9110, 13.1), for the URL that answered and for no other.

    A validator that is no plain header value is left out, so that no server writes our header lines.
    """
    if earlier is None or earlier.url != url:
        return {}
    fields = {"If-None-Match": earlier.etag, "If-Modified-Since": earlier.last_modified}
    return {name: value for name, value in fields.items() if value and _VALIDATOR.fullmatch(value)}


def user_agent(contact: str = "") -> str:
    """`broadsheet/VERSION (+contact)`; characters that could end the header line are dropped."""
    printable = "".join(sign for sign in contact if " " <= sign <= "~")
    return f"{TOKEN}/{VERSION} (+{printable})" if printable else f"{TOKEN}/{VERSION}"


def check_contact(url: str, options: FetchOptions) -> None:
    """Raise `ContactMissing` where the options name no contact and the URL leads off this machine."""
    if not (options.contact or "").strip() and not is_loopback(url):
        raise ContactMissing(CONTACT_HELP, url=url, stage="fetch")


def check_gap(url: str, options: FetchOptions) -> None:
    """Raise `UsageError` for a gap that is negative, or 0 off this machine: others' sites get a pause."""
    if not options.min_gap >= 0 or (options.min_gap == 0 and not is_loopback(url)):
        raise UsageError("A gap of 0 seconds between requests is for loopback only.", url=url, stage="fetch")


def is_loopback(url: str) -> bool:
    """Does the URL itself, before any look-up, name this machine (RFC 1122, 4291, 6761)?"""
    return _is_loopback_host(urls.host(url))


@lru_cache(maxsize=1024)
def _is_loopback_host(name: str) -> bool:
    if name == "localhost" or name.endswith(".localhost"):
        return True
    return urls.is_address(name) and ipaddress.ip_address(name).is_loopback
