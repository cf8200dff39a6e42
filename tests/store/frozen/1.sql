CREATE TABLE runs (
        id INTEGER PRIMARY KEY,
        started_at TEXT NOT NULL,
        finished_at TEXT,  -- empty: still running, or killed
        command TEXT NOT NULL,
        version TEXT NOT NULL,
        options TEXT NOT NULL DEFAULT '{}',
        counts TEXT  -- outcome -> number of this run's attempts
    )
;;
CREATE TABLE sources (
        name TEXT PRIMARY KEY,
        first_seen TEXT NOT NULL,
        last_seen TEXT NOT NULL
    )
;;
CREATE TABLE articles (
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
    )
;;
CREATE TABLE inputs (
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
    )
;;
CREATE TABLE attempts (
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
    )
;;
CREATE TABLE versions (
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
    )
;;
CREATE TABLE images (
        id INTEGER PRIMARY KEY,
        article_id TEXT NOT NULL REFERENCES articles (id),
        position INTEGER NOT NULL,
        url TEXT,
        caption TEXT,
        credit TEXT,
        alt TEXT,
        is_lead INTEGER NOT NULL
    )
;;
CREATE INDEX inputs_by_state ON inputs (state, reason)
;;
CREATE INDEX inputs_by_site ON inputs (site)
;;
CREATE INDEX inputs_by_article ON inputs (article_id)
;;
CREATE INDEX attempts_by_input ON attempts (input_id)
;;
CREATE INDEX attempts_by_article ON attempts (article_id)
;;
CREATE INDEX attempts_by_run ON attempts (run_id)
;;
CREATE INDEX articles_by_date ON articles (date_published IS NULL, date_published, id)
;;
CREATE INDEX articles_by_site ON articles (site)
;;
CREATE INDEX images_by_article ON images (article_id, position)
;;
CREATE VIEW articles_latest AS
        SELECT a.*, v.text, v.created_at AS version_created_at
        FROM articles a JOIN versions v ON v.article_id = a.id AND v.number = a.latest_version
;;
