"""The functions of the public face: pages in, outcomes out, without a corpus.

Comes in: HTML or text as a caller holds it. Goes out: `Article | Dropped`. Thin: builds a `Page`, calls
`process`, which is imported when it is first needed. What they take is checked here; what a page holds never raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from os import PathLike
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace

from broadsheet.options import DEFAULT, Options

if TYPE_CHECKING:
    from broadsheet.records import Article, Aside, Dropped, Form, Page, SiteTemplate

    Studied = tuple[Article | Dropped, Aside]


def extract(html: object, url: str | None = None, *, options: Options = DEFAULT) -> Article | Dropped:
    """Extract the article of an HTML page.

    `html`: bytes (their charset is found after the WHATWG order), a `str`, or an object whose `str()` is
    its HTML, such as a BeautifulSoup tree; what holds no markup at all is read as a text dump. `url`: where
    the page came from; resolves links, makes the id. Returns an `Article`, or a `Dropped` that says why there
    is none; `b""` is `empty`. Raises `TypeError` for any other argument, and `ExtraMissing` where the chosen
    engine is not installed.
    """
    return _process(html, url, "html", options)


def extract_text(text: object, url: str | None = None, *, options: Options = DEFAULT) -> Article | Dropped:
    """Extract the article of a page that was saved as plain text (`bytes` or `str`).

    Arguments, result and errors as in `extract`; the page's URL is looked for in the text where none is given.
    """
    return _process(text, url, "text", options)


def extract_site(pages: Iterable[tuple[object, str | None]], *, options: Options = DEFAULT) -> list[Article | Dropped]:
    """Extract many pages of one or several sites, and learn what each site puts on all its pages: (html, url) pairs.

    One result per pair, in the order given; a bad page is a `Dropped` in its place. Policies, bios and pitches that
    stand on three or more stories of a site are taken out of all of them, however much they read like an article;
    pages without a URL count as one site. All pages are held until the end.
    """
    return _site("html", pages, options)


def extract_text_site(
    pages: Iterable[tuple[object, str | None]], *, options: Options = DEFAULT
) -> list[Article | Dropped]:
    """`extract_site` for pages saved as plain text: (text, url) pairs."""
    return _site("text", pages, options)


def _site(form: str, pages: Iterable[tuple[object, str | None]], options: Options) -> list[Article | Dropped]:
    """Two rounds: the first extracts every page and learns, the second extracts again what the template touches."""
    from broadsheet.extract.learner import Learner
    from broadsheet.extract.template import touches
    from broadsheet.records import Article, PageTexts
    from broadsheet.urls import site_key

    items = list(pages)
    found = [_in_place(form, item, options) for item in items]
    learners: dict[str, Learner] = {}
    for row, (outcome, seen) in enumerate(found):
        if isinstance(outcome, Article) and isinstance(seen, PageTexts):
            learners.setdefault(site_key(outcome.url or ""), Learner()).observe(f"{row:09}", seen)
    for row, (outcome, seen) in enumerate(found):
        if isinstance(outcome, Article) and isinstance(seen, PageTexts):
            template = learners[site_key(outcome.url or "")].template(seen)
            again = _in_place(form, items[row], options, template) if touches(template, seen) else found[row]
            found[row] = again if isinstance(again[0], Article) else found[row]  # a template makes no article a drop
    return [outcome for outcome, _ in found]


def _in_place(form: str, item: object, options: Options, site: SiteTemplate | None = None) -> Studied:
    """The outcome of one pair; what is no pair of a page and a URL is `unreadable` in its place."""
    from broadsheet.records import Dropped, Reason

    try:
        content, url = cast(tuple[object, str | None], item)
        return _study(content, url, form, options, site)
    except (TypeError, ValueError) as error:
        return Dropped(url=None, reason=Reason.UNREADABLE, evidence=f"no pair of a page and a URL: {error}"), None


def fetch(url: str, *, options: Options = DEFAULT) -> Page | Dropped:
    """Fetch one page politely: robots.txt first (RFC 9309), redirects by hand, within time and size bounds.

    Calls of one process, in whichever thread, keep the gap between requests to one site. Returns the `Page`, or a
    `Dropped` that says why there is none. Raises `ContactMissing` where
    `options.fetch.contact` is not set and the URL is not on this machine; `TypeError` for no `str`.
    """
    from broadsheet.fetch.page import SHARED, fetch_page, shared_schedule
    from broadsheet.records import Target

    if not isinstance(url, str):
        raise TypeError(f"url must be str, not {type(url).__name__}")
    schedule = shared_schedule(options.fetch)
    return fetch_page(Target(url), options.fetch, schedule=schedule, robots=SHARED).outcome


def _process(content: object, url: object, form: str, options: Options) -> Article | Dropped:
    return _study(content, url, form, options)[0]


def _study(content: object, url: object, form: str, options: Options, site: SiteTemplate | None = None) -> Studied:
    from broadsheet.pipeline import study
    from broadsheet.records import Form

    if not isinstance(options, Options):
        raise TypeError(f"options must be Options, not {type(options).__name__}")
    page = _page(content, url, Form(form))
    if page.form is Form.HTML and page.body.strip() and _TAG.search(page.body) is None:
        page = replace(page, form=Form.TEXT)  # no page is made of words alone; a dump of one is
    return study(page, options, site)


_TAG = re.compile(rb"<[a-zA-Z!/?]|<\x00|\x00<")
"""The beginning of any markup (HTML 13.2.5.6, tag open state), in UTF-16 too."""


def _page(content: object, url: object, form: Form) -> Page:
    from broadsheet.records import Page

    if url is not None and not isinstance(url, str):
        raise TypeError(f"url must be str or None, not {type(url).__name__}")
    if url is not None:
        url = url.encode("utf-8", "replace").decode("utf-8")  # an argument may hold lone surrogates, JSON may not
    if isinstance(content, (bytes, bytearray, memoryview)):
        return Page(bytes(content), url, form=form)
    text = content if isinstance(content, str) else _markup(content, form)
    return Page(text.encode("utf-8", "replace"), url, form=form)


def _markup(content: object, form: Form) -> str:
    """The HTML of a tree that writes itself as HTML.

    Much else has a `str()` in angle brackets: an lxml element, a response, a file, a method. That is the
    `repr()` of a type without a `__str__` of its own, in which nothing is ever closed.
    """
    text = str(content) if form == "html" and not isinstance(content, _NO_TREE) else None
    own = type(content).__str__ is not object.__str__
    if text is not None and ("</" in text or (own and ("<" in text or not text.strip()))):
        return text
    wanted = "bytes or str" if form == "text" else "bytes, str or an object whose str() is its HTML"
    raise TypeError(f"expected {wanted}, not {type(content).__name__}")


_NO_TREE = (list, tuple, dict, set, frozenset, PathLike, BaseException)
"""Types whose `str()` is that of what they hold."""
