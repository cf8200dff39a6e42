"""Archives far away that are not there, go away, or answer slowly: an outcome each, and the next run goes on.

Comes in: months of Common Crawl News on the fault server. Goes out: outcomes, and what the server was asked for.
"""

from __future__ import annotations

import time
from pathlib import Path

from msgspec.structs import replace

from broadsheet.corpus import Corpus
from tests.faults import FaultServer, Line, reply
from tests.run.test_unpacking import HERE, add, is_clean, rows
from tests.warcs import FOLDER, File, archive, name, publish

INDEX = f"{FOLDER}warc.paths.gz"


def test_a_month_that_is_not_there_is_an_outcome(tmp_path: Path) -> None:
    """`gone`, asked for again with the same command, and read when it is there."""
    with FaultServer() as server:
        for _ in range(2):
            assert add(tmp_path, server, "cc-news:2024-03", site="paper.example") == {"gone": 1}
        publish(server, {name(1): File(archive(range(2)))})
        assert add(tmp_path, server, "cc-news:2024-03", site="paper.example")["article"] == 2
        assert len(server.asked(INDEX)) == 3


def test_a_list_that_went_away_leaves_its_files_queued(tmp_path: Path) -> None:
    """What it named is in the corpus, and read without it."""
    with FaultServer() as server:
        publish(server, {name(1): reply("later", "503 Service Unavailable"), name(2): File(archive(range(2)))})  # type: ignore[dict-item]
        first = add(tmp_path, server, "cc-news:2024-03", site="paper.example")
        assert (first["article"], first["http_5xx"] + first["rate_limited"]) == (2, 1)
        server.scripts[INDEX] = reply("no", "404 Not Found")
        server.scripts[f"{FOLDER}{name(1)}"] = File(archive(range(5, 8)))
        assert add(tmp_path, server, resume=True) == {"article": 3, "list_page": 1}
        assert len(server.asked(INDEX)) == 1
    assert is_clean(tmp_path)


def test_a_file_that_comes_slowly_is_waited_for_while_it_comes(tmp_path: Path) -> None:
    """The deadline of pages is over long before; what stands still for so long is put off, and gone on with later."""
    data = archive(range(3))
    head = b'HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nETag: "one"\r\nContent-Length: %d\r\n\r\n'
    whole = File(data)

    def slowly(line: Line) -> None:
        line.send(head % len(data))
        for at in range(0, len(data), len(data) // 8 + 1):
            line.send(data[at : at + len(data) // 8 + 1])
            time.sleep(0.3)

    def stalls(line: Line) -> None:
        line.send(head % len(data) + data[:700])
        time.sleep(3)

    hurried = replace(HERE, fetch=replace(HERE.fetch, deadline=1.0))
    with FaultServer({"/slow.warc.gz": slowly, "/still.warc.gz": stalls}) as server, Corpus(tmp_path) as corpus:
        assert len(list(corpus.add(server.url("/slow.warc.gz"), options=hurried))) == 6
        (put_off,) = corpus.add(server.url("/still.warc.gz"), options=hurried)
        assert (put_off.ok, "queued" in str(put_off)) == (False, True)
        server.scripts["/still.warc.gz"] = whole
        list(corpus.add(options=hurried, resume=True))
        assert whole.ranges == [(700, '"one"')]
    assert rows(tmp_path, "SELECT count(*) FROM inputs WHERE reason = 'list_page'") == [(2,)]
    assert is_clean(tmp_path)
