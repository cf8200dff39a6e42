"""Dates as pages write them: ISO 8601 out, nothing added, nothing lost."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.metadata.dates.months import LANGUAGES, month_of
from broadsheet.metadata.dates.reading import find_dates, order_key, other_order, plausible, read_date

SPELLINGS = [
    ("2024-05-02T20:35:00.000+0200", None, "2024-05-02T20:35:00+02:00"),
    ("2024-05-02T20:35Z", None, "2024-05-02T20:35+00:00"),
    ("2024-05-02 20:35", None, "2024-05-02T20:35"),
    ("2024-05-02", None, "2024-05-02"),
    ("20240502T203500Z", None, "2024-05-02T20:35:00+00:00"),
    ("Thu, 02 May 2024 20:35:00 GMT", None, "2024-05-02T20:35:00+00:00"),
    ("Thu May 02 20:35:00 CEST 2024", None, "2024-05-02T20:35:00+02:00"),
    ("Thu May 02 2024 20:35:00 GMT+0200 (CEST)", None, "2024-05-02T20:35:00+02:00"),
    ("1714680900", None, "2024-05-02T20:15:00+00:00"),
    ("1714680900000", None, "2024-05-02T20:15:00+00:00"),
    ("2. Mai 2024, 14:35 Uhr", "de", "2024-05-02T14:35"),
    ("Publié le 23/04/2024 à 10h58", "fr", "2024-04-23T10:58"),
    ("2 de mayo de 2024", "es", "2024-05-02"),
    ("May 2, 2024 3:05 PM EDT", "en", "2024-05-02T15:05-04:00"),
    ("Sept 3rd, 2024 at 4 p.m.", "en", "2024-09-03T16:00"),
    ("10:15 AM on Jan 5, 2024", "en", "2024-01-05T10:15"),
    ("3. maj 2024 kl. 10.15", "da", "2024-05-03T10:15"),
    ("15. listopadu 2024", "cs", "2024-11-15"),
    ("15. listopada 2024", "hr", "2024-10-15"),
    ("2024. május 2. 14:35", "hu", "2024-05-02T14:35"),
    ("2 мая 2024, 14:35", "ru", "2024-05-02T14:35"),
    ("2024年5月2日15时30分", "zh", "2024-05-02T15:30"),
    ("2024년 5월 2일 오후 3:30", "ko", "2024-05-02T15:30"),
    ("2 tháng 5, 2024", "vi", "2024-05-02"),
    ("٢ مايو ٢٠٢٤", "ar", "2024-05-02"),
    ("2024/5/2 9:05", "ja", "2024-05-02T09:05"),
    ("2024. 5. 2. 오후 3:30", "ko", "2024-05-02T15:30"),
    ("version 1.2.3 of 2024", "en", None),
    ("2 มกราคม 2567", "th", "2024-01-02"),
    ("20 Nisan 2024 - 16:48", "tr", "2024-04-20T16:48"),
    ("05/02/2024", "en-US", "2024-05-02"),
    ("05/02/2024", "en-GB", "2024-02-05"),
    ("23.04.24", "de", "2024-04-23"),
    ("٢٠٢٤-٠٥-٠٢", "ar", "2024-05-02"),
    ("٢٠٢٤-٠٥-٠٢T٢٠:٣٥", "ar", "2024-05-02T20:35"),
    ("२ मई २०२४, १०:१५", "hi", "2024-05-02T10:15"),
    ("２０２４年５月２日", "ja", "2024-05-02"),
    ("2024050212", None, "2024-05-02T12:00"),
    ("20240502", None, "2024-05-02"),
    ("2024-05-02T23:15:0Z", None, "2024-05-02T23:15:00+00:00"),
    ("Datum:26. Januar 2022", "de", "2022-01-26"),
    ("24 نيسان / أبريل 2020", "ar", "2020-04-24"),
    ("Jane RoeMar 5, 2025", "en", "2025-03-05"),
    ("Feb 182009", "en", "2009-02-18"),
    ("2024133112", None, "2034-02-21T11:11:52+00:00"),
    ("2 mai 2024 10:15 ET 12:00", "fr", "2024-05-02T10:15"),
    ("۱۳ مه ۲۰۲۴", "fa", "2024-05-13"),
    ("۱۳ اردیبهشت ۱۴۰۳ ساعت ۱۰:۱۵", "fa", "2024-05-02T10:15"),
    ("2 تير 1399 - 02:09 ب.ظ", "fa", "2020-06-22T14:09"),
    ("۱۴۰۳/۰۲/۱۳", None, "2024-05-02"),
    ("1403-02-13", "fa", "2024-05-02"),
    ("1403/02/13", "en", "1403-02-13"),
    ("۱۵ جوزا ۱۴۰۳", "ps", "2024-06-04"),
    ("令和6年5月2日", "ja", "2024-05-02"),
    ("令和元年五月一日 18時04分", "ja", "2019-05-01T18:04"),
    ("平成三十一年四月三十日", "ja", "2019-04-30"),
    ("令和元年4月30日", "ja", None),
    ("民國113年5月2日", "zh", "2024-05-02"),
]


@pytest.mark.parametrize(("text", "language", "iso"), SPELLINGS)
def test_spelling_of_the_web_is_read(text: str, language: str | None, iso: str) -> None:
    """Each spelling, in its language, is the date that a reader of it would say."""
    assert read_date(text, language) == iso


@pytest.mark.parametrize("text", ["", "soon", "2024-13-02", "2024-02-30", "0001-01-01", "99/99/9999", "12345", "May"])
def test_what_is_no_date_is_none(text: str) -> None:
    """A string that names no day of the calendar is not made one."""
    assert read_date(text) is None


@pytest.mark.parametrize("name", ["BST", "CST", "IST"])
def test_ambiguous_zone_is_left_out(name: str) -> None:
    """An abbreviation that means several zones names none."""
    assert read_date(f"2 May 2024 10:00 {name}", "en") == "2024-05-02T10:00"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("May 2, 2024 10:15 a.m. ET", "2024-05-02T10:15-04:00"),
        ("10:15 AM ET, Thu May 2, 2024", "2024-05-02T10:15-04:00"),
        ("Jan. 2, 2024, 5:30 PM PT", "2024-01-02T17:30-08:00"),
        ("July 2, 2024 5 p.m. CT", "2024-07-02T17:00-05:00"),
        ("Nov. 5, 2004 10:15 MT", "2004-11-05T10:15-07:00"),
        ("March 20, 2005 10:15 ET", "2005-03-20T10:15-05:00"),
        ("March 20, 2007 10:15 ET", "2007-03-20T10:15-04:00"),
        ("March 10, 2024 2:30 AM ET", "2024-03-10T02:30"),
        ("Nov 3, 2024 1:30 AM ET", "2024-11-03T01:30"),
    ],
)
def test_zone_of_all_the_year_is_read_by_its_day(text: str, iso: str) -> None:
    """North American papers write ET in summer and winter; hours that a change skips or repeats keep the wall clock."""
    assert read_date(text, "en-US") == iso


def test_month_of_two_meanings_counts_only_in_its_own_language() -> None:
    """`listopad` is October in Zagreb and November in Warsaw; elsewhere it is nothing."""
    assert (month_of("listopad", "pl"), month_of("listopad", "hr"), month_of("listopad", "sv")) == (11, 10, None)


def test_months_are_known_in_many_languages() -> None:
    """The table covers the languages of news far beyond fifteen."""
    assert len(LANGUAGES) >= 45


def test_two_dates_of_a_line_keep_their_own_clocks() -> None:
    """A publication and an update in one line do not share a time."""
    found = find_dates("Published 3 May 2024 10:00 GMT, updated 4 May 2024 12:30", "en")
    assert [date.iso for date in found] == ["2024-05-03T10:00+00:00", "2024-05-04T12:30"]


@pytest.mark.parametrize(
    ("raw", "iso", "exchanged"),
    [
        ("03/10/2023 10:15", "2023-03-10T10:15", "2023-10-03T10:15"),
        ("23/10/2023", "2023-10-23", None),
        ("03.10.2023", "2023-10-03", None),
        ("3 October 2023", "2023-10-03", None),
        ("05/05/2023", "2023-05-05", None),
        ("2023-03-10", "2023-03-10", None),
    ],
)
def test_numbers_that_allow_both_orders_have_another_reading(raw: str, iso: str, exchanged: str | None) -> None:
    """Only day and month are exchanged, and only where both could be either."""
    assert other_order(raw, iso) == exchanged


def test_placeholders_are_implausible() -> None:
    """Template defaults are dates that no news page has."""
    defaults = ("1970-01-01", "9999-12-31", "2000-01-01T00:00:00+00:00")
    assert [plausible(d) for d in (*defaults, "2000-01-01", "2024-05-02")] == [False, False, False, True, True]


def test_order_follows_the_instant_not_the_spelling() -> None:
    """An evening in New York is later than the same wall clock in Berlin."""
    assert order_key("2024-05-02T20:00-04:00") > order_key("2024-05-02T20:00+02:00")


zones = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))


@given(st.datetimes(datetime(1990, 1, 1), datetime(2099, 1, 1), timezones=zones))
def test_iso_round_trips(moment: datetime) -> None:
    """Law: what we write we read back, to the second, with its zone."""
    iso = moment.replace(microsecond=0).isoformat()
    assert read_date(iso) == iso


@given(st.text(max_size=300), st.sampled_from(["en", "de", "ar", "zh", None]))
def test_no_text_raises(text: str, language: str | None) -> None:
    """Law: any text gives dates of the calendar or none."""
    for date in find_dates(text, language):
        datetime.fromisoformat(date.iso)


ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:[+-][0-9]{2}:[0-9]{2})?)?")
scraps = st.lists(
    st.sampled_from([*"0123456789٠٢٤٥०२५０２５-/.:TZ+ ", "2024", "٢٠٢٤", "05", "May ", "मई ", "年", "PM"])
)


@given(st.one_of(scraps.map("".join), st.text(max_size=40)), st.sampled_from(["en", "en-US", "ar", "hi", "zh", None]))
def test_what_is_read_is_iso_8601_in_ascii_or_nothing(text: str, language: str | None) -> None:
    """Law: of any value comes a date of the calendar, its digits ASCII, or none."""
    iso = read_date(text, language)
    if iso is not None:
        assert ISO.fullmatch(iso)
        datetime.fromisoformat(iso)
