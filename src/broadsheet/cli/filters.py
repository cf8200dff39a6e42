"""The filters that several verbs share.

Comes in: a command function. Goes out: the same with the options that narrow a list of articles.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--site", metavar="SITE", help="Only this site: a domain, host or URL."),
    click.option("--since", metavar="DATE", help="Published on or after YYYY[-MM[-DD]]."),
    click.option("--until", metavar="DATE", help="Published on or before YYYY[-MM[-DD]]."),
    click.option("--language", metavar="TAG", help="Only this language, a BCP 47 tag such as en."),
)


def filtered(function: Function) -> Function:
    """Add `--site`, `--since`, `--until` and `--language`."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function
