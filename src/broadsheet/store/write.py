"""Outcomes into the corpus: each with its attempt, in one transaction.

Comes in: articles, drops, attempts. Goes out: rows. Must not know: how a page became an article.
An input that has become an article stays one, whatever later attempts meet.
"""

# ruff: noqa: S608 - statements are put together from our own words only; every value is bound

from __future__ import annotations

import sqlite3
from typing import Any

import msgspec

from broadsheet.records import Article, Dropped, PageTexts, Reason
from broadsheet.store.connect import seam
from broadsheet.store.looks import keep_look, keep_owner
from broadsheet.store.revisit import GONE, keep_validators
from broadsheet.store.rows import NO_ATTEMPT, AttemptRow, Verdict
from broadsheet.store.scrub import Fair, fair, scrub
from broadsheet.store.session import Session, now
from broadsheet.store.templates import keep_texts
from broadsheet.urls import site_key

_FIELDS = (
    "url", "canonical_url", "title", "lead", "publisher", "section", "date_published", "date_modified",
    "language", "paywall", "truncated", "confidence",
)  # fmt: skip
_LISTS = ("authors", "agencies", "tags")


class Writer(Session):
    """The part of the store that records outcomes."""

    def record_article(
        self,
        input_id: int,
        run_id: int | None,
        attempt: AttemptRow,
        article: Article | Fair,
        page: PageTexts | None = None,
        same_as: str | None = None,
    ) -> Verdict:
        """Keep an article (or its fair copy), and what its `page` tells of the site; say what it was to the corpus.

        `same_as`: the id of the article whose story it is under another address; of it nothing but the attempt is kept.

        `new` and `version` make the input an article. `same` (the corpus has these words under this id, or
        had them removed) adds no version: the input's own article was `not_modified`; any other input is
        dropped as `duplicate_url` with the article's id as evidence.
        """
        if same_as is not None:
            return self._record_variant((input_id, run_id), attempt, same_as)
        copy = article if isinstance(article, Fair) else fair(article)
        article, digest = copy.article, copy.digest
        with self.transaction() as db:
            verdict, number, latest = _verdict(db, article.id, digest)
            removed = verdict == "same" and not number
            own = _state(db, input_id)
            outcome, evidence = _outcome(verdict, own, article.id)
            if verdict == "new":
                db.execute(
                    "INSERT INTO articles (id, url, first_seen, last_seen) VALUES (?, ?, ?, ?)",
                    (article.id, article.url, now(), now()),
                )
            attempt_id = _add_attempt(db, (input_id, run_id), attempt, (outcome, evidence, article.id))
            if verdict != "same":
                _add_version(db, copy, number, digest, attempt_id)
            if number != latest:
                show(db, article, number)
            if not removed and article.id in {own[1], None if verdict == "same" else article.id}:
                keep_validators(db, input_id, attempt_id, attempt)
            if page is not None and not removed:
                keep_texts(db, article, page)
            db.execute("UPDATE articles SET last_seen = ? WHERE id = ?", (now(), article.id))
            if verdict != "same":
                _settle(db, input_id, run_id, "article", article_id=article.id)
            elif own[0] != "article":
                _settle(db, input_id, run_id, "dropped", reason=outcome, evidence=evidence)
            keep_look(db, article.id)
            if own[1] not in (None, article.id):
                if verdict == "same":
                    keep_look(db, own[1])
                else:
                    keep_owner(db, own[1])
        return verdict

    def _record_variant(self, whose: tuple[int, int | None], attempt: AttemptRow, same_as: str) -> Verdict:
        """Keep an attempt that met a story under another address than its article's."""
        with self.transaction() as db:
            own = _state(db, whose[0])
            outcome, evidence = _outcome("same", own, same_as)
            _add_attempt(db, whose, attempt, (outcome, evidence, same_as))
            db.execute("UPDATE articles SET last_seen = ? WHERE id = ?", (now(), same_as))
            if own[0] != "article":
                _settle(db, *whose, "dropped", reason=outcome, evidence=evidence)
        return "same"

    def foresee(self, input_id: int, copy: Fair, same_as: str | None = None) -> tuple[str, str | None]:
        """Outcome and evidence of the attempt that `record_article` would make of an article now."""
        if same_as is not None:
            with seam(self.path):
                return _outcome("same", _state(self.db, input_id), same_as)
        with seam(self.path):
            verdict, _, _ = _verdict(self.db, copy.article.id, copy.digest)
            return _outcome(verdict, _state(self.db, input_id), copy.article.id)

    def record_erased(
        self, input_id: int, run_id: int | None, attempt: AttemptRow, outcome: tuple[str, str | None], article: str,
        url: str | None,
    ) -> None:  # fmt: skip
        """Keep an attempt at an article whose raw page was erased since: its row without words, to be removed again.

        `outcome`: as the attempt had it, with its evidence; `article`: its full id.
        """
        with self.transaction() as db:
            db.execute(
                "INSERT INTO articles (id, url, site, first_seen, last_seen) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET last_seen = excluded.last_seen",
                (article, url, site_key(url) or None if url else None, now(), now()),
            )
            _add_attempt(db, (input_id, run_id), attempt, (*outcome, article))
            if outcome[0] == "article":
                _settle(db, input_id, run_id, "article", article_id=article)
            elif _state(db, input_id)[0] != "article":
                _settle(db, input_id, run_id, "dropped", reason=outcome[0], evidence=outcome[1])

    def record_dropped(self, input_id: int, run_id: int | None, attempt: AttemptRow, dropped: Dropped) -> None:
        """Keep why an input is no article; the raw page's reference too, if the attempt has one."""
        evidence = scrub(dropped.evidence)
        with self.transaction() as db:
            attempt_id = _add_attempt(db, (input_id, run_id), attempt, (dropped.reason.value, evidence, None))
            if dropped.reason is Reason.LIST_PAGE:  # which may be asked for again and again
                keep_validators(db, input_id, attempt_id, attempt)
            state, article_id = _state(db, input_id)
            if state != "article":
                _settle(db, input_id, run_id, "dropped", reason=dropped.reason.value, evidence=evidence)
            else:
                keep_look(db, article_id, gone=attempt.status in GONE)

    def record_again(
        self,
        input_id: int,
        run_id: int | None,
        reason: Reason,
        evidence: str | None = None,
        attempt: AttemptRow = NO_ATTEMPT,
    ) -> None:
        """Note that an input was asked for again and not tried, or found unchanged, or put off; its outcome stays."""
        with self.transaction() as db:
            own = _state(db, input_id)
            words = own[1] if evidence is None else scrub(evidence)
            _add_attempt(db, (input_id, run_id), attempt, (reason.value, words, own[1]))
            db.execute("UPDATE inputs SET last_run = ? WHERE id = ?", (run_id, input_id))
            if reason is Reason.NOT_MODIFIED:
                db.execute("UPDATE articles SET last_seen = ? WHERE id = ?", (now(), own[1]))
                keep_look(db, own[1])


def _verdict(db: sqlite3.Connection, article_id: str, digest: str) -> tuple[Verdict, int, int]:
    """What the article is to the corpus, the number of its version there, and the number of the latest one."""
    known = db.execute("SELECT latest_version, removed_at FROM articles WHERE id = ?", (article_id,)).fetchone()
    if known is None:
        return "new", 1, 0
    if known["removed_at"] is not None:
        return "same", 0, 0
    numbers = db.execute(
        "SELECT max(number), max(CASE WHEN text_digest = ? THEN number END) FROM versions WHERE article_id = ?",
        (digest, article_id),
    ).fetchone()
    latest = known["latest_version"]
    return ("same", numbers[1], latest) if numbers[1] else ("version", numbers[0] + 1, latest)


def _state(db: sqlite3.Connection, input_id: int) -> tuple[str, str | None]:
    row = db.execute("SELECT state, article_id FROM inputs WHERE id = ?", (input_id,)).fetchone()
    if row is None:
        raise ValueError(f"no input {input_id}")
    return row["state"], row["article_id"]


def _outcome(verdict: Verdict, own: tuple[str, str | None], article_id: str) -> tuple[str, str | None]:
    if verdict != "same":
        return "article", None
    if own[1] == article_id:
        return Reason.NOT_MODIFIED.value, article_id
    return Reason.DUPLICATE_URL.value, article_id


def _add_attempt(
    db: sqlite3.Connection,
    whose: tuple[int, int | None],
    attempt: AttemptRow,
    what: tuple[str, str | None, str | None],
) -> int | None:
    record = attempt.record
    place = (None,) * 5 if record is None else (*msgspec.structs.astuple(record)[:4], record.digest or None)
    final_url = None if attempt.final_url is None else scrub(attempt.final_url)
    return db.execute(
        "INSERT INTO attempts (input_id, run_id, outcome, evidence, article_id, at, status, final_url,"
        " warc_file, warc_offset, warc_length, warc_record_id, warc_digest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*whose, *what, attempt.at or now(), attempt.status, final_url, *place),
    ).lastrowid


def _settle(db: sqlite3.Connection, input_id: int, run_id: int | None, state: str, **outcome: str | None) -> None:
    values = {"reason": None, "evidence": None, "article_id": None, **outcome}
    db.execute(
        "UPDATE inputs SET state = ?, last_run = ?, updated_at = ?, reason = ?, evidence = ?, article_id = ?"
        " WHERE id = ?",
        (state, run_id, now(), values["reason"], values["evidence"], values["article_id"], input_id),
    )


def _add_version(db: sqlite3.Connection, copy: Fair, number: int, digest: str, attempt_id: int | None) -> None:
    article, encoded = copy.article, copy.encoded.decode()
    db.execute(
        "INSERT INTO versions (article_id, number, text, text_digest, article_json, attempt_id, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (article.id, number, article.text, digest, encoded, attempt_id, now()),
    )


def columns_of(article: Article) -> dict[str, Any]:
    """What an article's row tells of it."""
    columns: dict[str, Any] = {name: getattr(article, name) for name in _FIELDS}
    columns |= {name: msgspec.json.encode(getattr(article, name)).decode() for name in _LISTS}
    return columns | {"site": site_key(article.url) or None if article.url else None}


def show(db: sqlite3.Connection, article: Article, number: int) -> None:
    """Make a version the one that the article's row, images and index tell of: a page may go back to old words."""
    columns = {**columns_of(article), "latest_version": number}
    names = ", ".join(f"{name} = :{name}" for name in columns)
    db.execute(f"UPDATE articles SET {names} WHERE id = :id", {**columns, "id": article.id})
    db.execute("DELETE FROM images WHERE article_id = ?", (article.id,))
    db.executemany(
        "INSERT INTO images (article_id, position, url, caption, credit, alt, is_lead) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(article.id, i.position, i.url, i.caption, i.credit, i.alt, i.is_lead) for i in article.images],
    )
