"""How the appendix looks: one style sheet, and which tint a kind of block has.

Comes in: nothing. Goes out: `STYLE`, `TINTS`, `LEGENDS`. Must not know any page: nothing of a page ever enters a style.
No image, font or other file is loaded; on paper, where nothing can be hovered over, the reasons are printed.
"""

from __future__ import annotations

from broadsheet.records import Kind

LEGENDS = {
    "about": "about the article",
    "ways": "ways about the site",
    "stories": "other stories",
    "offers": "offers and advertisements",
    "readers": "readers' comments",
    "notices": "notices and small print",
    "doors": "accounts and walls",
    "rest": "the rest",
}
"""Tint → what its kinds have in common: eight hues can be told apart, twenty-eight could not."""

_KINDS: dict[str, tuple[Kind, ...]] = {
    "about": (
        Kind.TITLE, Kind.BYLINE, Kind.DATELINE, Kind.CAPTION, Kind.CREDIT, Kind.IMAGE_URL, Kind.PAGE_URL, Kind.TAGS,
        Kind.AUTHOR_BIO,
    ),
    "ways": (Kind.NAVIGATION, Kind.SEARCH, Kind.SHARE, Kind.FOOTER),
    "stories": (Kind.RELATED, Kind.TEASER),
    "offers": (Kind.SUBSCRIBE, Kind.NEWSLETTER, Kind.NOTIFICATION, Kind.AD),
    "readers": (Kind.COMMENTS, Kind.COMMENT_POLICY),
    "notices": (Kind.POLICY, Kind.CONSENT, Kind.DISCLAIMER),
    "doors": (Kind.LOGIN, Kind.CAPTCHA, Kind.ACCOUNT),
    "rest": (Kind.OTHER,),
}  # fmt: skip

TINTS: dict[str, str] = {str(kind): tint for tint, kinds in _KINDS.items() for kind in kinds}
"""Kind → tint, which is also the class of its blocks."""

_LIGHT = {
    "about": "#dfeaf8", "ways": "#e8e8e8", "stories": "#e4f0d8", "offers": "#fdebc8",
    "readers": "#d8f1ec", "notices": "#eae2f6", "doors": "#f9dcdc", "rest": "#f1ece4",
}  # fmt: skip
_DARK = {
    "about": "#1d2f45", "ways": "#303030", "stories": "#26361a", "offers": "#43330f",
    "readers": "#14382f", "notices": "#33264a", "doors": "#4a2222", "rest": "#37322b",
}  # fmt: skip
"""Backgrounds on which the muted ink keeps a contrast of 4.5 to 1 or more (WCAG 2.2, 1.4.3; tested)."""
INKS = {"light": ("#000000", "#4a4a4a", "#ffffff"), "dark": ("#f2f2f2", "#bdbdbd", "#161616")}
"""Scheme → ink of kept text, ink of the rest, paper."""
GROUNDS = {"light": _LIGHT, "dark": _DARK}


def _scheme(name: str) -> str:
    ink, muted, paper = INKS[name]
    tints = "".join(f"--{tint}:{colour};" for tint, colour in GROUNDS[name].items())
    return f":root{{--ink:{ink};--muted:{muted};--paper:{paper};{tints}}}"


STYLE = f"""
:root{{color-scheme:light dark}}
{_scheme("light")}
@media screen and (prefers-color-scheme:dark){{{_scheme("dark")}}}
body{{margin:2rem auto;max-width:60rem;padding:0 1rem;color:var(--muted);background:var(--paper);font:1rem/1.5 serif}}
h1,h2,table,dl,.legend,.mark{{font-family:sans-serif}}
h1,h2{{color:var(--ink);line-height:1.25}}
bdi,td,dd{{overflow-wrap:anywhere}}
dl{{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;font-size:.9rem}}
dd{{margin:0}}
.legend{{list-style:none;padding:0;font-size:.85rem}}
.legend li{{margin:.3rem 0}}
.swatch{{padding:.1rem .5rem}}
.block{{display:grid;grid-template-columns:11rem 1fr;gap:0 1rem;margin:.15rem 0;padding:.2rem .5rem;overflow:clip}}
.mark{{font-size:.75rem;line-height:2;font-variant-numeric:tabular-nums}}
.kept{{color:var(--ink)}}
{"".join(f".{tint}{{background:var(--{tint})}}" for tint in LEGENDS)}
table{{width:100%;border-collapse:collapse;font-size:.85rem}}
th,td{{text-align:start;vertical-align:top;padding:.3rem .5rem;border-top:1px solid var(--muted)}}
td:first-child bdi,td:nth-child(3) bdi{{overflow-wrap:normal}}
.but{{font-style:italic}}
@media screen and (max-width:40rem){{
.block,dl{{grid-template-columns:1fr}}
dl{{gap:0}}
dd{{margin-bottom:.4rem}}
thead{{display:none}}
table,tbody,tr,td{{display:block}}
tr{{border-top:1px solid var(--muted);padding:.3rem 0}}
td{{border:0;padding:0}}
td:first-child{{font-weight:bold}}
td:nth-child(3)::before{{content:"source: "}}
td:nth-child(4)::before{{content:"in the page's words: "}}
}}
@media print{{
body{{margin:0;max-width:none;font-size:10pt}}
.block,.swatch{{print-color-adjust:exact;-webkit-print-color-adjust:exact;break-inside:avoid}}
.block[title]::after{{content:attr(title);grid-column:2;font:7pt/1.3 sans-serif;white-space:pre-line}}
}}
"""
