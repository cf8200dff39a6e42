"""Run in a process of its own, best in a network namespace: every way in, every address, every connect() on record.

Comes in: `namespace` or `stand-in`, the stride through the vectors, the number of rebinding tries. Goes out: counts as
JSON. In the namespace every address of the Internet is this machine, which listens on all of them, names come from
/etc/hosts through the system's resolver, and the policy is the production one. Where there are no user namespaces a
loopback address, which is taken off the list, stands in for the public one, and an injected resolver knows the names.
"""

from __future__ import annotations

import contextlib
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from typing import Any

from broadsheet.fetch import Resolver, fetch_all, system_resolver
from broadsheet.fetch import visit as visit_module
from broadsheet.fetch import wire as wire_module
from broadsheet.fetch.address import special_purpose
from broadsheet.pipeline import process
from broadsheet.records import Article, Dropped, Page
from broadsheet.run import fetching as fetching_module
from tests.faults import FaultServer, reply
from tests.fetch.asking import Open, ask
from tests.promises.addresses import LINKED, STORY, hosts, vectors
from tests.promises.addresses_listed import GOOD, LISTED, follow

SPACE = sys.argv[1] == "namespace"
PUBLIC = "8.8.8.8" if SPACE else "127.0.0.77"
SITE = "news.gazette.example"
EVERYWHERE = {"allow_private": False, "min_gap": 1e-4}
"""The production policy; the gap is short because nobody's server is asked."""

connects: Counter[str] = Counter()
sys.addaudithook(lambda event, args: connects.update([str(args[1][0])]) if event == "socket.connect" else None)


class Place:
    """The public site, and whatever listens on the addresses that are denied."""

    def __init__(self, server: FaultServer, resolver: Resolver, *others: FaultServer) -> None:
        self.server = server
        self.others = others
        self.resolver = resolver
        self.outcomes: Counter[str] = Counter()

    def visit(self, url: str, *, known: bool = False, **how: Any) -> Page | Dropped:
        """Fetch, and count the outcome. `known`: its robots.txt has been read, and forbids nothing."""
        robots = Open() if known else None
        outcome = ask(url, resolver=self.resolver, robots=robots, **{**EVERYWHERE, **how}).outcome
        self.outcomes[outcome.reason if isinstance(outcome, Dropped) else "page"] += 1
        return outcome

    def at(self, path: str) -> str:
        """A URL of the public site."""
        return self.server.url(path, SITE).replace(":80/", "/")

    def leads(self, path: str, url: str, status: str = "302 Found") -> None:
        """From now on `path` of the public site leads to `url`."""
        location = url.encode().decode("latin-1")
        self.server.scripts[path] = reply("", status, location=location)


def by_seed(place: Place, url: str) -> None:
    """The user names it: its robots.txt would be asked first."""
    place.visit(url)


def by_seed_with_known_rules(place: Place, url: str) -> None:
    """The user names it, and its robots.txt is known."""
    place.visit(url, known=True)


def by_redirect(place: Place, url: str) -> None:
    """A page leads there."""
    place.leads("/a", url, "301 Moved")
    place.visit(place.at("/a"), known=True)


def by_second_redirect(place: Place, url: str) -> None:
    """A page leads to a page that leads there; private addresses are allowed to those who name them."""
    place.leads("/a", "/b")
    place.leads("/b", url, "307 Temporary")
    place.visit(place.at("/a"), known=True, allow_private=True)


def by_robots(place: Place, url: str) -> None:
    """A robots.txt leads there."""
    place.leads("/robots.txt", url)
    place.visit(place.at("/a"))


def by_link(place: Place, url: str) -> None:
    """A page names it as canonical, AMP, refresh, picture, script, frame, feed …: nothing of that is fetched."""
    place.server.scripts["/linked"] = reply(LINKED.format(url, STORY))
    found = place.visit(place.at("/linked"), known=True)
    assert isinstance(found, Page), found
    assert isinstance(process(found), Article)


ENTRIES: dict[str, Callable[[Place, str], None]] = {
    "seed": by_seed,
    "seed with known rules": by_seed_with_known_rules,
    "redirect": by_redirect,
    "second redirect": by_second_redirect,
    "robots.txt redirect": by_robots,
    "links of a page": by_link,
}
"""Every way by which a URL may come to be fetched. A new one is one more function."""


@contextlib.contextmanager
def place() -> Iterator[Place]:
    """The public site, served, and every other address listened to."""
    names = {**hosts(PUBLIC), SITE: [PUBLIC]}
    page = {"/page": reply("<p>news"), "/a": reply("<p>news")}
    if SPACE:
        with FaultServer(page, host="0.0.0.0", port=80) as server, FaultServer(page, host="::", port=80) as other:
            yield Place(server, system_resolver, other)
        return
    for module in (wire_module, visit_module):
        module.special_purpose = lambda one: None if one == PUBLIC else special_purpose(one)  # type: ignore[attr-defined]
    with FaultServer(page, host=PUBLIC) as server:
        yield Place(server, lambda name, _: names[name])


def rebind(here: Place, count: int) -> None:
    """Names that change their mind: public for robots.txt, private for the page; or both at once."""
    for number in range(count):
        answers = [[[PUBLIC], ["127.0.0.1"]], [[PUBLIC], [PUBLIC, "10.0.0.1"]], [["127.0.0.1", PUBLIC]] * 2][number % 3]
        turns = iter(answers * 3)
        here.resolver = lambda *_, turns=turns: next(turns)
        url = here.at("/page").replace(SITE, f"n{number}.gazette.example")
        outcome = here.visit(url, allow_private=number % 2 == 0 and number % 3 < 2)
        assert isinstance(outcome, Dropped), outcome


def listed(here: Place, denied: list[str], step: int) -> int:
    """Listings of every kind name all of them, with private addresses allowed to who names them, and without."""
    here.resolver = system_resolver if SPACE else lambda name, _: {**hosts(PUBLIC), SITE: [PUBLIC]}[name]
    fetching_module.fetch_all = partial(fetch_all, resolver=here.resolver)  # type: ignore[attr-defined]
    kept = dict(here.server.scripts)
    tried = 0
    for turn, ((way, scripts), private) in enumerate(product(LISTED.items(), (False, True))):
        if turn % step == 0:
            tried += len(denied)
            good, seen = here.at(GOOD), sum(one.path == GOOD for one in here.server.log)
            here.server.scripts = {**kept, GOOD: reply("", "404 No"), **scripts([*denied, good])}
            with tempfile.TemporaryDirectory() as folder:
                follow(folder, here.at("/" if "/" in scripts([good]) else "/feed"), private=private)
            assert sum(one.path == GOOD for one in here.server.log) > seen, way
    return tried


def main() -> None:
    """Count."""
    stride, tries = int(sys.argv[2]), int(sys.argv[3])
    told: dict[str, Any] = {"vectors": 0, "entries": list(ENTRIES), "bad": []}
    with place() as here:
        assert isinstance(here.visit(here.at("/page")), Page)
        before = dict(here.server.scripts)
        for number, (words, url) in enumerate(vectors()):
            for turn, (entry, enter) in enumerate(ENTRIES.items()):
                if (number + 5 * turn) % stride:
                    continue
                here.server.scripts = dict(before)
                known = set(connects)
                enter(here, url)
                told["vectors"] += 1
                told["bad"] += [f"{words} by {entry}: {one}" for one in set(connects) - known - {PUBLIC}]
        here.server.scripts = dict(before)
        rebind(here, tries)
        told |= {"rebinding": tries, "connects": connects[PUBLIC], "denied": connects.total() - connects[PUBLIC]}
        told["outcomes"] = dict(here.outcomes)
        here.server.scripts = dict(before)
        told["listed"] = listed(here, [url for _, url in list(vectors())[::stride]], 1 + stride // 10)
        told["denied"] = connects.total() - connects[PUBLIC]
        told["heard"] = sum(one.local != PUBLIC for server in (here.server, *here.others) for one in server.log)
        if SPACE:  # the same addresses do answer where they are allowed: the tables lead somewhere
            here.resolver = system_resolver
            told["live"] = sum(
                isinstance(here.visit(f"{url}page", known=True, allow_private=True), Page)
                for words, url in vectors()
                if words.endswith((", plain", "its name"))
            )
    print(json.dumps(told))


if __name__ == "__main__":
    main()
