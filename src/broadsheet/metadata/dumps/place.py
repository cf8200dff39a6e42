"""Where in a dump a row of `Blocks` stands, and which rows carry a kind.

Comes in: document, body, row, kind. Goes out: a source such as `dump:274-425`, rows in page order.
Must not know: fields.
"""

from __future__ import annotations

from broadsheet.records import Body, Document, Kind


def place(document: Document, row: int) -> str:
    """The source of a fact read from a row: `dump:` and its span of characters in the dump."""
    return f"dump:{int(document.blocks.start[row])}-{int(document.blocks.end[row])}"


def rows_of(body: Body, kind: Kind) -> list[int]:
    """Rows labelled with `kind`, in page order."""
    return [row for row, label in enumerate(body.labels) if label.kind is kind]
