"""`broadsheet show`: one article of the corpus.

Comes in: an id. Goes out: the article with its facts, as text, JSON or Markdown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from broadsheet.cli.screen import Screen, emit

if TYPE_CHECKING:
    from broadsheet.records import Article


@click.command("show")
@click.argument("id", metavar="ID")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", help="Form of the article."
)
@click.pass_obj
def command(screen: Screen, /, id: str, form: str) -> None:
    """Show the article ID (or the beginning of its id): its facts, then its text."""
    from broadsheet.cli.extract import print_article

    with screen.corpus() as corpus:
        article = corpus.get(id)
    if form == "text":
        for line in facts(article):
            emit(line)
        emit("")
    print_article(article, form)


def facts(article: Article) -> list[str]:
    """The facts of an article, one a line, those it has."""
    dates = article.date_published
    if article.date_modified:
        dates = f"{dates or '-'} (modified {article.date_modified})"
    pairs = (
        ("title", article.title),
        ("by", ", ".join(article.authors)),
        ("agencies", ", ".join(article.agencies)),
        ("published", dates),
        ("publisher", article.publisher),
        ("section", article.section),
        ("language", article.language),
        ("tags", ", ".join(article.tags)),
        ("url", article.url),
        ("paywall", None if article.paywall == "undeclared" else article.paywall),
        ("truncated", "yes" if article.truncated else None),
        ("images", "; ".join(" ".join(filter(None, (i.url, i.caption, i.credit))) for i in article.images)),
        ("confidence", f"{article.confidence:.2f}"),
        ("id", article.id),
    )
    return [f"{name:<11}{value}" for name, value in pairs if value]
