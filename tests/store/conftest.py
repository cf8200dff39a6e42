"""An open corpus database for the tests of the store.

Comes in: nothing. Goes out: `store`, checked to be whole when a test is done with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new corpus, open for writing, with a run begun."""
    with Store(tmp_path / "corpus.db", write=True) as opened:
        opened.begin_run("add", {"limit": None})
        yield opened
        assert opened.check() == []
