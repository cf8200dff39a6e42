"""The date of publication where the claims of a page have to be read together.

Comes in: `Facts` as the table of precedence chose them. Goes out: the same, with another `date_published` where the
page's other dates show that the first claim is an update, a day with its month first, or a day that only UTC has.
Must not know: how a date is written (`reading.py`), or where on the page a claim stood beyond its source.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone

from broadsheet.metadata.dates.reading import order_key, other_order, plausible
from broadsheet.metadata.dates.words import say_published
from broadsheet.metadata.merge import rank
from broadsheet.records import Fact, Facts

SHOWN = ("time", "block:dateline", "block:date", "time:foot", "attribute")
"""Sources that a reader sees."""
UPDATE = "update:"
"""Begins the source of a publication date that is the page's date of its last change, since it has no other."""
_FIELDS = ("date_published", "date_modified")
_DAY = len("2024-05-02")
_FARTHEST = timedelta(hours=14)
"""Zones run from -12:00 to +14:00 (ISO 8601, IANA)."""
_LINE = 40
"""Characters of a line that dates the article and says little else: `Published on September 12, 2024`."""
_STEP = timedelta(minutes=15)
"""All zones in use are whole quarters of an hour away from UTC (IANA)."""


def settle(facts: Facts) -> Facts:
    """The publication as the page's dates together tell it; `facts` itself where nothing speaks against it."""
    claims = _ranked(facts.claims)
    published = [claim for claim in claims if claim.field == "date_published"]
    modified = [claim for claim in claims if claim.field == "date_modified"]
    before = facts.chosen.get("date_published")
    if before is None:
        found = _last_change(modified)
    else:
        found = _in_order(_labelled(before, published), claims)
        found = _first_issue(found, published, modified)
        found = _on_the_wall(found, published)
    return facts if found is before or found is None else Facts({**facts.chosen, "date_published": found}, facts.claims)


def decided(claims: Iterable[Fact]) -> bool:
    """Would `settle` say the same whatever the lines of the page say? So where the dates are declared, the change
    after the publication, and where nothing in them is left open: the order of day and month, the clock on the wall.
    """
    ranked = _ranked(claims)
    published = [claim for claim in ranked if claim.field == "date_published"]
    modified = [claim for claim in ranked if claim.field == "date_modified"]
    if not published or not modified or not all(_goes_before(claim) for claim in (published[0], modified[0])):
        return False
    first = published[0]
    changes = (claim for claim in modified if claim.source not in SHOWN)
    if first.source in SHOWN or any(order_key(claim.value) <= order_key(first.value) for claim in changes):
        return False
    return other_order(first.raw, first.value) is None and not _is_open(first, filter(_goes_before, published))


def _ranked(claims: Iterable[Fact]) -> list[Fact]:
    """The claims of dates, the most trustworthy first."""
    return sorted([claim for claim in claims if claim.field in _FIELDS and plausible(claim.value)], key=rank)


def _goes_before(claim: Fact) -> bool:
    """Does a claim outrank every line of the page?"""
    return rank(claim) < rank(Fact(claim.field, "", "block:dateline", ""))


def _is_open(fact: Fact, claims: Iterable[Fact]) -> bool:
    """Is it an instant in UTC, and none of the claims shows the clock it was told by?"""
    moment = _moment(fact)
    if moment is None or moment.tzinfo is None or moment.utcoffset():
        return False
    walls = (claim for claim in claims if claim.source in SHOWN or claim.source.startswith("meta:"))
    return not any(_offset(moment, _moment(claim)) for claim in walls)


def _last_change(modified: Iterable[Fact]) -> Fact | None:
    """A page that shows nothing but its last change can be cited by that only; the source says so.

    A change that is declared and not shown dates the record in the site's database, often an import.
    """
    modified = list(modified)
    shown = [claim for claim in modified if claim.source in SHOWN]
    for claim in shown:
        finer = (other for other in modified if other.source not in SHOWN and _day(other) == _day(claim))
        best = next(finer, claim) if len(claim.value) == _DAY else claim
        return Fact("date_published", best.value, UPDATE + best.source, best.raw)
    return None


def _labelled(fact: Fact, published: Iterable[Fact]) -> Fact:
    """A line that says "Published" before a `<time>` of another day, which says nothing."""
    if fact.source != "time":
        return fact
    lines = (claim for claim in published if claim.source == "block:dateline" and len(claim.raw) <= _LINE)
    return next((line for line in lines if say_published(line.raw) and _day(line) != _day(fact)), fact)


def _in_order(fact: Fact, claims: Iterable[Fact]) -> Fact:
    """`03/10/2023` with day and month exchanged, where another claim names that day and none this one."""
    exchanged = other_order(fact.raw, fact.value)
    if exchanged is None:
        return fact
    days = {_day(claim) for claim in claims if other_order(claim.raw, claim.value) is None}
    if exchanged[:_DAY] not in days or _day(fact) in days:
        return fact
    return Fact(fact.field, exchanged, fact.source, fact.raw)


def _first_issue(fact: Fact, published: Iterable[Fact], modified: Iterable[Fact]) -> Fact:
    """The earlier day that a line of the page names, where the declared instant is that of a change, or later.

    A line that could be read in another order or that holds many words says too little.
    """
    changes = (claim for claim in modified if claim.source not in SHOWN)
    if fact.source in SHOWN or not any(order_key(claim.value) <= order_key(fact.value) for claim in changes):
        return fact
    lines = (claim for claim in published if claim.source == "block:dateline" and len(claim.raw) <= _LINE)
    earlier = (line for line in lines if _days_between(line, fact) > 1 and other_order(line.raw, line.value) is None)
    return next(earlier, fact)


def _days_between(one: Fact, other: Fact) -> int:
    return (datetime.fromisoformat(_day(other)) - datetime.fromisoformat(_day(one))).days


def _on_the_wall(fact: Fact, published: Iterable[Fact]) -> Fact:
    """An instant in UTC by the clock that the page shows it with; its day alone where URL and line agree on another.

    The zone is not invented: it is what lies between two spellings of one instant on the same page.
    """
    moment = _moment(fact)
    if moment is None or moment.tzinfo is None or moment.utcoffset():
        return fact
    others = [claim for claim in published if claim.source in (*SHOWN, "url") or claim.source.startswith("meta:")]
    for claim in others:
        offset = _offset(moment, _moment(claim))
        if offset:
            local = moment.astimezone(timezone(offset)).isoformat()
            return Fact(fact.field, local, fact.source, fact.raw)
    shown = {_day(claim) for claim in others if claim.source in SHOWN}
    agreed = next((claim for claim in others if claim.source == "url" and _day(claim) in shown), None)
    if agreed is None or _day(agreed) == _day(fact) or not _next_door(agreed.value, moment):
        return fact
    return next(claim for claim in others if claim.source in SHOWN and _day(claim) == _day(agreed))


def _offset(moment: datetime, shown: datetime | None) -> timedelta | None:
    """What a clock on the page is ahead of UTC, if both tell the same instant."""
    if shown is None:
        return None
    if shown.tzinfo is not None:
        same = abs(shown - moment) < timedelta(minutes=1)
        return shown.utcoffset() if same else None
    ahead = shown - moment.replace(tzinfo=None, second=0 if not shown.second else moment.second)
    return ahead if abs(ahead) <= _FARTHEST and not ahead % _STEP else None


def _next_door(day: str, moment: datetime) -> bool:
    """Is it that day somewhere on earth at the moment?"""
    midnight = datetime.fromisoformat(day[:_DAY])
    wall = moment.replace(tzinfo=None)
    return midnight - _FARTHEST <= wall < midnight + timedelta(days=1) + _FARTHEST


def _moment(fact: Fact) -> datetime | None:
    """The time of a claim; none of a day alone."""
    return datetime.fromisoformat(fact.value) if len(fact.value) > _DAY else None


def _day(fact: Fact) -> str:
    return str(fact.value)[:_DAY]
