"""When the page of each article was asked for last, and when it is to be asked for again.

Comes in: an article that was just looked at. Goes out: those that are due. Must not know: how a page is asked for, nor
what the look found. An article's age is counted from the last change that is known of: the newest version, or what the
only one says of itself, so that a story of 2013 that came in today is none of today.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

from broadsheet.days import end_of
from broadsheet.rhythm import revisit_after
from broadsheet.store.session import now

_OWNER = "(SELECT min(i.id) FROM inputs i WHERE i.article_id = :id AND i.kind = 'url')"
_ARTICLE = f"""
    SELECT coalesce(a.date_modified, a.date_published) AS claim, {_OWNER} AS input,
        (SELECT max(v.created_at) FROM versions v WHERE v.article_id = a.id) AS changed,
        (SELECT count(*) FROM versions v WHERE v.article_id = a.id) AS versions
    FROM articles a WHERE a.id = :id AND a.removed_at IS NULL"""  # noqa: S608


def keep_look(db: sqlite3.Connection, article_id: str | None, *, gone: bool = False) -> None:
    """An article's page was asked for just now; `gone`: the site took it down for good, and it is let alone."""
    row = db.execute(_ARTICLE, {"id": article_id}).fetchone()
    if row is None or row["input"] is None or row["changed"] is None:
        db.execute("DELETE FROM looks WHERE article_id = ?", (article_id,))
        return
    stamp = now()
    changed = seconds_of(row["changed"])
    if row["claim"] and row["versions"] == 1:
        claim = end_of(row["claim"])
        changed = changed if claim is None else min(changed, max(claim, 0))
    wait = None if gone else revisit_after(seconds_of(stamp) - changed)
    due = None if wait is None else after(stamp, wait)
    db.execute(
        "INSERT OR REPLACE INTO looks (article_id, input_id, changed_at, looked_at, due_at) VALUES (?, ?, ?, ?, ?)",
        (article_id, row["input"], stamp_of(changed), stamp, due),
    )


def keep_owner(db: sqlite3.Connection, article_id: str | None) -> None:
    """An address leads to another article now: this one is looked at under its next address, or no more."""
    db.execute(f"UPDATE OR IGNORE looks SET input_id = {_OWNER} WHERE article_id = :id AND {_OWNER} IS NOT NULL",  # noqa: S608
               {"id": article_id})  # fmt: skip
    db.execute(f"DELETE FROM looks WHERE article_id = :id AND {_OWNER} IS NULL", {"id": article_id})  # noqa: S608


def seconds_of(stamp: str) -> float:
    """A time of the store in seconds since 1970."""
    return datetime.fromisoformat(stamp).timestamp()


def stamp_of(seconds: float) -> str:
    """Seconds since 1970 as a time of the store."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def after(stamp: str, seconds: float) -> str:
    """A time of the store so many seconds later."""
    return stamp_of(seconds_of(stamp) + seconds)
