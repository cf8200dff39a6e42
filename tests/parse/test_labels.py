"""Charset labels as the WHATWG Encoding Standard reads them."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.parse.labels import _CODECS, encoding_of


@pytest.mark.parametrize(
    ("codec", "labels"),
    [
        ("utf-8", ["UTF-8", " utf8\n", "'utf-8'", "unicode-1-1-utf-8", "utf_8"]),
        ("windows-1252", ["latin1", "ISO-8859-1", "us-ascii", "ascii", "cp1252", "iso_8859-1:1987", "latin_1"]),
        ("windows-1252", ["x-user-defined"]),
        ("cp1254", ["iso-8859-9", "latin5", "windows-1254", "iso8859_9"]),
        ("cp874", ["tis-620", "iso-8859-11", "windows-874"]),
        ("iso8859-2", ["latin2", "iso-8859-2", "l2", "iso8859_2"]),
        ("iso8859-8", ["iso-8859-8-i", "visual", "logical", "hebrew"]),
        ("cp1251", ["windows-1251", "x-cp1251", "CP1251"]),
        ("koi8-u", ["koi8-u", "koi8-ru"]),
        ("cp866", ["ibm866", "866"]),
        ("mac-roman", ["macintosh", "x-mac-roman"]),
        ("mac-cyrillic", ["x-mac-cyrillic", "x-mac-ukrainian", "mac_cyrillic"]),
        ("gb18030", ["gb2312", "GBK", "gb18030", "chinese", "csgb2312", "gb_2312-80"]),
        ("big5hkscs", ["big5", "Big5-HKSCS", "cn-big5"]),
        ("cp949", ["ks_c_5601-1987", "euc-kr", "korean", "windows-949", "euc_kr"]),
        ("cp932", ["shift_jis", "Shift-JIS", "sjis", "windows-31j", "x-sjis", "shift_jis_2004"]),
        ("euc_jp", ["euc-jp", "x-euc-jp", "euc_jis_2004"]),
        ("iso2022_jp", ["iso-2022-jp", "csiso2022jp"]),
        ("utf-16-le", ["utf-16", "utf-16le", "unicode", "ucs-2", "utf_16"]),
        ("utf-16-be", ["utf-16be", "unicodefffe"]),
    ],
)
def test_labels_name_what_browsers_decode(codec: str, labels: list[str]) -> None:
    """The supersets that pages mean, in any case, with blanks or quotes around; Python's own names as well."""
    assert {encoding_of(label) for label in labels} == {codec}


@pytest.mark.parametrize(
    "label",
    [
        "", " ", None, "utf-7", "utf7", "utf_7", "u7", "unicode-1-1-utf-7", "utf-32", "utf_32_be", "cp037", "cp500",
        "cp1140", "hz-gb-2312", "hz", "iso-2022-kr", "iso-2022-cn", "replacement", "punycode", "idna", "rot13", "hex",
        "base64", "undefined", "unicode_escape", "mbcs", "johab", "nonsense", "ütf-8", "utf-8; q=1", "\0", "a" * 9999,
    ],
)  # fmt: skip
def test_what_is_no_web_encoding_names_none(label: str | None) -> None:
    """UTF-7, UTF-32, EBCDIC, the replaced encodings, Python's conversions and nonsense."""
    assert encoding_of(label) is None


def test_every_codec_of_the_table_is_one_of_pythons() -> None:
    """And decodes text to text."""
    for codec in set(_CODECS.values()):
        assert isinstance(b"".decode(codec), str)
        assert encoding_of(codecs.lookup(codec).name) == codec


@given(st.text(max_size=30))
def test_any_label_is_answered(label: str) -> None:
    """With a codec of the table or with none."""
    assert encoding_of(label) in {None, *_CODECS.values()}
