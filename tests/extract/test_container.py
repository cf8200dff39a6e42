"""What an element inherits from those around it."""

from __future__ import annotations

from broadsheet.extract.container import inherit
from broadsheet.extract.names import names_of
from tests.extract.pages import blocks, part


def test_names_are_inherited_from_the_nearest_ancestor_below_the_root() -> None:
    """One's own name first; the root's own is not passed on."""
    table = blocks(part("div.share", part("p", "a"), part("p.caption", part("b", "b"))), part("p", "c"))
    words = [name and name.word for name in inherit(table, names_of(table.elements))]
    assert words == [None, None, "share", "share", "caption", "caption", None]
