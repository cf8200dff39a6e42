"""The corpus database: one SQLite file that keeps what was asked for, tried and found.

Comes in: inputs, attempts, articles, drops. Goes out: articles, the ledger, attempts with their place
in the archive. Must not know: pages, sockets, the archive's files.
"""

from broadsheet.store.census import Census, Collecting
from broadsheet.store.disk import Room
from broadsheet.store.due import Overdue, Revisit, Waiting
from broadsheet.store.filters import site_of
from broadsheet.store.frontier import Frontier, Queued, Wanted
from broadsheet.store.listings import Followed
from broadsheet.store.match import match_expression
from broadsheet.store.remake import NextIds, RunRow
from broadsheet.store.rewrite import Stored
from broadsheet.store.rows import (
    LISTINGS,
    NO_ATTEMPT,
    ArticleRow,
    Asked,
    AskedInput,
    Attempt,
    AttemptRow,
    Finding,
    Input,
    LedgerRow,
)
from broadsheet.store.scrub import fair, scrub, scrub_article
from broadsheet.store.session import at, now
from broadsheet.store.store import Store
from broadsheet.store.templates import Taught, template_site

__all__ = [
    "LISTINGS",
    "NO_ATTEMPT",
    "ArticleRow",
    "Asked",
    "AskedInput",
    "Attempt",
    "AttemptRow",
    "Census",
    "Collecting",
    "Finding",
    "Followed",
    "Frontier",
    "Input",
    "LedgerRow",
    "NextIds",
    "Overdue",
    "Queued",
    "Revisit",
    "Room",
    "RunRow",
    "Store",
    "Stored",
    "Taught",
    "Waiting",
    "Wanted",
    "at",
    "fair",
    "match_expression",
    "now",
    "scrub",
    "scrub_article",
    "site_of",
    "template_site",
]
