"""One place for what a URL is: parsing (WHATWG), the key that folds its spellings, the site it belongs to.

Comes in: strings of any kind. Goes out: strings. Nothing here raises on bad input.
Must not know: the network, robots, or which of a page's several URLs is the true one.

Three URLs of a page are kept apart by the callers: the one asked for, the one fetched, and the dedup key.
"""

from __future__ import annotations

import ipaddress
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import can_ada

from broadsheet.records import digest16

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

TRACKING = frozenset(
    """
    gclid gclsrc gbraid wbraid dclid _ga _gl fbclid fb_action_ids fb_action_types fb_source fb_ref msclkid yclid
    twclid ttclid igshid igsh li_fat_id mc_cid mc_eid mkt_tok vero_id vero_conv oly_anon_id oly_enc_id _hsenc _hsmi
    __hssc __hstc __hsfp hsctatracking s_cid ocid ncid ito icid cmp cmpid intcmp int_campaign wt_mc wt_zmc xtor
    ns_campaign ns_mchannel ns_source ns_linkname ns_fee at_medium at_campaign at_format at_link_id at_link_type
    at_link_origin at_ptr_name smid smtyp ref_src ref_url guccounter guce_referrer guce_referrer_sig soc_src soc_trk
    ftag sr_share __twitter_impression
    """.split()
)
"""Parameters that name a campaign or a click, never a page: the vendors' own documentation (Google, Meta, Microsoft,
Yandex, X, TikTok, Mailchimp, Marketo, HubSpot, Adobe, comScore, AT Internet, Yahoo) and newspapers' share links.
Ambiguous names (`id`, `cid`, `ref`, `source`, `share`, `p`) stay: a false fold loses an article."""

TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "piwik_", "at_custom")
"""Families: Google Analytics, Matomo, AT Internet."""

SESSIONS = frozenset({"phpsessid", "jsessionid", "cfid", "cftoken", "sessionid", "session_id"})
"""Session ids by name (Heritrix's StripSessionIDs, with two common spellings)."""

_SESSION_VALUE = re.compile(r"[0-9a-z]{32}", re.IGNORECASE)
_SESSION_PATH = re.compile(r";jsessionid=[^/?;]*", re.IGNORECASE)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")
_WWW = re.compile(r"^(?:www\.)+(?=[^.]+\.)")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_INDEX = re.compile(r"(?:index\.(?:html?|php|aspx?|jsp|shtml|cfm)|default\.(?:aspx?|html?))", re.IGNORECASE)
_REPLAY = re.compile(r"https?://[^?#]{1,300}?/(\d{14})id_/(https?):/{1,2}([^/].*)", re.IGNORECASE)
"""The raw replay of a web archive: moment and original address (the Internet Archive's, and pywb's, documentation)."""
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_C0_AND_SPACE = "".join(map(chr, range(0x21)))
_TAB_AND_NEWLINE = str.maketrans("", "", "\t\n\r")


def normalise(url: str) -> str | None:
    """The URL as WHATWG serialises it, without user info and fragment; None where it does not parse."""
    parsed = _bare(url)
    return None if parsed is None else str(parsed.href)


def resolve(base: str | None, reference: str) -> str | None:
    """`reference` as found on the page at `base`, absolute and normalised; None where that is impossible.

    Follows the URL parser of the WHATWG standard for bases of http, https, ftp, ws and wss; a relative
    reference on any other base is None.
    """
    reference = reference.strip(_C0_AND_SPACE)
    if not reference.isprintable():
        reference = reference.translate(_TAB_AND_NEWLINE)
    if reference.startswith(("https://", "http://")):
        return normalise(reference)  # absolute on any base
    found = _SCHEME.match(reference)
    parsed = None if base is None else _parse(base)
    if parsed is None or parsed.protocol not in {"http:", "https:", "ftp:", "ws:", "wss:"}:
        return normalise(reference) if found else None
    if found:
        rest = reference[found.end() :]
        if found[0].lower() != parsed.protocol or (rest[:1] in {"/", "\\"} and rest[1:2] in {"/", "\\"}):
            return normalise(reference)
        reference = rest
    return normalise(_join(parsed, reference))


def dedup_key(url: str) -> str:
    """What all spellings of one page's URL have in common, as a scheme-less `//host/path?query`.

    Folded: scheme, `www.`, default port and index, trailing slash, fragment, user info, tracking parameters,
    session ids, order of parameters, percent-encoding of unreserved characters (RFC 3986, 6.2.2). Other
    parameters (`?id=`) stay. A URL that is not http(s) is its own key; so is a key.
    """
    parsed = _bare(url)
    if parsed is None:
        return url.strip()
    if parsed.protocol not in {"http:", "https:"}:
        return str(parsed.href)
    hostname = _WWW.sub("", parsed.hostname.rstrip(".") or parsed.hostname)
    port = f":{parsed.port}" if parsed.port else ""
    search = parsed.search
    query = _folded_query(search[1:]) if search else ""
    return f"//{hostname}{port}{_folded_path(parsed.pathname)}{'?' if query else ''}{query}"


def article_id(url: str) -> str:
    """The id of the article at `url`: 16 hex digits of SHA-256 of its dedup key."""
    return digest16(dedup_key(url).encode("utf-8", "surrogatepass"))


def site_key(url: str) -> str:
    """The registrable domain (public suffix list, private part included); of an IP address, the address.

    A host that has none (`localhost`, a bare public suffix) is its own site; "" where there is no host.
    """
    name = host(url).rstrip(".")
    return _site_of(name) if name else ""


@lru_cache(maxsize=1024)
def _site_of(name: str) -> str:
    return name if is_address(name) else str(_suffixes().privatesuffix(name) or name)


def host(url: str) -> str:
    """The host name, lower case, ASCII, IPv6 without brackets; "" where there is none."""
    parsed = _parse(url)
    return "" if parsed is None else str(parsed.hostname).strip("[]")


def scheme(url: str) -> str:
    """The scheme in lower case, without the colon; "" where the URL does not parse."""
    parsed = _parse(url)
    return "" if parsed is None else str(parsed.protocol).rstrip(":")


def path(url: str) -> str:
    """The path as the URL spells it, percent-encoded; "" where the URL does not parse."""
    parsed = _parse(url)
    return "" if parsed is None else str(parsed.pathname)


def origin(url: str) -> str:
    """`scheme://host[:port]` (RFC 6454), for whatever is kept per origin; "" where there is none."""
    parsed = _parse(url)
    return "" if parsed is None or not parsed.hostname else f"{parsed.protocol}//{parsed.host}"


def replayed(url: str) -> tuple[str, str] | None:
    """The original address of a capture in a web archive's raw replay, and its moment (`YYYYMMDDhhmmss`), or None."""
    found = _REPLAY.fullmatch(url)
    original = None if found is None else normalise(f"{found[2]}://{found[3]}")
    return None if found is None or original is None else (original, found[1])


@lru_cache(maxsize=1024)
def is_address(name: str) -> bool:
    """Is a host name an IP address literal (without brackets)?"""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=16)
def _parse(url: str) -> can_ada.URL | None:
    """The URL as it stands, to be read only: it is remembered, for one is asked for host, path and key in a row."""
    return _parsed(url)


def _parsed(url: str) -> can_ada.URL | None:
    if not url.isascii():
        url = url.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # a USVString (Web IDL)
    try:
        return can_ada.parse(url)
    except ValueError:
        return None


def _bare(url: str) -> can_ada.URL | None:
    """The URL without user info and fragment."""
    if "@" not in url and "#" not in url:
        return _parse(url)
    parsed = _parsed(url)
    if parsed is not None and "@" in url:
        parsed.username = ""
        parsed.password = ""
    if parsed is not None and "#" in url:
        parsed.hash = ""
    return parsed


def _join(base: can_ada.URL, reference: str) -> str:
    """An absolute URL that the parser has yet to tidy up (dot segments, backslashes, escapes)."""
    first, second = reference[:1], reference[1:2]
    if first in {"/", "\\"}:
        return f"{base.protocol}{reference}" if second in {"/", "\\"} else f"{_authority(base)}{reference}"
    if first in {"", "#"}:
        return f"{_authority(base)}{base.pathname}{base.search}{reference}"
    if first == "?":
        return f"{_authority(base)}{base.pathname}{reference}"
    return f"{_authority(base)}{base.pathname.rpartition('/')[0]}/{reference}"


def _authority(base: can_ada.URL) -> str:
    return f"{base.protocol}//{base.host}"


def _folded_path(path: str) -> str:
    path = _unescaped(_SESSION_PATH.sub("", path))
    while True:
        path = path.rstrip("/")
        parent, slash, name = path.rpartition("/")
        if not slash or not _INDEX.fullmatch(name):
            return path
        path = parent


def _folded_query(query: str) -> str:
    kept = [pair for pair in map(_unescaped, query.split("&")) if pair and not _is_noise(pair)]
    return "&".join(sorted(kept, key=lambda pair: pair.partition("=")[0]))


def _is_noise(pair: str) -> bool:
    name, _, value = pair.partition("=")
    name = name.lower().removeprefix("amp;")  # "&amp;utm_source=" copied from HTML source
    if name in TRACKING or name in SESSIONS or name.startswith((*TRACKING_PREFIXES, "aspsessionid")):
        return True
    return name == "sid" and _SESSION_VALUE.fullmatch(value) is not None


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_escape, text) if "%" in text else text


def _escape(found: re.Match[str]) -> str:
    digits = found[1]
    if digits is None:
        return "%25"
    character = chr(int(digits, 16))
    return character if character in _UNRESERVED else f"%{digits.upper()}"


@cache
def _suffixes() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList  # 50 ms and 16,000 rules: only when a site key is asked for

    return PublicSuffixList()
