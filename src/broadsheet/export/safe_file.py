"""Files that appear whole or not at all: temporary name, sync, rename.

Comes in: a path and pieces of bytes. Goes out: the file. Must not know: formats. No link is followed:
a link at the target is replaced, one at the temporary name is refused.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from broadsheet.errors import writing

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to be written that takes the place of `path` when the block ends, and vanishes when it raises.

    A device or pipe (`/dev/stdout`) cannot be replaced and is written to as it is. Raises `DiskFull`.
    """
    with writing(path):
        if _is_special(path):
            with path.open("wb") as out:
                yield out
            return
        temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")  # not made from the name, which may be long already
        handle = os.open(temporary, _FLAGS, 0o666)
        try:
            with os.fdopen(handle, "wb") as out:
                yield out
                out.flush()
                os.fsync(out.fileno())
            temporary.replace(path)
        except BaseException:  # an interrupt leaves no half file either
            temporary.unlink(missing_ok=True)
            raise


def _is_special(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))
