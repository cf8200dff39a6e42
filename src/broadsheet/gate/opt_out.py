"""What a site says about machines that read: rights reserved and robots directives, in header fields and meta elements.

Comes in: a `Page` and its `Document`. Goes out: signals, and in words what opts out. Pure; whether that is obeyed is
the caller's option. Follows the TDM Reservation Protocol (W3C CG); X-Robots-Tag and robots meta as Google has them.
"""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.records import Document, Fact, Facts, Page

_FIELDS = {"X-Robots-Tag": "x_robots_tag", "TDM-Reservation": "tdm_reservation", "TDM-Policy": "tdm_policy"}
"""Header field -> signal."""

_AGENTS = frozenset({"robots", "broadsheet"})
"""Meta names, and prefixes of X-Robots-Tag, that mean us."""

_OUT = frozenset({"noindex", "none", "noarchive", "noai"})
"""Directives that opt out of being kept: from search, of copies, from training."""

_VALUED = frozenset({"unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"})
"""Directives that carry a colon themselves, and so name no agent."""


def with_header_signals(facts: Facts, page: Page) -> Facts:
    """The facts with what the response's header fields signal, word for word; a page's own meta goes first."""
    chosen = dict(facts.chosen)
    for field, signal in _FIELDS.items():
        value = ", ".join(text for name, text in page.headers if name.lower() == field.lower()).strip()
        if value and f"signals.{signal}" not in chosen:
            chosen[f"signals.{signal}"] = Fact(f"signals.{signal}", value, f"http:{field}", value)
    if len(chosen) == len(facts.chosen):
        return facts
    named = {name.removeprefix("signals."): str(chosen[name].value) for name in sorted(chosen) if "signals." in name}
    chosen["signals"] = Fact("signals", named, "page", "; ".join(named.values()))
    return Facts(chosen, facts.claims)


def opts_out(page: Page, document: Document) -> str | None:
    """The statement that keeps this page from being kept, in words; None where there is none."""
    return next(_statements(page, document), None)


def _statements(page: Page, document: Document) -> Iterator[str]:
    for name, value in page.headers:
        if name.lower() == "tdm-reservation" and value.strip() == "1":
            yield f"{name}: {value}"
        if name.lower() == "x-robots-tag" and _OUT & set(_ours(value)):
            yield f"{name}: {value}"
    for name, content in document.declared.meta:
        words = {word.strip().lower() for word in content.split(",")}
        if (name == "tdm-reservation" and "1" in words) or (name in _AGENTS and _OUT & words):
            yield f"meta {name}: {content}"


def _ours(value: str) -> Iterator[str]:
    """The directives of an X-Robots-Tag that are for us: an agent's name holds until the next one."""
    agent = "robots"
    for part in value.lower().split(","):
        name, colon, rest = part.partition(":")
        if colon and name.strip() not in _VALUED:
            agent, part = name.strip(), rest  # noqa: PLW2901 - the part behind the agent's name
        if agent in _AGENTS:
            yield part.strip()
