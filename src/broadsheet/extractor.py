"""Which code and which choices make the text of an article: what two makings must have in common to be the same.

Comes in: options. Goes out: an `Extractor`. Must not load what it names: whoever only keeps articles does without.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

from broadsheet.options import ExtractOptions, Options
from broadsheet.records import Extractor, digest16
from broadsheet.version import VERSION


@lru_cache(maxsize=32)
def extractor(options: Options) -> Extractor:
    """Which code and which choices make the text: the same hash and site template, the same text from the same page.

    The hash is over the source and weights of every room that decides, the engine's own version, and the options
    of those rooms; fetching and workers do not count.
    """
    choices = msgspec.json.encode((options.parse, options.extract, options.gate))
    return Extractor(options.extract.engine, VERSION, digest16(_code() + _version(options.extract) + choices))


_DECIDING = ("parse", "gate", "extract", "metadata", "mediatype.py", "urls.py", "pipeline.py")
_CODE = frozenset({".py", ".pyx", ".pxi", ".msgpack"})


def _code() -> bytes:
    """The source of the rooms that decide and the weights they run, in order of file name."""
    here = Path(__file__).parent
    named = [here / name for name in _DECIDING]
    found = (path for place in named for path in (place.rglob("*") if place.is_dir() else [place]))
    files = sorted(path for path in found if path.suffix in _CODE)
    return b"".join(str(path.relative_to(here)).encode() + path.read_bytes() for path in files)


def _version(options: ExtractOptions) -> bytes:
    """The engine's own version; of ours, whose code is the source above, none."""
    if options.engine == "broadsheet":
        return b""
    from broadsheet.extract.engine import engine_version

    return engine_version(options)
