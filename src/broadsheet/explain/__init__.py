"""Explain: the decisions on one page, block by block and field by field.

Comes in: a document, its body and facts. Goes out: an `Explanation`, as terminal text or plain JSON types.
Must not decide anything anew.
"""

from __future__ import annotations

from broadsheet.explain.choice import choose
from broadsheet.explain.decisions import Decision, Explanation, Overview, explain
from broadsheet.explain.fields import FieldReport, field_reports
from broadsheet.explain.terminal import render

__all__ = ["Decision", "Explanation", "FieldReport", "Overview", "choose", "explain", "field_reports", "render"]
