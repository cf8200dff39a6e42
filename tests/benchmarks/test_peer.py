"""A made-up peer in a real child process, which raises, dies, hangs, prints and asks for the network."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from benchmarks.peer import Peer, Unfit, host

FAKE = """
import os, socket, subprocess, sys, time

def extract(html, url):
    if html == b"raise":
        raise ValueError("no article\\n\\n" + "x" * 500)
    if html == b"die":
        os._exit(3)
    if html == b"hang":
        time.sleep(60)
    if html == b"print":
        print("some news", flush=True)
        os.write(1, b"\\x00\\x00\\x00\\x01x")
        os.write(2, b"a warning")
        subprocess.run([sys.executable, "-c", "print('more news')"])
    if html == b"read":
        return "read " + repr(sys.stdin.read())
    if html == b"fetch":
        socket.create_connection(("127.0.0.1", 9), timeout=1)
    if html == b"compute":
        sum(range(3_000_000))
    return f"{len(html)} {url}"

def asleep(html, url):
    raise RuntimeError("no model")

def mute(html, url):
    os._exit(1)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the peer, on the path of children."""
    folder = tmp_path_factory.mktemp("peers")
    (folder / "fakes").mkdir()
    (folder / "fakes" / "peer.py").write_text(dedent(FAKE))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(folder))
        yield folder


@pytest.fixture(scope="module")
def peer(folder: Path) -> Iterator[Peer]:
    """The peer, running."""
    peer = Peer(Path(sys.executable), "fakes.peer:extract", deadline=1.5)
    yield peer
    peer.close()


def test_a_peer_answers_pages_in_turn(peer: Peer) -> None:
    """Each page gets its own answer, large ones too, with and without URL."""
    assert peer(b"page", None).text == "4 None"
    assert peer(b"\x00" * 3_000_000, "https://harbour.example/").text == "3000000 https://harbour.example/"


def test_time_is_the_process_time_of_the_page(peer: Peer) -> None:
    """Work counts, and idling does not."""
    assert peer(b"compute", None).seconds > 10 * peer(b"page", None).seconds


def test_a_peer_that_raises_gives_no_text(peer: Peer) -> None:
    """What it raised is kept as one short line, and the next page is answered."""
    answer = peer(b"raise", None)
    assert (answer.text, str(answer.error)[:26], len(str(answer.error))) == ("", "ValueError: no article xxx", 120)
    assert peer(b"page", None).error is None


@pytest.mark.parametrize(("page", "words"), [(b"die", "Broken"), (b"hang", "Late")])
def test_a_peer_that_dies_or_hangs_starts_anew(page: bytes, words: str, peer: Peer) -> None:
    """The page has no text and cost the time until the end; the next page is answered."""
    answer = peer(page, None)
    assert answer.text == ""
    assert str(answer.error).startswith(words)
    assert 0 < answer.seconds < 10
    assert peer(b"page", None).text == "4 None"


def test_what_a_peer_prints_is_not_an_answer(peer: Peer) -> None:
    """Garbage on stdout and stderr, its children's included, does not reach the frames."""
    assert peer(b"print", None).text == "5 None"
    assert peer(b"page", None).text == "4 None"


def test_a_peer_cannot_read_the_questions(peer: Peer) -> None:
    """stdin is the null device."""
    assert peer(b"read", None).text == "read ''"


def test_a_peer_has_no_network(peer: Peer) -> None:
    """A connection is refused before it is tried, and counted."""
    answer = peer(b"fetch", None)
    assert "Offline" in str(answer.error)
    assert answer.refused == 1
    assert peer(b"page", None).refused == 0


def test_a_peer_that_fails_on_its_first_page_still_starts(folder: Path) -> None:
    """A peer that raises on everything is measured as such."""
    peer = Peer(Path(sys.executable), "fakes.peer:asleep")
    assert peer(b"page", None).error == "RuntimeError: no model"
    peer.close()


@pytest.mark.parametrize(
    ("where", "words"),
    [("fakes.peer:mute", "ended"), ("fakes.peer:none", "AttributeError"), ("fakes.none:extract", "ModuleNotFound")],
)
def test_a_peer_that_does_not_start_is_unfit(where: str, words: str, folder: Path) -> None:
    """Whatever keeps it from starting is said."""
    with pytest.raises(Unfit, match=words):
        Peer(Path(sys.executable), where)


def test_a_python_that_is_not_there_is_unfit(tmp_path: Path) -> None:
    """So is an environment without its Python."""
    with pytest.raises(Unfit, match="did not start"):
        Peer(tmp_path / "bin" / "python", "fakes.peer:extract")


def test_closing_twice_is_no_harm(folder: Path) -> None:
    """A peer may be closed where it ended already."""
    peer = Peer(Path(sys.executable), "fakes.peer:extract")
    peer.close()
    peer.close()
    assert peer(b"<p>again</p>", None).error is None
    peer.close()


def test_a_host_is_asked_like_a_peer() -> None:
    """A function in this process answers in the same way, and may raise as well."""
    assert host(lambda html, url: html.decode())(b"text", None).text == "text"
    assert host(lambda html, url: html.decode())(b"\xff", None).text == ""
    assert "UnicodeDecodeError" in str(host(lambda html, url: html.decode())(b"\xff", None).error)
