"""Sites' paces are kept from run to run, to the millisecond, for a day.

Comes in: paces. Goes out: the same, from the file.
"""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.records import Pace
from broadsheet.store import Store
from broadsheet.store.schedule import _seconds, _stamp

NOW = 1_780_000_000.0


def test_paces_are_read_as_they_were_kept(tmp_path: Path) -> None:
    """The last word on each site counts; a run under way has no time."""
    paces = [Pace("a.example", 1.0, None), Pace("b.example", 3600.0, NOW + 3600, 2.5, 3)]
    with Store(tmp_path / "corpus.db", write=True) as store:
        store.keep_paces([Pace("a.example", 9.0, NOW), *paces])
    with Store(tmp_path / "corpus.db", write=True) as store:
        assert store.paces(NOW) == paces
        assert store.check() == []


def test_sites_that_are_free_for_a_day_are_forgotten(tmp_path: Path) -> None:
    """Those under way and those in a pause stay."""
    paces = [Pace("old", 1.0, NOW - 90_000), Pace("new", 1.0, NOW - 80_000), Pace("open", 1.0), Pace("later", 1.0, NOW)]
    with Store(tmp_path / "corpus.db", write=True) as store:
        store.keep_paces(paces)
        assert [pace.site for pace in store.paces(NOW)] == ["later", "new", "open"]


@given(st.floats(0, 4e9))
def test_a_time_is_never_kept_shorter(seconds: float) -> None:
    """Rounded up to the millisecond."""
    kept = _seconds(_stamp(seconds))
    assert kept is not None
    assert seconds - 1e-6 <= kept <= seconds + 0.0011
