"""Runs: every source comes to one outcome, every byte into the archive, and asking twice adds nothing.

Comes in: a newspaper on loopback, folders, dumps, hostile servers. Goes out: outcomes, and the corpus they leave.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet.archive import Archive
from broadsheet.corpus import Corpus
from broadsheet.demo import Newspaper, open_newspaper
from broadsheet.errors import ContactMissing, UsageError
from broadsheet.options import DEFAULT, FetchOptions, FollowOptions, Options, WorkerOptions
from broadsheet.records import Article, Dropped, Form, Page, Reason
from broadsheet.run import ingest, intake
from broadsheet.run.intake import asked_of, left_over
from broadsheet.source import Source, as_form, named
from broadsheet.store import Store
from tests.faults import FaultServer, reply
from tests.stories import HANG, dump, folder_of, page

HERE = Options(
    fetch=FetchOptions(allow_private=True, min_gap=0.0),
    follow=FollowOptions(listings=False),
    workers=WorkerOptions(processes=1),
)
"""Options for a newspaper on this machine; one child starts sooner than two."""

Outcome = Article | Dropped


@pytest.fixture(scope="module")
def paper() -> Iterator[Newspaper]:
    """An open newspaper."""
    with open_newspaper() as opened:
        yield opened


def add(folder: Path, *sources: str | Path, options: Options = HERE) -> list[Outcome]:
    """All outcomes of one `add`."""
    with Corpus(folder) as corpus:
        return list(corpus.add(*sources, options=options))


def reasons(outcomes: list[Outcome]) -> Counter[str]:
    """Outcomes by name."""
    return Counter(outcome.reason.value if isinstance(outcome, Dropped) else "article" for outcome in outcomes)


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    """The rows of a query to the corpus's database."""
    with Store(folder / "corpus.db", write=False) as store:
        return [tuple(row) for row in store.select(query)]


def sums_up(folder: Path) -> bool:
    """Asked for = articles + dropped + queued, and the database is whole."""
    with Corpus(folder) as corpus:
        asked = rows(folder, "SELECT count(*) FROM inputs")[0][0]
        return sum(corpus.ledger().values()) == asked and corpus.check() == []


def raw_pages(folder: Path) -> int:
    """How many raw pages the attempts refer to; each is read and its digests verified."""
    with Store(folder / "corpus.db", write=False) as store, Archive(folder / "warc", write=False) as archive:
        inputs = [row["id"] for row in store.select("SELECT id FROM inputs")]
        records = [attempt.record for one in inputs for attempt in store.attempts_of_input(one) if attempt.record]
        return sum(archive.read_record(record).type != "" for record in records)


def test_a_newspaper_comes_to_its_outcomes(paper: Newspaper, tmp_path: Path) -> None:
    """Articles, walls, a redirect, a missing and a denied page: one outcome each, over real HTTP."""
    outcomes = add(tmp_path, *paper.urls)
    assert reasons(outcomes) == {
        "article": 10, "login_wall": 1, "captcha": 1, "soft_404": 1, "list_page": 1, "gone": 1, "robots_denied": 1,
    }  # fmt: skip
    assert not set(paper.denied) & set(paper.requests)
    assert sums_up(tmp_path)
    assert raw_pages(tmp_path) == len(paper.urls) - len(paper.denied)


def test_walls_keep_their_raw_page_and_make_no_article(paper: Newspaper, tmp_path: Path) -> None:
    """A captcha and a soft 404 have an attempt with a status and a readable record, and no row of their own."""
    walls = [url for url in paper.urls if url.endswith(("herons-count.html", "old-fair.html"))]
    assert reasons(add(tmp_path, *walls)) == {"captcha": 1, "soft_404": 1}
    assert rows(tmp_path, "SELECT status, warc_file IS NULL FROM attempts") == [(200, 0), (200, 0)]
    assert rows(tmp_path, "SELECT count(*) FROM articles") == [(0,)]
    assert raw_pages(tmp_path) == 2


def test_the_same_sources_again_add_nothing(paper: Newspaper, tmp_path: Path) -> None:
    """URLs, files, a folder and a dump: a second `add` makes no article, no version and no input."""
    (tmp_path / "story.txt").write_bytes(dump(900))
    folder = folder_of(tmp_path / "saved", 5)
    sources = [*paper.urls[:7], folder, folder / "0001.html", tmp_path / "story.txt"]
    counts = "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM versions), (SELECT count(*) FROM inputs)"
    first = reasons(add(tmp_path / "c", *sources))
    before = rows(tmp_path / "c", counts)
    assert first == {"article": 13, "duplicate_url": 1}
    assert reasons(add(tmp_path / "c", *sources)) == {"duplicate_url": 14}
    assert rows(tmp_path / "c", counts) == before == [(13, 13, 13)]


def test_one_broken_page_among_two_hundred_costs_only_itself(tmp_path: Path) -> None:
    """The others are articles, the ledger names the broken one, and so does its outcome."""
    folder = folder_of(tmp_path / "saved", 200, broken=HANG)
    options = Options(workers=WorkerOptions(seconds=1))
    outcomes = add(tmp_path / "c", folder, options=options)
    assert reasons(outcomes) == {"article": 200, "parser_killed": 1}
    (broken,) = [outcome for outcome in outcomes if isinstance(outcome, Dropped)]
    assert broken.url == str(folder / "broken.html")
    assert sums_up(tmp_path / "c")
    assert raw_pages(tmp_path / "c") == 201


def test_two_urls_of_one_story_make_one_article(paper: Newspaper, tmp_path: Path) -> None:
    """A short link that redirects and the story's own address: an article, and a duplicate that names it."""
    (short,) = [url for url in paper.urls if url.endswith("/n/841")]
    story = short.replace("/n/841", "/valley/2024/librarian-on-the-night-bus.html")
    outcomes = add(tmp_path, short) + add(tmp_path, story)
    assert isinstance(outcomes[0], Article)
    assert outcomes[0].url == story
    assert outcomes[1] == Dropped(url=story, reason=Reason.DUPLICATE_URL, evidence=outcomes[0].id)
    assert rows(tmp_path, "SELECT count(*) FROM versions") == [(1,)]


def test_one_story_named_twice_in_one_run_is_fetched_once(tmp_path: Path) -> None:
    """Spellings with the same dedup key are one input and one request."""
    with FaultServer({"/story?id=1": reply(page(1))}) as server:
        url = server.url("/story?id=1")
        outcomes = add(tmp_path, url, url + "&utm_source=mail", url + "#comments")
        assert reasons(outcomes) == {"article": 1, "duplicate_url": 2}
        assert len(server.asked()) == 1


def test_a_file_that_changed_on_disk_is_a_new_input(tmp_path: Path) -> None:
    """Its key is content and path: the new words are an article of their own, the old ones stay."""
    file = tmp_path / "story.html"
    texts = []
    for number in (1, 2):
        file.write_bytes(page(number))
        (made,) = add(tmp_path / "c", file)
        texts.append(made.text if isinstance(made, Article) else made.reason)
    with Corpus(tmp_path / "c") as corpus:
        assert {article.text for article in corpus.articles()} == set(texts)
        assert corpus.ledger() == {"article": 2, "queued": 0}


def test_the_same_words_in_two_files_are_one_article(tmp_path: Path) -> None:
    """A copy under another name is a duplicate that names the article."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.html").write_bytes(page(1))
    first, second = add(tmp_path / "c", tmp_path / "a.html", tmp_path / "b.html")  # in order: HERE is one child
    assert isinstance(first, Article)
    assert second == Dropped(url=str(tmp_path / "b.html"), reason=Reason.DUPLICATE_URL, evidence=first.id)


def test_a_changed_page_is_a_version_of_its_article(tmp_path: Path) -> None:
    """A dropped input is tried again; the same URL with other words behind another address is a version."""
    with FaultServer({"/a": reply(status="302 Found", location="/story"), "/story": reply(page(1))}) as server:
        first = add(tmp_path, server.url("/a"))
        server.scripts["/story"] = reply(page(2))
        second = add(tmp_path, server.url("/story"))
    assert reasons(first + second) == {"article": 2}
    assert rows(tmp_path, "SELECT number FROM versions") == [(1,), (2,)]
    assert rows(tmp_path, "SELECT count(*) FROM articles") == [(1,)]


def test_what_failed_is_tried_again(tmp_path: Path) -> None:
    """A server error is dropped today and an article tomorrow, one input with two attempts."""
    with FaultServer({"/story": reply("later", "500 Oops")}) as server:
        assert reasons(add(tmp_path, server.url("/story"))) == {"http_5xx": 1}
        server.scripts["/story"] = reply(page(1))
        assert reasons(add(tmp_path, server.url("/story"))) == {"article": 1}
    assert rows(tmp_path, "SELECT outcome FROM attempts") == [("http_5xx",), ("article",)]
    assert sums_up(tmp_path)


def test_private_addresses_are_refused_unless_allowed(tmp_path: Path) -> None:
    """No request arrives, and the ledger says why."""
    with FaultServer({"/story": reply(page(1))}) as server:
        outcomes = add(tmp_path, server.url("/story"), options=DEFAULT)
        assert reasons(outcomes) == {"private_address": 1}
        assert server.log == []
    with Corpus(tmp_path) as corpus:
        assert corpus.ledger() == {"article": 0, "private_address": 1, "queued": 0}


def test_without_a_contact_nothing_public_is_fetched(tmp_path: Path) -> None:
    """`ContactMissing` says what to set; nothing is asked for."""
    with pytest.raises(ContactMissing, match="BROADSHEET_CONTACT"):
        add(tmp_path, "https://paper.example/story", options=DEFAULT)
    with Corpus(tmp_path) as corpus:
        assert corpus.ledger() == {"article": 0, "queued": 0}


def test_sources_of_every_kind_go_side_by_side(paper: Newspaper, tmp_path: Path) -> None:
    """A URL, a folder, a dump, a missing file, a feed's scheme: each has its outcome in one run."""
    (tmp_path / "story.txt").write_bytes(dump(900))
    folder = folder_of(tmp_path / "saved", 3)
    sources = (paper.urls[0], folder, tmp_path / "story.txt", tmp_path / "none.html", "ftp://a.example/")
    outcomes = add(tmp_path / "c", *sources)
    assert reasons(outcomes) == {"article": 5, "unreadable": 1, "unsupported_scheme": 1}
    assert {o.url for o in outcomes if isinstance(o, Dropped)} == {str(tmp_path / "none.html"), "ftp://a.example/"}
    assert dict(rows(tmp_path / "c", "SELECT kind, count(*) FROM inputs GROUP BY 1")) == {
        "url": 2,
        "file": 4,
        "text": 1,
    }
    assert sums_up(tmp_path / "c")


def test_a_run_that_is_left_early_keeps_what_it_has(tmp_path: Path) -> None:
    """After `break` and the end of the `with` block pages in hand are recorded, nothing is lost, the lock is free."""
    folder = folder_of(tmp_path / "saved", 30)
    with Corpus(tmp_path / "c") as corpus:
        outcomes = corpus.add(folder, options=HERE)
        first = next(outcomes)
    assert first.ok
    assert rows(tmp_path / "c", "SELECT finished_at IS NULL FROM runs") == [(0,)]
    assert sums_up(tmp_path / "c")
    again = reasons(add(tmp_path / "c", folder))
    assert again.total() == 30
    assert rows(tmp_path / "c", "SELECT count(*), count(DISTINCT article_id) FROM versions") == [(30, 30)]


def test_an_interrupt_in_the_middle_keeps_what_is_in_hand(tmp_path: Path) -> None:
    """`KeyboardInterrupt` comes back out; what was begun is recorded, the rest can be asked for again."""
    names = iter(folder_of(tmp_path / "saved", 8).iterdir())

    def sources() -> Iterator[Source]:
        for count, name in enumerate(names):
            if count == 5:
                raise KeyboardInterrupt
            yield from named([str(name)], "argument", 10**6)

    with pytest.raises(KeyboardInterrupt), Corpus(tmp_path / "c") as corpus:
        list(corpus.add(lists=[sources()], options=HERE))
    assert rows(tmp_path / "c", "SELECT state, count(*) FROM inputs GROUP BY 1") == [("article", 5)]


def test_a_source_that_fails_ends_the_run_in_order(tmp_path: Path) -> None:
    """An unreadable list is a `UsageError`; what came before it is recorded, and the run is closed."""
    folder = folder_of(tmp_path / "saved", 3)

    def sources() -> Iterator[Source]:
        yield from named([str(folder)], "argument", 10**6)
        raise UsageError("cannot read the list")

    with pytest.raises(UsageError, match="the list"), Corpus(tmp_path / "c") as corpus:
        list(corpus.add(lists=[sources()], options=HERE))
    assert rows(tmp_path / "c", "SELECT count(*) FROM articles") == [(3,)]
    assert rows(tmp_path / "c", "SELECT finished_at IS NULL FROM runs") == [(0,)]


def test_a_url_that_nobody_answers_is_an_outcome(tmp_path: Path) -> None:
    """A closed port and a server that only says nonsense are named states, and the run goes on."""
    with FaultServer({"/bad": b"\x00\x01\x02\r\n\r\n", "/story": reply(page(1))}) as server:
        outcomes = add(tmp_path, server.url("/bad"), server.url("/story"))
    closed = add(tmp_path, server.url("/gone"))
    assert reasons(outcomes) == {"protocol_error": 1, "article": 1}
    assert reasons(closed) == {"connect_error": 1}
    assert sums_up(tmp_path)


def test_a_run_is_told_how_many_inputs_there_are(tmp_path: Path) -> None:
    """`on_asked` counts up as sources become known: a progress bar has its total."""
    told: list[int] = []
    with Corpus(tmp_path / "c") as corpus:
        count = len(list(corpus.add(folder_of(tmp_path / "saved", 7), options=HERE, on_asked=told.append)))
    assert told == sorted(told)
    assert told[-1] == count == 7


def test_a_long_list_of_several_sites_never_stands_still(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where as many inputs are under way as may be, fetching does not wait for more of them."""
    monkeypatch.setattr(ingest, "BACKLOG", 3)
    stories = {f"/{number}": reply(page(number)) for number in range(8)}
    with FaultServer(stories) as one, FaultServer(stories, host="127.0.0.2") as other:
        urls = [server.url(path) for path in stories for server in (one, other)]
        assert reasons(add(tmp_path, *urls)) == {"article": 16}


def test_a_url_does_not_wait_for_the_sources_after_it(tmp_path: Path) -> None:
    """It is fetched and recorded while the next source is still to come."""
    with FaultServer({"/story": reply(page(1))}) as server, Corpus(tmp_path) as corpus:

        def sources() -> Iterator[Source]:
            yield from named([server.url("/story")] * intake.BATCH, "argument", 10**6)
            deadline = time.monotonic() + 20
            while not server.asked("/story") and time.monotonic() < deadline:
                time.sleep(0.01)
            assert server.asked("/story")

        assert reasons(list(corpus.add(lists=[sources()], options=HERE)))["article"] == 1


def test_what_was_left_queued_is_taken_up(tmp_path: Path) -> None:
    """`resume`: URLs and files of an ended run come to their outcomes, a changed file to `unreadable`; none is new."""
    folder = folder_of(tmp_path / "saved", 3)
    with FaultServer({"/story": reply(page(7))}) as server:
        names = [server.url("/story"), *map(str, sorted(folder.iterdir()))]
        with Store(tmp_path / "c" / "corpus.db", write=True) as store:
            store.ask_many(asked_of(source) for source in named(names, "argument", 10**6))
        (folder / "0002.html").write_bytes(page(8))
        with Corpus(tmp_path / "c") as corpus:
            assert reasons(list(corpus.add(resume=True, options=HERE))) == {"article": 3, "unreadable": 1}
            assert corpus.ledger() == {"article": 3, "unreadable": 1, "queued": 0}
            assert list(corpus.add(resume=True, options=HERE)) == []
    assert sums_up(tmp_path / "c")


def test_each_page_of_a_file_of_many_is_an_input(tmp_path: Path) -> None:
    """Two dumps under their URLs in one file: two articles with those URLs; asked again and resumed, nothing new."""
    urls = ["https://paper.example/first", "https://paper.example/second"]
    path = tmp_path / "dumps.txt"
    path.write_text("\n\n".join(f"{url}\n{dump(number).decode()}" for number, url in enumerate(urls)))
    with Store(tmp_path / "c" / "corpus.db", write=True) as store:
        store.ask_many(asked_of(source) for source in named([str(path)], "argument", 10**6))
    with Corpus(tmp_path / "c") as corpus:
        assert sorted(str(found.url) for found in corpus.add(resume=True, options=HERE)) == urls
        assert reasons(list(corpus.add(path, options=HERE))) == {"duplicate_url": 2}
    assert sums_up(tmp_path / "c")


def test_a_page_is_resumed_as_what_it_was_asked_for_as(tmp_path: Path) -> None:
    """`--as text` of the run that was ended holds: a dump that begins like HTML is read as a dump."""
    path = tmp_path / "odd.txt"
    path.write_bytes(b"<!doctype html> was my first line\n\n" + dump(1))
    with Store(tmp_path / "c" / "corpus.db", write=True) as store:
        store.ask_many(asked_of(source) for source in as_form(named([str(path)], "argument", 10**6), "text"))
        (left,) = left_over(store, 10**6)
    assert isinstance(left.item, Page)
    assert left.item.form is Form.TEXT


def test_each_outcome_has_the_name_of_its_input(tmp_path: Path) -> None:
    """`on_done` is told the URL or path just before the outcome, for articles without a URL too."""
    folder, told = folder_of(tmp_path / "saved", 3), list[str]()
    with Corpus(tmp_path / "c") as corpus:
        pairs = [
            (told[-1], outcome) for outcome in corpus.add(folder, tmp_path / "none", options=HERE, on_done=told.append)
        ]
    assert len(told) == len(pairs) == 4
    names = {outcome.title: name for name, outcome in pairs if isinstance(outcome, Article)}
    assert names == {f"Storm {number} is over": str(folder / f"000{number}.html") for number in range(3)}
    assert [(name, o.url) for name, o in pairs if isinstance(o, Dropped)] == [(str(tmp_path / "none"),) * 2]


@pytest.mark.parametrize("wrong", [5, b"https://a.example/", None, ["https://a.example/"]], ids=repr)
def test_sources_are_str_or_path(tmp_path: Path, wrong: str) -> None:
    """Anything else is a `TypeError` before anything is made."""
    with Corpus(tmp_path / "c") as corpus, pytest.raises(TypeError, match="str or Path"):
        corpus.add(wrong)
    assert not (tmp_path / "c").exists()


def test_ten_thousand_sources_are_never_held(tmp_path: Path) -> None:
    """A folder is read as it is worked off: a page is not opened while hundreds wait."""
    pulled = []

    def sources() -> Iterator[Source]:
        for number in range(200):
            pulled.append(number)
            yield from named([str(file)], "argument", 10**6)

    file = tmp_path / "story.html"
    file.write_bytes(page(1))
    with Corpus(tmp_path / "c", options=HERE) as corpus:
        next(iter(corpus.add(lists=[sources()])))
    assert len(pulled) < 50
