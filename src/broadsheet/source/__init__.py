"""Source: where pages come from. Each kind of source yields what is to be fetched or is already here.

Comes in: what the user named: URLs, files, folders, lists, tables, standard input. Goes out: `Target` (to be
fetched), `Page` (already here) or `Dropped` (cannot be either). Must not fetch, nor judge a page.

    named.py ─┬─▶ files.py ─▶ siblings.py, origin.py          a saved page, and where it is from
              ├─▶ lying.py ─▶ listings/                    where a saved feed, sitemap or outline leads
              └─▶ container.py ─┬─▶ warc.py                    a web archive's records
                                ├─▶ packed.py ─▶ tar.py        zip and tar files
                                └─▶ mhtml.py
    table.py ─▶ named.py                                       rows of a table
    reading.py                                                 one page by its name, when a run is taken up again
"""

from __future__ import annotations

from broadsheet.source.files import page_of, read_file, shown, what_lies_at
from broadsheet.source.listings import LARGEST as LARGEST_LISTING
from broadsheet.source.listings import OUTER as OUTER_CODING
from broadsheet.source.listings import read_listing, read_section, write_outline
from broadsheet.source.named import Source, as_form, named, read_list, read_stream
from broadsheet.source.part import Take
from broadsheet.source.reading import Reading, file_of, read_named
from broadsheet.source.table import read_table

__all__ = [
    "LARGEST_LISTING",
    "OUTER_CODING",
    "Reading",
    "Source",
    "Take",
    "as_form",
    "file_of",
    "named",
    "page_of",
    "read_file",
    "read_list",
    "read_listing",
    "read_named",
    "read_section",
    "read_stream",
    "read_table",
    "shown",
    "what_lies_at",
    "write_outline",
]
