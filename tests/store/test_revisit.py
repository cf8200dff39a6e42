"""What the store knows of a URL that is asked for again.

Comes in: attempts. Goes out: the last whole answer, or none; whether a page is gone for good.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.records import Dropped, Earlier, Reason
from broadsheet.store import AttemptRow, Store
from tests.store.samples import URL, article, ref

ANSWER = AttemptRow(200, URL, ref(1), "2026-03-01T10:00:00Z", '"abc"', "Sun, 01 Mar 2026 09:00:00 GMT")


def test_the_last_whole_answer_is_known(tmp_path: Path) -> None:
    """Record, address, time and validators; a later whole answer takes its place, a removal ends it."""
    with Store(tmp_path / "corpus.db", write=True) as store:
        known = store.ask(URL, "url", URL)
        assert store.earlier(known.id) is None
        store.record_article(known.id, None, ANSWER, article())
        assert store.earlier(known.id) == Earlier(ref(1), URL, ANSWER.at or "", ANSWER.etag, ANSWER.last_modified)
        store.record_article(known.id, None, AttemptRow(200, URL, ref(2), "2026-03-02T10:00:00Z"), article())
        later = store.earlier(known.id)
        assert later is not None
        assert (later.record, later.etag) == (ref(2), None)
        store.remove(article().id)
        assert store.earlier(known.id) is None
        assert store.one("SELECT count(*) FROM validators")[0] == 0  # type: ignore[index]
        assert store.check() == []


def test_an_article_that_came_by_another_address_is_not_compared_with(tmp_path: Path) -> None:
    """An input that is `duplicate_url` has no article of its own."""
    with Store(tmp_path / "corpus.db", write=True) as store:
        store.record_article(store.ask(URL, "url", URL).id, None, ANSWER, article())
        other = store.ask("other", "url", "https://m.morning.example/harbour")
        assert store.record_article(other.id, None, ANSWER, article()) == "same"
        assert store.earlier(other.id) is None


@pytest.mark.parametrize(
    ("reason", "status", "expected"),
    [
        (Reason.GONE, 410, True),
        (Reason.GONE, 404, False),
        (Reason.LEGAL_BLOCK, 451, True),
        (Reason.HTTP_4XX, 403, False),
        (Reason.RATE_LIMITED, 429, False),
    ],
)
def test_a_page_is_gone_for_good_when_the_site_says_so(
    tmp_path: Path, reason: Reason, status: int, expected: bool
) -> None:
    """410 and 451; a 404 may come back."""
    with Store(tmp_path / "corpus.db", write=True) as store:
        known = store.ask(URL, "url", URL)
        store.record_dropped(known.id, None, AttemptRow(status, URL, ref()), Dropped(url=URL, reason=reason))
        assert store.gone_for_good(store.ask(URL, "url", URL)) is expected
