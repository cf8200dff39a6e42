"""The ledger: what became of everything that was ever asked for.

Comes in: nothing. Goes out: counts by outcome, and one row an input. Must not know: how the rows
came about. Asked for = articles + dropped + queued, at every moment.
"""

# ruff: noqa: S608 - statements are put together from our own words only; every value is bound

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.errors import UsageError
from broadsheet.store.rows import LedgerRow
from broadsheet.store.session import Session

_OUTCOME = "CASE state WHEN 'dropped' THEN reason ELSE state END"


GROUPS = {"site": "coalesce(site, '')", "day": "substr(updated_at, 1, 10)", "origin": "origin"}
"""What inputs are counted by: their site ("" for local files), the day (UTC) of their outcome, what named them."""


class Ledger(Session):
    """The part of the store that counts."""

    def ledger(self) -> dict[str, int]:
        """Inputs by outcome: `article`, each reason that occurs (most frequent first), `queued`. Sums to all inputs."""
        query = f"SELECT {_OUTCOME}, count(*) FROM inputs GROUP BY 1 ORDER BY 2 DESC, 1"
        counts = {row[0]: row[1] for row in self.select(query)}
        articles, queued = counts.pop("article", 0), counts.pop("queued", 0)
        return {"article": articles, **counts, "queued": queued}

    def ledger_by(self, what: str) -> Iterator[tuple[str, str, int]]:
        """(group, outcome, number of inputs), the groups in order; `what` is one of `GROUPS`. Raises `UsageError`."""
        if what not in GROUPS:
            raise UsageError(f"the ledger cannot be counted by {what!r}; it can by {', '.join(GROUPS)}")
        query = f"SELECT {GROUPS[what]}, {_OUTCOME}, count(*) FROM inputs GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2"
        yield from (tuple(row) for row in self.select(query))

    def ledger_rows(self) -> Iterator[LedgerRow]:
        """One row an input, in the order they were asked for, with the last response's status and URL."""
        query = f"""
            SELECT i.source, i.kind, i.origin, {_OUTCOME} AS outcome, i.evidence, i.article_id, t.status, t.final_url,
                (SELECT count(*) FROM attempts n WHERE n.input_id = i.id) AS attempts, i.added_at, i.updated_at,
                i.site, i.found_by, i.dated, a.date_published AS published
            FROM inputs i LEFT JOIN attempts t ON t.id =
                (SELECT max(id) FROM attempts l WHERE l.input_id = i.id AND l.final_url IS NOT NULL)
            LEFT JOIN articles a ON a.id = i.article_id
            ORDER BY i.id"""
        for row in self.select(query):
            yield LedgerRow(**dict(row))
