"""Names what each stripped block is: one of 28 kinds, and the evidence for it (docs/kinds.md).

Comes in: a draft whose blocks are kept or stripped. Goes out: the draft with a kind for every stripped block. What is
plain is named at once (`plain`); for the rest, signs from words (`signs`), names (`chains`) and places (`surroundings`)
are weighed (`beliefs`) and the likeliest kind is taken (`naming`). Must not turn a kept block into a stripped one.
"""

from broadsheet.extract.kinds.naming import evidence, name_kinds

__all__ = ["evidence", "name_kinds"]
