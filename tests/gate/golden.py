"""Golden pages of the gate: whole pages of our own words that are no articles, and what each must be called.

Comes in: `tests/gate/pages/`: `NAME.pages` hold whole pages under lines `==== name | note`, `NAME.words` one page's
words a line, in the order that the file's first line tells, for the layouts below. Goes out: `GatePage`s. The pages
were written before the gate was asked about them; the vendors' are shaped like what those vendors serve.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from broadsheet.records import Page, Reason

FOLDER = Path(__file__).parent / "pages"


class GatePage(NamedTuple):
    """One page, its name, its language or vendor, and the only right outcome."""

    name: str
    note: str
    reason: Reason
    page: Page


def gate_pages() -> list[GatePage]:
    """All of them."""
    later = [page for file, host in LATER.items() for page in _later(file, host)]
    return [*_whole(), *later, *_laid_out()]


LATER = {
    "second": "ridge.example",
    "third": "vale.example",
    "fourth": "dale.example",
    "fifth": "fen.example",
    "sixth": "moor.example",
    "seventh": "tarn.example",
}


WHOLE = {
    "vendors": Reason.CAPTCHA,
    "walls": Reason.LOGIN_WALL,
    "shells": Reason.NEEDS_JAVASCRIPT,
    "others": Reason.NOT_HTML,
}


def _whole() -> Iterator[GatePage]:
    for file, reason in WHOLE.items():
        for name, note, body in _records(file):
            yield GatePage(f"{file}_{name}", note, reason, _page(body, f"/news/2024/05/02/{name}"))


def _later(file: str, host: str) -> Iterator[GatePage]:
    """Pages that were written once all before them were rightly named, to see how the rules do on others."""
    for name, note, reason, body in _records(file):
        yield GatePage(f"{file}_{name}", note, Reason(reason), _page(body, f"/{name}", host))


def _records(file: str) -> Iterator[list[str]]:
    """The fields of every record's head, and its page."""
    for record in (FOLDER / f"{file}.pages").read_text("utf-8").split("==== ")[1:]:
        head, _, body = record.partition("\n")
        yield [*head.split(" | "), body.rstrip("\n")]


def _page(body: str, path: str, host: str = "harbourpost.example") -> Page:
    return Page(body.encode(), f"https://www.{host}{path}", status=200, charset="utf-8")


def _rows(file: str) -> Iterator[tuple[str, list[str]]]:
    """Language and fields of every line."""
    for line in (FOLDER / f"{file}.words").read_text("utf-8").splitlines()[1:]:
        language, _, fields = line.partition(": ")
        yield language, fields.split(" | ")


CHROME = dict(_rows("chrome"))
HEADLINES = dict(_rows("headlines"))


class Frame(NamedTuple):
    """A paper in its language: what stands round every page of it."""

    language: str

    @property
    def paper(self) -> str:
        """Its name."""
        return CHROME[self.language][0].split(", ")[0]

    @property
    def host(self) -> str:
        """Its host."""
        return CHROME[self.language][0].split(", ")[1]

    def wrap(self, title: str, inside: str, head: str = "", tokens: str = "") -> str:
        """A whole page with menu and foot."""
        menu = "".join(
            f'<li><a href="/{n}">{word}</a></li>' for n, word in enumerate(CHROME[self.language][1].split(", "))
        )
        foot = "".join(
            f'<li><a href="/f{n}">{word}</a></li>' for n, word in enumerate(CHROME[self.language][2].split(", "))
        )
        return bare(
            self.language,
            title,
            f'<header><a class="logo" href="/">{self.paper}</a><nav><ul>{menu}</ul></nav></header><main>{inside}</main>'
            f"<footer><ul>{foot}</ul></footer>",
            head + '<script src="/js/site.js"></script>',
            tokens,
        )


def bare(language: str, title: str, inside: str, head: str = "", tokens: str = "") -> str:
    """A page with nothing round it."""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f'<body class="{tokens}">{inside}</body></html>'
    )


def robots(frame: Frame, title: str, heading: str, sentence: str, button: str) -> str:
    """A paper's own captcha."""
    field = '<img src="/captcha.png?k=7" alt=""><input name="captcha" type="text">'
    form = f'<form method="post">{field}<button>{button}</button></form>'
    return bare(frame.language, title, f"<h1>{heading}</h1><p>{sentence}</p>{form}")


def consent(frame: Frame, heading: str, sentence: str, buttons: str, script: str) -> str:
    """A consent page in front of the paper."""
    choices = "".join(f"<button>{word}</button>" for word in buttons.split(", "))
    head = "" if script == "-" else f'<script src="https://{script}"></script>'
    box = f'<div class="message" role="dialog"><h2>{heading}</h2><p>{sentence}</p><div>{choices}</div></div>'
    foot = CHROME[frame.language][2].replace(", ", " ")
    return bare(frame.language, frame.paper, f'<div class="logo">{frame.paper}</div>{box}<footer>{foot}</footer>', head)


def login(frame: Frame, headline: str, teaser: str, wall: str, labels: str) -> str:
    """A story of which only headline and teaser are shown, in the paper's frame, with a form."""
    mail, password, button, other = labels.split(", ")
    form = (
        f'<form><label>{mail}<input type="email" name="mail"></label><label>{password}<input type="password" name="pw">'
        f'</label><button>{button}</button></form><a href="/subscribe">{other}</a>'
    )
    story = f'<h1>{headline}</h1><p class="teaser">{teaser}</p><div class="wall"><p>{wall}</p>{form}</div>'
    return frame.wrap(
        f"{headline} - {frame.paper}", f"<article>{story}</article>", '<meta property="og:type" content="article">'
    )


def missing(frame: Frame, title: str, heading: str, sentence: str, link: str) -> str:
    """An error page served as if all were well, with the newest headlines below it where there are any."""
    newest = "".join(f'<li><a href="/n/{n}">{line}</a></li>' for n, (line, _) in enumerate(stories(frame.language)))
    return frame.wrap(
        title, f'<h1>{heading}</h1><p>{sentence}</p><a href="/">{link}</a><ul class="newest">{newest}</ul>'
    )


def moved(frame: Frame, title: str, heading: str, sentence: str) -> str:
    """A page that leads to a new address by a refresh in meta."""
    link = f'<a href="https://neu.{frame.host}/a/7">https://neu.{frame.host}/a/7</a>'
    refresh = f'<meta http-equiv="refresh" content="5;url=https://neu.{frame.host}/a/7">'
    return bare(frame.language, title, f"<h1>{heading}</h1><p>{sentence.replace('%', link)}</p>", refresh)


def parked(frame: Frame, title: str, heading: str, sentence: str, searches: str, script: str) -> str:
    """A domain without a paper."""
    links = (
        ""
        if searches == "-"
        else "".join(f'<li><a href="/s?q={n}">{word}</a></li>' for n, word in enumerate(searches.split(", ")))
    )
    head = "" if script == "-" else f'<script src="https://{script}"></script>'
    return bare(frame.language, title, f"<h1>{heading}</h1><p>{sentence}</p><ul>{links}</ul>", head)


def scripts(frame: Frame, notice: str) -> str:
    """An application's shell with a notice."""
    inside = f'<div id="app"></div><noscript><p>{notice}</p></noscript><script src="/app.js"></script>'
    return bare(frame.language, frame.paper, inside)


def stories(language: str) -> list[tuple[str, str]]:
    """Headlines with their teasers."""
    if language not in HEADLINES:
        return []
    lines = [line.partition(": ") for line in HEADLINES[language][0].split("; ")]
    return [(headline, teaser) for headline, _, teaser in lines]


def teasers(language: str, times: int = 2) -> str:
    """Linked headlines with a sentence each."""
    return "".join(
        f'<article><h2><a href="/{turn}/{n}/{n + 10000 * turn}">{headline}</a></h2><p>{teaser}</p></article>'
        for turn in range(1, times + 1)
        for n, (headline, teaser) in enumerate(stories(language))
    )


def gallery(frame: Frame, title: str, _path: str, captions: str) -> str:
    """Twelve pictures with a line each."""
    lines = captions.split("; ")
    figures = "".join(
        f'<figure><img src="/img/{n}.jpg" alt=""><figcaption>{lines[n % 3]} ({n + 1}/12)</figcaption></figure>'
        for n in range(12)
    )
    return frame.wrap(title, f"<h1>{title}</h1>{figures}")


LAID_OUT: dict[str, tuple[Reason, Callable[..., str], str]] = {
    "robots": (Reason.CAPTCHA, robots, "/news/2024/05/02/the-last-tannery"),
    "consent": (Reason.CONSENT_WALL, consent, "/news/2024/05/02/the-last-tannery"),
    "login": (Reason.LOGIN_WALL, login, "/news/2024/05/02/the-last-tannery"),
    "missing": (Reason.SOFT_404, missing, "/news/2024/05/02/the-last-tannery"),
    "moved": (Reason.SOFT_404, moved, "/old/article.asp?id=7"),
    "parked": (Reason.PARKED, parked, "/news/2012/05/02/the-last-tannery"),
    "scripts": (Reason.NEEDS_JAVASCRIPT, scripts, "/news/2024/05/02/the-last-tannery"),
    "galleries": (Reason.GALLERY, gallery, ""),
}


def _laid_out() -> Iterator[GatePage]:
    for file, (reason, layout, path) in LAID_OUT.items():
        for n, (language, fields) in enumerate(_rows(file)):
            frame = Frame(language)
            page = _page(layout(frame, *fields), path or f"/{fields[1]}", frame.host)
            yield GatePage(f"{file}_{language}_{n}", language, reason, page)
    yield from _lists()


def _lists() -> Iterator[GatePage]:
    """Front page, section, tag and search page of every paper with headlines."""
    for language, (_, section, search) in HEADLINES.items():
        frame = Frame(language)
        (name, path), (words, query) = section.rsplit(", ", 1), search.rsplit(", ", 1)
        shapes = {
            "front": (frame.paper, teasers(language, 4), "/", ""),
            "section": (name, f"<h1>{name}</h1>{teasers(language)}", f"/{path}/", "archive category"),
            "tag": (name, f"<h1>#{name}</h1>{teasers(language)}", f"/tag/{path}", ""),
            "search": (words, f"<h1>{words}</h1><form><input name=q></form>{teasers(language)}", f"/{query}", ""),
        }
        for shape, (title, inside, place, tokens) in shapes.items():
            page = _page(frame.wrap(title, inside, tokens=tokens), place, frame.host)
            yield GatePage(f"{shape}_{language}", language, Reason.LIST_PAGE, page)
