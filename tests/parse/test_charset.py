"""Bytes to UTF-8: each step of the order in its place, and text that comes out as it was written."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from broadsheet.parse.charset import PRESCAN, Decoded, to_utf8
from broadsheet.parse.octets import SLICE
from broadsheet.parse.twice import once

GERMAN = "<p>Die Bürgermeisterin eröffnete am Freitag die Brücke über die Lauter; Größe und Preis blieben geheim.</p>"
META = "<meta charset=windows-1251>"

TEXTS = {
    "cs cp1250": "Starosta otevřel v pátek ráno nový most přes řeku, přišly stovky obyvatel. Žádný projev nebyl.",
    "cs iso8859-2": "Starosta otevřel v pátek ráno nový most přes řeku, přišly stovky obyvatel. Žádný projev nebyl.",
    "da windows-1252": "Borgmesteren indviede fredag den nye bro over åen. Mange kom for at se på, også børn og ældre.",
    "es windows-1252": "El alcalde inauguró el viernes el nuevo puente. ¿Cuánto costó? Nadie lo sabe, señaló el niño.",
    "fr windows-1252": "Le maire a inauguré vendredi le nouveau pont, près de l'église où la fête a commencé très tôt.",
    "hu iso8859-2": "A polgármester pénteken felavatta az új hidat. Sokan jöttek el, hogy megnézzék az ünnepséget.",
    "lt cp1257": "Meras penktadienį atidarė naują tiltą per upę. Susirinko šimtai gyventojų, skambėjo dainos.",
    "pl iso8859-2": "Burmistrz otworzył w piątek nowy most nad rzeką. Przyszło wielu mieszkańców, żeby zobaczyć.",
    "pt windows-1252": "O prefeito inaugurou na sexta-feira a nova ponte. A população não sabe quanto custou a obra.",
    "tr cp1254": "Belediye başkanı cuma sabahı yeni köprüyü açtı, yüzlerce kişi geldi. Şarkılar söylendi.",
    "ru cp1251": "Мэр города открыл новый мост через реку в пятницу утром. Старики сидели на солнце и молчали.",
    "ru koi8-r": "Мэр города открыл новый мост через реку в пятницу утром. Старики сидели на солнце и молчали.",
    "he cp1255": "ראש העיר חנך ביום שישי בבוקר את הגשר החדש. מאות תושבים הגיעו לראות את הטקס.",
    "ar cp1256": "افتتح رئيس البلدية الجسر الجديد صباح الجمعة. حضر مئات السكان لمشاهدة الحفل.",
    "th cp874": "นายกเทศมนตรีเปิดสะพานใหม่ในเช้าวันศุกร์ ชาวเมืองหลายร้อยคนมาดูพิธี",
    "zh gb18030": "市长周五上午为新桥揭幕，数百名居民到场观看了仪式。许多老人说，他们等这一天已经等了三十年。",
    "zh big5hkscs": "市長週五上午為新橋揭幕，數百名居民到場觀看了儀式。許多老人說，他們等這一天已經等了三十年。",
    "ja cp932": "市長は金曜日の朝、新しい橋の開通式を行った。数百人の住民が式典を見守った。",
    "ja euc_jp": "市長は金曜日の朝、新しい橋の開通式を行った。数百人の住民が式典を見守った。",
    "ko cp949": "시장은 금요일 아침 새로운 다리를 개통했다. 수백 명의 주민이 행사를 지켜보았다.",
}
"""The same invented news, by language and encoding: what an undeclared page holds."""


@pytest.mark.parametrize(
    ("body", "http", "charset", "step"),
    [
        (codecs.BOM_UTF8 + GERMAN.encode(), "iso-8859-1", "utf-8", "bom"),
        (codecs.BOM_UTF16_LE + GERMAN.encode("utf-16-le"), "utf-8", "utf-16-le", "bom"),
        (codecs.BOM_UTF16_BE + GERMAN.encode("utf-16-be"), None, "utf-16-be", "bom"),
        (GERMAN.encode("cp1250"), "windows-1250", "cp1250", "http"),
        (GERMAN.encode("utf-16-le"), "UTF-16", "utf-16-le", "http"),
        (GERMAN.encode(), "utf-8", "utf-8", "http"),
        (GERMAN.encode(), None, "utf-8", "utf-8"),
        (GERMAN.encode(), "x-unknown", "utf-8", "utf-8"),
        ((META + GERMAN).encode(), None, "utf-8", "utf-8"),
        (b"<meta charset=windows-1251>plain", None, "utf-8", "utf-8"),
        ((META + "Мост").encode("cp1251"), None, "cp1251", "meta"),
        (
            b'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset = koi8-r">' + "Мост".encode("koi8-r"),
            None,
            "koi8-r",
            "meta",
        ),
        (b'\n<?xml version="1.0" encoding="iso-8859-5"?>' + "Мост".encode("iso8859-5"), None, "iso8859-5", "xml"),
        (b"\xe9", None, "windows-1252", "default"),
        (b"", None, "utf-8", "utf-8"),
    ],
)
def test_each_step_decides_in_its_turn(body: bytes, http: str | None, charset: str, step: str) -> None:
    """BOM, HTTP, strict UTF-8, meta, XML declaration, detection, default: the first that can, and says so."""
    decoded = to_utf8(body, http)
    assert (decoded.charset, decoded.step) == (charset, step)


@pytest.mark.parametrize("case", TEXTS)
def test_undeclared_text_is_read_as_it_was_written(case: str) -> None:
    """Of twenty pairs of language and encoding, by the bytes and the language alone."""
    page = f"<html><body><p>{TEXTS[case]}</p><p>{TEXTS[case]}</p></body></html>"
    decoded = to_utf8(page.encode(case.split()[1]), None)
    assert (decoded.utf8.decode(), decoded.step) == (page, "detected")


@pytest.mark.parametrize("case", TEXTS)
def test_a_declared_charset_is_read_as_it_was_written(case: str) -> None:
    """By HTTP, and by a `<meta>` where HTTP is silent."""
    encoding = case.split()[1]
    page = f"<meta charset='{encoding}'><p>{TEXTS[case]}</p>"
    for http in (encoding, None):
        assert to_utf8(page.encode(encoding), http).utf8.decode() == page


@pytest.mark.parametrize("case", [c for c in TEXTS if c.split()[1] != "iso2022_jp"])
def test_a_page_that_only_says_that_it_is_utf_8_is_detected(case: str) -> None:
    """A `<meta charset=utf-8>` over bytes that are none is a template's, not the text's."""
    page = f"<meta charset=utf-8><p>{TEXTS[case]}</p><p>{TEXTS[case]}</p>"
    assert to_utf8(page.encode(case.split()[1]), None).utf8.decode() == page


@pytest.mark.parametrize("text", sorted(set(TEXTS.values())))
@pytest.mark.parametrize("broken", [b"\xff", b"\xc3", b"\xe4\xbd"])
def test_one_stray_byte_or_a_cut_does_not_cost_the_page(text: str, broken: bytes) -> None:
    """Text that is UTF-8 but for a byte or its last letter is UTF-8, the rest marked as unreadable."""
    decoded = to_utf8(text.encode() * 2 + broken, None)
    assert (decoded.utf8.decode(), decoded.charset) == (text * 2 + "\ufffd", "utf-8")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_known_by_its_nul_bytes(encoding: str) -> None:
    """ASCII in two bytes is valid UTF-8, and no text."""
    page = "<html><p>Plain words only</p></html>"
    assert to_utf8(page.encode(encoding), None).utf8.decode() == page
    assert to_utf8(GERMAN.encode(encoding), None).utf8.decode() == GERMAN


def test_a_stray_nul_does_not_make_utf_16() -> None:
    """A page with a few NUL bytes is still read byte by byte."""
    assert to_utf8(b"<p>one\0 two\0 three and more words</p>", None).charset == "utf-8"


def test_the_meta_is_looked_for_where_browsers_look() -> None:
    """Within the first 1,024 bytes (HTML 13.2.3.2)."""
    far = b" " * PRESCAN + (META + "Мост").encode("cp1251")
    assert to_utf8(far, None).step != "meta"


@pytest.mark.parametrize("label", ["utf-7", "unicode-1-1-utf-7", "utf-32", "iso-2022-kr"])
def test_what_browsers_refuse_is_not_decoded(label: str) -> None:
    """`+ADw-` is `<` in UTF-7, and a script that no filter saw: here it stays as it is."""
    body = b"<p>+ADw-script+AD4-</p>"
    assert to_utf8(body, label).utf8 == body
    assert to_utf8(b"<meta charset=" + label.encode() + b">" + body, None).utf8.endswith(body)


def test_http_wins_over_valid_utf_8() -> None:
    """The standard's order: a server that says windows-1252 is taken at its word, as browsers do."""
    assert to_utf8("Brücke".encode(), "latin1").utf8.decode() == "BrÃ¼cke"


def test_latin1_means_windows_1252() -> None:
    """Typographic quotes lie where ISO 8859-1 has control characters."""
    assert to_utf8(b"\x93Br\xfccke\x94", "iso-8859-1").utf8.decode() == "“Brücke”"


def test_unreadable_sequences_become_the_replacement_character() -> None:
    """Under a charset declared by HTTP nothing raises and nothing is guessed."""
    assert to_utf8(b"Br\xfccke", "utf-8").utf8.decode() == "Br\ufffdcke"
    assert to_utf8(b"\x00\xd8a\x00", "utf-16").utf8.decode() == "\ufffda"


labels = st.one_of(st.none(), st.text(max_size=12), st.sampled_from(["utf-8", "utf-16", "big5", "hex", "idna", "\0"]))


@given(st.binary(max_size=300), labels)
@example(b"\xff\xfe", None)
@example(b"\x00\xd8", "utf-16")
@example(b"\xed\xa0\x80", None)
def test_any_bytes_become_valid_utf_8(body: bytes, label: str | None) -> None:
    """Whatever bytes, whatever label: nothing raises, and the answer is UTF-8."""
    to_utf8(body, label).utf8.decode("utf-8")


@given(st.text(max_size=100))
def test_utf_8_stays_as_it_is(text: str) -> None:
    """A page in UTF-8 comes out byte for byte, but for a byte order mark."""
    body = text.encode("utf-8", "replace")
    if "\0" not in text and once(body) is None:
        assert to_utf8(body, None).utf8 == body.removeprefix(codecs.BOM_UTF8)


@pytest.mark.parametrize("before", range(4))
def test_a_character_between_two_slices_is_whole(before: int) -> None:
    """Wherever the check for UTF-8 cuts the body, a character of four bytes is no error."""
    body = b"a" * before + "𝕋".encode() * SLICE
    assert to_utf8(body, None) == Decoded(body, "utf-8", "utf-8")


def test_a_body_that_ends_within_a_character_is_not_utf8() -> None:
    """Also where the cut is in the last of several slices: it is read as nearly UTF-8, the rest of a character lost."""
    body = "é".encode() * SLICE
    assert to_utf8(body[:-1], None) == Decoded(body[:-2] + "\ufffd".encode(), "utf-8", "detected")
