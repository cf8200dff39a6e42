"""The disk below a corpus: what kind of file system it is, and how much room is left on it.

Comes in: a path, which need not exist yet. Goes out: a name, a number, or `DiskLow`. Must not know: what is to be
written.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from broadsheet.errors import DiskLow

MOUNTS = Path("/proc/mounts")
NETWORK_SYSTEMS = frozenset(
    {"9p", "afpfs", "afs", "ceph", "cifs", "fuse.sshfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "smb3", "smbfs"}
)
"""File systems that several machines may share: memory cannot be shared with them, which SQLite's WAL needs
(sqlite.org/wal.html, "All processes using a database must be on the same host computer")."""


def there(path: Path) -> Path:
    """The path, or the nearest folder above it that exists."""
    whole = path.absolute()
    return next(one for one in (whole, *whole.parents) if one.exists())


def file_system(path: Path) -> str | None:
    """The type of the file system that holds `path`, where the system says (Linux); None elsewhere."""
    if not MOUNTS.is_file():
        return None
    place = str(there(path).resolve()) + "/"
    best, kind = "", None
    for line in MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines():
        _, point, name, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        if place.startswith(point.rstrip("/") + "/") and len(point) >= len(best):
            best, kind = point, name
    return kind


def is_shared(path: Path) -> bool:
    """May other machines have `path`, too?"""
    return file_system(path) in NETWORK_SYSTEMS


def free(path: Path) -> int:
    """Bytes that this user may still write where `path` is."""
    return shutil.disk_usage(there(path)).free


class Room:
    """Ask `require()` before new work is begun: it refuses while there is still room to finish what is in hand."""

    def __init__(self, path: Path, least: int) -> None:
        self._path = path
        self._least = least

    def require(self) -> None:
        """Raise `DiskLow` where less than `least` bytes are free; 0 asks for nothing."""
        if self._least and (left := free(self._path)) < self._least:
            words = f"{left >> 20} MiB are free, and nothing is begun below {self._least >> 20}"
            raise DiskLow(f"cannot write {self._path}: {words}; make room, or set store.min_free in corpus.toml")
