"""One exception tree for what a caller did or a machine refused; never for what a page is.

Comes in: nothing. Goes out: exceptions with a message that says what, where and what to do.
Must not know: outcomes of pages (those are `Dropped`, a value).

    BroadsheetError                 everything of ours; `.url`, `.stage`
    ├── UsageError                  the caller asked for something that cannot be (exit 2)
    │   ├── ContactMissing          fetching without a contact for the User-Agent
    │   └── UnknownArticle          no such id, URL or site in the corpus
    ├── CorpusError                 the corpus cannot be used as it is (exit 1)
    │   ├── CorpusBusy              another process writes; names the holder
    │   ├── SchemaTooNew            made by a later broadsheet
    │   └── CorpusDamaged           the database or the archive does not hold what it should
    ├── DiskFull                    no space, quota or read-only (exit 6)
    │   └── DiskLow                 still some space, but too little to begin anything new
    └── ExtraMissing                an optional package is needed; names the extra
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM})
"""What an operating system says where nothing more can be written: full, over quota or limit, read-only."""


class BroadsheetError(Exception):
    """The root: every error of ours, with the page and the stage it happened at."""

    def __init__(self, message: str, *, url: str | None = None, stage: str | None = None) -> None:
        super().__init__(message)
        self.url = url
        self.stage = stage


class UsageError(BroadsheetError):
    """The caller asked for something that cannot be."""


class ContactMissing(UsageError):
    """Fetching needs a contact that site owners can write to."""


class UnknownArticle(UsageError):
    """The corpus holds no such article."""


class CorpusError(BroadsheetError):
    """The corpus cannot be used as it is."""


class CorpusBusy(CorpusError):
    """Another process holds the writer's lock."""


class SchemaTooNew(CorpusError):
    """The corpus was made by a later version of broadsheet."""


class CorpusDamaged(CorpusError):
    """The database or the archive does not hold what it should."""


class DiskFull(BroadsheetError):
    """No space, no quota, or a read-only file system."""


class DiskLow(DiskFull):
    """Less space than a run may begin new work with; what is in hand can still be recorded."""


class ExtraMissing(BroadsheetError):
    """An optional package is needed and not installed."""


@contextmanager
def writing(what: object) -> Iterator[None]:
    """The one seam where the operating system's "no room" becomes `DiskFull`; `what` names what was written."""
    try:
        yield
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        raise DiskFull(f"cannot write {what}: {error.strerror or error}") from error
