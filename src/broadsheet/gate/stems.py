"""Which of many stems of words stand anywhere in a text, looked for all at once.

Comes in: a table of stems, then texts. Goes out: those of the table that a text holds. Must not know what they say.
Each stem is found by its first four bytes, of which all of a text's are looked up at once: as many searches as
there are stems would cost more than all else that the gate does. `compiled/stems.pyx` is the same in C.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

_BITS = 16
"""A table of 65,536 places: a page's four-byte runs meet one of 200 stems by chance once in 300."""
_SPREAD = np.uint32(0x9E3779B1)
"""The golden ratio's share of 2^32, which spreads near numbers far (Knuth, multiplicative hashing)."""
_START = 4


class Stems:
    """A table of stems, each of at least four bytes of UTF-8."""

    def __init__(self, stems: Iterable[str]) -> None:
        self._stems: dict[bytes, list[tuple[bytes, str]]] = {}
        for stem in stems:
            raw = stem.encode()
            self._stems.setdefault(raw[:_START], []).append((raw, stem))
        self._places = np.zeros(1 << _BITS, np.bool_)
        for start in self._stems:
            self._places[_places_of(start)] = True

    def found_in(self, text: str) -> set[str]:
        """Those that stand in `text`, in small letters."""
        raw = text.lower().encode("utf-8", "replace")
        found: set[str] = set()
        for at in np.flatnonzero(self._places[_places_of(raw)]).tolist() if len(raw) >= _START else ():
            for stem, name in self._stems.get(raw[at : at + _START], ()):
                if raw.startswith(stem, at):
                    found.add(name)
        return found


def _places_of(raw: bytes) -> npt.NDArray[np.uint32]:
    """The table's place for every run of four bytes."""
    runs = np.ndarray((len(raw) - _START + 1,), "<u4", raw, strides=(1,))
    return (runs * _SPREAD) >> np.uint32(32 - _BITS)
