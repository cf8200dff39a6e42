"""broadsheet turns news pages into a research corpus.

    import broadsheet

    outcome = broadsheet.extract(html, "https://paper.example/story.html")
    print(outcome.text if outcome.ok else outcome.reason)

    with broadsheet.Corpus("corpus") as corpus:
        for outcome in corpus.add("saved-pages/"):
            print(outcome.url, outcome.ok)

Whatever a page holds, the answer is a value: an `Article`, or a `Dropped` with its reason. Records and
`Corpus` are imported when they are first used (PEP 562), so that `broadsheet --help` does not wait for numpy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

# The rooms first: loading one after its namesake is bound would put the module in the function's place.
from broadsheet import extract as _room  # noqa: F401
from broadsheet import fetch as _other_room  # noqa: F401
from broadsheet.library import extract, extract_site, extract_text, extract_text_site, fetch
from broadsheet.version import VERSION as __version__

if TYPE_CHECKING:
    from broadsheet.corpus import Corpus
    from broadsheet.options import (
        DEFAULT,
        ExtractOptions,
        FetchOptions,
        GateOptions,
        Options,
        ParseOptions,
        WorkerOptions,
    )
    from broadsheet.records import Article, BodyBlock, Dropped, Hit, Image, Kind, Page, Reason, Related, Role

_PLACES = {
    "corpus": "Corpus",
    "options": "DEFAULT ExtractOptions FetchOptions GateOptions Options ParseOptions StoreOptions WorkerOptions",
    "records": "Article BodyBlock Dropped Hit Image Kind Page Reason Related Role",
}
"""Module → the public names that live there."""

__all__ = [
    "DEFAULT",
    "Article",
    "BodyBlock",
    "Corpus",
    "Dropped",
    "ExtractOptions",
    "FetchOptions",
    "GateOptions",
    "Hit",
    "Image",
    "Kind",
    "Options",
    "Page",
    "ParseOptions",
    "Reason",
    "Related",
    "Role",
    "WorkerOptions",
    "__version__",
    "extract",
    "extract_site",
    "extract_text",
    "extract_text_site",
    "fetch",
]


def __getattr__(name: str) -> Any:
    for module, names in _PLACES.items():
        if name in names.split():
            return getattr(import_module(f"broadsheet.{module}"), name)
    raise AttributeError(f"module 'broadsheet' has no attribute {name!r}")
