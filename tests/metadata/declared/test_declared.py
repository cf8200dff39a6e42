"""Meta tags, links, language, tags, related stories, paywall and signals: one claim each, resolved and raw."""

from __future__ import annotations

import msgspec
import pytest

from broadsheet.metadata import describe
from broadsheet.metadata.language import primary
from broadsheet.metadata.tagging import fold_doubles, split_keywords
from broadsheet.records import Related
from tests.metadata.reading import PROSE, body, document, read

TITLE = "<h1>Tide mill turns again</h1>"
HOST = "https://www.harbourpost.example"


@pytest.mark.parametrize(
    "name",
    [
        "article:published_time",
        "parsely-pub-date",
        "dc.date.issued",
        "sailthru.date",
        "citation_publication_date",
        "pubdate",
    ],
)
def test_common_spellings_of_a_date_are_known(name: str) -> None:
    """Each vocabulary's tag dates the article and is named as the source."""
    fact = read(PROSE, f"{HOST}/mill", f'<meta name="{name}" content="2024-05-02">').chosen["date_published"]
    assert (fact.value, fact.source) == ("2024-05-02", f"meta:{name}")


def test_surname_first_is_turned() -> None:
    """Highwire writes `Roe, Jane`, one author a tag."""
    head = '<meta name="citation_author" content="Roe, Jane"><meta name="citation_author" content="Poe, John A.">'
    assert read(PROSE, head=head).value("authors") == ("Jane Roe", "John A. Poe")


def test_author_page_is_no_author() -> None:
    """OpenGraph's `article:author` is a profile's URL on many sites."""
    assert (
        read(PROSE, head='<meta property="article:author" content="https://social.example/jane">').value("authors")
        is None
    )


def test_canonical_amp_and_short_links_are_resolved() -> None:
    """Relative references count from the page."""
    head = '<link rel="canonical" href="/mill"><link rel="amphtml" href="/amp/mill"><link rel=shortlink href="/?p=7">'
    facts = read(PROSE, head=head)
    assert facts.value("canonical_url") == f"{HOST}/mill"
    assert (facts.value("signals.amp_url"), facts.value("signals.shortlink")) == (f"{HOST}/amp/mill", f"{HOST}/?p=7")


@pytest.mark.parametrize(
    ("tag", "subtag"),
    [
        ("en-GB", "en"),
        ("pt_BR", "pt"),
        ("nb-NO", "no"),
        ("iw", "he"),
        ("cz", "cs"),
        ("English", "en"),
        ("x", None),
        ("", None),
    ],
)
def test_declared_language_is_its_primary_subtag(tag: str, subtag: str | None) -> None:
    """Regions go, old and mistaken tags are mended."""
    assert primary(tag) == subtag


def test_text_outweighs_the_declared_language() -> None:
    """A template that says English does not make German prose English; its tag stays as raw."""
    german = "<p>Das Rad der alten Mühle hat sich am Donnerstag zum ersten Mal seit neunzig Jahren gedreht.</p>"
    fact = read(german * 5).chosen["language"]
    assert (fact.value, fact.raw) == ("de", "en")


def test_doubled_tags_fold_to_the_capitalised_at_the_first_place() -> None:
    """Order stays, case decides the spelling."""
    assert fold_doubles(["iran", "Iran", "Donald Trump", "donald trump"]) == ("Iran", "Donald Trump")


@pytest.mark.parametrize(
    ("values", "tags"),
    [
        (["mill, tide;  harbour"], ("mill", "tide", "harbour")),
        (["#mill #tide"], ("mill", "tide")),
        (["水车 港口 潮汐"], ("水车", "港口", "潮汐")),
        (["mill, 100312362, 26157981-b4f7-4929-adc1-e860c6f03636"], ("mill",)),
        (["topic/mill"], ("mill",)),
    ],
)
def test_keywords_are_split_and_machine_ids_left_out(values: list[str], tags: tuple[str, ...]) -> None:
    """Commas, hashes, Chinese spaces; ids and taxonomies are no tags."""
    assert split_keywords(values) == tags


def test_site_wide_keywords_give_way_to_the_articles_tags() -> None:
    """A list that opens with the paper's name describes the paper."""
    site = '<meta property="og:site_name" content="Harbour Post">'
    head = site + '<meta name="keywords" content="Harbour Post, news, sport">'
    page = read(
        TITLE + PROSE + '<div class="tags"><a href="/t/mill">Mill</a> <a href="/t/tide">Tide</a></div>', head=head
    )
    assert page.value("tags") == ("Mill", "Tide")


def test_related_stories_stop_at_the_next_box() -> None:
    """The first box below the article is its own, `Most read` is the site's."""
    own = '<h2 class="related">Related</h2><div class="related"><a href="/ferry">Ferry timetable changes</a></div>'
    most = '<h2 class="related">Most read</h2><div class="related"><a href="/cake">Cake from a rowing boat</a></div>'
    assert read(TITLE + PROSE * 3 + own + most).value("related") == (
        Related("Ferry timetable changes", f"{HOST}/ferry"),
    )


@pytest.mark.parametrize(("tier", "state"), [("free", "free"), ("locked", "not_free"), ("metered", None)])
def test_declared_tier_is_the_paywall(tier: str, state: str | None) -> None:
    """Facebook's content tiers speak where schema.org does not."""
    assert read(PROSE, head=f'<meta property="article:content_tier" content="{tier}">').value("paywall") == state


def test_visible_wall_cuts_the_text() -> None:
    """A wall after the last paragraph means not free and truncated, with its words as evidence."""
    facts = read(TITLE + PROSE * 2 + "<div>Subscribe to continue reading</div>")
    assert (facts.value("paywall"), facts.value("truncated")) == ("not_free", True)
    assert facts.chosen["paywall"].raw == "Subscribe to continue reading"


def test_rights_and_robots_are_reported_as_found() -> None:
    """Signals carry the page's own words; nothing follows from them here."""
    head = '<meta name="robots" content="noarchive, max-snippet:50"><meta name="tdm-reservation" content="1">'
    facts = read(PROSE, head=head + '<link rel="license" href="https://licences.example/by/4.0/">')
    assert facts.value("signals.robots") == "noarchive, max-snippet:50"
    assert facts.value("signals.tdm_reservation") == "1"
    assert facts.value("signals.licence") == "https://licences.example/by/4.0/"


def test_signals_are_one_dict_and_each_has_its_source() -> None:
    """The article takes the dict, provenance the single facts."""
    facts = read(PROSE, head='<meta name="robots" content="noarchive"><meta name="tdm-reservation" content="1">')
    assert facts.value("signals") == {"robots": "noarchive", "tdm_reservation": "1", "word_count": "17"}
    assert facts.chosen["signals.robots"].source == "meta:robots"


def test_words_are_declared_or_counted() -> None:
    """The article's words, not the page's; what JSON-LD says goes before."""
    script = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Mill", "wordCount": 812}</script>'
    )
    counted, declared = (read(f"<p>Home</p>{PROSE * 3}", head=head) for head in ("", script))
    assert [
        (f.chosen["signals.word_count"].value, f.chosen["signals.word_count"].source) for f in (counted, declared)
    ] == [
        ("51", "text"),
        ("812", "json-ld"),
    ]


@pytest.mark.parametrize(
    ("html", "direction", "source"),
    [("dir=RTL", "rtl", "html:dir"), ("dir=ltr", "ltr", "html:dir"), ("", "rtl", "language")],
)
def test_reading_direction_is_declared_or_that_of_the_language(html: str, direction: str, source: str) -> None:
    """An Arabic page that declares nothing is still read from the right."""
    prose = "<p>عادت طاحونة المد في الميناء إلى الدوران بعد تسعين عاما من الصمت كما قال مجلس البلدة يوم الخميس.</p>" * 4
    fact = read(prose, head=f"<html {html}><title>عادت الطاحونة</title>").chosen["signals.direction"]
    assert (fact.value, fact.source) == (direction, source)


def test_implausible_date_is_flagged() -> None:
    """A template default is no date and is reported."""
    facts = read(PROSE, head='<meta name="date" content="1970-01-01T00:00:00Z">')
    assert facts.value("signals")["implausible_date"] == "1970-01-01T00:00:00+00:00"


def test_a_date_after_the_page_was_fetched_is_flagged() -> None:
    """A typing error of the year; a clock that is a day ahead is none. Without a time of fetching all may be."""
    head = '<meta property="article:published_time" content="2031-03-04T10:00:00Z">'
    page = document(PROSE + "<time datetime=2024-05-02>2 May</time>", head=head)
    fetched = msgspec.structs.replace(page, fetched_at="2024-05-04T08:00:00Z")
    facts = describe(fetched, body(fetched))
    assert facts.value("signals")["implausible_date"] == "2031-03-04T10:00:00+00:00"
    assert str(facts.value("date_published")).startswith("2024-05-02")
    ahead = msgspec.structs.replace(page, fetched_at="2031-03-03T20:00:00Z")
    for one in (page, ahead):
        assert str(describe(one, body(one)).value("date_published")).startswith("2031-03-04")


def test_syndication_line_is_a_signal() -> None:
    """A closing line that names the first publisher is kept word for word."""
    line = "This story was first published by The Salt Ledger."
    assert read(TITLE + PROSE * 2 + f"<div>{line}</div>").value("signals.syndication") == line


@pytest.mark.parametrize(
    "words",
    [
        "Jetzt weiterlesen mit dem Probeabo",
        "This story is only available to members",
        "Sie möchten diesen Artikel mit Plus weiterlesen?",
        "Il vous reste 80 % de cet article à lire",
        "Réservé aux abonnés",
        "この記事は有料会員限定です",
    ],
)
def test_a_wall_speaks_many_languages(words: str) -> None:
    """Right below the last paragraph it says that there is more, in the words of its country."""
    assert read(f"{PROSE * 2}<div>{words}</div>").chosen["paywall"].raw == words


@pytest.mark.parametrize("words", ["This story is about members", "Die Artikel lesen sich gut", "Il vous reste à lire"])
def test_other_lines_are_no_wall(words: str) -> None:
    """Nearly the same words say something else."""
    assert read(f"{PROSE * 2}<div>{words}</div>").value("paywall") is None
