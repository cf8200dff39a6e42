"""Golden pages: layouts of our own, each beside a JSON file of what must be found in it.

    python -m tests.golden add PAGE.html [--name NAME] [--url URL]
    python -m tests.golden check [NAME …]

Comes in: `tests/pages/NAME.html` or `.txt` with `NAME.json`. Goes out: every difference between
promise and finding. `add` writes what the code finds today: a draft, which becomes a promise only
once a person has read the page and corrected it. A promise names only the fields it is about.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from broadsheet.pipeline import process
from broadsheet.records import Article, Dropped, Form, Page

FOLDER = Path(__file__).parent / "pages"
FORMS = {".html": Form.HTML, ".txt": Form.TEXT}
NOT_COMPARED = {"layout", "status", "body"}
"""`body` is compared as `text` and `roles`; `layout` says in words what the page is an example of;
`status` is the HTTP status that it came with."""


class Golden(NamedTuple):
    """One page and the promise about it."""

    name: str
    page: Path
    promise: dict[str, Any]


class Difference(NamedTuple):
    """A field in which finding and promise part."""

    field: str
    promised: Any
    found: Any


def goldens(folder: Path = FOLDER) -> list[Golden]:
    """Every page of the folder, by name."""
    pages = sorted(path for path in folder.iterdir() if path.suffix in FORMS)
    return [Golden(path.stem, path, json.loads(path.with_suffix(".json").read_text("utf-8"))) for path in pages]


@lru_cache(maxsize=256)
def outcome(path: Path, url: str | None, status: int | None) -> Article | Dropped:
    """What the pipeline makes of one file. A text dump comes without its address."""
    form = FORMS[path.suffix]
    given = url if form is Form.HTML else None
    return process(Page(body=path.read_bytes(), url=given, form=form, status=status))


def fields(golden: Golden) -> list[str]:
    """What is compared: the promise's fields, and of a body its words and its roles apart."""
    named = [field for field in golden.promise if field not in NOT_COMPARED]
    return [*named, "text", "roles"] if "body" in golden.promise else named


def compared(golden: Golden, field: str) -> tuple[Any, Any]:
    """The promise and the finding for one field, in the promise's shape.

    Roles are compared over the blocks that both sides have: a lost paragraph is no wrong role. Nothing
    in a text dump sets a lead off from a first paragraph, so there the two count as one.
    """
    promise = golden.promise
    result = outcome(golden.page, promise.get("url"), promise.get("status"))
    if field == "reason":
        return promise[field], str(result.reason) if isinstance(result, Dropped) else "article"
    if field == "url":
        return promise[field], result.url
    if isinstance(result, Dropped):
        return "article", f"dropped: {result.reason}: {result.evidence}"
    finding = in_promise_shape(result)
    if field not in ("text", "roles"):
        return promise[field], finding[field]
    ours, theirs = promise["body"], finding["body"]
    if field == "text":
        return [block["text"] for block in ours], [block["text"] for block in theirs]
    both = {block["text"] for block in ours} & {block["text"] for block in theirs}
    return _roles(golden, ours, both), _roles(golden, theirs, both)


def _roles(golden: Golden, body: list[dict[str, Any]], both: set[str]) -> list[dict[str, Any]]:
    dump = FORMS[golden.page.suffix] is Form.TEXT
    return [
        block | {"role": "paragraph"} if dump and block["role"] == "lead" else block
        for block in body
        if block["text"] in both
    ]


def in_promise_shape(article: Article) -> dict[str, Any]:
    """All fields of an article as a promise words them: pictures and blocks without their places."""
    found: dict[str, Any] = json.loads(json.dumps(article.to_dict()))
    found["images"] = [{key: image[key] for key in ("url", "caption", "credit")} for image in found["images"]]
    keys = ("role", "text", "time", "speaker")
    found["body"] = [{key: block[key] for key in keys if block[key] is not None} for block in found["body"]]
    return found


def differences(golden: Golden) -> Iterator[Difference]:
    """Each field whose finding is not what was promised."""
    for field in fields(golden):
        promised, finding = compared(golden, field)
        if finding != promised:
            yield Difference(field, promised, finding)


def draft(result: Article | Dropped, url: str | None) -> dict[str, Any]:
    """A promise made of today's finding, for a person to correct."""
    head: dict[str, Any] = {"layout": "", "url": url or result.url}
    if isinstance(result, Dropped):
        return head | {"reason": str(result.reason)}
    found = in_promise_shape(result)
    optional = ("date_modified", "section", "tags", "images", "related")
    always = ("title", "authors", "date_published", "language", "publisher")
    kept = [name for name in (*always, *optional) if name in always or found[name]]
    return head | {name: found[name] for name in kept} | {"body": found["body"]}


def written(promise: dict[str, Any]) -> str:
    """A promise as JSON that is pleasant to edit: one field a line, one block a line."""
    lines = []
    for field, value in promise.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            rows = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in value)
            lines.append(f" {json.dumps(field)}: [\n{rows}\n ]")
        else:
            lines.append(f" {json.dumps(field)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def add(source: Path, name: str, url: str | None, folder: Path = FOLDER) -> Path:
    """Copy a page into the folder and write the draft of its promise; refuses a name that is taken."""
    page = folder / f"{name}{'.txt' if source.suffix == '.txt' else '.html'}"
    promise = page.with_suffix(".json")
    if promise.exists():
        raise FileExistsError(f"{promise} exists: choose another --name")
    page.write_bytes(source.read_bytes())
    promise.write_text(written(draft(outcome(page, url, None), url)), "utf-8")
    return promise


def check(names: list[str]) -> int:
    """Print every difference; the number of pages that have one."""
    failed = 0
    for golden in goldens():
        if names and golden.name not in names:
            continue
        parted = list(differences(golden))
        failed += bool(parted)
        for difference in parted:
            print(f"{golden.name}: {difference.field}")
            for line in _explained(difference):
                print(f"    {line}")
    print(f"{failed} pages differ")
    return failed


def _explained(difference: Difference) -> Iterator[str]:
    _, ours, theirs = difference
    if not (isinstance(ours, list) and isinstance(theirs, list)):
        ours, theirs = [ours], [theirs]
    yield from (f"missing  {item}" for item in ours if item not in theirs)
    yield from (f"extra    {item}" for item in theirs if item not in ours)
    if sorted(map(repr, ours)) == sorted(map(repr, theirs)):
        yield "the same items in another order"


def main(arguments: list[str] | None = None) -> int:
    """Parse the command line; exit code 1 where pages differ."""
    parser = argparse.ArgumentParser(prog="python -m tests.golden", description="Golden pages: add one, check all.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    adding = verbs.add_parser("add", help="copy a page and write a draft of its promise")
    adding.add_argument("file", type=Path)
    adding.add_argument("--name", help="default: the file's name")
    adding.add_argument("--url", help="where the page lay")
    checking = verbs.add_parser("check", help="print every difference between promise and finding")
    checking.add_argument("names", nargs="*")
    chosen = parser.parse_args(arguments)
    if chosen.verb == "check":
        return min(check(chosen.names), 1)
    print(f"now read and correct {add(chosen.file, chosen.name or chosen.file.stem, chosen.url)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
