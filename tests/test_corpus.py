"""The corpus as programs use it: filled from a newspaper, read, searched, exported, replayed, cut.

Comes in: a newspaper on loopback, saved pages, one corpus for all that only read. Goes out: one sentence each.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet.corpus import Corpus
from broadsheet.demo import open_newspaper
from broadsheet.errors import SchemaTooNew, UnknownArticle, UsageError
from broadsheet.options import DEFAULT, FetchOptions, FollowOptions, Options, WorkerOptions
from broadsheet.records import Article
from tests.stories import dump, folder_of, page

HERE = Options(
    fetch=FetchOptions(allow_private=True, min_gap=0.0),
    follow=FollowOptions(listings=False),
    workers=WorkerOptions(processes=1),
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of a newspaper, three saved pages and a dump; not to be changed."""
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "storm.txt").write_bytes(dump(900))
    with open_newspaper() as paper, Corpus(folder / "c") as corpus:
        sources = (*paper.urls, folder_of(folder / "saved", 3), folder / "storm.txt")
        assert sum(outcome.ok for outcome in corpus.add(*sources, options=HERE)) == 14
    return folder / "c"


@pytest.fixture
def corpus(filled: Path) -> Iterator[Corpus]:
    """The corpus, opened."""
    with Corpus(filled) as opened:
        yield opened


@pytest.fixture
def own(filled: Path, tmp_path: Path) -> Iterator[Corpus]:
    """A copy of the corpus that a test may spoil."""
    with Corpus(shutil.copytree(filled, tmp_path / "copy")) as opened:
        yield opened


def unpacked(folder: Path) -> bytes:
    """Every byte that a corpus keeps, WARC members decompressed."""
    found = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".warc" not in path.name)
    for path in folder.glob("warc/*.warc.gz*"):
        rest = path.read_bytes()
        while rest:
            member = zlib.decompressobj(31)
            found += member.decompress(rest)
            rest = member.unused_data
    return found


def test_every_raw_page_makes_its_article_again(corpus: Corpus, tmp_path: Path) -> None:
    """Zipped, latin-1, redirected, saved, dumped: page and template give the very article that is stored."""
    shutil.copytree(corpus.path, tmp_path / "c")
    with Corpus(tmp_path / "c", options=corpus.options) as copy:
        states = [outcome.state for outcome in copy.reextract()]  # the first pages of a site came without a template
        assert (states.count("changed"), states.count("unchanged")) == (3, 11)
        articles = list(copy.articles())
        assert [copy.traced(article.id).outcome for article in articles] == articles


def test_articles_are_filtered(corpus: Corpus) -> None:
    """By site, days, language and words; without filters all, dated ones first."""
    every = list(corpus.articles())
    dates = [article.date_published for article in every]
    assert dates == sorted(filter(None, dates)) + [None] * dates.count(None)
    assert {a.language for a in corpus.articles(language="de")} == {"de"}
    assert {a.url for a in corpus.articles(site="127.0.0.2")} == {a.url for a in every if "127.0.0.2" in (a.url or "")}
    day = "2024-09-12"
    assert (
        {a.id for a in corpus.articles(since=day, until=day)}
        == {a.id for a in every if (a.date_published or "").startswith(day)}
        != set()
    )
    assert [a.text for a in corpus.articles(text='"storm 900"')] == [a.text for a in every if "storm 900" in a.text]


def test_an_article_is_found_by_id_prefix_and_url(corpus: Corpus) -> None:
    """`get` takes any of the three; another id is `UnknownArticle`."""
    article = next(article for article in corpus.articles() if article.url)
    assert corpus.get(article.id) == corpus.get(article.id[:8]) == corpus.get(article.url or "") == article
    with pytest.raises(UnknownArticle):
        corpus.get("f" * 16)


def test_search_ranks_and_shows_the_passage(corpus: Corpus) -> None:
    """The story about the word comes first, with the match marked; filters narrow."""
    first, *_ = corpus.search("footbridge")
    assert "footbridge" in (first.title or "").lower()
    assert "[" in first.snippet
    assert len(corpus.search("storm", 2)) == 2
    assert corpus.search("footbridge", language="de") == []


def test_rows_are_light_and_limited(corpus: Corpus) -> None:
    """A row an article, without its text."""
    assert len(list(corpus.rows())) == 14
    (row,) = corpus.rows(limit=1, language="de")
    assert row.language == "de"
    assert not hasattr(row, "text")


def test_the_ledger_adds_up(corpus: Corpus) -> None:
    """Counts and rows tell of the same inputs; every drop has its evidence."""
    rows, counts = list(corpus.ledger_rows()), corpus.ledger()
    assert len(rows) == sum(counts.values()) == 20
    assert counts["article"] == 14
    assert all(row.evidence for row in rows if row.outcome != "article")


def test_the_ledger_as_csv_is_the_appendix_of_a_paper(corpus: Corpus) -> None:
    """One row an input under a header, every row as long as the header."""
    out = io.BytesIO()
    assert corpus.export_ledger(out) == 20
    header, *lines = csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig")))
    assert header[:4] == ["source", "kind", "origin", "outcome"]
    assert {len(line) for line in lines} == {len(header)}
    assert len(lines) == 20


def test_every_format_is_exported(corpus: Corpus, tmp_path: Path) -> None:
    """JSON lines, CSV and Markdown to files, a folder and a stream, each with all articles."""
    assert corpus.export("jsonl", tmp_path / "all.jsonl") == 14
    lines = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text("utf-8").splitlines()]
    assert lines == [json.loads(json.dumps(article.to_dict())) for article in corpus.articles()]
    assert corpus.export("csv", tmp_path / "all.csv") == 14
    text = (tmp_path / "all.csv").read_text("utf-8-sig")
    assert [row["id"] for row in csv.DictReader(io.StringIO(text, newline=""))] == [line["id"] for line in lines]
    assert corpus.export("markdown", tmp_path / "md") == 14
    assert {path.stem for path in (tmp_path / "md").iterdir()} == {line["id"] for line in lines}
    out = io.BytesIO()
    assert corpus.export("jsonl", out, language="de") == out.getvalue().count(b"\n") == 2
    with pytest.raises(UsageError, match="docx"):
        corpus.export("docx", out)


def test_a_removed_article_leaves_no_word_behind(own: Corpus) -> None:
    """Text, facts, index and raw record are gone from every file; id and ledger stay; nothing brings it back."""
    article = next(article for article in own.articles() if "Fährfrau" in (article.title or ""))
    words = "Fährfrau".encode()
    before = own.ledger()
    assert words in unpacked(own.path)
    assert own.remove(article.id) == [article.id]
    own.close()
    assert words not in unpacked(own.path)
    assert own.ledger() == before
    assert own.check() == []
    for call in (own.get, own.page):
        with pytest.raises(UnknownArticle):
            call(article.id)
    assert article.id not in {one.id for one in own.articles()}


def test_a_removed_file_is_not_added_again(own: Corpus, tmp_path: Path) -> None:
    """The tombstone holds: the same saved page is a duplicate of what was taken out."""
    (tmp_path / "one.html").write_bytes(page(77))
    (made,) = own.add(tmp_path / "one.html", options=HERE)
    assert isinstance(made, Article)
    own.remove(made.id)
    shutil.copy(tmp_path / "one.html", tmp_path / "two.html")
    outcomes = [*own.add(tmp_path / "one.html", options=HERE), *own.add(tmp_path / "two.html", options=HERE)]
    assert [getattr(outcome, "reason", None) for outcome in outcomes] == ["duplicate_url"] * 2
    assert own.search('"storm 77"') == []


def test_a_whole_site_is_removed(own: Corpus) -> None:
    """All its articles, and the raw pages of its walls too; other sites stay."""
    gone = {article.id for article in own.articles(site="127.0.0.1")}
    assert set(own.remove("127.0.0.1")) == gone != set()
    own.close()
    assert not set(gone) & {article.id for article in own.articles()}
    assert b"type the characters in the picture" not in unpacked(own.path)
    assert own.check() == []
    assert own.ledger()["article"] == 14


@pytest.mark.parametrize("what", ["ffffffffffffffff", "nowhere.example", "", "storm"])
def test_what_is_not_there_cannot_be_removed(own: Corpus, what: str) -> None:
    """`UnknownArticle`, and nothing is touched."""
    with pytest.raises(UnknownArticle):
        own.remove(what)
    assert len(list(own.articles())) == 14


def test_a_corpus_that_is_not_there_is_not_made_by_reading(tmp_path: Path) -> None:
    """Every reading call and `remove` say so, and leave no folder behind."""
    missing = Corpus(tmp_path / "c")
    calls = (missing.ledger, missing.check, missing.rows, missing.articles, lambda: missing.remove("a.example"))
    for call in calls:
        with pytest.raises(UsageError, match="no corpus at"):
            call()
    assert not (tmp_path / "c").exists()


def test_a_corpus_can_be_moved_and_zipped(filled: Path, tmp_path: Path) -> None:
    """Nothing in it depends on where it lies."""
    archive = shutil.make_archive(str(tmp_path / "deposit"), "zip", filled)
    shutil.unpack_archive(archive, tmp_path / "elsewhere")
    with Corpus(tmp_path / "elsewhere") as moved, Corpus(filled) as here:
        assert list(moved.articles()) == list(here.articles())
        assert moved.page(next(moved.rows()).id) == here.page(next(here.rows()).id)


def test_a_corpus_of_a_later_version_is_refused(own: Corpus) -> None:
    """Reading and writing both say so."""
    with sqlite3.connect(own.path / "corpus.db") as db:
        db.execute("PRAGMA user_version = 999")
    db.close()
    with pytest.raises(SchemaTooNew):
        own.ledger()
    with pytest.raises(SchemaTooNew):
        list(own.add("none.html"))


def test_reading_does_not_disturb_writing(own: Corpus, tmp_path: Path) -> None:
    """Articles are read while an `add` is under way, by the same object and by another."""
    outcomes = own.add(folder_of(tmp_path / "more", 3, first=50), options=HERE)
    assert next(outcomes).ok
    with Corpus(own.path) as other:
        assert len(list(other.articles())) == len(list(own.articles())) >= 15
    assert len(list(outcomes)) == 2


def test_the_first_add_makes_the_settings_to_fill_in(tmp_path: Path) -> None:
    """`corpus.toml` is there, harmless, and never overwritten."""
    with Corpus(str(tmp_path / "c")) as corpus:
        list(corpus.add(folder_of(tmp_path / "saved", 1)))
        assert corpus.options == DEFAULT
        (corpus.path / "corpus.toml").write_text('contact = "desk@a.example"', "utf-8")
        list(corpus.add(tmp_path / "saved"))
        assert corpus.options.fetch.contact == "desk@a.example"
