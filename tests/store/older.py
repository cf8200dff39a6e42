"""Databases as earlier broadsheets left them: the SQL of every migration as it was when it was released, and rows.

Comes in: a path and a schema's number. Goes out: a database of that schema, with rows that must outlive all to come.
`python -m tests.store.older` writes the files that are missing; what is written is never changed.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from broadsheet.store.schema import MIGRATIONS

HERE = Path(__file__).parent / "frozen"
END = "\n;;\n"
"""Between statements: triggers have semicolons of their own."""

# The rows of schema 1; `:article` is the article as JSON, in article.json.
ROWS = (
    "INSERT INTO runs VALUES (1, '2026-01-01T00:00:00Z', '2026-01-01T00:00:09Z', 'add', '0', '{}', '{}')",
    "INSERT INTO sources VALUES ('argument', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')",
    """INSERT INTO articles (id, url, site, title, date_published, language, paywall, truncated, confidence, authors,
        agencies, tags, first_seen, last_seen)
        VALUES ('00000000000000a1', 'https://old.example/a', 'old.example', 'Old news', '2026-03-01T10:00+01:00', 'en',
        'undeclared', 0, 0.9, '["Ann Writer"]', '[]', '[]', '2026-01-01T00:00:01Z', '2026-01-01T00:00:01Z')""",
    """INSERT INTO articles (id, url, first_seen, last_seen, removed_at)
        VALUES ('00000000000000a2', 'https://old.example/b', '2026-01-01T00:00:01Z', '2026-01-01T00:00:01Z',
        '2026-01-02T00:00:00Z')""",
    """INSERT INTO inputs VALUES (1, '//old.example/a', 'url', 'https://old.example/a', 'old.example', 'argument',
        'article', NULL, NULL, '00000000000000a1', 1, 1, '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z')""",
    """INSERT INTO inputs VALUES (2, '//old.example/b', 'url', 'https://old.example/b', 'old.example', 'argument',
        'article', NULL, NULL, '00000000000000a2', 1, 1, '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z')""",
    """INSERT INTO inputs VALUES (3, '//old.example/c', 'url', 'https://old.example/c', 'old.example', 'argument',
        'dropped', 'captcha', 'a wall', NULL, 1, 1, '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z')""",
    """INSERT INTO inputs VALUES (4, '//old.example/d', 'url', 'https://old.example/d', 'old.example', 'argument',
        'queued', NULL, NULL, NULL, 1, 1, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')""",
    """INSERT INTO attempts (id, input_id, run_id, at, outcome, evidence, article_id) VALUES
        (1, 1, 1, '2026-01-01T00:00:01Z', 'article', NULL, '00000000000000a1'),
        (2, 2, 1, '2026-01-01T00:00:01Z', 'article', NULL, '00000000000000a2'),
        (3, 3, 1, '2026-01-01T00:00:01Z', 'captcha', 'a wall', NULL)""",
    """INSERT INTO versions VALUES (1, '00000000000000a1', 1, 'The harbour was closed.',
        '7eed4fc3de2c33915d2b0382325d9431ddec601f7ba0bc60e9ba0246f0aa4de5', :article, 1, '2026-01-01T00:00:01Z')""",
    """INSERT INTO images (article_id, position, url, is_lead)
        VALUES ('00000000000000a1', 0, 'https://old.example/q.jpg', 1)""",
    "UPDATE articles SET latest_version = 1 WHERE id = '00000000000000a1'",
)
LEDGER = {"article": 2, "captcha": 1, "queued": 1}
"""What these rows come to."""


def statements(number: int) -> tuple[str, ...]:
    """The statements of a migration: as released; as written now where it was not released yet."""
    path = HERE / f"{number}.sql"
    if path.is_file():
        return tuple(path.read_text(encoding="utf-8").removesuffix(END).split(END))
    return MIGRATIONS[number - 1]


def make(path: Path, schema: int) -> None:
    """A database of this schema, with rows, closed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        for number in range(1, schema + 1):
            for statement in statements(number):
                db.execute(statement)
            if number == 1:  # as in life: what later migrations add to the rows is theirs
                fill(db)
        db.execute(f"PRAGMA user_version = {schema}")
        db.commit()


def fill(db: sqlite3.Connection) -> None:
    """The rows, into a database of schema 1."""
    article = (HERE / "article.json").read_text(encoding="utf-8").strip()
    for row in ROWS:
        db.execute(row, {"article": article} if ":article" in row else {})


def shape(path: Path) -> tuple[int, list[str]]:
    """The schema's number as the database says, and all that it is made of."""
    with closing(sqlite3.connect(path)) as db:
        made = [row[0] for row in db.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY 1")]
        return db.execute("PRAGMA user_version").fetchone()[0], made


if __name__ == "__main__":
    for number, migration in enumerate(MIGRATIONS, 1):
        if not (HERE / f"{number}.sql").exists():
            (HERE / f"{number}.sql").write_text(END.join(migration) + END, encoding="utf-8")
