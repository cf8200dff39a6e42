"""Outcomes: each input has one, and asking again changes nothing that stood.

Comes in: articles and drops made by hand. Goes out: rows of a real database.
"""

from __future__ import annotations

from contextlib import suppress

import pytest

from broadsheet.errors import CorpusDamaged
from broadsheet.records import Dropped, Reason
from broadsheet.store import Asked, AttemptRow, Store
from tests.store.samples import URL, article, ref


def asked(store: Store, name: str = "harbour") -> int:
    """The id of an input of that name."""
    return store.ask(f"//morning.example/{name}", "url", f"https://morning.example/{name}").id


def test_of_a_group_only_the_part_that_failed_is_dropped(store: Store) -> None:
    """And where the group itself fails, all of it."""
    one, two, three = (asked(store, name) for name in ("one", "two", "three"))
    gone = Dropped(url=None, reason=Reason.GONE)
    with store.group():
        store.record_dropped(one, store.run_id, AttemptRow(), gone)
        with suppress(CorpusDamaged), store.transaction() as db:
            db.execute("UPDATE inputs SET state = 'dropped', reason = 'gone' WHERE id = ?", (two,))
            db.execute("INSERT INTO attempts (id) VALUES (NULL)")
    with suppress(KeyboardInterrupt), store.group():
        store.record_dropped(three, store.run_id, AttemptRow(), gone)
        raise KeyboardInterrupt
    assert store.ledger() == {"article": 0, "gone": 1, "queued": 2}


def test_an_input_is_queued_at_once_and_known_the_next_time(store: Store) -> None:
    """Asked for first it is new and queued; asked for again it is the same input."""
    first = store.ask("//morning.example/harbour", "url", URL)
    again = store.ask("//morning.example/harbour", "url", URL + "#top", "list.txt")
    assert (first.new, first.state, again.new, again.id) == (True, "queued", False, first.id)
    assert [one.source for one in store.queued()] == [URL]
    assert store.ledger() == {"article": 0, "queued": 1}


def test_many_inputs_come_back_in_their_order(store: Store) -> None:
    """A list is queued in one transaction, doubles folded; the queue gives it back as asked for."""
    wanted = [Asked(str(n % 600), "file", f"/saved/{n % 600}.html", "folder /saved") for n in range(700)]
    inputs = store.ask_many(wanted)
    assert [one.key for one in inputs] == [one.key for one in wanted]
    assert sum(one.new for one in inputs) == 600
    assert [one.key for one in store.queued()] == [str(n) for n in range(600)]


def test_the_queue_may_shrink_while_it_is_read(store: Store) -> None:
    """Recording each outcome as its input is read gives every input exactly once."""
    store.ask_many([Asked(str(n), "url", f"https://a.example/{n}") for n in range(600)])
    seen = []
    for one in store.queued():
        store.record_dropped(one.id, store.run_id, AttemptRow(), Dropped(url=None, reason=Reason.EMPTY))
        seen.append(one.key)
    assert seen == [str(n) for n in range(600)]
    assert store.ledger() == {"article": 0, "empty": 600, "queued": 0}


def test_a_new_article_is_kept_whole(store: Store) -> None:
    """What was put in comes out equal, and its input says which article it became."""
    number = asked(store)
    assert store.record_article(number, store.run_id, AttemptRow(200, URL, ref()), article()) == "new"
    assert store.get(article().id) == article()
    assert store.ask("//morning.example/harbour", "url", URL).article_id == article().id
    assert store.attempts_of(article().id)[0].record == ref()


def test_the_same_words_again_add_no_version(store: Store) -> None:
    """The input's own article unchanged is `not_modified`; the input stays an article."""
    number = asked(store)
    store.record_article(number, store.run_id, AttemptRow(), article())
    assert store.record_article(number, store.run_id, AttemptRow(), article()) == "same"
    assert [row.versions for row in store.rows()] == [1]
    assert store.ledger() == {"article": 1, "queued": 0}
    assert [attempt.outcome for attempt in store.attempts_of_input(number)] == ["article", "not_modified"]


def test_a_second_way_to_the_same_words_is_a_duplicate(store: Store) -> None:
    """Two inputs that lead to one story: one article, the second dropped with the article's id as evidence."""
    first, second = asked(store), asked(store, "old-harbour")
    store.record_article(first, store.run_id, AttemptRow(), article())
    assert store.record_article(second, store.run_id, AttemptRow(200, URL, ref()), article()) == "same"
    assert store.ledger() == {"article": 1, "duplicate_url": 1, "queued": 0}
    assert store.attempts_of_input(second)[0].evidence == article().id
    assert [one.id for one in store.inputs_of(article().id)] == [first, second]


def test_other_words_are_a_version(store: Store) -> None:
    """A changed text is kept beside the old one; what is shown is the newest."""
    number = asked(store)
    store.record_article(number, store.run_id, AttemptRow(), article())
    changed = article(text="It closed again.", title="Harbour closes", images=())
    assert store.record_article(number, store.run_id, AttemptRow(), changed) == "version"
    assert store.get(changed.id) == changed
    assert [(row.title, row.versions) for row in store.rows()] == [("Harbour closes", 2)]
    assert store.one("SELECT count(*) FROM images")[0] == 0


def test_a_page_that_goes_back_to_old_words_adds_nothing(store: Store) -> None:
    """The old version is shown again; there are still two."""
    number = asked(store)
    for text in ("one", "two", "one"):
        last = store.record_article(number, store.run_id, AttemptRow(), article(text=text))
    assert (last, store.get(article().id).text) == ("same", "one")
    assert [row.versions for row in store.rows()] == [2]


def test_a_dropped_page_keeps_its_reason_and_its_raw_record(store: Store) -> None:
    """A wall is a named outcome with evidence; its page stays in the archive and no article appears."""
    number = asked(store)
    wall = Dropped(url=URL, reason=Reason.CAPTCHA, evidence="title: Just a moment")
    store.record_dropped(number, store.run_id, AttemptRow(403, URL, ref(7)), wall)
    (attempt,) = store.attempts_of_input(number)
    assert (attempt.outcome, attempt.evidence, attempt.status) == ("captcha", "title: Just a moment", 403)
    assert attempt.record == ref(7)
    assert list(store.rows()) == []


def test_a_dropped_input_can_still_become_an_article(store: Store) -> None:
    """Tried again with success, the input's outcome is the article; both attempts stay."""
    number = asked(store)
    store.record_dropped(number, store.run_id, AttemptRow(), Dropped(url=URL, reason=Reason.TIMEOUT))
    store.record_article(number, store.run_id, AttemptRow(), article())
    assert store.ledger() == {"article": 1, "queued": 0}
    assert [attempt.outcome for attempt in store.attempts_of_input(number)] == ["timeout", "article"]


def test_an_article_is_not_lost_to_a_later_failure(store: Store) -> None:
    """A page that is gone today was an article yesterday, and stays one."""
    number = asked(store)
    store.record_article(number, store.run_id, AttemptRow(), article())
    store.record_dropped(number, store.run_id, AttemptRow(410), Dropped(url=URL, reason=Reason.GONE))
    assert store.ledger() == {"article": 1, "queued": 0}
    assert store.attempts_of_input(number)[-1].outcome == "gone"


def test_asking_again_only_appends_an_attempt(store: Store) -> None:
    """`record_again` leaves outcome, article and versions as they are."""
    number = asked(store)
    store.record_article(number, store.run_id, AttemptRow(), article())
    store.record_again(number, store.run_id, Reason.DUPLICATE_URL)
    assert store.ledger() == {"article": 1, "queued": 0}
    assert [attempt.outcome for attempt in store.attempts_of(article().id)] == ["article", "duplicate_url"]


def test_an_outcome_for_no_input_is_refused_and_leaves_nothing(store: Store) -> None:
    """A wrong input id is the caller's mistake, and the transaction is undone."""
    with pytest.raises(ValueError, match="no input 99"):
        store.record_article(99, store.run_id, AttemptRow(), article())
    assert list(store.rows()) == []


def test_a_run_counts_its_attempts(store: Store) -> None:
    """At its end a run knows its outcomes; what it was started with is kept."""
    run = store.begin_run("add", {"since": "2026-01-01"})
    store.record_article(asked(store), run, AttemptRow(), article())
    store.record_again(asked(store), run, Reason.DUPLICATE_URL)
    assert store.end_run(run) == {"article": 1, "duplicate_url": 1}
    row = store.one("SELECT options, finished_at, counts FROM runs WHERE id = ?", (run,))
    assert (row["options"], row["counts"]) == ('{"since":"2026-01-01"}', '{"article":1,"duplicate_url":1}')
    assert row["finished_at"].endswith("Z")


def test_text_that_sqlite_cannot_hold_is_made_fit(store: Store) -> None:
    """U+0000 and lone surrogates become U+FFFD everywhere; halves of one character become that character."""
    broken = article(title="a\0b", text="x\ud800y \ud83d\ude00", authors=("\udfff",), signals={"k\0": "v\ud800"})
    store.record_article(
        asked(store, "a\0\ud800"), store.run_id, AttemptRow(final_url="http://a.example/\ud800"), broken
    )
    kept = store.get(broken.id)
    assert (kept.title, kept.text, kept.authors) == ("a\ufffdb", "x\ufffdy 😀", ("\ufffd",))
    assert kept.signals == {"k\ufffd": "v\ufffd"}
    assert store.one("SELECT length(title) FROM articles")[0] == 3


def test_a_password_in_a_url_is_not_kept(store: Store) -> None:
    """User information never reaches the disk."""
    store.ask("//morning.example/x", "url", "https://ann:secret@morning.example/x")
    assert [one.source for one in store.queued()] == ["https://morning.example/x"]
    assert store.one("SELECT site FROM inputs")[0] == "morning.example"
