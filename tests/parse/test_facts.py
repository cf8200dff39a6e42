"""What a page declares of itself is found wherever it stands, as it is written."""

from __future__ import annotations

import pytest

from broadsheet.records import Declared
from tests.parse.walks import walk


def read(html: str) -> Declared:
    """What the page around `html` declares."""
    return walk(html.encode()).declared


FACTS = (
    '<meta property="og:title" content="Mill turns"><meta name=author content="Ada Quay">'
    '<link rel="Canonical" href="https://a.example/mill"><script type="application/ld+json">{"a": 1}</script>'
)


@pytest.mark.parametrize(
    "html",
    [
        f"<head>{FACTS}</head><body>Text</body>",
        f"<body><p>Text</p><div><section>{FACTS}</section></div></body>",
        f"<head><noscript><img src=pixel.gif></noscript>{FACTS}</head><body>Text</body>",
        f"<body><noscript>{FACTS}</noscript>Text</body>",
        f"<body>Text</body></html>{FACTS}",
        f"<body><p><b>{FACTS}Text</b></body>",
        f"<table><tr><td>Text{FACTS}</table>",
    ],
)
def test_facts_are_found_wherever_they_stand(html: str) -> None:
    """In the head, pushed out of it by a picture in `<noscript>`, deep in the body, after its end."""
    declared = read(html)
    assert declared.meta == (("og:title", "Mill turns"), ("author", "Ada Quay"))
    assert declared.links == (("canonical", "https://a.example/mill", ""),)
    assert declared.json_ld == ('{"a": 1}',)


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>Mill\n  turns &amp; turns</title>", "Mill turns & turns"),
        ("<title>Mill</title><title>Second</title>", "Mill"),
        ("<title></title><body><title>Late</title>", "Late"),
        ("<body><svg><title>Icon</title></svg><title>Mill</title>", "Mill"),
        ("<svg><title>Icon</title></svg>", None),
        ("<script type=title>No</script><title>Mill</title>", "Mill"),
        ("<title> </title>", None),
        ("", None),
    ],
)
def test_the_title_is_the_first_that_has_text(html: str, title: str | None) -> None:
    """White space folded; the titles of drawings and later ones do not count."""
    assert read(html).title == title


@pytest.mark.parametrize(
    ("html", "lang"),
    [
        ("<html lang=de-AT>", "de-AT"),
        ("<html xml:lang=de lang=''>", "de"),
        ("<html><meta http-equiv=Content-Language content=sv>", "sv"),
        ("<html lang=de><meta http-equiv=Content-Language content=sv>", "de"),
        ("<p lang=fr>Texte", None),
    ],
)
def test_the_language_is_that_of_the_root_or_the_header(html: str, lang: str | None) -> None:
    """`lang`, else `xml:lang`, else `Content-Language`; a paragraph's own language is not the page's."""
    assert read(html).lang == lang


def test_a_meta_with_two_names_is_under_both_and_one_without_content_under_none() -> None:
    """`property`, `name`, `itemprop` and `http-equiv` all name; names in lower case, values untouched."""
    declared = read('<meta property="og:Title" name=Title content=" A "><meta name=empty content=""><meta name=none>')
    assert declared.meta == (("og:title", " A "), ("title", " A "), ("empty", ""))


def test_json_ld_is_kept_as_written_blank_scripts_left_out() -> None:
    """Every block in page order, parameters of the type allowed; other data formats are not JSON-LD."""
    declared = read(
        "<script type='application/ld+json; charset=utf-8'>\n[1]</script><script type=application/ld+json> </script>"
        "<script type=application/json>{}</script><p><script type=' Application/LD+JSON'>&lt;</script>"
    )
    assert declared.json_ld == ("\n[1]", "&lt;")


def test_executable_scripts_are_counted_and_sources_listed() -> None:
    """Data in a `<script>` does not run; the addresses of scripts and frames name tools."""
    declared = read(
        "<script>1</script><script type=module src=//cdn.example/a.js></script><script type=text/x-tmpl>x</script>"
        "<iframe src=https://wall.example/></iframe><iframe data-src=//late.example/></iframe><embed src=e.swf>"
    )
    assert declared.scripts == 2
    assert declared.script_hosts == ("//cdn.example/a.js", "https://wall.example/", "//late.example/", "e.swf")


def test_form_fields_are_listed_by_type_name_and_purpose() -> None:
    """A field without any of them by its tag."""
    declared = read(
        "<form><input type=Password name=PW autocomplete=current-password><select></select><textarea name=c>"
    )
    assert declared.inputs == ("password pw current-password", "select", "c")


def test_the_first_base_that_has_an_address_counts() -> None:
    """HTML 4.2.3: a `<base>` without `href` is skipped."""
    assert read("<base target=_top><base href=/one/><base href=/two/>").base == "/one/"


def test_direction_is_the_roots() -> None:
    """`dir` of `<html>`."""
    assert read("<html dir=rtl lang=he><p dir=ltr>x").direction == "rtl"
