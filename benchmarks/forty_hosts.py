"""A server of our own on many loopback addresses, each of which counts as a site, with the latency of a network.

Comes in: how many hosts, seconds of latency. Goes out: the URLs' beginnings, one a host, until the block ends. It runs
in a process of its own, so that it takes no time from the process that is measured.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

HOSTS = 40
LATENCY = 0.05
"""Seconds between a request and its answer: a server on the same continent."""

_WORDS = "The harbour of town {0} opens again after storm {1}, and the ferries sail on time, said watchman {2} of {1}."


def story(host: str, number: int) -> bytes:
    """A page with an article that no other host and number have."""
    body = "".join(f"<p>{_WORDS.format(host, number, part)}</p>" for part in range(12))
    links = "".join(f"<li><a href=/{n}>Story {n}</a></li>" for n in range(100))
    title = f"Storm {number} of {host} is over"
    return f"<!doctype html><title>{title}</title><nav>{links}</nav><article><h1>{title}</h1>{body}</article>".encode()


@contextmanager
def forty_hosts(count: int = HOSTS, latency: float = LATENCY) -> Iterator[list[str]]:
    """Serve until the block ends; gives `http://127.0.1.1:PORT` and so on."""
    command = [sys.executable, "-m", "benchmarks.forty_hosts", str(count), str(latency)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stdin is not None
        port = server.stdout.readline().strip()
        try:
            yield [f"http://127.0.1.{host}:{port}" for host in range(1, count + 1)]
        finally:
            server.stdin.close()


async def _serve(count: int, latency: float) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                path = head.split(b" ")[1].decode()
                await asyncio.sleep(latency)
                number = path.strip("/")
                found = number.isdigit()
                body = story(host, int(number)) if found else b"none"
                status = "200 OK" if found else "404 Not Found"
                fields = f"Content-Type: text/html\r\nContent-Length: {len(body)}\r\n"
                writer.write(f"HTTP/1.1 {status}\r\n{fields}\r\n".encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    first = await asyncio.start_server(answer, "127.0.1.1", 0, backlog=500)
    port = first.sockets[0].getsockname()[1]
    others = [await asyncio.start_server(answer, f"127.0.1.{host}", port) for host in range(2, count + 1)]
    print(port, flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    for server in (first, *others):
        server.close()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), float(sys.argv[2])))
