CREATE TABLE sites (
        site TEXT PRIMARY KEY,
        free_at TEXT,  -- not before; empty: requests were under way when this was written
        gap REAL NOT NULL,  -- seconds between requests, or of the pause that the site asked for
        crawl_delay REAL NOT NULL,  -- seconds; 0 for none
        strikes INTEGER NOT NULL  -- answers in a row that said "too often"
    )
;;
CREATE TABLE validators (
        input_id INTEGER PRIMARY KEY REFERENCES inputs (id),
        attempt_id INTEGER NOT NULL REFERENCES attempts (id),
        etag TEXT,
        last_modified TEXT
    )
;;
