"""Many stems looked for at once, in Python and compiled: the same answer as one search for each."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from broadsheet.gate import prose, stems
from broadsheet.gate.prose import topic_of
from broadsheet.gate.words import ACCOUNT_STEMS, PRIVACY_STEMS
from tests.without import printed

TWIN = "broadsheet.gate.compiled.stems"
BUILT = importlib.util.find_spec(TWIN) is not None
KINDS: list[Any] = [stems.Stems, *([importlib.import_module(TWIN).Stems] if BUILT else [])]

STEMS = PRIVACY_STEMS + ACCOUNT_STEMS
ALL = [kind(STEMS) for kind in KINDS]

pieces = st.one_of(st.sampled_from(STEMS), st.sampled_from([stem[:-1] for stem in STEMS]), st.text(max_size=5))


@given(st.lists(pieces | pieces.map(str.upper), max_size=12).map("".join))
@example("COOKİE ΣΥΓΚΑΤΆΘΕΣΗΣ ПЕРСОНАЛЬН \ud800 ſ K İ")
def test_what_is_found_is_what_a_search_for_each_finds(text: str) -> None:
    """Whole stems, cut ones and any text between, in large letters and small: none is missed, none made up."""
    wanted = {stem for stem in STEMS if stem in text.lower()}
    assert [some.found_in(text) for some in ALL] == [wanted] * len(ALL)


def test_each_letter_is_small_for_both() -> None:
    """Every character of Unicode that has a small letter, as `str.lower` has it."""
    letters = [chr(code) for code in range(sys.maxunicode + 1) if chr(code) != chr(code).lower()]
    assert len(letters) > 1400
    for some in (kind(f"abcd{letter}".lower() for letter in letters) for kind in KINDS):
        assert all(f"abcd{letter}".lower() in some.found_in(f"ABCD{letter}") for letter in letters)


def test_stems_that_begin_alike_are_all_found() -> None:
    """`regist`, `registr` and `registre` share their first four bytes."""
    alike = ["registr", "regist", "registre"]
    assert [kind(alike).found_in("registrer") for kind in KINDS] == [set(alike)] * len(KINDS)


def test_a_text_shorter_than_any_stem_has_none() -> None:
    """Nothing to look up."""
    assert [some.found_in(text) for text in ("", "a", "abo") for some in ALL] == [set()] * 3 * len(ALL)


def test_a_topic_takes_two_stems_that_do_not_hold_each_other() -> None:
    """`abon` within `abonn` is one sign, a password beside it the second."""
    assert topic_of("abonnez vous", 2) is None
    assert topic_of("abonnez vous, mot de passe", 5) == "account"


def test_the_gate_asks_the_compiled_stems_where_they_were_built() -> None:
    """And the others where not, or where their import fails: nothing is missing."""
    assert prose.Stems is KINDS[-1]
    code = "from broadsheet.gate import prose; print(prose.Stems.__module__, *prose._STEMS.found_in('Werbung'))"
    assert printed(code, TWIN) == ["broadsheet.gate.stems", "werbung"]
