"""`broadsheet template`: what was learnt of a site from its own pages.

Comes in: a site. Goes out: a line a text with the number of stories that have it, or JSON.
"""

from __future__ import annotations

import click

from broadsheet.cli.screen import Screen, emit, emit_json


@click.command("template")
@click.argument("site", metavar="SITE")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Form of what was learnt.")
@click.pass_obj
def command(screen: Screen, /, site: str, form: str) -> None:
    """Show which texts recur on the stories of SITE (a domain, host or URL; - for pages without an address).

    One line a text: on how many stories it stands, the article met last that has it, its words. Such texts are taken
    out of new pages, unless they stand among an article's own paragraphs; `reextract` takes them out of older ones.
    """
    with screen.corpus() as corpus:
        found = corpus.template(site)
    if form == "json":
        emit_json(found)
        return
    for one in found.texts:
        emit(f"{one.pages}\t{one.article or '-'}\t{one.text or '-'}")
    screen.say(f"{len(found.texts)} texts recur on {found.pages} stories of {found.site or 'no address'}")
