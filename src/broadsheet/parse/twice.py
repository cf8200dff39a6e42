"""UTF-8 that was encoded twice: read as ISO 8859-1 or windows-1252, and written as UTF-8 again ("donâ€™t").

Comes in: UTF-8. Goes out: what it was before, or None where it never was. Who fetches without looking for a charset
saves such pages: HTTP's old default was ISO 8859-1. Must not mend a part of a page: all of it, or nothing.
"""

from __future__ import annotations

import codecs

try:
    from broadsheet.parse.compiled.octets import marked_twice
except ImportError:  # not built here: the same in Python
    from broadsheet.parse.octets import marked_twice

_LATIN_1 = "".join(map(chr, range(256)))
_WINDOWS = "".join(bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(256))
"""The signs of windows-1252 by their bytes; the five bytes without one are control characters (WHATWG Encoding)."""
_READ_AS = (codecs.charmap_build(_LATIN_1), codecs.charmap_build(_WINDOWS))


def once(utf8: bytes) -> bytes | None:
    """The page as it was before it was encoded the second time.

    Every character must be a byte of the one charset or the other, and all together UTF-8 again. Text that was encoded
    once is that only where it quotes such signs and has no other letter beyond ASCII: an accent before a plain letter
    is no UTF-8.
    """
    if marked_twice(utf8):
        text = utf8.decode("utf-8", "replace")
        for charset in _READ_AS:
            try:
                before, _ = codecs.charmap_encode(text, "strict", charset)
                before.decode("utf-8")
            except UnicodeError:
                continue
            return before
    return None
