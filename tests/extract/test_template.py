"""What recurs on a site's stories is the site's, not theirs."""

from __future__ import annotations

from hashlib import blake2b

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import broadsheet
from broadsheet.extract.template import FEWEST, LEFT, evidence, fingerprint, fingerprints, foreign, page_texts
from broadsheet.records import Article, BodyBlock, Role
from tests.extract.pages import STORY
from tests.store.samples import article

POLICY = "We moderate what readers write here, and we ask each of them to be kind, brief and civil to the others."
PAGE = "<html><body><h1>{title}</h1><article>{prose}</article></body></html>"
NOUNS = ("mill", "ferry", "school", "harbour", "orchard", "bridge")


def stories(count: int, closing: str = POLICY) -> list[tuple[object, str | None]]:
    """Pages of one site: each tells of something else, all close with the same words."""
    found: list[tuple[object, str | None]] = []
    for noun in NOUNS[:count]:
        prose = "".join(f"<p>{text} So says the {noun}.</p>" for text in STORY[:5]) + f"<p>{closing}</p>"
        page = PAGE.format(title=f"The {noun} is open again", prose=prose)
        found.append((page, f"https://gull.example/2026/{noun}"))
    return found


def texts(pages: list[tuple[object, str | None]]) -> list[str]:
    """The articles' texts."""
    found = broadsheet.extract_site(pages)
    assert all(isinstance(outcome, Article) for outcome in found)
    return [outcome.text for outcome in found if isinstance(outcome, Article)]


def test_words_on_three_stories_are_the_sites() -> None:
    """Each story keeps its own."""
    for text, noun in zip(texts(stories(4)), NOUNS, strict=False):
        assert POLICY not in text
        assert text.count(f"So says the {noun}.") == 5


def test_words_on_two_stories_prove_nothing() -> None:
    """A story and its update share every paragraph."""
    assert all(POLICY in text for text in texts(stories(2)))


def test_a_story_fetched_five_times_is_one() -> None:
    """Whatever its URL: the title is the same."""
    page = stories(1)[0][0]
    copies: list[tuple[object, str | None]] = [(page, f"https://gull.example/{copy}") for copy in range(5)]
    assert len({text for text in texts(copies) if POLICY in text}) == 1


@pytest.mark.parametrize(
    ("title", "publisher", "tells"),
    [
        ("The Tidewater Post", "The Tidewater POST", False),
        ("Tide Post", None, False),
        ("The mill on the quay turns again", "Tide Post", True),
    ],
)
def test_the_papers_name_as_a_title_tells_no_story(title: str, publisher: str | None, *, tells: bool) -> None:
    """Dumps that begin with it are not one story for that; those whose text begins alike are."""
    body = [(BodyBlock(Role.PARAGRAPH, text, 0),) for text in (STORY[0], STORY[1], STORY[0])]
    told = [msgspec.structs.replace(article(), title=title, publisher=publisher, body=part) for part in body]
    first, second, again = [page_texts([], [], one).story for one in told]
    assert first == again
    assert (first == second) is tells


def test_what_would_take_the_whole_story_is_not_believed() -> None:
    """Wire copy runs under another headline each time."""
    prose = "".join(f"<p>{text}</p>" for text in STORY[:5])
    pages: list[tuple[object, str | None]] = [
        (PAGE.format(title=f"The {noun} is open again", prose=prose), f"https://gull.example/{noun}") for noun in NOUNS
    ]
    assert all(STORY[0] in text for text in texts(pages))


def test_a_paragraph_that_a_few_stories_use_again_stays_amid_its_kin() -> None:
    """At the end it goes: there bios and pitches stand."""
    kept, size, seen = [True] * 4, [40] * 4, [0, FEWEST, 0, FEWEST]
    assert foreign(kept, size, seen, 20, lambda _: None) == [3]
    assert foreign(kept, size, seen, FEWEST, lambda _: None) == [1, 3]
    assert foreign(kept, [LEFT // 3] * 4, seen, FEWEST, lambda _: None) == []


@given(st.text(min_size=20))
def test_case_space_and_numbers_do_not_count(text: str) -> None:
    """12 comments are 13 comments."""
    assert fingerprint(f"  {text} 12 ") == fingerprint(f"{text} 345")


def test_white_space_of_any_kind_is_a_space() -> None:
    """As pages and dumps have it: no-break spaces, tabs, line ends; letters of any script fold."""
    plain = fingerprint("Ein Brief an die Straße von 1907")
    assert fingerprint(" EIN\u00a0Brief\tan  die\nSTRASSE von 12\u2028") == plain
    assert fingerprint("Ein Brief an die Strasse vom 1907") != plain


@given(st.lists(st.text(max_size=40)))
def test_a_page_of_texts_is_read_as_one_by_one(texts: list[str]) -> None:
    """Nothing of one text runs into the next; the short ones are left out."""
    found = fingerprints(texts)
    assert all(found.get(text) == fingerprint(text) for text in texts)


@pytest.mark.parametrize("label", ["", "Source: ", "<"])
def test_an_address_is_no_text(label: str) -> None:
    """Two pages' addresses often differ by a number alone; a sentence with an address in it counts."""
    assert fingerprint(f"{label}https://gull.example/2026/story-4711") is None
    assert fingerprint("Read https://gull.example/rules before you write") is not None


def test_what_is_stored_stays_comparable() -> None:
    """The fingerprints of corpora on disk: BLAKE2b over folded words, the runs of spaces and digits as one."""
    assert fingerprint("  Seite 12\u00a0von 345:  ÜBER die Straße ") == _slowly("seite 0 von 0: über die strasse")
    assert fingerprint("Page\x1c12 of\t345 on gulls") == _slowly("page 0 of 0 on gulls")


def _slowly(plain: str) -> int:
    return int.from_bytes(blake2b(plain.encode(), digest_size=8).digest(), "big", signed=True)


def test_the_evidence_says_how_often() -> None:
    """In the words that explain shows."""
    assert evidence(41, 57) == "seen on 41 of 57 pages of this site"


def versions(others: int) -> list[tuple[object, str | None]]:
    """Three versions of a story, each under a headline and with a first paragraph of its own, beside other stories."""
    shared = "".join(f"<p>{text}</p>" for text in STORY[1:5])
    found: list[tuple[object, str | None]] = [
        (PAGE.format(title=f"{title} in the old mill", prose=f"<p>{STORY[0]} That was {day}.</p>{shared}"), f"{title}")
        for title, day in (("A fire", "on Monday"), ("Smoke seen", "on Tuesday night"), ("Two rescued", "last week"))
    ]
    for noun in NOUNS[:others]:
        prose = "".join(f"<p>What the {noun} has cost the village in year {year}: {noun * 3}.</p>" for year in range(9))
        found.append((PAGE.format(title=f"The {noun} is open again", prose=prose), None))
    return [(page, f"https://gull.example/{at}") for at, (page, _) in enumerate(found)]


@pytest.mark.parametrize("others", [0, 1, 2, 3, 6])
def test_three_versions_of_a_story_keep_what_they_share(others: int) -> None:
    """However few other stories the site has, and whatever their headlines."""
    for text in texts(versions(others))[:3]:
        assert all(part in text for part in STORY[:5])


def test_template_beside_it_makes_shared_paragraphs_no_template() -> None:
    """Versions that all carry a long policy: of what is left without it, the shared paragraphs are most."""
    pages = [(str(page).replace("</article>", f"<p>{POLICY * 9}</p></article>"), url) for page, url in versions(6)]
    for text in texts(pages)[:3]:  # type: ignore[arg-type]
        assert POLICY not in text
        assert all(part in text for part in STORY[:5])
