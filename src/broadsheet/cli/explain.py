"""`broadsheet explain`: every block and field of a page with the decision on it.

Comes in: an article's id, a file or stdin. Goes out: coloured lines, or JSON.
"""

from __future__ import annotations

import shutil

import click

from broadsheet.cli.screen import Screen, emit, emit_json, harmless


@click.command("explain")
@click.argument("source", metavar="ID|FILE|URL|-")
@click.option("--url", metavar="URL", help="Where a saved page came from.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Form of the decisions.")
@click.option("--kept/--all", default=False, help="Only kept blocks, or all. Default: all.")
@click.pass_obj
def command(screen: Screen, /, source: str, url: str | None, form: str, kept: bool) -> int:
    """Show every block of a page: kept or stripped, as what, by which rule; then where each field came from.

    ID is an article of the corpus, or the beginning of its id; its raw page is read from the archive.
    """
    from broadsheet.cli.extract import get_page, refuse
    from broadsheet.explain import decisions, field_reports, render
    from broadsheet.pipeline import trace
    from broadsheet.records import Dropped
    from broadsheet.settings import load
    from broadsheet.source import what_lies_at

    options = load(screen.folder)
    if source == "-" or "://" in source or what_lies_at(source):
        page = get_page(source, url, options)
    else:
        with screen.corpus() as corpus:
            page = corpus.page(source)
    if isinstance(page, Dropped):
        return refuse(page, form)
    traced = trace(page, options, refused_too=True)
    decided = decisions(traced.document, traced.body) if traced.document and traced.body else ()
    decided = tuple(d for d in decided if d.kept or not kept)
    fields = field_reports(traced.facts) if traced.facts else ()
    if form == "json":
        emit_json({"outcome": traced.outcome.to_dict(), "blocks": decided, "fields": fields})
    else:
        for line in render(decided, fields, shutil.get_terminal_size((100, 24)).columns):
            emit(line, styled=True)
    if isinstance(traced.outcome, Dropped):
        click.echo(harmless(f"dropped: {traced.outcome.reason}: {traced.outcome.evidence}"), err=True)
    return 0
