"""`broadsheet update`: what is due, asked for again; once, or for as long as it is let.

Comes in: options, signals. Goes out: outcomes on stdout, a summary of each pass on stderr, the exit code of `add`.
"""

from __future__ import annotations

import signal
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from broadsheet.cli.add import AGAIN, FOLLOWED, POLICY, exit_code, print_outcome, summary
from broadsheet.cli.bounds import bounded, follow
from broadsheet.cli.ending import TERMINATED
from broadsheet.cli.screen import Screen

if TYPE_CHECKING:
    from broadsheet.options import Options
    from broadsheet.run.update import Nap


@click.command("update")
@click.option("--once", is_flag=True, help="One pass over what is due, then end: for cron and timers. The default.")
@click.option("--watch", is_flag=True, help="Keep running: sleep until something is due. Others may write meanwhile.")
@click.option("--site", metavar="SITE", help="Only listings and articles of this site.")
@bounded
@click.option("--contact", metavar="WHO", help="Mail address or URL named in the User-Agent. Default: corpus.toml.")
@click.option("--min-gap", type=float, metavar="SECONDS", help="Least time between requests to a site.")
@click.option("--allow-private", is_flag=True, help="Ask addresses at private and loopback addresses too.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", help="Form of the outcomes.")
@click.pass_obj
def command(screen: Screen, /, once: bool, watch: bool, site: str | None, form: str, **choices: Any) -> int:
    """Ask again for what is due: each feed, front page and sitemap by its own rhythm (10 minutes to a day; old
    sitemaps more seldom), each article by the time since it last changed (15 minutes to 30 days; after a year never).

    What listings bring that is new is asked for, too. A changed article is a new version, an unchanged one
    `not_modified`. The bounds hold for one pass. The exit code is that of `add`; --watch ends by a signal, when the
    page in hand is done: 130 (SIGINT) or 143 (SIGTERM).
    """
    if once and watch:
        raise click.UsageError("--once or --watch, not both")
    with screen.corpus() as corpus, terminable() as terminated:
        options = _chosen(corpus.options, choices)
        try:
            return _Telling(screen, form).run(corpus, site, options, watch=watch)
        except KeyboardInterrupt:
            if not terminated.is_set():
                raise
            screen.say("terminated")
            return TERMINATED


class _Telling:
    """What is told of the outcomes, pass by pass."""

    def __init__(self, screen: Screen, form: str) -> None:
        self._screen = screen
        self._form = form
        self._counts: Counter[str] = Counter()

    def run(self, corpus: Any, site: str | None, options: Options, *, watch: bool) -> int:
        """Tell all; the exit code."""
        from broadsheet.records import Dropped
        from broadsheet.run.watch import Watch

        names: list[str] = []
        led = set[str]()
        with self._screen.progress("update") as progress:
            told = Watch(progress.total, names.append, led.add)
            for outcome in corpus.update(site, options=options, watch=told, on_nap=self.nap if watch else None):
                name, dropped = names.pop(), isinstance(outcome, Dropped)
                listing = name in led
                led.discard(name)
                self._counts[FOLLOWED if listing else outcome.reason if dropped else "article"] += 1
                progress.step(name)
                if dropped and not listing and outcome.reason not in AGAIN | POLICY:
                    self._screen.fail(f"{outcome.reason} {name}: {outcome.evidence}")
                if not self._screen.quiet:
                    print_outcome(name, outcome, self._form)
        self._screen.say(summary(self._counts) if self._counts else "nothing is due")
        return exit_code(self._counts)

    def nap(self, nap: Nap) -> None:
        """The end of a pass."""
        if self._counts:
            self._screen.say(summary(self._counts))
        self._counts.clear()
        self._screen.say(nap.busy or f"sleeping until {nap.until or 'something is to be followed'}")


def _chosen(options: Options, choices: dict[str, Any]) -> Options:
    """The corpus's options with the command line's laid over."""
    from msgspec.structs import replace

    fetch = {key: choices[key] for key in ("contact", "min_gap") if choices[key] is not None}
    if choices["allow_private"]:
        fetch["allow_private"] = True
    return replace(options, fetch=replace(options.fetch, **fetch), follow=follow(options.follow, choices))


@contextmanager
def terminable() -> Iterator[threading.Event]:
    """Within, SIGTERM ends things as SIGINT does: what is in hand is finished. The event says that it was SIGTERM."""
    heard = threading.Event()

    def hear(*_: object) -> None:
        heard.set()
        signal.raise_signal(signal.SIGINT)

    before = signal.signal(signal.SIGTERM, hear)
    try:
        yield heard
    finally:
        signal.signal(signal.SIGTERM, before)
