"""Collects what a page declares of itself, as found: meta, links, JSON-LD, title, scripts.

Comes in: elements and script text, in page order. Goes out: `Declared`. Must not interpret.
"""

from __future__ import annotations

from broadsheet.parse.elements import Attributes
from broadsheet.records import Declared

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

    @property
    def wants_title(self) -> bool:
        """Only the first `<title>` of the document is its title (HTML 4.2.2)."""
        return not self.title

    def script_text(self, attributes: Attributes, text: str) -> None:
        """The text inside a `<script>` or the first `<title>`."""
        kind = (attributes.get("type") or "").lower()
        if kind == "title":
            self.title.append(text)
        elif "ld+json" in kind and text.strip():
            self.json_ld.append(text)

    def script(self, attributes: Attributes) -> None:
        """A `<script>` begins."""
        self.scripts += (attributes.get("type") or "").strip().lower() in _CODE_TYPES
        if source := attributes.get("src"):
            self.hosts.append(source)

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
