"""How the words of walls are written down: one line a language, its subtag, a colon, phrases between bars.

Comes in: such lines. Goes out: a table by language, and all its phrases. Must not know what they mean.
"""

from __future__ import annotations


def table(lines: str) -> dict[str, tuple[str, ...]]:
    """Language → phrases, in order; a language may have several lines."""
    rows: dict[str, tuple[str, ...]] = {}
    for line in lines.strip().splitlines():
        language, _, phrases = line.strip().partition(": ")
        rows[language] = rows.get(language, ()) + tuple(phrase.strip() for phrase in phrases.split("|"))
    return rows


def phrases(by_language: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Those of all languages, each once: a page is compared with all, as its language may be unknown."""
    return tuple(dict.fromkeys(phrase for row in by_language.values() for phrase in row))
