"""One target's way to its page, a request at a time: robots, hops, retries, outcome.

Comes in: a target, and the answer to each request it wants made. Goes out: the next request, at last a `Visit`.
Must not know: sockets, threads, or when the next request may be made.
"""

from __future__ import annotations

import random

import msgspec

from broadsheet import urls
from broadsheet.decode import Decoded, decode_body
from broadsheet.fetch.address import special_purpose
from broadsheet.fetch.exchange import Answer
from broadsheet.fetch.head import DECLARED_SHORT
from broadsheet.fetch.outcome import of_status
from broadsheet.fetch.pause import asked_pause
from broadsheet.fetch.redirect import is_home, is_redirect, next_url
from broadsheet.fetch.robots import MAX_BYTES, MAX_REDIRECTS, Robots, Rules, read_rules, robots_url
from broadsheet.mediatype import RESOURCE_HEADER, charset, classify
from broadsheet.options import FetchOptions
from broadsheet.records import Dropped, Exchange, Form, Page, Reason, Target

TRIES = 3
"""Requests for one URL: one, and two more after a failure to connect, a cut connection, or an answer that names a time
at which to come again (a guess). Any other answer is an answer, and is never asked for again."""

FIRST_PAUSE = 2.0
"""Gaps between the first try and the second, twice as many before the third, each stretched by up to as much again at
random (a guess): clients that a failing server dropped at one moment must not come back at one moment."""

_AGAIN = frozenset({Reason.CONNECT_ERROR, Reason.INCOMPLETE})


class Visit(msgspec.Struct, frozen=True):
    """What came of one target."""

    outcome: Page | Dropped
    exchanges: tuple[Exchange, ...] = ()
    """The page's, every hop, the last one last."""
    robots: tuple[Exchange, ...] = ()
    """Requests for robots.txt made on the way; each is in one visit only."""
    put_off: bool = False
    """The page was never asked for: its site is in a pause that is too long to wait for."""


class Request(msgspec.Struct, frozen=True):
    """What is to be asked next."""

    url: str
    seconds: float
    """What is left of the deadline."""
    cap: int
    private: bool = False
    """May it go to a private address?"""
    file: str | None = None
    """Where its body goes, as in `Target`."""


class Hops:
    """A chain of redirects from one URL, under one deadline of time spent asking."""

    def __init__(self, url: str, seconds: float, most: int) -> None:
        self.url = url
        self.left = seconds
        self.most = most
        self.count = 0
        self.tries = 0
        self.pause = 0.0  # gaps to wait before the next request
        self.exchanges: list[Exchange] = []

    def take(self, answer: Answer) -> tuple[Reason, str] | bool:
        """Fold an answer in: True where it is the last one, False where another request follows, or a failure."""
        self.left -= answer.latency
        self.tries += 1
        self.pause = 0.0
        if answer.failure is not None and answer.failure[0] in _AGAIN and self.tries < TRIES and self.left > 0:
            self.pause = FIRST_PAUSE**self.tries * random.uniform(1, 2)  # noqa: S311 - no secret
            return False
        if answer.exchange is not None:
            self.exchanges.append(answer.exchange)
        if answer.failure is not None:
            return answer.failure
        if asked_pause(answer.head) is not None and self.tries < TRIES and self.left > 0:
            return False
        if answer.head is None or not is_redirect(answer.head):
            return True
        target = next_url(answer.head, answer.url)
        if not isinstance(target, str):
            return target
        self.count += 1
        if self.count > self.most:
            return Reason.TOO_MANY_REDIRECTS, f"more than {self.most}, the next to {target[:300]}"
        self.url, self.tries = target, 0
        return False


class Errand:
    """The state of one target between requests."""

    def __init__(self, target: Target, options: FetchOptions) -> None:
        self.target = target
        self.options = options
        self.visit: Visit | None = None
        self.retry_after: float | None = None  # seconds that the last answer asked for; the schedule keeps them
        self.back_off = 0.0  # seconds before a failed request is tried again; the schedule keeps them, too
        self._limited: str | None = None  # how the page's own answer asked for a pause
        self._robots: list[Exchange] = []
        self._asking: Hops | None = None
        url = urls.normalise(target.url)
        self._cap = target.max_bytes or options.max_bytes
        self._page = Hops(url or target.url, options.deadline, options.max_redirects)
        if url is None or urls.scheme(url) not in {"http", "https"} or not urls.host(url):
            self._drop(Reason.UNSUPPORTED_SCHEME, "not an http(s) URL" if url else "not a URL")

    @property
    def url(self) -> str:
        """The URL of the next request."""
        return (self._asking or self._page).url

    @property
    def asks_rules(self) -> bool:
        """Is the next request for robots.txt?"""
        return self._asking is not None

    def request(self, robots: Robots) -> Request | None:
        """The next request; None where the visit is over."""
        if self.visit is None and self._asking is None:
            rules = robots.rules(self._page.url)
            if rules is None:
                self._asking = Hops(robots_url(self._page.url), self.options.deadline, MAX_REDIRECTS)
            elif not rules.allow(self._page.url):
                self._deny(rules)
        if self.visit is not None:
            return None
        hops = self._asking or self._page
        if hops.left <= 0:
            self._drop(Reason.TIMEOUT, "the deadline passed while following redirects")
            return None
        cap = self._cap if hops is self._page else MAX_BYTES
        file = self.target.file if hops is self._page else None
        return Request(hops.url, hops.left, cap, private=self._may_be_private(hops.url), file=file)

    def _may_be_private(self, url: str) -> bool:
        """Only what the user named, and no longer once a public address has answered: no one else may lead us in."""
        home = self.target.url if self.target.home is None else self.target.home
        if not (self.options.allow_private and is_home(url, home)):
            return False
        asked = [*self._robots, *self._page.exchanges, *(self._asking.exchanges if self._asking else ())]
        return all(special_purpose(one.address or "") for one in asked)

    def take(self, answer: Answer, robots: Robots) -> None:
        """Fold in the answer to the request that was made."""
        hops = self._asking or self._page
        if hops is self._page:
            self._take_page(answer)
        else:
            self._take_robots(answer, hops, robots)
        self.back_off = hops.pause * self.options.min_gap

    def put_off(self, seconds: float) -> None:
        """End the visit because its site asked for a pause of `seconds` more; what the site said of the page stays."""
        if self._asking is not None:
            self._robots += self._asking.exchanges
        words = f"the site asked for a pause, {seconds:.0f} s of it left"
        asked = self._limited is not None
        self._drop(Reason.RATE_LIMITED, f"{self._limited}; {words}" if asked else words, put_off=not asked)

    def _take_robots(self, answer: Answer, hops: Hops, robots: Robots) -> None:
        result = hops.take(answer)
        self._note_pause(answer)
        if result is False:
            if hops.left > 0:
                return
            result = (Reason.TIMEOUT, "the deadline passed while following redirects")
        if result is not True and hops.count:
            result = (Reason.PROTOCOL_ERROR, result[1])  # the site is there; its rules cannot be had
        if result is not True:
            answer = msgspec.structs.replace(answer, failure=result)
        self._robots += hops.exchanges
        self._asking = None
        rules = read_rules(answer)
        robots.learn(self._page.url, rules)
        if not rules.allow(self._page.url):
            self._deny(rules)

    def _take_page(self, answer: Answer) -> None:
        result = self._page.take(answer)
        self._note_pause(answer)
        stop = None if result is not False or answer.head is None else of_status(answer.head)
        self._limited = None if stop is None else stop.evidence
        if result is True:
            self._finish(answer)
        elif result is not False:
            self._drop(*result)

    def _note_pause(self, answer: Answer) -> None:
        if answer.head is not None and answer.head.status in {429, 503}:
            self.retry_after = asked_pause(answer.head)

    def _finish(self, answer: Answer) -> None:
        """The last answer is whole, or cut at the cap: a page, or a reason why not."""
        head, kept = answer.head, answer.exchange
        if head is None or kept is None:
            self._drop(Reason.PROTOCOL_ERROR, "no answer")
            return
        if answer.saved:
            self._end(
                Page(
                    body=b"",
                    url=answer.url,
                    requested_url=_shown(self.target.url),
                    status=head.status,
                    headers=head.fields,
                    fetched_at=kept.started_at,
                    exchanges=tuple(self._page.exchanges),
                    path=self.target.file,
                )
            )
            return
        stop = of_status(head)
        if stop is not None:
            self._drop(stop.reason, stop.evidence)
            return
        label, coding = head.first("content-type"), head.joined("content-encoding")
        cap = self.options.max_bytes  # of a page, whatever was expected: who expects more unpacks it himself
        sent = kept.response_body
        decoded = decode_body(sent, coding, cap) if len(sent) <= cap else Decoded(sent[:RESOURCE_HEADER], "too_large")
        form = classify(label, decoded.body) if decoded.body else Form.HTML
        if not isinstance(form, Form):
            self._drop(Reason.NOT_HTML, form)
        elif kept.truncated == "length" or decoded.state == "too_large":
            self._drop(Reason.TOO_LARGE, f"more than {cap} bytes")
        elif decoded.state == "unsupported":
            self._drop(Reason.UNSUPPORTED_ENCODING, f"Content-Encoding: {coding}")
        elif decoded.state == "incomplete":
            self._drop(Reason.INCOMPLETE, f"Content-Encoding: {coding}, cut or damaged")
        elif not decoded.body.strip():
            self._drop(Reason.EMPTY, f"HTTP {head.status}, {len(decoded.body)} bytes")
        else:
            exchanges = tuple(self._page.exchanges)
            page = Page(
                body=decoded.body,
                url=answer.url,
                requested_url=_shown(self.target.url),
                form=form,
                status=head.status,
                headers=head.fields,
                charset=charset(label),
                fetched_at=kept.started_at,
                exchanges=exchanges,
                cut=DECLARED_SHORT if kept.truncated == "unspecified" else None,
            )
            self._end(page)

    def _deny(self, rules: Rules) -> None:
        reason, words = rules.failure or (Reason.ROBOTS_DENIED, f"robots.txt of {urls.origin(self._page.url)}")
        self._drop(reason, words if self._page.count == 0 else f"{words}, after a redirect to {self._page.url}")

    def _drop(self, reason: Reason, evidence: str, *, put_off: bool = False) -> None:
        self._end(Dropped(url=_shown(self.target.url), reason=reason, evidence=evidence), put_off=put_off)

    def _end(self, outcome: Page | Dropped, *, put_off: bool = False) -> None:
        self.visit = Visit(outcome, tuple(self._page.exchanges), tuple(self._robots), put_off)


def _shown(url: str) -> str:
    """A URL without its user info, for whatever is stored or logged."""
    return urls.normalise(url) or url
