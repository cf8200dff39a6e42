"""The corpus database's shape: numbered migrations, each one transaction, oldest first.

Comes in: a connection. Goes out: the same, at the newest version (`user_version`). Must not know:
what the rows are used for. A released migration is never changed; a new one is added behind it.

Names are plain, keys are real and lists are JSON, so that Datasette, sqlite-utils, pandas and R
open the file as it is. Times are RFC 3339 in UTC.
"""

# ruff: noqa: S608 - statements are put together from our own words only; every value is bound

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from broadsheet.durable import sync_folder
from broadsheet.errors import CorpusError, SchemaTooNew

Migration = tuple[str, ...]
"""Statements, one a string."""

TABLES: Migration = (
    """CREATE TABLE runs (
        id INTEGER PRIMARY KEY,
        started_at TEXT NOT NULL,
        finished_at TEXT,  -- empty: still running, or killed
        command TEXT NOT NULL,
        version TEXT NOT NULL,
        options TEXT NOT NULL DEFAULT '{}',
        counts TEXT  -- outcome -> number of this run's attempts
    )""",
    # What was asked from where: a list file, a folder, standard input, the arguments of a command.
    """CREATE TABLE sources (
        name TEXT PRIMARY KEY,
        first_seen TEXT NOT NULL,
        last_seen TEXT NOT NULL
    )""",
    """CREATE TABLE articles (
        id TEXT PRIMARY KEY,
        url TEXT,
        canonical_url TEXT,
        site TEXT,
        title TEXT,
        lead TEXT,
        publisher TEXT,
        section TEXT,
        date_published TEXT,
        date_modified TEXT,
        language TEXT,
        paywall TEXT,
        truncated INTEGER,
        confidence REAL,
        authors TEXT,
        agencies TEXT,
        tags TEXT,
        latest_version INTEGER,  -- versions.number; empty once removed
        first_seen TEXT NOT NULL,
        last_seen TEXT NOT NULL,
        removed_at TEXT
    )""",
    """CREATE TABLE inputs (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('url', 'file', 'text')),
        source TEXT NOT NULL,  -- the URL or path, as it was asked for first
        site TEXT,
        origin TEXT NOT NULL REFERENCES sources (name),
        state TEXT NOT NULL CHECK (state IN ('queued', 'article', 'dropped')),
        reason TEXT,
        evidence TEXT,
        article_id TEXT REFERENCES articles (id),
        first_run INTEGER REFERENCES runs (id),
        last_run INTEGER REFERENCES runs (id),
        added_at TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        CHECK ((state = 'dropped') = (reason IS NOT NULL)),
        CHECK ((state = 'article') = (article_id IS NOT NULL))
    )""",
    """CREATE TABLE attempts (
        id INTEGER PRIMARY KEY,
        input_id INTEGER NOT NULL REFERENCES inputs (id),
        run_id INTEGER REFERENCES runs (id),
        at TEXT NOT NULL,
        outcome TEXT NOT NULL,  -- 'article' or a reason
        evidence TEXT,
        article_id TEXT REFERENCES articles (id),  -- which article the page was, stored or not
        status INTEGER,
        final_url TEXT,
        warc_file TEXT,
        warc_offset INTEGER,
        warc_length INTEGER,
        warc_record_id TEXT,
        warc_digest TEXT  -- empty beside a file: that record was erased
    )""",
    """CREATE TABLE versions (
        id INTEGER PRIMARY KEY,
        article_id TEXT NOT NULL REFERENCES articles (id),
        number INTEGER NOT NULL,
        text TEXT NOT NULL,
        text_digest TEXT NOT NULL,  -- SHA-256 of the text in UTF-8
        article_json TEXT NOT NULL,
        attempt_id INTEGER REFERENCES attempts (id),
        created_at TEXT NOT NULL,
        UNIQUE (article_id, number),
        UNIQUE (article_id, text_digest)
    )""",
    """CREATE TABLE images (
        id INTEGER PRIMARY KEY,
        article_id TEXT NOT NULL REFERENCES articles (id),
        position INTEGER NOT NULL,
        url TEXT,
        caption TEXT,
        credit TEXT,
        alt TEXT,
        is_lead INTEGER NOT NULL
    )""",
    "CREATE INDEX inputs_by_state ON inputs (state, reason)",
    "CREATE INDEX inputs_by_site ON inputs (site)",
    "CREATE INDEX inputs_by_article ON inputs (article_id)",
    "CREATE INDEX attempts_by_input ON attempts (input_id)",
    "CREATE INDEX attempts_by_article ON attempts (article_id)",
    "CREATE INDEX attempts_by_run ON attempts (run_id)",
    "CREATE INDEX articles_by_date ON articles (date_published IS NULL, date_published, id)",
    "CREATE INDEX articles_by_site ON articles (site)",
    "CREATE INDEX images_by_article ON images (article_id, position)",
    """CREATE VIEW articles_latest AS
        SELECT a.*, v.text, v.created_at AS version_created_at
        FROM articles a JOIN versions v ON v.article_id = a.id AND v.number = a.latest_version""",
)

_INDEX = "INSERT INTO article_fts (rowid, title, lead, text, authors, tags)"
_UNINDEX = "INSERT INTO article_fts (article_fts, rowid, title, lead, text, authors, tags)"
_WORDS = "title, lead, authors, tags, latest_version"
# A JSON list as running text, for snippets; FTS5 reads its content without table functions such as json_each.
_NAMES = """trim(replace({list}, '","', ', '), '[]"')"""
_COLUMNS = "version_id, title, lead, text, authors, tags"

SEARCH: Migration = (
    f"""CREATE VIEW article_search AS
        SELECT v.id AS version_id, a.id AS article_id, a.title, a.lead, v.text,
            {_NAMES.format(list="a.authors")} AS authors, {_NAMES.format(list="a.tags")} AS tags
        FROM articles a JOIN versions v ON v.article_id = a.id AND v.number = a.latest_version""",
    """CREATE VIRTUAL TABLE article_fts USING fts5 (
        title, lead, text, authors, tags,
        content = 'article_search', content_rowid = 'version_id',
        tokenize = 'unicode61 remove_diacritics 2'
    )""",
    # An external-content index is told the old words before a row changes and the new ones after (SQLite, FTS5, 4.4.3).
    f"""CREATE TRIGGER article_unindexed BEFORE UPDATE OF {_WORDS} ON articles BEGIN
        {_UNINDEX} SELECT 'delete', {_COLUMNS} FROM article_search WHERE article_id = old.id;
    END""",
    f"""CREATE TRIGGER article_indexed AFTER UPDATE OF {_WORDS} ON articles BEGIN
        {_INDEX} SELECT {_COLUMNS} FROM article_search WHERE article_id = new.id;
    END""",
    f"""CREATE TRIGGER article_deleted BEFORE DELETE ON articles BEGIN
        {_UNINDEX} SELECT 'delete', {_COLUMNS} FROM article_search WHERE article_id = old.id;
    END""",
    f"""CREATE TRIGGER version_unindexed BEFORE UPDATE OF text ON versions BEGIN
        {_UNINDEX} SELECT 'delete', {_COLUMNS} FROM article_search WHERE version_id = old.id;
    END""",
    f"""CREATE TRIGGER version_indexed AFTER UPDATE OF text ON versions BEGIN
        {_INDEX} SELECT {_COLUMNS} FROM article_search WHERE version_id = new.id;
    END""",
    f"""CREATE TRIGGER version_deleted BEFORE DELETE ON versions BEGIN
        {_UNINDEX} SELECT 'delete', {_COLUMNS} FROM article_search WHERE version_id = old.id;
    END""",
    "INSERT INTO article_fts (article_fts) VALUES ('rebuild')",  # the triggers know only what comes after them
)

TEMPLATES: Migration = (
    # What each article's page tells of its site: the counts of `broadsheet template` are made of these rows.
    """CREATE TABLE page_texts (
        article_id TEXT PRIMARY KEY REFERENCES articles (id),
        site TEXT NOT NULL,  -- of the URL, else of the canonical URL; '' for pages without either
        story INTEGER NOT NULL,  -- pages with the same number are one story
        texts BLOB NOT NULL,  -- fingerprints of the page's texts: signed, 8 bytes each, little-endian, ascending
        extractor TEXT NOT NULL,  -- hash of the extractor that read the page
        applied TEXT  -- digest of extractor and template that `reextract` used last
    )""",
    "CREATE INDEX page_texts_by_story ON page_texts (site, story, article_id)",
)

FRONTIER: Migration = (
    "ALTER TABLE inputs ADD COLUMN rank REAL NOT NULL DEFAULT 4e9",  # higher is asked for sooner: frontier.NAMED
    "ALTER TABLE inputs ADD COLUMN depth INTEGER NOT NULL DEFAULT 0",  # listings between it and what somebody named
    "ALTER TABLE inputs ADD COLUMN expected TEXT",  # the kind of listing that it is said to be
    "ALTER TABLE inputs ADD COLUMN dated TEXT",  # when the listing that names it says it was published or changed
    "ALTER TABLE inputs ADD COLUMN found_by TEXT",  # the kind of listing that names it; empty: somebody did
    """CREATE INDEX inputs_waiting ON inputs (last_run, site, rank DESC, id)
        WHERE state = 'queued' AND kind = 'url'""",
    # What lists pages and is asked for again and again.
    """CREATE TABLE listings (
        input_id INTEGER PRIMARY KEY REFERENCES inputs (id),
        kind TEXT NOT NULL,
        title TEXT,
        polls INTEGER NOT NULL,
        failures INTEGER NOT NULL,  -- in a row
        found INTEGER NOT NULL,  -- addresses that were new, in all polls together
        interval REAL NOT NULL,  -- seconds
        polled_at TEXT NOT NULL,
        due_at TEXT NOT NULL
    )""",
    "CREATE INDEX listings_by_due ON listings (due_at)",
)

VISITS: Migration = (
    # How each site is to be asked, so that no run, nor a killed one, makes the next forget a pause.
    """CREATE TABLE sites (
        site TEXT PRIMARY KEY,
        free_at TEXT,  -- not before; empty: requests were under way when this was written
        gap REAL NOT NULL,  -- seconds between requests, or of the pause that the site asked for
        crawl_delay REAL NOT NULL,  -- seconds; 0 for none
        strikes INTEGER NOT NULL  -- answers in a row that said "too often"
    )""",
    # The last whole answer to each URL that became an article, and what a server wants to hear to compare by.
    """CREATE TABLE validators (
        input_id INTEGER PRIMARY KEY REFERENCES inputs (id),
        attempt_id INTEGER NOT NULL REFERENCES attempts (id),
        etag TEXT,
        last_modified TEXT
    )""",
)

COLUMNS: Migration = (
    # What the tables that named inputs said of them: a row of such a table each, equal ones once.
    """CREATE TABLE input_columns (
        id INTEGER PRIMARY KEY,
        input_id INTEGER NOT NULL REFERENCES inputs (id),
        cells TEXT NOT NULL,  -- a JSON object: column -> text
        UNIQUE (input_id, cells)
    )""",
)

_CLAIM = "coalesce(a.date_modified, a.date_published)"  # a day counts to its end
_CHANGED = (
    f"min(max(v.created_at), coalesce(strftime('%Y-%m-%dT%H:%M:%SZ', {_CLAIM},"
    f" iif(length({_CLAIM}) > 10, '+0 days', '+1 days')), max(v.created_at)))"
)

LOOKS: Migration = (
    "ALTER TABLE listings ADD COLUMN newest TEXT",  # the newest date that it names
    "CREATE INDEX listings_by_poll ON listings (polled_at)",
    # When each article's page was asked for last, and is to be asked for again.
    """CREATE TABLE looks (
        article_id TEXT PRIMARY KEY REFERENCES articles (id),
        input_id INTEGER NOT NULL REFERENCES inputs (id),  -- what is asked for
        changed_at TEXT NOT NULL,  -- the last change that is known of
        looked_at TEXT NOT NULL,
        due_at TEXT  -- empty: never again
    )""",
    "CREATE INDEX looks_by_due ON looks (due_at)",
    "CREATE INDEX looks_by_look ON looks (looked_at)",
    f"""INSERT INTO looks (article_id, input_id, changed_at, looked_at)
        SELECT a.id, (SELECT min(i.id) FROM inputs i WHERE i.article_id = a.id AND i.kind = 'url') AS input,
            {_CHANGED}, a.last_seen
        FROM articles a JOIN versions v ON v.article_id = a.id WHERE a.removed_at IS NULL
        GROUP BY a.id HAVING input IS NOT NULL""",
    """UPDATE looks SET due_at = strftime('%Y-%m-%dT%H:%M:%SZ', looked_at, (
        SELECT CASE WHEN age <= 10800 THEN '+900 seconds' WHEN age <= 86400 THEN '+3600 seconds'
            WHEN age <= 604800 THEN '+10800 seconds' WHEN age <= 2592000 THEN '+259200 seconds'
            WHEN age <= 31536000 THEN '+2592000 seconds' END
        FROM (SELECT (julianday(looked_at) - julianday(changed_at)) * 86400 AS age)))""",
)

MIGRATIONS: tuple[Migration, ...] = (TABLES, SEARCH, TEMPLATES, VISITS, FRONTIER, COLUMNS, LOOKS)


def version_of(db: sqlite3.Connection) -> int:
    """The schema version of a database; 0 for an empty one."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def require(db: sqlite3.Connection, path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """For readers, who cannot migrate. Raises `SchemaTooNew`, and `CorpusError` where a writer must come first."""
    found = version_of(db)
    _refuse_newer(found, path, migrations)
    if found < len(migrations):
        raise CorpusError(f"{path} has schema {found}, this broadsheet reads {len(migrations)}; run `add` once on it")


def migrate(db: sqlite3.Connection, path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring the database to the newest version, one transaction a step; a copy of an older one is kept beside it.

    Raises `SchemaTooNew`. Killed at any statement, the database is at the old version or the next.
    """
    found = version_of(db)
    _refuse_newer(found, path, migrations)
    if 0 < found < len(migrations):
        _copy(db, path.with_name(f"{path.name}.schema{found}"))
    for number, statements in enumerate(migrations[found:], found + 1):
        db.execute("BEGIN IMMEDIATE")
        try:
            for statement in statements:
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {number:d}")
            db.execute("COMMIT")
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")


def copies(path: Path) -> list[Path]:
    """The copies that migrations and `rebuild` left beside the database."""
    return sorted([*path.parent.glob(f"{path.name}.schema*"), *path.parent.glob(f"{path.name}.before-*")])


def _refuse_newer(found: int, path: Path, migrations: Sequence[Migration]) -> None:
    if found > len(migrations):
        raise SchemaTooNew(
            f"{path} has schema {found}, this broadsheet knows {len(migrations)}: it was made by a later version"
        )


def _copy(db: sqlite3.Connection, path: Path) -> None:
    half = path.with_name(path.name + ".tmp")
    half.unlink(missing_ok=True)
    try:
        copy = sqlite3.connect(half)
        try:
            db.backup(copy)
        finally:
            copy.close()
        half.replace(path)
    except BaseException:  # half a copy takes room and is worth nothing
        half.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
