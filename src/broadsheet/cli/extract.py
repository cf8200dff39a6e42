"""`broadsheet extract`: one page, no corpus.

Comes in: a file, a URL or stdin. Goes out: the article on stdout, or why there is none on stderr.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from broadsheet.cli.screen import Screen, emit, emit_json, harmless

if TYPE_CHECKING:
    from broadsheet.options import Options
    from broadsheet.records import Article, Dropped, Page, Target


@click.command("extract")
@click.argument("source", metavar="FILE|URL|-")
@click.option("--url", metavar="URL", help="Where a saved page came from: resolves its links, makes its id.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", help="Form of the article."
)
@click.option("--engine", type=click.Choice(["broadsheet", "trafilatura"]), help="Who extracts. Default: broadsheet.")
@click.option("--raw-metadata", is_flag=True, help="Print all that the page declares instead, as found, as JSON.")
@click.option("--allow-private", is_flag=True, help="Fetch named URLs at private and loopback addresses too.")
@click.option(
    "--cookies", metavar="FILE", help="Your own access: a Netscape cookie file; each cookie to its site only."
)
@click.pass_obj
def command(
    screen: Screen, /, source: str, url: str | None, form: str, engine: Any, raw_metadata: bool, **access: Any
) -> int:
    """Extract the article of one page and print it. FILE is a saved page or text dump, - is stdin.

    What a page declares is its JSON-LD graph, microdata, RDFa Lite, OpenGraph, Dublin Core, citation_* and all other
    meta tags and links, by syntax; it is printed of pages that are no article too.
    """
    from msgspec.structs import replace

    from broadsheet.pipeline import process
    from broadsheet.records import Dropped
    from broadsheet.settings import load

    options = load(screen.folder)
    options = replace(
        options,
        extract=replace(options.extract, engine=engine or options.extract.engine),
        fetch=replace(options.fetch, **{name: value for name, value in access.items() if value}),
    )
    found = get_page(source, url, options)
    if raw_metadata:
        outcome: Any = found if isinstance(found, Dropped) else declared(found, options)
    else:
        outcome = found if isinstance(found, Dropped) else process(found, options)
    if isinstance(outcome, Dropped):
        return refuse(outcome, form)
    if raw_metadata:
        emit_json(outcome)
    else:
        print_article(outcome, form)
    return 0


def get_page(source: str, url: str | None, options: Options) -> Page | Dropped:
    """The page that a file, a URL or stdin holds."""
    from itertools import islice

    from msgspec.structs import replace

    from broadsheet.fetch import fetch_page
    from broadsheet.records import Target
    from broadsheet.source import named, page_of, shown, what_lies_at

    limit = options.parse.max_bytes
    if source == "-":
        found: Target | Page | Dropped = page_of(sys.stdin.buffer.read(limit + 1), None)
    elif what_lies_at(source) == "folder":
        raise click.UsageError(f"{source} is a folder: `broadsheet add` takes folders")
    else:
        first = list(islice(named([source], "argument", limit), 2))
        if len(first) > 1:
            raise click.UsageError(
                f"{source} holds several pages: name one as {shown(first[0].name)}, or `broadsheet add` takes them all"
            )
        if not first:
            raise click.UsageError(f"{source} holds no page")
        found = first[0].item
    if isinstance(found, Target):
        return fetch_page(found, options.fetch).outcome
    return replace(found, url=shown(url) if url else found.url)


def declared(page: Page, options: Options) -> dict[str, Any] | Dropped:
    """All that a page declares, or why it cannot be parsed."""
    from broadsheet.metadata.declared.raw import raw_metadata
    from broadsheet.parse import parse_page
    from broadsheet.parse.annotations import items_of
    from broadsheet.records import Dropped

    document = parse_page(page, options.parse)
    if isinstance(document, Dropped):
        return document
    return raw_metadata(document.declared, *items_of(document.html))


def print_article(article: Article, form: str) -> None:
    """An article on stdout as `text`, `json` or `markdown`."""
    if form == "json":
        emit_json(article.to_dict())
    elif form == "markdown":
        from broadsheet.export import export

        export([article], "markdown", sys.stdout)
    else:
        emit(article.text)


def refuse(dropped: Dropped, form: str) -> int:
    """Say why there is no article; the exit code."""
    from broadsheet.cli.add import POLICY
    from broadsheet.cli.ending import NOTHING, REFUSED

    if form == "json":
        emit_json(dropped.to_dict())
    click.echo(harmless(f"broadsheet: no article: {dropped.reason}: {dropped.evidence}"), err=True)
    return REFUSED if dropped.reason in POLICY else NOTHING
