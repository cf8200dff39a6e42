"""Watching a run: what a terminal shows at any width, what a log says, what is left behind.

Comes in: glances made by hand, runs over papers on loopback. Goes out: lines, screens, log lines.
"""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from broadsheet.cli import screen
from broadsheet.cli.watching import Numbers, cut, fitted, seconds_left
from broadsheet.corpus import Corpus
from broadsheet.fetch import Schedule
from broadsheet.records import Article
from broadsheet.run.watch import Glance
from tests.cli.conftest import Run
from tests.cli.terminal import Terminal
from tests.faults import FaultServer, reply
from tests.run.test_ingest import HERE
from tests.stories import folder_of, page

HOST = "127.0.0.9"


def glance(**known: Any) -> Glance:
    """What a run is doing."""
    usual = {"done": 10, "under_way": 2, "queued": 58, "busy": 1, "waiting": 3, "paused": (), "finished": 4}
    return Glance(**{**usual, **known})


def watched(seconds: float = 30.0, outcomes: int = 30, **known: Any) -> Numbers:
    """The numbers of a run that has gone on for so long."""
    now = [0.0]
    numbers = Numbers("add", lambda: now[0])
    numbers.begun(lambda: glance(**known))
    now[0] = seconds
    for number in range(outcomes):
        numbers.step("gone" if number % 10 == 9 else "article", f"https://paper.example/{number}")
    return numbers


def test_a_screen_says_all_there_is() -> None:
    """What is done, how fast, how long yet, what became of it, and how the sites stand."""
    shown = watched(paused=(("slow.example", 250.0), ("shy.example", 9.0))).lines(80, outcomes=True)
    assert shown == [
        "add 0:30 · 30 done · 2 under way · 58 queued",
        "60 a minute · about 1:00 left",
        "27 article · 3 gone",
        "sites: 1 busy · 3 waiting · 4 done",
        "  2 paused (slow.example 4:10, shy.example 0:09)",
        "  article  https://paper.example/27",
        "  article  https://paper.example/28",
        "  gone  https://paper.example/29",
    ]


@given(st.integers(1, 200), st.lists(st.text(), max_size=5))
def test_no_line_is_wider_than_the_screen(width: int, names: list[str]) -> None:
    """Whatever sites and addresses are called."""
    numbers = watched(paused=tuple((name, 3.0) for name in names))
    for name in names:
        numbers.step("article", name)
    assert all(len(line) <= width for line in numbers.lines(width, outcomes=True))
    assert all(len(line) <= width for line in fitted(names, width))
    assert all(cut(name, len(name)) == name for name in names)


@pytest.mark.parametrize(
    ("known", "rate", "left"),
    [
        ({}, None, None),
        ({}, 1.0, 60.0),
        ({"polite": 600.0}, 1.0, 600.0),
        ({"at_most": 8, "polite": 600.0}, 1.0, 10.0),
        ({"seconds": 20.0}, 1.0, 20.0),
        ({"seconds": 20.0}, None, 20.0),
        ({"queued": 0, "under_way": 0}, None, 0.0),
    ],
)
def test_the_time_left_is_known_or_said_to_be_unknown(known: dict[str, Any], rate: float | None, left: float) -> None:
    """By the rate, by the slowest site's own pace, by the limits of the run."""
    assert seconds_left(glance(**known), rate) == left


def test_listings_under_way_make_it_a_least_time() -> None:
    """Nobody knows what they will bring; too early, nobody knows anything."""
    assert "at least 1:00 left" in watched(listings=1).words()
    assert "time left unknown" in watched(seconds=1.0).words()


def test_the_rate_is_the_last_minutes() -> None:
    """A run that stood still for a minute is not as fast as it was."""
    now = [0.0]
    numbers = Numbers("add", lambda: now[0])
    for moment in range(200):
        now[0] = moment
        if moment < 100:
            numbers.step("article", "a")
        told = numbers.told()["per_minute"]
        if moment == 99:
            assert told == pytest.approx(60, abs=2)
    assert told is None


def test_at_every_moment_the_parts_sum_up(tmp_path: Path) -> None:
    """Done, under way and queued are what was asked for, listings and what they bring included."""
    with FaultServer({f"/2024/03/01/storm-{n}-is-over-now": reply(page(n)) for n in range(40)}) as server:
        links = "".join(f"<item><link>{server.url(path)}</link></item>" for path in list(server.scripts)[1:])
        feed = f'<?xml version="1.0"?><rss version="2.0"><channel>{links}</channel></rss>'
        server.scripts["/feed"] = reply(feed)
        looks: list[Any] = []
        asked = []
        with Corpus(tmp_path) as corpus:
            options = replace(HERE, follow=replace(HERE.follow, listings=True))
            how: dict[str, Any] = {"on_asked": asked.append, "on_begun": looks.append}
            glances = [looks[0]() for _ in corpus.add(server.url("/feed"), server.url("/x"), options=options, **how)]
    sums = [one.done + one.under_way + one.queued for one in glances]
    assert asked[-1] == sums[-1] == 42
    assert set(sums) <= {2, 42}
    done = [one.done for one in glances]
    assert done == sorted(done), "several at once, where they are recorded together"
    assert all(count >= number for number, count in enumerate(done, 1)), "what is told of is done"
    assert (glances[-1].queued, glances[-1].busy, glances[-1].finished) == (0, 0, 1)


def test_looking_costs_next_to_nothing() -> None:
    """A drawing, of a thousand sites: twice a second, less than 1 % of a processor."""
    schedule = Schedule(1.0)
    sites = {f"site{number}.example": 50 for number in range(1_000)}
    for site in sites:
        schedule.claim(site)
        schedule.finished(site, 0.3)
    numbers = Numbers("add")
    numbers.begun(lambda: glance(busy=len(schedule.look(sites))))
    before = time.process_time()
    for _ in range(50):
        numbers.lines(80, outcomes=True)
    assert (time.process_time() - before) / 50 < 0.005


def test_a_pause_is_told_with_what_is_left_of_it(tmp_path: Path) -> None:
    """And the time left is no less than that."""
    slow = {"/1": reply("", "429 Too Many Requests", retry_after="2"), "/2": reply(page(2))}
    with FaultServer(slow) as server, FaultServer({"/3": reply(page(3))}, host="127.0.0.2") as other:
        looks: list[Any] = []
        urls = [server.url("/1"), server.url("/2"), other.url("/3")]
        with Corpus(tmp_path) as corpus:
            for outcome in corpus.add(*urls, options=HERE, on_begun=looks.append):
                if isinstance(outcome, Article) and outcome.url == other.url("/3"):
                    seen = looks[0]()
    assert [name for name, _ in seen.paused] == ["127.0.0.1"]
    assert 0 < seen.paused[0][1] <= 2
    assert (seen.done, seen.queued) == (1, 2)


@pytest.fixture(scope="module")
def paper() -> Iterator[FaultServer]:
    """A site that asks for a pause before its last page."""
    pages: dict[str, Any] = {f"/{n}": reply(page(n)) for n in range(3)}
    with FaultServer({**pages, "/late": reply("", "429 Too Many Requests", retry_after="120")}, host=HOST) as server:
        yield server


def command(folder: Path, server: FaultServer) -> list[str | Path]:
    """`add` of the paper."""
    urls = [server.url(path) for path in ("/0", "/1", "/2", "/late")]
    return ["-c", folder / "c", "add", "--allow-private", "--contact", "a@b.example", "--min-gap", "0", *urls]


@pytest.mark.parametrize("width", [80, 40])
def test_a_terminal_shows_the_run_and_keeps_nothing_of_it(tmp_path: Path, paper: FaultServer, width: int) -> None:
    """Below the outcomes, in its width; after Ctrl-C the outcomes alone are there, and the cursor."""
    terminal = Terminal(*command(tmp_path, paper), width=width)
    shown = terminal.until(lambda lines: any("1 paused" in line for line in lines) and "3 done" in "".join(lines))
    assert any(line.startswith("add 0:") for line in shown)
    assert any(f"{HOST} 1:" in line or f"{HOST} 2:" in line for line in shown)
    assert terminal.emulator.hidden
    terminal.child.send_signal(signal.SIGINT)
    left = terminal.end()
    assert terminal.emulator.widest <= width
    assert not terminal.emulator.hidden
    assert not any("paused" in line or "queued" in line for line in left)
    assert "".join(left).count("article") == 3
    assert left[-1] == "interrupted"


def test_a_window_that_is_made_smaller_is_no_trouble(tmp_path: Path, paper: FaultServer) -> None:
    """From then on lines are as wide as it is."""
    with (tmp_path / "out").open("w") as out:
        terminal = Terminal(*command(tmp_path, paper), width=80, stdout=out)
        terminal.until(lambda lines: "3 done" in "".join(lines) and "1 paused" in "".join(lines))
        terminal.resize(30)
        shown = terminal.until(lambda lines: any(line.startswith("  article  htt…") for line in lines))
        assert all(len(line) < 30 for line in shown)
        terminal.child.send_signal(signal.SIGINT)
        assert not any("paused" in line for line in terminal.end())
    assert (tmp_path / "out").read_text("utf-8").count("article\t") == 3


def test_colour_and_view_can_be_had_without(tmp_path: Path, paper: FaultServer) -> None:
    """No colour with `NO_COLOR`; no view with `-q`, nor where lines cannot be drawn anew."""
    urls = command(tmp_path, paper)[:-1]
    plain = Terminal(*urls, width=80, NO_COLOR="1")
    plain.end()
    assert "\x1b[3" not in plain.said
    for number, (more, environment) in enumerate([(["-q"], {}), ([], {"TERM": "dumb"})]):
        terminal = Terminal(*more, "-c", tmp_path / str(number), *urls[2:], width=80, **environment)
        terminal.end()
        assert "\x1b[" not in terminal.said
        assert "queued" not in terminal.said


def test_without_a_terminal_a_line_says_it_now_and_then(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And once at the end; in JSON with each number by its name; a short run's sum is enough."""
    folder = folder_of(tmp_path / "saved", 3)
    assert run("-c", tmp_path / "a", "add", folder).err == "3 inputs: 3 article\n"
    monkeypatch.setattr(screen, "EVERY", 0.02)
    lines = run("-c", tmp_path / "b", "add", folder).err.splitlines()
    assert lines[0].startswith("INFO add 0:0")
    assert lines[-2].endswith("3 done · 0 queued · 3 article")
    assert lines[-1] == "3 inputs: 3 article"
    monkeypatch.setattr(screen, "EVERY", 60.0)
    (last, _) = run("--log-format", "json", "-c", tmp_path / "d", "add", folder).err.splitlines()
    told = json.loads(last)
    assert (told["run"], told["done"], told["queued"], told["outcomes"]) == ("add", 3, 0, {"article": 3})
    assert told["sites"] == {"busy": 0, "waiting": 0, "done": 0, "paused": {}}
    assert run("-q", "-c", tmp_path / "q", "add", folder).err == ""
