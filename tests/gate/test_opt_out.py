"""Opt-out signals: reported always, obeyed by option."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.archive import Found, read_archive
from broadsheet.corpus import Corpus
from broadsheet.options import FetchOptions, GateOptions, Options, WorkerOptions
from broadsheet.pipeline import process
from broadsheet.records import Article, Dropped, Page
from broadsheet.upkeep.verify import Verified, verify
from tests.faults import FaultServer, reply
from tests.stories import page as story

OBEY = Options(gate=GateOptions(respect_opt_out=True))

CASES = [
    ("TDM-Reservation", "1", True),
    ("tdm-reservation", "0", False),
    ("X-Robots-Tag", "noai, noimageai", True),
    ("X-Robots-Tag", "NOINDEX", True),
    ("X-Robots-Tag", "none", True),
    ("X-Robots-Tag", "nofollow, noarchive", True),
    ("X-Robots-Tag", "googlebot: noindex", False),
    ("X-Robots-Tag", "googlebot: nofollow, noindex", False),
    ("X-Robots-Tag", "otherbot: noindex, broadsheet: noai", True),
    ("X-Robots-Tag", "max-snippet: 20, noindex", True),
    ("X-Robots-Tag", "unavailable_after: 25 Jun 2030 15:00:00 PST, nofollow", False),
    ("X-Robots-Tag", "all", False),
    ("meta robots", "index, noarchive", True),
    ("meta robots", "index, follow", False),
    ("meta tdm-reservation", "1", True),
    ("meta googlebot", "noindex", False),
]


def made(name: str, value: str) -> Page:
    """A story with a header field, or a meta element."""
    if name.startswith("meta "):
        meta = f'<meta name="{name[5:]}" content="{value}">'.encode()
        return Page(story(1).replace(b"<nav>", meta + b"<nav>"), "https://gazette.example/a")
    return Page(story(1), "https://gazette.example/a", headers=((name, value),))


@pytest.mark.parametrize(("name", "value", "out"), CASES)
def test_an_opt_out_is_reported_and_obeyed_by_option(name: str, value: str, out: bool) -> None:
    """An article with the signal as it stands; by option `robots_denied` with the statement as evidence."""
    found, obeyed = process(made(name, value)), process(made(name, value), OBEY)
    assert isinstance(found, Article)
    assert value in found.signals.values()
    assert isinstance(obeyed, Dropped) is out
    if isinstance(obeyed, Dropped):
        assert (obeyed.reason, value in obeyed.evidence) == ("robots_denied", True)


def test_a_header_says_where_it_came_from() -> None:
    """The signal's source is the header field."""
    found = process(made("TDM-Reservation", "1"))
    assert isinstance(found, Article)
    assert found.signals["tdm_reservation"] == "1"
    assert found.provenance["signals.tdm_reservation"].source == "http:TDM-Reservation"


def test_nothing_is_kept_of_a_page_that_opted_out(tmp_path: Path) -> None:
    """Obeyed, its raw record is erased; the row and the evidence stay, and the archive is whole."""
    fetch = FetchOptions(allow_private=True, min_gap=0)
    options = Options(fetch=fetch, gate=OBEY.gate, workers=WorkerOptions(processes=1))
    served = {"/a": reply(story(1), tdm_reservation="1"), "/b": reply(story(2))}
    with FaultServer(served) as server, Corpus(tmp_path) as corpus:
        outcomes = {outcome.url: outcome for outcome in corpus.add(server.url("/a"), server.url("/b"), options=options)}
        assert [outcomes[server.url(path)].ok for path in ("/a", "/b")] == [False, True]
        assert corpus.ledger() == {"article": 1, "robots_denied": 1, "queued": 0}
        (row, _) = corpus.ledger_rows()
        assert (row.evidence, row.status) == ("tdm-reservation: 1", 200)
        assert corpus.check() == []
    assert list(verify(tmp_path, Verified())) == []
    read = [one for path in (tmp_path / "warc").glob("*.gz") for one in read_archive(path, 1 << 30)]
    bodies = [one.record.body for one in read if isinstance(one, Found)]
    assert [sum(words in body for body in bodies) for words in (b"storm 1", b"storm 2")] == [0, 1]
