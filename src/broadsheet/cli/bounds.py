"""The bounds of a run that several verbs share: days, numbers, time, how deep sections are followed.

Comes in: a command. Goes out: the command with options; what they come to, as `FollowOptions`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from broadsheet.options import FollowOptions

Command = TypeVar("Command", bound=Callable[..., Any])

_SOME = click.IntRange(min=1)
_BOUNDS = (
    click.option("--since", metavar="DATE", help="Leave stories published before: YYYY[-MM[-DD]]. Follows sitemaps."),
    click.option("--until", metavar="DATE", help="Leave stories published after this day, month or year."),
    click.option("--limit", type=_SOME, metavar="N", help="Ask for at most N stories; the others stay queued."),
    click.option("--per-site", type=_SOME, metavar="N", help="The same, of each site."),
    click.option("--max-time", metavar="TIME", help="Ask for nothing new after 90s, 15m or 2h; the rest stays queued."),
    click.option("--depth", type=click.IntRange(min=0), metavar="N", help="Sections between front page and story [1]."),
    click.option("--budget", type=_SOME, metavar="N", help="Addresses of a site a day that its pages name [2000]."),
)
_NAMES = {
    "since": "since",
    "until": "until",
    "limit": "limit",
    "per_site": "per_site",
    "depth": "depth",
    "budget": "budget",
}
_TIME = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)(s|m|h|d)?")
_UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


def bounded(command: Command) -> Command:
    """The command with all bounds as options."""
    for option in reversed(_BOUNDS):
        command = option(command)
    return command


def follow(options: FollowOptions, choices: dict[str, Any]) -> FollowOptions:
    """The corpus's options with the command line's laid over."""
    from msgspec.structs import replace

    from broadsheet.days import require_day

    require_day("--since", choices["since"])
    require_day("--until", choices["until"])
    chosen = {name: choices[name] for name in _NAMES if choices[name] is not None}
    if choices["max_time"] is not None:
        chosen["seconds"] = seconds(choices["max_time"])
    return replace(options, **chosen)


def seconds(words: str) -> float:
    """`90`, `90s`, `15m`, `2h`, `1d` in seconds."""
    found = _TIME.fullmatch(words.strip())
    if found is None or float(found[1]) == 0:
        raise click.UsageError(f"--max-time is a number with s, m, h or d, not {words}")
    return float(found[1]) * _UNITS[found[2] or "s"]
