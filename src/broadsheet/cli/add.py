"""`broadsheet add`: sources into the corpus, one line per outcome.

Comes in: sources and options. Goes out: outcomes on stdout, a summary on stderr, the exit code.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from broadsheet.cli.bounds import bounded, follow
from broadsheet.cli.screen import Screen, emit, emit_json, harmless, typed

if TYPE_CHECKING:
    from broadsheet.options import Options
    from broadsheet.records import Article, Dropped
    from broadsheet.source import Source, Take


@click.command("add")
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option(
    "-i", "--input", "lists", multiple=True, metavar="FILE", help="A list of sources, one a line; - is stdin."
)
@click.option("--column", metavar="NAME", help="Lists are CSV or TSV tables; this column names the sources.")
@click.option(
    "--as",
    "form",
    type=click.Choice(["html", "text", "warc", "page"]),
    help="Take local pages as html or text, files as web archives, whatever they look like; page: follow no URL.",
)
@click.option("--site", metavar="HOST", help="Of web archives, only records of this host or those below it.")
@bounded
@click.option("--dry-run", is_flag=True, help="Plan: read what lists stories, count them by month, change nothing.")
@click.option(
    "--via",
    metavar="NAMES",
    help="Look for the papers named in others' archives too, after all else: cc-news, wayback, or both by a comma.",
)
@click.option("--resume", is_flag=True, help="Take up what an interrupted run left queued.")
@click.option("--again", is_flag=True, help="Ask too for what is an article already, or was taken down for good.")
@click.option("--contact", metavar="WHO", help="Mail address or URL named in the User-Agent. Default: corpus.toml.")
@click.option(
    "--min-gap", type=float, metavar="SECONDS", help="Least time between requests to a site; 0 for loopback only."
)
@click.option(
    "--cookies", metavar="FILE", help="Your own access: a Netscape cookie file; each cookie to its site only."
)
@click.option("--allow-private", is_flag=True, help="Fetch named URLs at private and loopback addresses too.")
@click.option("--respect-opt-out", is_flag=True, help="Keep no page that reserves text mining or says noindex or noai.")
@click.option(
    "--min-free", type=click.FloatRange(min=0), metavar="MIB", help="Stop before less disk than this is free [500]."
)
@click.option("--engine", type=click.Choice(["broadsheet", "trafilatura"]), help="Who extracts. Default: broadsheet.")
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Child processes. Default: one per processor.")
@click.option(
    "--format", "form_out", type=click.Choice(["text", "jsonl"]), default="text", help="Form of the outcomes."
)
@click.pass_obj
def command(
    screen: Screen,
    /,
    sources: tuple[str, ...],
    lists: tuple[str, ...],
    column: str | None,
    form: str | None,
    form_out: str,
    resume: bool,
    again: bool,
    dry_run: bool,
    **choices: Any,
) -> int:
    """Turn SOURCE... into articles: http(s) URLs, feeds, sitemaps, front pages, OPML; saved HTML files, MHTML, text
    dumps, web archives (WARC, ARC, WACZ), zip and tar files of saved pages, shortcuts (.url, .webloc), folders of
    them, or - for stdin.

    What lists pages is followed: each page becomes an input of its own, the freshest first. A feed, sitemap, outline or
    list of URLs that lies here leads to its addresses, too.

    What a source is, is told by its content. Each page gets one outcome, printed when it is safe on disk; what is no
    page in a web archive or packed file is counted. The other columns of a table are kept: `export --join` gives them
    back. Adding the same again adds nothing. After an interruption, the same command or --resume goes on where it was.
    """
    from broadsheet.records import Dropped

    if not sources and not lists and not resume:
        raise click.UsageError("nothing to add: name URLs, files or folders, or a list with -i, or --resume")
    if column is not None and not lists:
        raise click.UsageError("--column is for tables: name one with -i")
    counts: Counter[str] = Counter()
    with screen.corpus() as corpus, screen.watching("add") as numbers:
        options = chosen(corpus.options, choices, form)
        take = _take(options, form, choices)
        named = tuple(source for source in sources if source != "-")
        read = [_arguments(named, take), *(_listed(name, take, column) for name in lists)]
        read += [_listed(name, take, None) for name in sources if name == "-"]
        later = _beyond(named, take, options, choices["via"])
        if dry_run:
            return _planned(screen, options, read, later, form_out)
        names, led, days = list[str](), set[str](), Counter[str]()  # names: of the input whose outcome comes next
        how: dict[str, Any] = {"resume": resume, "again": again, "on_done": names.append, "on_begun": numbers.begun}
        how |= {"on_followed": led.add, "on_covered": days.update, "command": typed(click.get_current_context())}
        first = corpus.add(options=options, lists=read, **how)
        second = corpus.add(options=options, lists=later, **{**how, "resume": False}) if later else ()
        for outcome in chain(first, second):
            name = names.pop()
            what = FOLLOWED if name in led else str(outcome.reason) if isinstance(outcome, Dropped) else "article"
            counts[what] += 1
            numbers.step(what, name)
            if isinstance(outcome, Dropped) and outcome.reason not in AGAIN | POLICY and name not in led:
                screen.fail(f"{outcome.reason} {name}: {outcome.evidence}")
            if not screen.quiet:
                print_outcome(name, outcome, form_out)
    screen.say(summary(counts))
    for line in coverage(days, choices["since"], choices["until"]):
        screen.say(line)
    if take.passed:
        screen.say(passed_over(take.passed))
    return exit_code(counts)


def _beyond(named: tuple[str, ...], take: Take, options: Options, archives: str | None) -> list[Iterator[Source]]:
    """What others' archives may have of the papers named; a mistake in it is told before anything is begun."""
    from broadsheet.source.via import via

    if archives is None:
        return []
    return [iter(list(via([name.strip() for name in archives.split(",")], named, take, options.archives)))]


def _planned(
    screen: Screen, options: Options, lists: list[Iterator[Source]], later: list[Iterator[Source]], form: str
) -> int:
    """Show what the run would bring; nothing but listings is asked for, and nothing is written."""
    from broadsheet.cli.ending import NOTHING
    from broadsheet.cli.plan import objects, table, words
    from broadsheet.plan import plan

    made = plan(screen.folder, options, lists, later)
    if form == "jsonl":
        for one in objects(made):
            emit_json(one)
    else:
        for line in table(made):
            emit(line)
    for line in words(made):
        screen.say(harmless(line))
    return 0 if made.stories or not made.failed else NOTHING


def chosen(options: Options, choices: dict[str, Any], form: str | None = None) -> Options:
    """The corpus's options with the command line's laid over."""
    from msgspec.structs import replace

    from broadsheet.options import MIB

    fetch = {key: choices[key] for key in ("contact", "min_gap", "cookies") if choices[key] is not None}
    if choices["allow_private"]:
        fetch["allow_private"] = True
    extract = {"engine": choices["engine"]} if choices["engine"] else {}
    workers = {"processes": choices["workers"]} if choices["workers"] else {}
    store = {} if choices["min_free"] is None else {"min_free": int(choices["min_free"] * MIB)}
    return replace(
        options,
        fetch=replace(options.fetch, **fetch),
        extract=replace(options.extract, **extract),
        follow=replace(follow(options.follow, choices), listings=options.follow.listings and form != "page"),
        gate=replace(options.gate, respect_opt_out=choices["respect_opt_out"] or options.gate.respect_opt_out),
        workers=replace(options.workers, **workers),
        store=replace(options.store, **store),
    )


def _take(options: Options, form: str | None, choices: dict[str, Any]) -> Take:
    """How local sources are taken."""
    from broadsheet.source import Take

    days = (choices["since"], choices["until"])
    return Take(options.parse.max_bytes, form, choices["site"], *days, cc_news=options.archives.cc_news)


def _arguments(names: tuple[str, ...], take: Take) -> Iterator[Source]:
    from broadsheet.source import named

    return _forced(named(names, "argument", take), take.form)


def _listed(name: str, take: Take, column: str | None) -> Iterator[Source]:
    """A list file, a table, or standard input: a list, a table or one page."""
    from broadsheet.source import named, read_list, read_stream, read_table

    if column is not None:
        found = read_table(sys.stdin.buffer if name == "-" else Path(name), column, take)
    elif name == "-":
        found = read_stream(sys.stdin.buffer, take)
    else:
        found = named(read_list(Path(name)), name, take)
    return _forced(found, take.form)


def _forced(sources: Iterator[Source], form: str | None) -> Iterator[Source]:
    from broadsheet.source import as_form

    return as_form(sources, form) if form in {"html", "text"} else sources


MOST_DAYS = 400
"""Days without a page that are told one by one: a year's."""


def coverage(days: Counter[str], since: str | None, until: str | None) -> Iterator[str]:
    """A line for each day of which web archives that were fetched have pages, or should have."""
    if not days:
        return
    first, last = since or min(days), until or max(days)
    wanted = {*days, *islice(_days(first, last), MOST_DAYS)} if len(first) == len(last) == len("2024-03-05") else days
    yield "pages by the day on which they were recorded:"
    yield from (f"  {day}  {days[day]:,}" for day in sorted(wanted))


def _days(first: str, last: str) -> Iterator[str]:
    from datetime import date, timedelta

    day = date.fromisoformat(first)
    while day.isoformat() <= last:
        yield day.isoformat()
        day += timedelta(days=1)


def passed_over(counts: Counter[str]) -> str:
    """One line: what was in web archives and packed files beside pages, the most frequent first."""
    most = [f"{count} {name}" for name, count in counts.most_common(6)]
    rest = counts.total() - sum(count for _, count in counts.most_common(6))
    return f"passed over as no pages: {', '.join([*most, *([f'{rest} others'] if rest else [])])}"


def print_outcome(name: str, outcome: Article | Dropped, form: str) -> None:
    """One line for the outcome of one input: what, id, name, title or evidence."""
    from broadsheet.records import Dropped

    if form == "jsonl":
        emit_json({"source": name, **outcome.to_dict()})
    elif isinstance(outcome, Dropped):
        emit(f"{outcome.reason}\t-\t{name}\t{outcome.evidence}")
    else:
        emit(f"article\t{outcome.id}\t{name}\t{outcome.title or '-'}")


AGAIN = frozenset({"duplicate_url", "not_modified"})
"""Outcomes of an input that is in the corpus already: no failure."""
FOLLOWED = "followed"
"""A listing: no article, and no failure."""
POLICY = frozenset({"robots_denied", "private_address"})
"""Refusals that the operator or the site asked for."""


def exit_code(counts: Counter[str]) -> int:
    """0 all done; 3 some failed; 4 nothing extracted; 5 nothing but refusals by policy."""
    from broadsheet.cli.ending import NOTHING, REFUSED, SOME_FAILED

    good = counts["article"] + counts[FOLLOWED] + sum(counts[name] for name in AGAIN)
    refused = sum(counts[name] for name in POLICY)
    failed = counts.total() - good - refused
    if failed:
        return SOME_FAILED if good else NOTHING
    return REFUSED if refused and not good else 0


def summary(counts: Counter[str]) -> str:
    """One line: how many inputs, and what became of them."""
    parts = [f"{count} {name}" for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    return f"{counts.total()} inputs: {', '.join(parts) or 'none'}"
