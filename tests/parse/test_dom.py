"""The seam to the C parser: a tree as events in document order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.parse.dom import events
from tests.parse.trees import soup


def names(html: str) -> list[str]:
    """Tags and texts below `<body>`, dots for depth."""
    found = [(depth, tag or text) for depth, tag, text, _ in events(html.encode())]
    start = [tag for _, tag in found].index("body") + 1
    return ["." * (depth - 2) + tag for depth, tag in found[start:]]


def test_elements_and_texts_come_in_document_order_with_their_depth() -> None:
    """Depth rises by one into an element and falls back after it."""
    assert names("<p>one<b>two</b></p><div><i></i></div>three") == ["p", ".one", ".b", "..two", "div", ".i", "three"]


def test_comments_doctypes_and_template_contents_are_no_events() -> None:
    """A template's content is not rendered; its element is there."""
    assert names("<!doctype html><!-- a --><p>x<!-- b --></p><template><p>y</p></template>") == ["p", ".x", "template"]


def test_every_document_has_html_head_and_body() -> None:
    """The standard's tree builder makes them up, even of nothing."""
    assert [(depth, tag) for depth, tag, _, _ in events(b"")] == [(0, "html"), (1, "head"), (1, "body")]


def test_attributes_are_text_or_none() -> None:
    """An attribute without a value is None, entities are decoded, names are in lower case."""
    *_, (_, tag, _, attributes) = events(b"<A HREF='/a?b&amp;c' download>")
    assert (tag, attributes) == ("a", {"href": "/a?b&c", "download": None})


@given(soup)
def test_depth_never_jumps(html: str) -> None:
    """An event is at most one deeper than the element before it, and a text never opens a level."""
    deepest = -1
    for depth, tag, _, _ in events(html.encode()):
        assert 0 <= depth <= deepest + 1
        deepest = depth - 1 if tag == "" else depth


@given(st.binary(max_size=200))
def test_any_bytes_are_walked(body: bytes) -> None:
    """Bytes that are no UTF-8 make a tree too; the parser replaces what it cannot read."""
    assert [tag for depth, tag, _, _ in events(body) if depth == 0] == ["html"]


def test_what_is_never_shown_is_not_read() -> None:
    """Drawings, styles and code are elements without content; what follows them is read again."""
    html = "<p>a<svg><g><path></g>no</svg>b</p><style>p{}</style><script>let a</script><i>c</i>"
    assert names(html) == ["p", ".a", ".svg", ".b", "style", "script", "i", ".c"]


def test_the_text_of_data_is_read() -> None:
    """JSON-LD is a script, and not code."""
    assert names("<p></p><script type='Application/LD+JSON'>{}</script>")[1:] == ["script", ".{}"]
