"""Source: where pages come from. Each kind of source yields what is to be fetched or is already here.

Comes in: what the user named: URLs, files, folders, lists, standard input. Goes out: `Target` (to be
fetched), `Page` (already here) or `Dropped` (cannot be either). Must not fetch, nor judge a page.
"""

from __future__ import annotations

from broadsheet.source.files import Reading, file_of, page_of, read_file, read_named, shown, what_lies_at
from broadsheet.source.listings import LARGEST as LARGEST_LISTING
from broadsheet.source.listings import read_listing, read_section, write_outline
from broadsheet.source.named import Source, as_form, named, read_list, read_stream

__all__ = [
    "LARGEST_LISTING",
    "Reading",
    "Source",
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
    "shown",
    "what_lies_at",
    "write_outline",
]
