"""resiliparse's main-content text.

Comes in: bytes. Goes out: text, without the bullets, numbers and picture descriptions it would add to it by default,
which no reference holds.
"""

from __future__ import annotations

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import detect_encoding
from resiliparse.parse.html import HTMLTree


def extract(html: bytes, url: str | None) -> str:
    """Text of the main content; its own encoding detection, which first asks the page."""
    tree = HTMLTree.parse_from_bytes(html, detect_encoding(html, from_html_meta=True))
    return str(extract_plain_text(tree, main_content=True, alt_texts=False, list_bullets=False))
