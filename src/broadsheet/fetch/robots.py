"""The Robots Exclusion Protocol: what each origin lets us ask for (RFC 9309), kept for a day.

Comes in: the answer to a request for an origin's robots.txt. Goes out: `Rules`. protego reads the lines; the
duties of a crawler around it (size, encoding, failures, cache, exact product token) are ours.
Must not know: schedules, threads, how the answer was fetched.
"""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from collections.abc import Callable

from protego import Protego

from broadsheet import urls
from broadsheet.decode import decode_body
from broadsheet.fetch.agent import TOKEN
from broadsheet.fetch.exchange import Answer
from broadsheet.fetch.schedule import LONGEST_DELAY
from broadsheet.records import Reason

MAX_BYTES = 500 * 1024
"""Bytes that are read; a crawler must read at least this much (RFC 9309, 2.5)."""

MAX_REDIRECTS = 5
"""Hops; at least five should be followed (RFC 9309, 2.3.1.2). More count as a file that cannot be had."""

GOOD_FOR = 24 * 3600.0
"""Seconds that rules are kept (RFC 9309, 2.4)."""

BAD_FOR, LONGEST_BAD_FOR = 60.0, 3600.0
"""Seconds that a failure is kept, doubled for each in a row up to an hour: long enough to spare a site in trouble,
short enough to come back in the same run (a guess)."""

_ORIGINS = 5_000
"""Origins remembered."""

_AGENT_LINE = re.compile(r"user[ -]?agent[ \t]*[: \t](.*)", re.IGNORECASE)
_RULE_LINE = re.compile(r"(?:allow|dis+al+ow|diasllow|disallaw|crawl[ -]delay)[ \t]*[: \t]", re.IGNORECASE)
"""Rules, with the misspellings that Google's parser takes for them; Crawl-delay is one to us."""
_PRODUCT = re.compile(r"[a-z_-]*", re.IGNORECASE)


_SITEMAP = re.compile(
    rb"^[ \t]{0,99}site-?map[ \t]{0,99}:[ \t]{0,99}(https?://[^\s#]{1,2083})", re.IGNORECASE | re.MULTILINE
)
_MOST_SITEMAPS = 500
"""Sitemaps taken from one robots.txt: large papers name a few dozen."""


class Rules:
    """What one origin allows. A failure to get them allows nothing, and says why."""

    def __init__(
        self,
        parsed: Protego | None = None,
        failure: tuple[Reason, str] | None = None,
        sitemaps: tuple[str, ...] = (),
    ) -> None:
        self._parsed = parsed
        self.failure = failure
        self.sitemaps = sitemaps
        """Absolute URLs, as the file names them (sitemaps.org, "Specifying the Sitemap location")."""
        self.crawl_delay = None if parsed is None else _delay(parsed)

    def allow(self, url: str) -> bool:
        """May `url` (normalised) be asked for?"""
        if self.failure is not None:
            return False
        return self._parsed is None or bool(self._parsed.can_fetch(url, TOKEN))


class Robots:
    """Rules by origin. `clock`: monotonic seconds. `failures`: keep those, too; where each call has options of its
    own, what one could not reach another may."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, *, failures: bool = True) -> None:
        self.clock = clock
        self._failures = failures
        self._known: OrderedDict[str, tuple[float, Rules, int]] = OrderedDict()

    def rules(self, url: str) -> Rules | None:
        """The rules for `url`'s origin; None where they are unknown or too old."""
        known = self._known.get(urls.origin(url))
        return known[1] if known is not None and known[0] > self.clock() else None

    def learn(self, url: str, rules: Rules) -> None:
        """Keep the rules of `url`'s origin.

        Of failures the schedule keeps the pause that an origin asked for, so nothing is kept here.
        """
        place = urls.origin(url)
        row = 0 if rules.failure is None else 1 + (self._known[place][2] if place in self._known else 0)
        seconds = GOOD_FOR if row == 0 else min(BAD_FOR * 2 ** min(row - 1, 20), LONGEST_BAD_FOR)
        if rules.failure is not None and (rules.failure[0] is Reason.RATE_LIMITED or not self._failures):
            seconds = 0.0
        self._known[place] = (self.clock() + seconds, rules, row)
        self._known.move_to_end(place)
        if len(self._known) > _ORIGINS:
            self._known.popitem(last=False)


def robots_url(url: str) -> str:
    """Where the rules for `url` are: at the top of its origin."""
    return f"{urls.origin(url)}/robots.txt"


def read_rules(answer: Answer) -> Rules:
    """The rules that an answer, redirects followed, amounts to.

    2xx: the file, whatever its label. 4xx: no rules, all is allowed. 429, 5xx and failures: nothing is allowed
    (RFC 9309, 2.3.1), and the failure says whether the site, or only its robots.txt, is out of reach.
    """
    head = answer.head
    if answer.failure is not None or head is None:
        reason, words = answer.failure or (Reason.PROTOCOL_ERROR, "no answer")
        unreachable = reason in _UNREACHABLE
        return Rules(failure=(reason, words) if unreachable else (Reason.ROBOTS_DENIED, f"robots.txt: {words}"))
    if head.status == 429:
        return Rules(failure=(Reason.RATE_LIMITED, "robots.txt: HTTP 429"))
    if 400 <= head.status < 500:
        return Rules()
    if not 200 <= head.status < 300:
        return Rules(failure=(Reason.ROBOTS_DENIED, f"robots.txt: HTTP {head.status}"))
    decoded = decode_body(answer.body, head.joined("content-encoding"), MAX_BYTES)
    whole = answer.exchange is not None and answer.exchange.truncated is None
    if decoded.state == "unsupported" or (decoded.state == "incomplete" and whole):
        return Rules(failure=(Reason.ROBOTS_DENIED, f"robots.txt: content coding {decoded.state}"))
    return Rules(parse_rules(decoded.body), sitemaps=named_sitemaps(decoded.body))


_UNREACHABLE = frozenset(
    {Reason.DNS_ERROR, Reason.CONNECT_ERROR, Reason.TLS_ERROR, Reason.TIMEOUT, Reason.PRIVATE_ADDRESS}
)
"""Failures of the site as a whole: the page's outcome is then this, not `robots_denied`."""


def parse_rules(body: bytes) -> Protego:
    """The file's rules for us: its first 500 KiB, a line cut there left out.

    Read as UTF-8, or UTF-16 where a byte order mark says so; byte order marks, halves of one, and NULs are dropped.
    """
    whole, body = len(body) < MAX_BYTES, body[:MAX_BYTES]
    if body[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        text = body.decode("utf-16", "replace")
    else:
        text = _unmarked(body).decode("utf-8", "replace")
    lines = text.replace("\0", "").replace("\ufeff", "").splitlines()
    return Protego.parse("\n".join(filter(None, map(_rule, lines if whole else lines[:-1]))))


def named_sitemaps(body: bytes) -> tuple[str, ...]:
    """The sitemaps that the file names, wherever they stand in it (sitemaps.org), each once."""
    found = (urls.normalise(one[1].decode("utf-8", "replace")) for one in _SITEMAP.finditer(body[:MAX_BYTES]))
    return tuple(dict.fromkeys(url for url in found if url is not None))[:_MOST_SITEMAPS]


def _unmarked(body: bytes) -> bytes:
    """Without a byte order mark at the beginning, whole or cut off: behind one protego would miss the first group."""
    for byte in b"\xef\xbb\xbf":
        if not body or body[0] != byte:
            break
        body = body[1:]
    return body


def _rule(line: str) -> str:
    """A line as protego may read it; "" for one that is no rule.

    Lines that are none (`Sitemap`, `Host`, whatever else) must not end a group (RFC 9309, 2.2.4): for protego they
    would. A `User-agent` line names only `*`, us, or one stand-in for all others. So the product token is compared as
    a whole (RFC 9309, 2.2.1), where protego takes any prefix of it, and a file of ten thousand agents costs no more
    than one of three.
    """
    line = line.partition("#")[0].strip()
    found = _AGENT_LINE.match(line)
    if found is None:
        return line if _RULE_LINE.match(line) else ""
    name = found[1].strip()
    if name.startswith("*"):
        return "User-agent: *"
    product = _PRODUCT.match(name)
    ours = product is not None and product[0].lower() == TOKEN
    return f"User-agent: {TOKEN if ours else 'another'}"


def _delay(parsed: Protego) -> float | None:
    seconds = parsed.crawl_delay(TOKEN)
    return min(seconds, LONGEST_DELAY) if seconds is not None and seconds > 0 else None
