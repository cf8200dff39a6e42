"""A run in a process of its own, for which every name is this machine: what the tests of politeness start and kill.

Comes in: a corpus, a list of URLs, a file of certificates to believe, the gap. Goes out: nothing but the corpus.
"""

from __future__ import annotations

import socket
import ssl
import sys
from collections import deque
from pathlib import Path

from broadsheet.corpus import Corpus
from broadsheet.fetch import session
from broadsheet.options import FetchOptions, Options, WorkerOptions
from broadsheet.source import named


def main(folder: str, urls: str, certificate: str, gap: str) -> None:
    """Add the list, and first what an earlier run left."""
    trusting = ssl.create_default_context(cafile=certificate)
    session.trust = lambda: trusting  # type: ignore[assignment]
    socket.getaddrinfo = lambda host, port, *_, **__: [  # type: ignore[assignment]
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))
    ]
    fetch = FetchOptions(contact="desk@gazette.example", allow_private=True, min_gap=float(gap))
    options = Options(fetch=fetch, workers=WorkerOptions(processes=1))
    with Corpus(folder) as corpus:
        listed = named(Path(urls).read_text().split(), "list", 10**6)
        deque(corpus.add(lists=[listed], options=options, resume=True), maxlen=0)


if __name__ == "__main__":
    main(*sys.argv[1:])
