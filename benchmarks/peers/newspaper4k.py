"""newspaper4k's article text, with its metadata, which it always looks for.

Comes in: bytes and URL. Goes out: text. The page is handed over and pictures are left alone: nothing is fetched.
"""

from __future__ import annotations

import newspaper

from benchmarks.charset import decode

NOWHERE = "https://page.example/"
"""Stands for the URL that it insists on."""


def extract(html: bytes, url: str | None) -> str:
    """Text as its parser leaves it."""
    return str(newspaper.article(address(url), input_html=decode(html), fetch_images=False).text)


def address(url: str | None) -> str:
    """The page's URL; a made-up one where it has none or one without a host."""
    return url if url and "://" in url else NOWHERE
