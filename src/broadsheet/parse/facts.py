"""Collects what a page declares of itself, as found: meta, links, JSON-LD, title, scripts.

Comes in: elements and script text, in page order. Goes out: `Declared`. Must not interpret.
"""

from __future__ import annotations

from broadsheet.parse.elements import Attributes
from broadsheet.records import Declared

DECLARING = frozenset("script title meta link base html iframe embed input select textarea".split())
"""Elements that say something of the page."""
_META_NAMES = ("property", "name", "itemprop", "http-equiv")
_CODE_TYPES = frozenset({"", "module", "text/javascript", "application/javascript", "application/x-javascript"})


class FactCollector:
    """Gathers facts during the walk."""

    def __init__(self) -> None:
        self.title: list[str] = []
        self.lang: str | None = None
        self.direction: str | None = None
        self.base: str | None = None
        self.meta: list[tuple[str, str]] = []
        self.links: list[tuple[str, str, str]] = []
        self.json_ld: list[str] = []
        self.scripts = 0
        self.hosts: list[str] = []
        self.inputs: list[str] = []

    def opaque(self, tag: str, attributes: Attributes) -> list[str] | None:
        """An element begins whose content is no text of the page: where that goes, if it is wanted."""
        if tag == "script":
            return self.script(attributes)
        if tag == "title":
            return self.titled()
        self.element(tag, attributes)
        return None

    def titled(self) -> list[str] | None:
        """A `<title>` begins: where its text goes. Only the document's first that has any is its title (HTML 4.2.2)."""
        return None if self.title else self.title

    def script(self, attributes: Attributes) -> list[str] | None:
        """A `<script>` begins: where its text goes, if that is data."""
        kind = (attributes.get("type") or "").strip().lower()
        self.scripts += kind in _CODE_TYPES
        if source := attributes.get("src"):
            self.hosts.append(source)
        return self.json_ld if "ld+json" in kind else None

    def element(self, tag: str, attributes: Attributes) -> None:
        """Any element that declares something."""
        if tag == "meta":
            content = attributes.get("content")
            for name in _META_NAMES:
                key = attributes.get(name)
                if key and content is not None:
                    self.meta.append((key.strip().lower(), content))
        elif tag == "link":
            href = attributes.get("href")
            if href:
                self.links.append(((attributes.get("rel") or "").lower(), href, (attributes.get("type") or "").lower()))
        elif tag == "base":
            self.base = self.base or attributes.get("href")
        elif tag == "html":
            self.lang = self.lang or attributes.get("lang") or attributes.get("xml:lang")
            self.direction = self.direction or attributes.get("dir")
        elif tag in ("iframe", "embed"):
            if source := attributes.get("src") or attributes.get("data-src"):
                self.hosts.append(source)
        elif tag in ("input", "select", "textarea"):
            names = (attributes.get(name) for name in ("type", "name", "autocomplete"))
            self.inputs.append(" ".join(n.lower() for n in names if n) or tag)

    def done(self) -> Declared:
        """Everything found, frozen."""
        title = " ".join("".join(self.title).split()) or None
        by_http = next((value for key, value in self.meta if key == "content-language"), None)
        return Declared(
            title=title,
            lang=self.lang or by_http,
            direction=self.direction,
            base=self.base,
            meta=tuple(self.meta),
            links=tuple(self.links),
            json_ld=tuple(self.json_ld),
            scripts=self.scripts,
            script_hosts=tuple(self.hosts),
            inputs=tuple(self.inputs),
        )
