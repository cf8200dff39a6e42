"""Full-text search over the corpus: the best passages first.

Comes in: a store and a person's words. Goes out: hits. Must not know: how the index is kept in step.
"""

from broadsheet.search.query import search

__all__ = ["search"]
