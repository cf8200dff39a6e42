"""Pages made to be slow, huge or deep cost only themselves, and no step of ours is more than linear on any of them.

Comes in: `attacks`, and pages of the worst size. Goes out: outcomes with names, neighbours unharmed, growth of time.
"""

from __future__ import annotations

import gc
import resource
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
import pytest

from broadsheet import workers
from broadsheet.options import MIB, Options, WorkerOptions
from broadsheet.pipeline import process, study
from broadsheet.records import Article, Dropped, Form, Page, Reason
from broadsheet.workers import Pool
from tests.promises.attacks import DUMPS, OURS, PARSER, SAID, Attack
from tests.stories import HANG, page

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="children's times and memory are asked of Linux")

LIMIT = 3.0
"""time(2n) / time(n) of a shape."""
ENOUGH = 0.05
"""Seconds that must be measured for a ratio to mean anything."""
NAMED = {Reason.PARSER_KILLED, Reason.TOO_LARGE, Reason.NOT_HTML, Reason.EMPTY, Reason.TOO_SHORT, Reason.LIST_PAGE}

WORST: Mapping[str, Callable[[], bytes]] = {
    "64,000 attributes": lambda: HANG,
    "16,000 <b><i><a>": lambda: b"<b><i><a>" * 16_000 + page(9),
    "a million <a": lambda: b"<a" * 1_000_000,
    "comments": lambda: b"<!-- -" * 500_000 + b"<!--x-- -->" * 100_000,
    "entities": lambda: b"&amp;&#x41;&bogus&" * 300_000,
    "100 MB in one line": lambda: b"the mill turns " * (100 * MIB // 15),
    "10 MB in one line": lambda: b"the mill turns " * (10 * MIB // 16),
    **{f"depth {depth}": (lambda depth=depth: b"<div>" * depth + page(9)) for depth in (254, 5_000, 50_000)},  # type: ignore[misc]
    "lists 50,000 deep": lambda: b"<ul><li>x" * 50_000,
    "a tree that needs gigabytes": lambda: b"<b>x</b>" * 1_300_000,
    "misnested formatting": lambda: b"<b><p>x" * 200_000,
    "a dump of 200,000 lines": lambda: b"".join(b"line %d\n" % n for n in range(200_000)),
    "a dump of 5 MB without spaces": lambda: b"a" * (5 * MIB),
}


def cpu() -> float:
    """Processor time of the children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def made(options: Options, pages: list[Page]) -> tuple[list[Article | Dropped], list[float]]:
    """What a pool makes of pages, in their order, and when."""
    found: dict[int, Article | Dropped] = {}
    at: dict[int, float] = {}

    def sink(key: int, outcome: Article | Dropped, _: object) -> None:
        found[key], at[key] = outcome, time.monotonic()

    with Pool[int](options, sink) as pool:
        for number, one in enumerate(pages):
            pool.submit(number, one)
    order = sorted(found)
    return [found[key] for key in order], [at[key] for key in order]


def test_poison_costs_only_itself(tries: Callable[[int, int], int], told: Callable[[str], None]) -> None:
    """Each poison page among usual ones ends with a name, within its bound, and its neighbours are what they were."""
    seconds = float(tries(1, 10))
    options = Options(workers=WorkerOptions(processes=1, seconds=seconds, memory=tries(400, 1024) * MIB))
    names = list(WORST)[:: tries(3, 1)]
    ends: dict[str, int] = {}
    for name in names:
        form = Form.TEXT if "dump" in name else Form.HTML
        before, body = cpu(), WORST[name]()
        outcomes, _ = made(options, [Page(page(1)), Page(body, form=form), Page(page(2))])
        used = cpu() - before
        assert [outcomes[0], outcomes[2]] == [process(Page(page(1))), process(Page(page(2)))], name
        poison = outcomes[1]
        end = poison.reason if isinstance(poison, Dropped) else "article"
        assert isinstance(poison, Article) or poison.reason in NAMED, f"{name}: {end}"
        assert used < seconds + 3, f"{name}: {used:.1f} s"  # the bound, a start, two usual pages
        ends[end] = ends.get(end, 0) + 1
    told(
        f"{len(names)} pages, bound {seconds:g} s: {', '.join(f'{count} {end}' for end, count in sorted(ends.items()))}"
    )


def test_a_killed_child_is_replaced_at_once(tries: Callable[[int, int], int], told: Callable[[str], None]) -> None:
    """A replaced child answers its first page in less than a second."""
    count = tries(3, 20)
    pages = [Page(HANG if number % 2 else page(number)) for number in range(2 * count + 1)]
    options = Options(workers=WorkerOptions(processes=1, seconds=0.2))
    outcomes, at = made(options, pages)
    assert [outcome.ok for outcome in outcomes] == [not number % 2 for number in range(2 * count + 1)]
    waits = sorted(at[number + 1] - at[number] for number in range(1, 2 * count, 2))
    assert waits[len(waits) // 2] < 1.0
    told(
        f"{count} killed: half replaced and at work within {waits[len(waits) // 2]:.3f} s, all within {waits[-1]:.3f} s"
    )


def test_the_rest_goes_on_as_fast(tries: Callable[[int, int], int], told: Callable[[str], None]) -> None:
    """Three poison pages among three hundred usual ones cost, besides their own bounds, less than a tenth."""
    count, seconds = tries(60, 300), 0.5
    usual = [
        Page(page(number) + b"<p>" + SAID.encode() * 20 + b"</p>" + b"<li><a href=/x>y</a>" * 150)
        for number in range(count)
    ]
    poisoned = list(usual)
    for place in range(3):
        poisoned.insert(place * count // 3 + 5, Page(HANG))
    options = Options(workers=WorkerOptions(processes=2, seconds=seconds))
    growth = 9.9
    for _ in range(3):
        times = []
        for pages in (usual, poisoned):
            before = cpu()
            outcomes, _ = made(options, pages)
            times.append(cpu() - before)
            assert sum(outcome.ok for outcome in outcomes) == count
        growth = min(growth, (times[1] - 3 * seconds) / times[0] - 1)
        if growth < 0.1:
            break
    assert growth < 0.1
    told(f"{count} pages, 3 poison: {max(growth, 0):.1%} more processor time for the rest")


LOOPS = """
import sys
from broadsheet import pipeline, workers
study = pipeline.study
def looping(page, *rest):
    hoard = []
    while page.body == b"loop":
        pass
    while page.body == b"hoard":
        hoard.append(bytes(1 << 24))
    if page.body == b"crash":
        __import__("ctypes").string_at(0)
    return study(page, *rest)
pipeline.study = looping
if sys.argv[1:2] == ["nursery"]:
    workers.raise_children(int(sys.argv[2]), workers.live)
workers.live()
"""
"""A child with a hook: pages that really loop, hoard or crash in Python we know none of."""


@pytest.mark.parametrize("forks", [True, False])
@pytest.mark.parametrize(
    ("body", "words"), [(b"loop", "processor time"), (b"hoard", "memory"), (b"crash", "signal 11")]
)
def test_a_loop_a_hoard_and_a_crash_cost_only_themselves(
    body: bytes, words: str, forks: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a child falls into, its page is `parser_killed` and says why."""
    monkeypatch.setattr(workers, "FORKS", forks)
    monkeypatch.setattr(workers, "_COMMAND", [sys.executable, "-c", LOOPS])
    options = Options(workers=WorkerOptions(processes=1, seconds=0.3, memory=512 * MIB))
    outcomes, _ = made(options, [Page(page(1)), Page(body), Page(page(2))])
    assert [outcome.ok for outcome in outcomes] == [True, False, True]
    assert isinstance(outcomes[1], Dropped)
    assert outcomes[1].reason is Reason.PARSER_KILLED
    assert words in outcomes[1].evidence


def seconds(attack: Attack, size: int) -> float:
    """Processor time of one page, all stages."""
    given = Page(attack.body(size), "https://mill.example/story", form=attack.form)
    gc.disable()  # a process of a thousand tests has more to look through than a child
    start = time.process_time()
    outcome, _ = study(given)
    took = time.process_time() - start
    gc.enable()
    assert outcome.ok or outcome.reason in NAMED, outcome  # type: ignore[union-attr]
    return took


def growth(attack: Attack, size: int) -> float:
    """time(2n) / time(n): the least of several measurements, as other work on the machine only lengthens them."""
    one = two = float("inf")
    for _ in range(4):
        one, two = min(one, seconds(attack, size)), min(two, seconds(attack, 2 * size))
        if two / one < LIMIT * 0.8 or two < ENOUGH:
            break
    return 1.0 if two < ENOUGH else two / one


@pytest.mark.parametrize("group", ["ours", "dumps"])
def test_our_steps_are_linear(group: str, tries: Callable[[int, int], int], told: Callable[[str], None]) -> None:
    """Twice the attack takes less than three times as long, through parse, gate, extraction and metadata."""
    shapes = OURS if group == "ours" else DUMPS
    shapes = dict(list(shapes.items())[:: tries(3, 1)])
    part = tries(2, 1)  # of a fifth, what caches hold at first is a third of the time
    found = {name: growth(attack, attack.size // part) for name, attack in shapes.items()}
    assert {name: times for name, times in found.items() if times >= LIMIT} == {}
    worst = max(found, key=lambda name: found[name])
    told(f"{len(found)} shapes: at most {found[worst]:.2f}-fold ({worst})")


def test_quadratic_shapes_of_parsers_are_bounded(tries: Callable[[int, int], int], told: Callable[[str], None]) -> None:
    """Ten shapes on which parsers are quadratic: killed, or linear enough, up to megabytes."""
    bound = Options(workers=WorkerOptions(processes=1, seconds=float(tries(1, 10))))
    ends: dict[str, str] = {}
    for name, attack in list(PARSER.items())[:: tries(3, 1)]:
        part = tries(8, 1)
        times = growth(attack, attack.size // part)
        ends[name] = f"{times:.1f}-fold"
        if times >= LIMIT:  # it goes on like that: a page of some megabytes ends at the bound
            outcomes, _ = made(bound, [Page(attack.body(16 * attack.size)), Page(page(1))])
            assert isinstance(outcomes[0], Dropped), name
            assert outcomes[0].reason is Reason.PARSER_KILLED, name
            assert outcomes[1].ok
            ends[name] = "killed"
    killed = [name for name, end in ends.items() if end == "killed"]
    told(f"{len(ends)} shapes: {len(killed)} killed ({', '.join(killed) or 'none'}), the others under {LIMIT:g}-fold")


def test_no_text_is_lost_in_the_deep(tries: Callable[[int, int], int], told: Callable[[str], None]) -> None:
    """Text on every level to 50,000 is in a block, whatever the levels are made of."""
    from broadsheet.options import ParseOptions
    from broadsheet.parse import parse_page

    depths = (254, 5_000) if tries(0, 1) == 0 else (254, 512, 513, 5_000, 20_000, 50_000)
    for depth in depths:
        for tag in ("div", "span", "table><tr><td", "section", "font"):
            html = "".join(f"<{tag}>w{level} " for level in range(depth)).encode()
            document = parse_page(Page(html), ParseOptions())
            words = " ".join(document.blocks.text).split()  # type: ignore[union-attr]
            assert len(words) == depth, (tag, depth)
            assert set(words) == {f"w{level}" for level in range(depth)}
    told(f"0 of {5 * sum(depths)} words lost, {len(depths)} depths up to {depths[-1]:,}, 5 kinds of elements")


def test_the_bounds_are_those_of_the_promise() -> None:
    """Ten seconds and a gibibyte, unless the operator says otherwise."""
    assert msgspec.structs.asdict(WorkerOptions()) == {"processes": 0, "seconds": 10.0, "memory": 1024 * MIB}
    assert Path(workers.__file__).is_file()
