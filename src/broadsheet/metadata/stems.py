"""Small letters, and whether any of a few words is in a text: the look before a pattern's, and often instead of it.

Comes in: a text; for the look one in small letters, and the words. Goes out: the text as a pattern reads it; yes or no.
Must not know: what the words mean.
"""

from __future__ import annotations

try:
    from broadsheet.metadata.compiled.letters import first_word, holds, small
except ImportError:  # not built here: the same in Python
    from broadsheet.metadata.letters import first_word, holds, small

__all__ = ["first_word", "holds", "lines_with", "small"]


def lines_with(lines: str, stems: list[str]) -> set[str]:
    """The lines that have any of the stems: with few stems of many lines, without a look at each."""
    found = set()
    for stem in stems:
        at = lines.find(stem)
        while at >= 0:
            end = lines.find("\n", at)
            end = end if end >= 0 else len(lines)
            found.add(lines[lines.rfind("\n", 0, at) + 1 : end])
            at = lines.find(stem, end)
    return found
