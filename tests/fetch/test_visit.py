"""One target's tries: how many, and how long between them."""

from __future__ import annotations

import pytest

from broadsheet.fetch.exchange import Answer
from broadsheet.fetch.robots import Robots, Rules
from broadsheet.fetch.visit import TRIES, Errand
from broadsheet.options import FetchOptions
from broadsheet.records import Dropped, Reason, Target
from tests.faults import FaultServer
from tests.fetch.asking import ask, reason

URL = "https://gazette.example/a"
FAILURES = [Reason.CONNECT_ERROR, Reason.INCOMPLETE]


def failed(why: Reason) -> Answer:
    """What came of a request that failed."""
    return Answer(URL, None, None, (why, "in the test"), began=0.0, ended=0.1, touched=True)


def tries(why: Reason, gap: float = 1.0) -> tuple[list[float], Errand]:
    """The pauses before each further try, until the errand is over."""
    robots = Robots()
    robots.learn(URL, Rules())
    errand, pauses = Errand(Target(URL), FetchOptions(min_gap=gap)), list[float]()
    while errand.request(robots) is not None:
        errand.take(failed(why), robots)
        pauses.append(errand.back_off)
    return pauses, errand


@pytest.mark.parametrize("why", FAILURES)
def test_a_broken_connection_is_tried_twice_more_after_longer_and_longer_pauses(why: Reason) -> None:
    """Two to four gaps, then four to eight, never twice the same; the last failure asks for none."""
    runs = [tries(why)[0] for _ in range(50)]
    assert all(len(pauses) == TRIES and pauses[-1] == 0 for pauses in runs)
    assert all(2 <= first <= 4 <= second <= 8 for first, second, _ in runs)
    assert len({first for first, _, _ in runs}) > 40


@pytest.mark.parametrize("why", sorted(set(Reason) - set(FAILURES)))
def test_nothing_else_is_tried_again(why: Reason) -> None:
    """One request, one outcome, that very reason."""
    pauses, errand = tries(why)
    assert pauses == [0.0]
    assert errand.visit is not None
    assert isinstance(errand.visit.outcome, Dropped)
    assert errand.visit.outcome.reason is why


def test_the_schedule_keeps_the_pauses() -> None:
    """In the server's own log: at least two gaps, then four."""
    with FaultServer({"/a": lambda line: line.reset()}) as server:
        assert reason(ask(server.url("/a"), min_gap=0.05)) is Reason.CONNECT_ERROR
        first, second, third = (asked.at for asked in server.asked("/a"))
    assert second - first >= 0.1
    assert third - second >= 0.2
