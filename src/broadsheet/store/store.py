"""The store as its users know it: one class, put together from its parts.

Comes in: the path of `corpus.db`. Goes out: everything the parts do. Must not know: anything more.
"""

from __future__ import annotations

from broadsheet.store.alike import Alike
from broadsheet.store.census import CensusTaker
from broadsheet.store.check import Checker
from broadsheet.store.columns import Columns
from broadsheet.store.due import Due
from broadsheet.store.ledger import Ledger
from broadsheet.store.listings import Listings
from broadsheet.store.recorded import Recorded
from broadsheet.store.remake import Remaker
from broadsheet.store.remove import Remover
from broadsheet.store.revisit import Revisits
from broadsheet.store.rewrite import Rewriter
from broadsheet.store.schedule import Paces
from broadsheet.store.templates import Templates
from broadsheet.store.write import Writer


class Store(
    Due,
    Listings,
    Writer,
    Remover,
    Ledger,
    CensusTaker,
    Templates,
    Rewriter,
    Remaker,
    Paces,
    Revisits,
    Columns,
    Recorded,
    Alike,
    Checker,
):
    """A corpus database: `with Store(corpus / "corpus.db", write=True) as store`.

    A writer makes the file, its folder and its tables where there are none, and holds the writer's lock;
    another waits `patience` seconds for it and then raises `CorpusBusy`. Readers neither wait nor hinder.
    Use it in the thread that opened it.
    """
