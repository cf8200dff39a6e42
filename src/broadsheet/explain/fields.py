"""What each source claimed for each field, and which claim was taken.

Comes in: facts. Goes out: one `FieldReport` a field. Must not weigh the claims again.
"""

from __future__ import annotations

from typing import Any

import msgspec

from broadsheet.records import Facts


class FieldReport(msgspec.Struct, frozen=True):
    """One field: the value taken, from where, and what other sources said."""

    field: str
    value: Any
    source: str
    raw: str
    others: tuple[tuple[str, str], ...]
    """(source, raw words) of claims with another value: conflicts."""


def field_reports(facts: Facts) -> tuple[FieldReport, ...]:
    """Every field that has a value, in order of name."""
    return tuple(
        FieldReport(
            field=field,
            value=msgspec.to_builtins(fact.value),
            source=fact.source,
            raw=fact.raw,
            others=tuple(
                (claim.source, claim.raw)
                for claim in facts.claims
                if claim.field == field and claim.value != fact.value
            ),
        )
        for field, fact in sorted(facts.chosen.items())
    )
