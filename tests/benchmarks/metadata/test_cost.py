"""What metadata costs, on a page of our own."""

from __future__ import annotations

from benchmarks.datasets import Sample
from benchmarks.metadata.cost import Cost, cost

from tests.metadata.reading import PROSE, URL

HTML = f"<!doctype html><title>Tide mill</title><h1>Tide mill turns again</h1>{PROSE * 5}".encode()


def test_each_step_is_measured() -> None:
    """Two rounds measure both ways to describe a page; no step takes no time."""
    measured = cost([Sample("1", URL, HTML, "", {})], rounds=2)
    assert all(0 < seconds < 5 for seconds in measured)


def test_cost_is_told_in_parses() -> None:
    """Multiples of the parse, not seconds of this machine."""
    assert str(Cost(2.0, 5.0, 7.0)) == "metadata costs 2.50 × parse; 3.50 with every claim"
