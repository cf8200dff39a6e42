"""Charset labels to Python codecs, after the WHATWG Encoding Standard (4.2, names and labels).

Comes in: a label as a page or server writes it. Goes out: the name of a Python codec, or None.
The standard's own table is folded: labels that Python already maps to the right codec need no row.
"""

from __future__ import annotations

import codecs

_WHATWG: dict[str, str] = {
    **dict.fromkeys(
        (
            "ascii",
            "us-ascii",
            "ansi_x3.4-1968",
            "iso-8859-1",
            "iso8859-1",
            "iso88591",
            "iso_8859-1",
            "iso_8859-1:1987",
            "latin1",
            "latin-1",
            "l1",
            "cp1252",
            "cp819",
            "ibm819",
            "x-cp1252",
            "windows-1252",
        ),
        "windows-1252",
    ),
    **dict.fromkeys(("iso-8859-9", "iso8859-9", "latin5", "l5", "windows-1254", "cp1254", "x-cp1254"), "cp1254"),
    **dict.fromkeys(("iso-8859-11", "tis-620", "dos-874", "windows-874"), "cp874"),
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "chinese", "x-gbk", "iso-ir-58", "gb18030"), "gb18030"),
    **dict.fromkeys(("ks_c_5601-1987", "euc-kr", "euckr", "korean", "ksc5601", "windows-949"), "cp949"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j"), "cp932"),
    **dict.fromkeys(("big5", "big5-hkscs", "cn-big5", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8", "x-unicode20utf8"), "utf-8"),
    **dict.fromkeys(("utf-16", "utf-16le", "unicode", "ucs-2", "iso-10646-ucs-2"), "utf-16-le"),
    "utf-16be": "utf-16-be",
    "x-mac-cyrillic": "mac_cyrillic",
    "macintosh": "mac_roman",
    "x-mac-roman": "mac_roman",
}
"""Where the standard and Python's own aliases differ: web labels mean the supersets that browsers use."""

_REFUSED = ("utf-7", "utf7", "punycode", "idna", "undefined", "unicode_escape", "raw_unicode_escape", "utf-32", "cp037")
"""Python codecs that are no web encodings."""


def encoding_of(label: str | None) -> str | None:
    """The codec that a label names on the web, or None where it names none."""
    key = (label or "").strip().strip("\"'").lower()
    if not key:
        return None
    if key in _WHATWG:
        return _WHATWG[key]
    if key.startswith(_REFUSED) or not key.isascii():
        return None
    try:
        info = codecs.lookup(key)
    except (LookupError, ValueError):
        return None
    is_text = getattr(info, "_is_text_encoding", True)
    return _WHATWG.get(info.name, info.name) if is_text else None
