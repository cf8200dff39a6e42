"""Many stems looked for at once: the same answer as one search for each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.gate.prose import topic_of
from broadsheet.gate.stems import Stems
from broadsheet.gate.words import ACCOUNT_STEMS, PRIVACY_STEMS

STEMS = PRIVACY_STEMS + ACCOUNT_STEMS
ALL = Stems(STEMS)

pieces = st.one_of(st.sampled_from(STEMS), st.sampled_from([stem[:-1] for stem in STEMS]), st.text(max_size=5))


@given(st.lists(pieces, max_size=12).map("".join))
def test_what_is_found_is_what_a_search_for_each_finds(text: str) -> None:
    """Whole stems, cut ones and any text between: none is missed, none made up."""
    assert ALL.found_in(text) == {stem for stem in STEMS if stem in text}


def test_stems_that_begin_alike_are_all_found() -> None:
    """`regist`, `registr` and `registre` share their first four bytes."""
    assert Stems(["registr", "regist", "registre"]).found_in("registrer") == {"regist", "registr", "registre"}


def test_a_text_shorter_than_any_stem_has_none() -> None:
    """Nothing to look up."""
    assert ALL.found_in("") == ALL.found_in("abo") == set()


def test_a_topic_takes_two_stems_that_do_not_hold_each_other() -> None:
    """`abon` within `abonn` is one sign, a password beside it the second."""
    assert topic_of("abonnez vous", 2) is None
    assert topic_of("abonnez vous, mot de passe", 5) == "account"
