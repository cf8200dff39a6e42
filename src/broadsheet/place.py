"""What a URL says about the kind of page: front page, section, tag, search, gallery, or a single story.

Comes in: a URL. Goes out: a word of `Place`. Must not know the page.
"""

from __future__ import annotations

import re
from enum import StrEnum
from urllib.parse import unquote


class Place(StrEnum):
    """Kinds of URL."""

    ROOT = "front page"
    LISTING = "listing"
    SECTION = "section"
    SEARCH = "search"
    STORY = "story"
    UNKNOWN = "unknown"


_LISTING = re.compile(
    r"/(?:tags?|topics?|categor(?:y|ies|ia|ias|ie)|kategori(?:e|en|a|er)?|author|authors|autor|autoren|auteur"
    r"|archives?|archiv|sections?|rubri(?:k|ken|que|c|ca|ek)|themen?|thema|tema|temas|tematy|sujet|dossiers?|etiqueta"
    r"|schlagwort|keyword"
    r"|tagged|labels?|latest|newest|all-news|schlagzeilen|ultima-hora|ultimas-noticias|page|seite|pagina"
    r"|strana)(?:/[^/]{1,60}){0,2}/?$"
)
_SEARCH = re.compile(
    r"/(?:search|suche|recherche|buscar|busca|busqueda|ricerca|zoeken|sok|sog|haku|szukaj|hledat|kereses|poisk|arama"
    r"|cari)(?:/|\.\w{2,4}|$)|[?&](?:s|q|query|search|suche|keyword|text|w)="
)
_STORY = re.compile(
    r"\d{5}|/(?:19|20)\d{2}/\d{1,2}|(?:19|20)\d{2}-\d{2}-\d{2}|(?:[-_][^/_-]{1,40}){3}|\.(?:s?html?|php|aspx?"
    r"|jsp)$|(?:article|artikel|story|news|articulo|noticia|post|doc|cnt|id)[-/=]?[0-9a-f]{4}"
)
_INDEX = re.compile(r"/(?:index|default|home)\.\w{3,5}$")
_EDITION = re.compile(r"/[a-z]{2}(?:[-_][a-z]{2})?")
_STORY_QUERY = re.compile(r"(?:^|&)(?:p|story|article|\w{0,12}id)=\w{0,40}\d")
_NUMBER = re.compile(r"\d{4}")


def place_of(url: str | None) -> Place:
    """The kind of page that a URL names, as far as it says."""
    if not url or not url.lower().startswith(("http://", "https://")):
        return Place.UNKNOWN
    rest = unquote(url).lower().split("#")[0].partition("://")[2]
    path = "/" + rest.partition("/")[2]
    plain, _, query = path.partition("?")
    if _SEARCH.search(path):
        return Place.SEARCH
    trimmed = _INDEX.sub("/", plain).rstrip("/")
    if not trimmed or _EDITION.fullmatch(trimmed):
        return Place.STORY if _STORY_QUERY.search(query) else Place.ROOT
    if _LISTING.search(trimmed + "/"):
        return Place.LISTING
    if _STORY.search(trimmed) or _NUMBER.search(query) or len(trimmed.rsplit("/", 1)[-1]) > 45:
        return Place.STORY
    return Place.SECTION
