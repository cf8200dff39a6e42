"""What is asked of a short line again is not reckoned again; what is long is not kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract.dump import pictures
from broadsheet.extract.dump.remembered import SHORT, remembered


def test_a_short_line_is_judged_once_a_long_one_each_time() -> None:
    """So that no page's long lines are held when it is gone."""
    asked = list[str]()

    @remembered
    def judged(text: str, words: int) -> bool:
        """Is it that many letters long?"""
        asked.append(text)
        return len(text) == words

    long = "x" * (SHORT + 1)
    for text in ("ab", long):
        assert [judged(text, 2), judged(text, 2)] == [text == "ab"] * 2
    assert asked == ["ab", long, long]
    assert judged("ab", 3) is False


TAILS = (
    "(Photo: Jo Ek)",
    "Foto: dpa.",
    " © Jo Ek",
    "[AFP]",
    "Reuters / Jo Ek",
    "Jo Ek/AFP",
    "(dpa).",
    "",
    "12:30",
    "a/b",
)


@given(st.text(max_size=300), st.sampled_from(TAILS))
def test_a_credit_at_the_end_is_found_wherever_the_text_begins(text: str, tail: str) -> None:
    """What stands far before it changes nothing: only the end is searched."""
    found = pictures.inline_credit(f"The ferry lands. {text}. It is late {tail}")
    more = pictures.inline_credit(f"{'Once more. ' * 40}The ferry lands. {text}. It is late {tail}")
    assert more == (found if found < 0 else found + 440)
