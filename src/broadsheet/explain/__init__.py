"""Explain: the decisions on one page, block by block and field by field.

Comes in: a document, its body and facts. Goes out: an `Explanation`, as terminal text, plain JSON types or
one HTML file.
Must not decide anything anew.
"""

from __future__ import annotations

from broadsheet.explain.appendix import Heading, appendix, heading
from broadsheet.explain.choice import choose
from broadsheet.explain.decisions import Decision, Explanation, Overview, explain
from broadsheet.explain.fields import FieldReport, field_reports
from broadsheet.explain.terminal import render

__all__ = [
    "Decision",
    "Explanation",
    "FieldReport",
    "Heading",
    "Overview",
    "appendix",
    "choose",
    "explain",
    "field_reports",
    "heading",
    "render",
]
