"""Watching a run: its numbers, in words for a log line and as lines for a terminal of any width.

Comes in: outcomes as they are printed, and the run's own `Glance`. Goes out: words, lines, plain numbers. Must not
know: terminals, threads, logging.
"""

from __future__ import annotations

import math
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from broadsheet.run.watch import Glance

WINDOW = 60.0
"""Seconds over which the rate is taken."""
SHARE = 1 / 500
"""Share of the time that may be spent on looking."""
_FEWEST, _SHORTEST = 3, 5.0
"""Outcomes, and seconds, from which there is a rate to speak of."""
_KEPT = 3
"""Last outcomes shown."""
_NAMED = 3
"""Paused sites named."""
_BETWEEN = " · "


class Numbers:
    """What is known of a run. `clock`: monotonic seconds."""

    def __init__(self, what: str, clock: Callable[[], float] = time.monotonic) -> None:
        self.what = what
        self._clock = clock
        self._start = clock()
        self._look: Callable[[], Glance] | None = None
        self._seen: Glance | None = None
        self._next = 0.0
        self._samples: deque[tuple[float, int]] = deque([(self._start, 0)])
        self.outcomes: Counter[str] = Counter()
        self.last: deque[tuple[str, str]] = deque(maxlen=_KEPT)

    def begun(self, look: Callable[[], Glance]) -> None:
        """The run has begun; `look` says what it is doing."""
        self._look = look

    def step(self, outcome: str, name: str) -> None:
        """An input has its outcome."""
        self.outcomes[outcome] += 1
        self.last.append((outcome, name))

    def glance(self) -> Glance | None:
        """What the run is doing; None before it has begun. Of ten thousand sites the look is a few seconds old."""
        now = self._clock()
        if self._look is not None and (now >= self._next or self._seen is None):
            self._seen = self._look()
            self._next = now + (self._clock() - now) / SHARE
        return self._seen

    def end(self) -> None:
        """The run is over: what is told next is how it ended."""
        self._next = 0.0

    def told(self) -> dict[str, Any]:
        """The numbers by name, times in seconds: what a log line in JSON holds."""
        glance, rate = self.glance(), self.rate()
        numbers: dict[str, Any] = {
            "run": self.what,
            "seconds": round(self._clock() - self._start, 1),
            "done": self.outcomes.total(),
            "outcomes": dict(self.outcomes.most_common()),
            "per_minute": None if rate is None else round(60 * rate, 1),
        }
        if glance is not None:
            left = seconds_left(glance, rate)
            sites = {"busy": glance.busy, "waiting": glance.waiting, "done": glance.finished}
            paused = {name: round(seconds) for name, seconds in glance.paused}
            numbers |= {"under_way": glance.under_way, "queued": glance.queued, "sites": {**sites, "paused": paused}}
            numbers |= {"seconds_left": None if left is None else round(left), "more_may_come": glance.listings > 0}
        return numbers

    def words(self) -> str:
        """All of it in one line."""
        return _BETWEEN.join([f"{self.what} {_span(self._clock() - self._start)}", *self._parts()])

    def lines(self, width: int, *, outcomes: bool) -> list[str]:
        """What a terminal shows, no line wider than `width`; with the last `outcomes`."""
        amounts, speed, sites = self._amounts(), self._speed(), self._sites()
        head = [f"{self.what} {_span(self._clock() - self._start)}", *amounts]
        groups: list[Sequence[str]] = [head, speed, self._by_outcome(), sites]
        shown = [line for group in groups for line in fitted(group, width)]
        return shown + [cut(f"  {what}  {name}", width) for what, name in self.last if outcomes]

    def rate(self) -> float | None:
        """Outcomes a second, over the last minute; None where it is too early to say."""
        now, done = self._clock(), self.outcomes.total()
        self._samples.append((now, done))
        while len(self._samples) > 2 and self._samples[1][0] <= now - WINDOW:
            self._samples.popleft()
        then, before = self._samples[0]
        return (done - before) / (now - then) if done - before >= _FEWEST and now - then >= _SHORTEST else None

    def _parts(self) -> list[str]:
        return [*self._amounts(), *self._speed(), *self._by_outcome(), *self._sites()]

    def _amounts(self) -> list[str]:
        glance = self.glance()
        done = f"{self.outcomes.total():,} done"
        if glance is None:
            return [done]
        return [done, *([f"{glance.under_way:,} under way"] if glance.under_way else []), f"{glance.queued:,} queued"]

    def _speed(self) -> list[str]:
        glance, rate = self.glance(), self.rate()
        speed = "" if rate is None else f"{60 * rate:,.0f} a minute"
        return [part for part in (speed, "" if glance is None else _time_left(glance, rate)) if part]

    def _by_outcome(self) -> list[str]:
        counts = [("article", self.outcomes["article"]), *self.outcomes.most_common()]
        return [f"{count:,} {name}" for name, count in dict(counts).items() if count]

    def _sites(self) -> list[str]:
        glance = self.glance()
        if glance is None:
            return []
        named = ", ".join(f"{site} {_span(seconds)}" for site, seconds in glance.paused[:_NAMED])
        more = f", {len(glance.paused) - _NAMED} more" if len(glance.paused) > _NAMED else ""
        counted = (("busy", glance.busy), ("waiting", glance.waiting), ("done", glance.finished))
        sites = [f"{count:,} {what}" for what, count in counted if count]
        if glance.paused:
            sites.append(f"{len(glance.paused):,} paused ({named}{more})")
        return [f"sites: {sites[0]}", *sites[1:]] if sites else []


def seconds_left(glance: Glance, rate: float | None) -> float | None:
    """Until all that is known is done, by the rate and by the sites' own pace; None where nobody can say.

    A run that has a limit, of stories or of time, is done when that is reached.
    """
    left = glance.under_way + (glance.queued if glance.at_most is None else min(glance.queued, glance.at_most))
    if not left:
        return 0.0
    polite = glance.polite if glance.at_most is None else 0.0
    found = None if rate is None else max(left / rate, polite)
    return found if glance.seconds is None else min(glance.seconds, math.inf if found is None else found)


def fitted(parts: Sequence[str], width: int) -> list[str]:
    """The parts on as many lines as they need, none broken but one that is wider than the line."""
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]}{_BETWEEN}{part}" if lines else part
        if lines and len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(cut(part if not lines else f"  {part}", width))
    return lines


def cut(text: str, width: int) -> str:
    """The text, its middle left out where it is too long: both ends of an address tell something."""
    if len(text) <= width:
        return text
    ahead = max(0, width - 1) // 2
    behind = max(0, width - 1 - ahead)
    return f"{text[:ahead]}…{text[len(text) - behind :]}"[: max(0, width)]


def _time_left(glance: Glance, rate: float | None) -> str:
    left = seconds_left(glance, rate)
    if left is None:
        return "time left unknown"
    if not left and not glance.listings:
        return ""
    return f"{'at least' if glance.listings else 'about'} {_span(left)} left"


def _span(seconds: float) -> str:
    """`0:42`, `12:05`, `3:10:00`, `2 days 4:00:00`."""
    whole = round(min(max(seconds, 0.0), 1e9))
    days, rest = divmod(whole, 86_400)
    hours, rest = divmod(rest, 3_600)
    clock = f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours or days else f"{rest // 60}:{rest % 60:02}"
    return f"{days} day{'' if days == 1 else 's'} {clock}" if days else clock
