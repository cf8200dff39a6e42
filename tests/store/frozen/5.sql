ALTER TABLE inputs ADD COLUMN rank REAL NOT NULL DEFAULT 4e9
;;
ALTER TABLE inputs ADD COLUMN depth INTEGER NOT NULL DEFAULT 0
;;
ALTER TABLE inputs ADD COLUMN expected TEXT
;;
ALTER TABLE inputs ADD COLUMN dated TEXT
;;
ALTER TABLE inputs ADD COLUMN found_by TEXT
;;
CREATE INDEX inputs_waiting ON inputs (last_run, site, rank DESC, id)
        WHERE state = 'queued' AND kind = 'url'
;;
CREATE TABLE listings (
        input_id INTEGER PRIMARY KEY REFERENCES inputs (id),
        kind TEXT NOT NULL,
        title TEXT,
        polls INTEGER NOT NULL,
        failures INTEGER NOT NULL,  -- in a row
        found INTEGER NOT NULL,  -- addresses that were new, in all polls together
        interval REAL NOT NULL,  -- seconds
        polled_at TEXT NOT NULL,
        due_at TEXT NOT NULL
    )
;;
CREATE INDEX listings_by_due ON listings (due_at)
;;
