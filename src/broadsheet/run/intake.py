"""What is asked for, as inputs of a corpus: in batches, and once more what earlier runs left queued.

Comes in: `Source`s; a store. Goes out: `Asked` rows, batches, sources. Must not know: how a page is fetched or stored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator

import msgspec

from broadsheet.records import Dropped, Form, Page, Reason, Target
from broadsheet.source import Reading, Source
from broadsheet.store import Asked, Store
from broadsheet.urls import dedup_key

BATCH = 100
"""Sources committed as queued in one transaction: enough to make its sync cheap, little to ask for again."""


def asked_of(source: Source) -> Asked:
    """The input that a source is: a URL by its dedup key, a local page by content digest and path."""
    item = source.item
    if source.key is not None:
        return Asked(source.key, "url", source.name, source.origin)
    if isinstance(item, Target):
        return Asked(dedup_key(item.url), "url", item.url, source.origin, source.columns)
    if isinstance(item, Page):
        digest = hashlib.sha256(item.body).hexdigest()
        kind = "text" if item.form is Form.TEXT else "file"
        name = item.path or source.name
        return Asked(f"file:{digest}:{name}", kind, name, source.origin, source.columns, item.url)  # type: ignore[arg-type]
    kind = "url" if item.url else "file"
    return Asked(f"{kind}:{source.name}", kind, source.name, source.origin, source.columns)  # type: ignore[arg-type]


def left_over(store: Store, limit: int) -> Iterator[Source]:
    """The files that earlier runs left queued, oldest first; addresses become this run's in the frontier.

    A file that changed or went since is `unreadable`.

    A page is taken as what it was asked for as: `--as` holds for the run that resumes, too.
    """
    reading = Reading(limit)
    store.resume()
    for known in store.queued():
        if known.kind == "url" or known.source.startswith(("http://", "https://")):
            continue  # the frontier has those, and the web archives that the others are pages of
        item = reading.named(known.source)
        if isinstance(item, Page):
            item = msgspec.structs.replace(item, form=Form.TEXT if known.kind == "text" else Form.HTML)
        found = Source(known.source, RESUMED, item)
        if asked_of(found).key != known.key:
            words = f"{known.source}: changed or gone since it was asked for"
            found = Source(known.source, RESUMED, Dropped(url=None, reason=Reason.UNREADABLE, evidence=words))
        yield msgspec.structs.replace(found, key=known.key)


RESUMED = "resume"
"""Origin of inputs that are taken up again; their row keeps the first one."""


def batches(sources: Iterable[Source], over: Callable[[], bool] = lambda: False) -> Iterator[list[Source]]:
    """Batches of sources; a few pages that are here fill one, so that neither a folder nor a web archive is held.

    Where the sources fail, or are interrupted, what they gave comes first. `over`: no page that is here is taken any
    more, and what comes behind it is left where it is; addresses are queued.
    """
    batch: list[Source] = []
    weight = 0
    try:
        for source in sources:
            if isinstance(source.item, Page) and over():
                break
            batch.append(source)
            if isinstance(source.item, Page):
                weight += max(len(source.item.body), HELD // TOGETHER)
            if len(batch) == BATCH or weight >= HELD:
                yield batch
                batch, weight = [], 0
    except GeneratorExit:
        raise
    except BaseException:  # whatever ended them, what they gave is asked for
        yield batch
        raise
    yield batch


HELD = 2 << 20
"""Bytes of pages in one batch: a dozen of a newspaper, so that syncing them costs little."""
TOGETHER = 16
"""Pages in one batch, however small: with a wait for the disk of 9 ms, half a millisecond each."""
