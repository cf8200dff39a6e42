"""`broadsheet explain`: every block and field of a page with the decision on it.

Comes in: an article's id, a file or stdin. Goes out: coloured lines, JSON, or one HTML file.
"""

from __future__ import annotations

import shutil

import click

from broadsheet.cli.screen import Screen, emit, emit_file, emit_json, harmless


@click.command("explain")
@click.argument("source", metavar="ID|FILE|URL|-")
@click.option("--url", metavar="URL", help="Where a saved page came from.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "html"]), default="text", help="Form of the decisions."
)
@click.option("--kept/--all", default=False, help="Only kept blocks, or all. Default: all.")
@click.option("--block", "blocks", metavar="N", type=int, multiple=True, help="Only block N, closely; repeatable.")
@click.option("--around", metavar="TEXT", help="Only blocks that hold TEXT and two on each side, closely.")
@click.pass_obj
def command(
    screen: Screen,
    /,
    source: str,
    url: str | None,
    form: str,
    kept: bool,
    blocks: tuple[int, ...],
    around: str | None,
) -> int:
    """Show every block of a page: kept or stripped, as what, what moved its score or which rule turned it; then
    where each field came from.

    ID is an article of the corpus, or the beginning of its id; its raw page is read from the archive, and what the
    corpus has learnt of its site is used. A change such
    as +1.8 is of the score's logit: what the block would lose if the page were average in this respect.

    The HTML form is one file for the appendix of a paper: it loads nothing, runs nothing, and shows the page's words as
    words, whatever they are.
    """
    from broadsheet.cli.ending import NOTHING
    from broadsheet.cli.extract import get_page, refuse
    from broadsheet.explain import appendix, choose, explain, field_reports, heading, render
    from broadsheet.extractor import extractor
    from broadsheet.pipeline import trace
    from broadsheet.records import Dropped
    from broadsheet.settings import load
    from broadsheet.source import file_of, what_lies_at

    options = load(screen.folder)
    if source == "-" or "://" in source or what_lies_at(source) or file_of(source):
        page = get_page(source, url, options)
        if isinstance(page, Dropped):
            return refuse(page, form)
        traced = trace(page, options, refused_too=True)
    else:
        with screen.corpus() as corpus:
            traced = corpus.traced(source)
    near, told = bool(blocks) or around is not None, None
    if traced.document and traced.body:
        rows = choose(traced.document, traced.body, kept=kept, blocks=blocks, around=around)
        told = explain(traced.document, traced.body, options.extract, rows)
    decided = told.blocks if told else ()
    fields = field_reports(traced.facts) if traced.facts else ()
    if form == "json":
        whole = told.page if told else None
        emit_json({"outcome": traced.outcome.to_dict(), "page": whole, "blocks": decided, "fields": fields})
    elif form == "html":
        head = heading(traced.page, traced.outcome, extractor(options))
        emit_file(appendix(head, told, () if near else fields))
    else:
        width = shutil.get_terminal_size((100, 24)).columns
        for line in render(told, () if near else fields, width, near=near):
            emit(line, styled=True)
    if isinstance(traced.outcome, Dropped):
        click.echo(harmless(f"dropped: {traced.outcome.reason}: {traced.outcome.evidence}"), err=True)
    if near and not decided:
        click.echo("broadsheet: the page has no such block", err=True)
        return NOTHING
    return 0
