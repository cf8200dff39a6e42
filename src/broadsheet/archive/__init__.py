"""The raw pages: WARC/1.1 files that any web archive tool reads, one gzip member a record.

Comes in: exchanges and local files as bytes. Goes out: references to records, and the bytes again,
their digests verified. Must not know: the database that keeps the references, or what a page says.
"""

from broadsheet.archive.archive import Archive, volumes
from broadsheet.archive.captures import Capture, captures, exchanged, stamp
from broadsheet.archive.cdxj import index_of, line, offset_of, read_index
from broadsheet.archive.compose import uri_of
from broadsheet.archive.digest import digest
from broadsheet.archive.mend import Torn, mend
from broadsheet.archive.reader import Damage, Found, read_archive
from broadsheet.archive.stored import StoredRecord, locate, read_record
from broadsheet.records import RecordRef

__all__ = [
    "Archive",
    "Capture",
    "Damage",
    "Found",
    "RecordRef",
    "StoredRecord",
    "Torn",
    "captures",
    "digest",
    "exchanged",
    "index_of",
    "line",
    "locate",
    "mend",
    "offset_of",
    "read_archive",
    "read_index",
    "read_record",
    "stamp",
    "uri_of",
    "volumes",
]
