"""Articles and archive references made by hand, of invented newspapers.

Comes in: what a test wants to be different. Goes out: values.
"""

from __future__ import annotations

from typing import Any

from broadsheet.records import Article, BodyBlock, Extractor, Image, Provenance, RecordRef, Related, Role
from broadsheet.urls import article_id

URL = "https://morning.example/harbour"


def article(url: str | None = URL, text: str = "The harbour opens again.", **more: Any) -> Article:
    """An article with a value in every kind of field."""
    fields: dict[str, Any] = {
        "id": article_id(url) if url else "0123456789abcdef",
        "url": url,
        "title": "Harbour reopens",
        "text": text,
        "body": (BodyBlock(Role.PARAGRAPH, text, block=3),),
        "authors": ("Ann Writer", "José Núñez"),
        "tags": ("harbour",),
        "related": (Related("Ferry late"),),
        "date_published": "2026-03-01T10:00+01:00",
        "language": "en",
        "images": (Image("https://morning.example/quay.jpg", "The quay", "© A. Lens", is_lead=True),),
        "confidence": 0.9,
        "provenance": {"title": Provenance("og:title", "Harbour reopens")},
        "extractor": Extractor("broadsheet", "0", "0" * 16),
    }
    return Article(**{**fields, **more})


def ref(number: int = 1) -> RecordRef:
    """A place in an archive."""
    return RecordRef("broadsheet-20260301100000-00000.warc.gz", 100 * number, 90, f"<urn:uuid:{number}>", "sha1:ABC")
