"""What lies where: the two sites of the demo as tables of paths.

Comes in: nothing. Goes out: `SITES`. The pages themselves are files under `pages/`, in UTF-8 and
with `%SITE%` where scheme, host and port belong. Must not know sockets.
"""

from __future__ import annotations

import msgspec


class Route(msgspec.Struct, frozen=True):
    """One path of a site, and how it is answered."""

    path: str
    file: str | None = None
    media: str = "text/html; charset=utf-8"
    charset: str = "utf-8"
    """The bytes that are sent; a page whose `media` names no charset has to declare it itself."""
    status: int = 200
    location: str | None = None
    gzip: bool = False
    """Sent with `Content-Encoding: gzip` to those who accept it (RFC 9110, 8.4)."""


class Site(msgspec.Struct, frozen=True):
    """One newspaper: a folder under `pages/`, its routes, and which of them a reader would ask for."""

    folder: str
    routes: tuple[Route, ...]
    asked: tuple[str, ...]
    """Paths for `broadsheet add`: articles first, then what is no article."""
    denied: tuple[str, ...] = ()
    """Those among `asked` that robots.txt forbids."""
    published: str = "Sat, 14 Sep 2024 05:00:00 GMT"
    """`Last-Modified` of every page: the hour at which the edition went to press."""


HTML = "text/html"
PNG = "image/png"
XML = "application/xml; charset=utf-8"

LANTERN = Site(
    folder="lantern",
    routes=(
        Route("/", "home.html"),
        Route("/valley/", "valley.html"),
        Route("/council/", "council.html"),
        Route("/culture/", "culture.html"),
        Route("/sport/", "sport.html"),
        Route("/letters/", "letters.html"),
        Route("/notices/", "notices.html"),
        Route("/robots.txt", "robots.txt", media="text/plain; charset=utf-8"),
        Route("/sitemap.xml", "sitemap.xml", media=XML),
        Route("/sitemap-2024-09.xml", "sitemap-2024-09.xml", media=XML),
        Route("/sitemap-1999-09.xml", "sitemap-1999-09.xml", media=XML),
        Route("/feed.xml", "feed.xml", media="application/rss+xml; charset=utf-8"),
        Route("/style.css", "style.css", media="text/css; charset=utf-8"),
        Route("/pictures/footbridge.png", "footbridge.png", media=PNG),
        Route("/valley/2024/footbridge-moves-house.html", "footbridge.html"),
        Route("/valley/2024/orchard-behind-the-gym.html", "orchard.html"),
        Route("/culture/2024/band-in-the-fog.html", "band.html"),
        Route("/council/2024/budget-2025.html", "budget.html", gzip=True),
        Route("/letters/2024/in-defence-of-a-bench.html", "letter.html"),
        Route("/archive/1999/cafe-zoe.html", "cafe.html", media=HTML, charset="latin-1"),
        Route("/n/841", status=301, location="/valley/2024/librarian-on-the-night-bus.html"),
        Route("/valley/2024/librarian-on-the-night-bus.html", "bus.html"),
        Route("/subscribers/2024/who-owns-the-weir.html", "login.html"),
        Route("/valley/2024/herons-count.html", "captcha.html"),
        Route("/valley/2011/old-fair.html", "soft_404.html"),
        Route("/drafts/fair-programme.html", "draft.html"),
    ),
    asked=(
        "/valley/2024/footbridge-moves-house.html",
        "/valley/2024/orchard-behind-the-gym.html",
        "/culture/2024/band-in-the-fog.html",
        "/council/2024/budget-2025.html",
        "/letters/2024/in-defence-of-a-bench.html",
        "/archive/1999/cafe-zoe.html",
        "/n/841",
        "/subscribers/2024/who-owns-the-weir.html",
        "/valley/2024/herons-count.html",
        "/valley/2011/old-fair.html",
        "/",
        "/valley/2024/lamps-moths.html",
        "/drafts/fair-programme.html",
    ),
    denied=("/drafts/fair-programme.html",),
)

FAEHRBLATT = Site(
    folder="faehrblatt",
    routes=(
        Route("/", "home.html"),
        Route("/aktuell/", "aktuell.html"),
        Route("/fluss/", "fluss.html"),
        Route("/doerfer/", "doerfer.html"),
        Route("/kultur/", "kultur.html"),
        Route("/anzeigen/", "anzeigen.html"),
        Route("/robots.txt", "robots.txt", media="text/plain; charset=utf-8"),
        Route("/sitemap.xml", "sitemap.xml", media=XML),
        Route("/sitemap-2024-09.xml", "sitemap-2024-09.xml", media=XML),
        Route("/feed.atom", "feed.atom", media="application/atom+xml; charset=utf-8"),
        Route("/bilder/seal.png", "seal.png", media=PNG),
        Route("/2024/09/faehrfrau-lernt-norwegisch.html", "faehrfrau.html"),
        Route("/en/2024/09/seal-on-the-slipway.html", "seal.html", gzip=True),
        Route("/2024/09/bruecke-machbar.html", "bruecke.html"),
    ),
    asked=(
        "/2024/09/faehrfrau-lernt-norwegisch.html",
        "/en/2024/09/seal-on-the-slipway.html",
        "/2024/09/bruecke-machbar.html",
    ),
)

SITES = (LANTERN, FAEHRBLATT)
