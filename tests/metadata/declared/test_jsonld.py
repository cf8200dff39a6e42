"""JSON-LD of any brokenness: read where it can be, never an exception."""

from __future__ import annotations

import base64
import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.metadata.declared.jsonld import read_graph, read_json, texts, types
from tests.shared import need

BROKEN = [
    '<!-- {"a": 1} -->',
    '//<![CDATA[\n{"a": 1}\n//]]>',
    '/* <![CDATA[ */ {"a": 1} /* ]]> */',
    '{"a": 1};',
    '{"a": 1,}',
    '\ufeff{"a": 1}',
    '{"a": 1,\n\t}',
]


@pytest.mark.parametrize("script", BROKEN)
def test_usual_breakage_is_repaired(script: str) -> None:
    """Comments, CDATA, trailing commas and semicolons around an object do not hide it."""
    assert read_json(script) == [{"a": 1}]


def test_line_break_inside_a_string_is_kept() -> None:
    """Content systems paste raw text into strings; a control character there is no end."""
    assert read_json('{"headline": "one\ntwo"}') == [{"headline": "one\ntwo"}]


def test_several_values_in_one_script_are_all_read() -> None:
    """Two objects one after the other are two values."""
    assert read_json('{"a": 1} {"b": 2}') == [{"a": 1}, {"b": 2}]


@pytest.mark.parametrize("script", ["", "nonsense", "[" * 100_000, '{"a":' * 50_000, "null", "12"])
def test_hopeless_scripts_have_no_nodes(script: str) -> None:
    """What holds no object gives no node, and depth is no danger."""
    assert read_graph((script,)).nodes == ()


def test_references_lead_to_the_full_node() -> None:
    """A bare `@id` is the node of that name elsewhere in the graph."""
    graph = read_graph(('{"@graph": [{"@id": "#a", "name": "Jane Roe"}, {"author": {"@id": "#a"}}]}',))
    assert graph.follow({"@id": "#a"}) == {"@id": "#a", "name": "Jane Roe"}


def test_types_lose_their_vocabulary() -> None:
    """Full, prefixed and listed types are one."""
    assert types({"@type": ["http://schema.org/NewsArticle", "schema:Article"]}) == ("NewsArticle", "Article")


def test_texts_of_objects_are_their_names() -> None:
    """Keywords come as strings or as things with a name."""
    assert texts(["Harbour", {"@type": "Thing", "name": "Tide"}, {"@value": "Mill"}, 3, None]) == [
        "Harbour",
        "Tide",
        "Mill",
        "3",
    ]


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["@id", "@type", "@graph", "name", "x"]), inner),
    max_leaves=20,
)


@given(json_values)
def test_any_json_is_a_graph(value: object) -> None:
    """Law: whatever JSON a page holds, the graph is read and types and texts are strings."""
    for placed in read_graph((json.dumps(value),)).nodes:
        assert all(isinstance(text, str) for text in (*types(placed.node), *texts(placed.node.get("name"))))


@pytest.mark.suites
def test_suite_of_broken_json_never_raises() -> None:
    """All 318 cases of JSONTestSuite give a graph, be it empty."""
    path = need("suites", 318) / "json.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        cases = [json.loads(line) for line in lines]
    for case in cases:
        raw = case.get("text") or base64.b64decode(case.get("base64", "")).decode("utf-8", "replace")
        read_graph((raw,))
    assert len(cases) == 318
