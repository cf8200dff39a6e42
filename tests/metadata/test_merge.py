"""The table of precedence: deterministic, order-free, nothing lost."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.metadata.merge import PRECEDENCE, Context, consistent, merge
from broadsheet.records import Fact, Facts

VALUES: dict[str, Any] = {
    "authors": st.sampled_from([("Jane Roe",), ("Reuters",), ("Harbour Post",), ("Jane Roe", "AFP")]),
    "date_published": st.sampled_from(["2024-05-02", "1970-01-01", "2024-05-02T10:00+02:00"]),
    "tags": st.sampled_from([("mill",), ("Harbour Post", "news"), ("mill", "tide")]),
    "publisher": st.sampled_from(["Harbour Post", "Salt Ledger"]),
}
SITE = Context(["Harbour Post"])


@st.composite
def claims(draw: Any) -> list[Fact]:
    """One claim for each of some sources of each field."""
    found = []
    for field, values in VALUES.items():
        for source in draw(st.sets(st.sampled_from(PRECEDENCE[field]), max_size=4)):
            found.append(Fact(field, draw(values), source, f"{source}!"))
    return found


@given(claims(), st.randoms(use_true_random=False))
def test_order_of_claims_does_not_matter(facts: list[Fact], random: Any) -> None:
    """Law: shuffled claims choose the same."""
    shuffled = list(facts)
    random.shuffle(shuffled)
    assert merge(facts, SITE).chosen == merge(shuffled, SITE).chosen


@given(claims())
def test_every_claim_is_kept_and_every_choice_is_one_of_them(facts: list[Fact]) -> None:
    """Law: choosing drops no claim, and a chosen fact has the source and raw words of a claim."""
    merged = merge(facts, SITE)
    assert merged.claims == tuple(facts)
    origins = {(claim.field, claim.source, claim.raw) for claim in facts}
    assert {(fact.field, fact.source, fact.raw) for fact in merged.chosen.values()} <= origins


def test_unknown_source_speaks_last() -> None:
    """A new source needs no line in the table, and outranks none that has one."""
    facts = [Fact("publisher", "A", "tea-leaves", ""), Fact("publisher", "B", "json-ld", "")]
    assert merge(facts, SITE).value("publisher") == "B"


def test_agency_alone_yields_to_people_of_the_byline() -> None:
    """A declared wire with reporters in the byline: the reporters."""
    facts = [Fact("authors", ("AFP",), "json-ld", ""), Fact("authors", ("Jane Roe",), "byline", "")]
    assert merge(facts, SITE).value("authors") == ("Jane Roe",)


def test_same_day_modification_stays() -> None:
    """Only an earlier day contradicts the publication."""
    day = Fact("date_published", "2024-05-02T10:00", "a", "")
    earlier, same = (Fact("date_modified", date, "a", "") for date in ("2024-05-01", "2024-05-02T09:00"))
    assert consistent(Facts({"date_published": day, "date_modified": same}, ())).value("date_modified") is not None
    assert consistent(Facts({"date_published": day, "date_modified": earlier}, ())).value("date_modified") is None
