"""What a line that is a URL points to: the page itself, a picture, somewhere else.

Comes in: a line, the page's URL. Goes out: a `Kind`, or None for a line that is no URL.
Must not know: the line's neighbours.
"""

from __future__ import annotations

import re

from broadsheet.extract.dump.remembered import remembered
from broadsheet.records import Kind
from broadsheet.urls import dedup_key

_ALONE = re.compile(r"(?:[^\s:/]{1,20} ?){0,3}:? ?<?(https?://[^\s<>]+|www\.[^\s<>]+)>?$")
_IMAGE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)(?:[?#;@:!/]|$)|[?&](?:format|fm)=(?:jpe?g|png|webp)"
    r"|//(?:[\w-]+\.)*(?:img|image|images|imgs|photos?|pics?|media|static|cdn\d*)\d*\.",
    re.IGNORECASE,
)


_FILE = re.compile(
    r"\[(?:[^\[\]/:]{1,120}\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)|img|image|inline|picture)\]"
    r"|[^\s\[\]/:]{1,120}\.(?:jpe?g|png|gif|webp|avif)",
    re.IGNORECASE,
)
"""What text browsers write where a picture without alternative text stands."""


@remembered
def is_picture_file(text: str) -> bool:
    """A line that is nothing but a picture's file name, or a text browser's mark for a picture."""
    return _FILE.fullmatch(text) is not None


def url_kind(text: str, page_url: str | None) -> Kind | None:
    """The kind of a line that holds a URL and at most a short label before it; a picture's file name counts."""
    if is_picture_file(text):
        return Kind.IMAGE_URL
    if "://" not in text and not text.startswith(("www.", "<www.")):
        return None
    found = _ALONE.match(text)
    if found is None:
        return None
    if page_url is not None and dedup_key(found[1]) == dedup_key(page_url):
        return Kind.PAGE_URL
    return Kind.IMAGE_URL if _IMAGE.search(found[1]) else Kind.NAVIGATION
