"""Articles out of the house: one format a file, one stream or one folder.

Comes in: articles. Goes out: bytes, at a path (complete or not at all) or down a stream. Must not
know: where the articles come from.
"""

from broadsheet.export.export import FORMATS, Joined, export, format_of

__all__ = ["FORMATS", "Joined", "export", "format_of"]
