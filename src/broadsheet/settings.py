"""Choices from files and the environment, laid over the defaults.

Comes in: `corpus.toml` of a corpus, environment variables. Goes out: `Options`. I/O, therefore not
in `options.py`; the command line lays its own arguments over the result.
"""

from __future__ import annotations

import math
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from broadsheet.errors import UsageError
from broadsheet.options import DEFAULT, Options

FILE = "corpus.toml"
CONTACT = "BROADSHEET_CONTACT"
CORPUS = "BROADSHEET_CORPUS"

TEMPLATE = """\
# Settings of this corpus. Every key may be left out.

# Who runs this: a mail address or URL, sent in the User-Agent of every request.
# contact = "name@university.example"

# [fetch]
# min_gap = 1.0        # seconds between requests to one site
# deadline = 30.0      # seconds for one page, redirects included
# max_bytes = 10485760 # cap on one response

# [archives]
# cc_news = "https://data.commoncrawl.org/"                # of `cc-news:2024-03`
# cdx = "https://web.archive.org/cdx/search/cdx"           # of `--via wayback`
# replay = "https://web.archive.org/web/"

# [workers]
# processes = 0        # 0: one per processor

# [store]
# min_free = 524288000 # bytes of disk below which nothing new is begun
"""


def load(folder: Path | None, environment: Mapping[str, str] | None = None) -> Options:
    """The options for a corpus: defaults, then `corpus.toml`, then `BROADSHEET_CONTACT`.

    Raises `UsageError` for a file that is no TOML, an unknown key or a value of a wrong type.
    """
    environment = os.environ if environment is None else environment
    values: dict[str, Any] = msgspec.to_builtins(DEFAULT)
    path = folder / FILE if folder is not None else None
    if path is not None and path.is_file():
        _lay(values, _read(path), path)
    if contact := environment.get(CONTACT, "").strip():
        values["fetch"]["contact"] = contact
    for stage, choices in values.items():
        for key, value in choices.items():
            if isinstance(value, int | float) and not 0 <= value < math.inf:
                raise UsageError(f"{path}: {stage}.{key} must be a number from 0 up, not {value}")
    try:
        return msgspec.convert(values, type=Options)
    except msgspec.ValidationError as error:
        raise UsageError(f"{path}: {error}") from error


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not TOML: {error}") from error
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}") from error


def _lay(values: dict[str, Any], found: dict[str, Any], path: Path) -> None:
    if "contact" in found:
        values["fetch"]["contact"] = found.pop("contact")
    for stage, choices in found.items():
        if stage not in values or not isinstance(choices, dict):
            raise UsageError(f"{path}: unknown setting {stage!r}; known: contact, {', '.join(values)}")
        for key, value in choices.items():
            if key not in values[stage]:
                raise UsageError(f"{path}: unknown setting {stage}.{key}; known: {', '.join(values[stage])}")
            values[stage][key] = value


def corpus_folder(given: str | None, environment: Mapping[str, str] | None = None) -> Path:
    """The corpus: the one given, else `BROADSHEET_CORPUS`, else `./corpus`."""
    environment = os.environ if environment is None else environment
    return Path(given or environment.get(CORPUS) or "corpus")
