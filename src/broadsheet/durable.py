"""What a file system forgets unless it is told: the names in a folder.

Comes in: a folder in which a file was made, renamed or removed. Goes out: nothing; its entries are on disk. Archive,
store and rebuild end with it. Must not know what the files are.
"""

from __future__ import annotations

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Make a new or renamed entry of the folder durable, where the system has a way (POSIX)."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
