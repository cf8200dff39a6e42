"""Pages that are gone are had from a web archive, where the operator says so: from its raw replay, as what they were.

Comes in: a paper and a small archive on the fault server. Goes out: articles at their own addresses, and the ledger.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from broadsheet.corpus import Corpus
from tests.cli.conftest import Run, run
from tests.faults import FaultServer, Line, reply
from tests.run.test_following import front, path, rows, story

__all__ = ["run"]


class Archived(dict[str, Any]):
    """Scripts of a server that is also an archive: its CDX answers any query for `originals`, in `parts`."""

    def __init__(self, originals: list[str], parts: int = 1, *, junk: str = "") -> None:
        super().__init__({"/robots.txt": reply("", "404 Not Found")})
        self.originals, self.parts, self.junk = originals, parts, junk
        for number, one in enumerate(originals):
            self[f"/web/20240310120000id_/{one}"] = reply(story(number))

    def get(self, name: str, default: Any = None) -> Any:
        """The script for a path; that of the CDX server for whatever it is asked."""
        return self.captures if name.startswith("/cdx?") else super().get(name, default)

    def captures(self, line: Line) -> None:
        """A part, or how many there are."""
        fields = parse_qs(urlsplit(line.path).query)
        if "showNumPages" in fields:
            line.send(reply(f"{self.parts}\n", content_type="text/plain"))
        else:
            mine = self.originals[int(fields["page"][0]) :: self.parts]
            lines = "".join(f"k 20240310120000 {one} text/html 200 A 1\n" for one in mine)
            line.send(reply(self.junk + lines, content_type="text/plain"))


def settled(folder: Path, server: FaultServer) -> tuple[str, ...]:
    """A corpus's settings, and `add` with a range."""
    folder.mkdir(exist_ok=True)
    places = f'cdx = "{server.url("/cdx")}"\nreplay = "{server.url("/web/")}"\ncc_news = "{server.url("/")}"\n'
    (folder / "corpus.toml").write_text(f"[archives]\n{places}")
    days = ("--since", "2024-03", "--until", "2024-03", "--allow-private", "--min-gap", "0")
    return ("-c", str(folder), "add", server.url("/"), *days)


def test_what_is_gone_is_had_from_the_archive(tmp_path: Path, run: Run) -> None:
    """At its own address, with the archive's as provenance; what the paper still has is not asked of the archive."""
    with FaultServer() as server:
        originals = [server.url(path(number)) for number in range(6)]
        server.scripts = Archived([*originals, server.url("/about-us/")], parts=2)
        server.scripts["/"] = front([*map(path, range(4)), "/a/", "/b/"])
        for number in range(3):
            server.scripts[path(number)] = reply(story(number))
        add = settled(tmp_path / "c", server)
        without = run(*add)
        assert not [one for one in server.log if one.path.startswith(("/web/", "/cdx"))]
        told = run(*add, "--via", "wayback")
        asked = sorted(one.path for one in server.log if one.path.startswith("/web/"))
    assert (without.code, told.code) == (3, 0)  # one story of the front page is gone
    assert asked == sorted(f"/web/20240310120000id_/{originals[number]}" for number in (3, 4, 5))
    with Corpus(tmp_path / "c") as corpus:
        articles = {article.url: article for article in corpus.articles()}
        assert set(articles) == set(originals)
        kept = articles[originals[5]].provenance["url"]
        assert (kept.source, kept.raw) == ("archive", server.url(f"/web/20240310120000id_/{originals[5]}"))
        assert "captures in a web archive" in corpus.methods()
        assert corpus.get(articles[originals[5]].id).text == articles[originals[5]].text
        assert not [
            row for row in rows(tmp_path / "c", "SELECT kind FROM listings") if row[0] == "cdx"
        ]  # no update asks
        assert [one.state for one in corpus.reextract()] == ["unchanged"] * 6


def test_a_plan_counts_captures(tmp_path: Path, run: Run) -> None:
    """By the month of the address, else of the capture; lists of Common Crawl News are read for it too."""
    with FaultServer() as server:
        originals = [server.url(path(number)) for number in range(6)]
        server.scripts = Archived(originals, junk="junk\nmore junk\n")
        server.scripts["/"] = front([*map(path, range(4)), "/a/", "/b/"])
        server.scripts["/crawl-data/CC-NEWS/2024/03/warc.paths.gz"] = reply(
            "crawl-data/CC-NEWS/2024/03/CC-NEWS-20240301000000-00001.warc.gz\n", content_type="text/plain"
        )
        told = run(*settled(tmp_path / "c", server), "--via", "wayback,cc-news", "--dry-run")
        assert told.out.splitlines()[0].split() == ["month", "cdx", "section"]
        assert told.out.splitlines()[1].split() == ["2024-03", "2", "4"]
        assert "1 web archives to fetch and read" in told.err
        assert not [one for one in server.log if one.path.startswith("/web/") or one.path.endswith(".warc.gz")]


def test_archives_are_asked_only_by_name_and_for_days(tmp_path: Path, run: Run) -> None:
    """An archive that is not known, or no beginning, is a mistake told before anything is begun."""
    with FaultServer() as server:
        add = settled(tmp_path / "c", server)
        assert run(*add, "--via", "library").code == 2
        assert run("add", server.url("/"), "--via", "wayback", "--min-gap", "0").code == 2
        assert server.log == []


def test_a_cdx_server_that_fails_is_an_outcome(tmp_path: Path, run: Run) -> None:
    """The paper's own stories come all the same."""
    with FaultServer() as server:
        server.scripts["/"] = front([*map(path, range(4)), "/a/", "/b/"])
        server.scripts |= {path(number): reply(story(number)) for number in range(4)}
        told = run(*settled(tmp_path / "c", server), "--via", "wayback")
    assert told.code == 3
    assert rows(tmp_path / "c", "SELECT count(*) FROM articles") == [(4,)]
    assert rows(tmp_path / "c", "SELECT reason FROM inputs WHERE origin = 'wayback'") == [("gone",)]
