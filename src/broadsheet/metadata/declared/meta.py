"""`<meta>` tags and microdata values, each name mapped to the field it speaks of.

Comes in: what the page declares. Goes out: facts whose source is `meta:` and the tag's name.
Must not know: which name wins (`merge.py` holds the order) or any other syntax.
Names: OpenGraph and its article namespace, Twitter cards, Dublin Core, Highwire (`citation_*`),
schema.org microdata, Parse.ly, Sailthru, and the spellings of large content systems.
"""

from __future__ import annotations

from broadsheet.metadata.authors.names import declared_names
from broadsheet.metadata.clean import plain
from broadsheet.metadata.dates.reading import read_date
from broadsheet.metadata.tagging import split_keywords
from broadsheet.records import Declared, Fact

_FIELDS = {
    "title": "og:title twitter:title headline dc.title dcterms.title citation_title parsely-title sailthru.title "
    "hdl title article:title",
    "description": "og:description description twitter:description dc.description dcterms.abstract "
    "sailthru.description "
    "abstract",
    "authors": "author article:author_name article:author authors byl dc.creator dcterms.creator citation_author "
    "parsely-author sailthru.author articleauthor creator og:article:author article:authors cxenseparse:author "
    "shareaholic:article_author_name "
    "rnews:author twitter:data1",
    "date_published": "article:published_time datepublished og:article:published_time article:published "
    "og:published_time parsely-pub-date sailthru.date dc.date.issued dcterms.issued dcterms.created "
    "article.published publish-date publish_date publishdate pubdate publication_date publicationdate date_published "
    "published_time published cxenseparse:recs:publishtime cxenseparse:publishtime cxenseparse:pub-date-time "
    "shareaholic:article_published_time citation_publication_date citation_online_date dc.date dcterms.date "
    "datecreated "
    "article:create_time og:regdate rnews:datepublished article.created originalpublicationdate firstpublished "
    "displaydate bt:pubdate creation_date pub_date sort_date iso-8601-publish-date date article:publish_time",
    "date_modified": "article:modified_time datemodified og:updated_time og:modified_time article:updated_time "
    "article:modified dcterms.modified dc.date.modified last-modified lastmod modified_time article.updated "
    "revision_date updated date_modified shareaholic:article_modified_time cxenseparse:recs:modifiedtime "
    "rnews:datemodified article:modify_time",
    "publisher": "og:site_name publisher dc.publisher dcterms.publisher application-name citation_journal_title "
    "article:publisher_name copyright-holder twitter:app:name:iphone",
    "section": "article:section section parsely-section og:section articlesection dc.subject.section "
    "cxenseparse:section "
    "sailthru.section category",
    "tags": "article:tag og:article:tag dc.subject parsely-tags sailthru.tags citation_keywords dc:subject "
    "cxenseparse:keywords article:keywords news_keywords keywords",
    "language": "og:locale dc.language dcterms.language language inlanguage content-language",
    "canonical_url": "og:url twitter:url parsely-link",
}
_FIELD_OF = {name: field for field, names in _FIELDS.items() for name in names.split()}

ORDER = {field: tuple(f"meta:{name}" for name in names.split()) for field, names in _FIELDS.items()}
"""Field -> its sources, the most trustworthy first; `merge.py` places them among the other syntaxes."""


def facts(declared: Declared, language: str | None) -> list[Fact]:
    """One fact for every name that says something; repeated tags and authors come together."""
    values: dict[str, list[str]] = {}
    for name, content in [pair for pair in declared.meta if pair[0] in _FIELD_OF]:
        if said := content.strip():
            values.setdefault(name, []).append(said)
    found = [_fact(name, contents, language) for name, contents in values.items()]
    return [fact for fact in found if fact is not None]


def _fact(name: str, contents: list[str], language: str | None) -> Fact | None:
    """The fact that a name declares, or None where its value says nothing."""
    field = _FIELD_OF[name]
    raw = "; ".join(contents) if field in ("tags", "authors") else contents[0]
    value: object
    if field == "authors":
        value = _people(name, contents)
    elif field == "tags":
        value = split_keywords(contents)
    elif field.startswith("date_"):
        value = read_date(raw, language)
    else:
        value = plain(raw)
    return Fact(field, value, f"meta:{name}", raw) if value else None


def _people(name: str, contents: list[str]) -> tuple[str, ...]:
    """Names in author tags; `citation_author` and Dublin Core write `Surname, Given` one a tag."""
    if name == "twitter:data1":
        return ()
    turned = [_turned(c) if name in ("citation_author", "dc.creator") else c for c in contents]
    people = (
        person for content in turned if not content.startswith(("http", "/")) for person in declared_names(content)
    )
    return tuple(dict.fromkeys(people))


def _turned(value: str) -> str:
    """`Roe, Jane` -> `Jane Roe` (Highwire's order)."""
    surname, comma, given = value.partition(",")
    short = comma and "," not in given and len(surname.split()) <= 2 and 1 <= len(given.split()) <= 2
    return f"{given.strip()} {surname.strip()}" if short else value
