"""The raw dump: everything that a page declares, by syntax, nothing interpreted."""

from __future__ import annotations

import base64
import gzip
import json

import msgspec
import pytest

from broadsheet.metadata.declared.raw import raw_metadata
from broadsheet.records import Declared
from tests.metadata.reading import document
from tests.shared import need


def test_meta_tags_stand_in_their_groups_as_found() -> None:
    """OpenGraph, Twitter, Dublin Core, Highwire, and all others; repeated ones in page order."""
    head = """<meta property="og:title" content=" Mill "><meta property="article:tag" content="b"><meta
    property="article:tag" content="a"><meta name="DC.Creator" content="Roe, J."><meta name="citation_doi"
    content="10.1/2"><meta name="twitter:card" content=""><meta name="robots" content="noindex">"""
    found = raw_metadata(document("", head=head).declared)
    assert found["open_graph"] == {"og:title": [" Mill "], "article:tag": ["b", "a"]}
    assert found["dublin_core"] == {"dc.creator": ["Roe, J."]}
    assert (found["citation"], found["twitter"]) == ({"citation_doi": ["10.1/2"]}, {"twitter:card": [""]})
    assert found["meta"] == {"robots": ["noindex"]}


def test_json_ld_is_the_graph_and_what_is_broken_its_text() -> None:
    """Values as they stand, repaired ones too; a script that nobody can read as it is."""
    found = raw_metadata(Declared(json_ld=('{"@id": "#a", "x": [1, null]}', '{"y": 2,}', "{nothing", " ")))
    assert found["json_ld"] == [{"@id": "#a", "x": [1, None]}, {"y": 2}]
    assert found["json_ld_broken"] == ["{nothing"]


def test_links_title_language_and_base() -> None:
    """No URL is resolved."""
    head = '<title>The  mill</title><base href="/a/"><link rel="amphtml" href="amp">'
    found = raw_metadata(document("", head=head).declared)
    assert (found["title"], found["lang"], found["base"]) == ("The mill", "en", "/a/")
    assert found["links"] == [{"rel": "amphtml", "href": "amp", "type": ""}]


def test_what_is_no_text_or_too_deep_can_be_written() -> None:
    """A lone surrogate is JSON and no Unicode; ten thousand levels are cut off."""
    deep = '{"a":' * 300 + "1" + "}" * 300
    found = raw_metadata(Declared(title="\ud800", json_ld=('["\\ud800", NaN]', deep)))
    assert json.loads(msgspec.json.encode(found))["title"] == "?"


@pytest.mark.suites
def test_no_brokenness_of_json_raises() -> None:
    """The 318 cases of the JSON suite: each is read or kept as text, and can be written."""
    path = need("suites", 318) / "json.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        cases = [json.loads(line) for line in lines]
    for case in cases:
        text = case.get("text") or base64.b64decode(case.get("base64", "")).decode("utf-8", "replace")
        assert msgspec.json.encode(raw_metadata(Declared(json_ld=(text,))))
    assert len(cases) == 318
