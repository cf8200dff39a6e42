CREATE TABLE input_columns (
        id INTEGER PRIMARY KEY,
        input_id INTEGER NOT NULL REFERENCES inputs (id),
        cells TEXT NOT NULL,  -- a JSON object: column -> text
        UNIQUE (input_id, cells)
    )
;;
