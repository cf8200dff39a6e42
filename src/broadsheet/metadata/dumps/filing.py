"""Section and tags in a line that says where the article is filed ("Posted in Trade. Tagged glass, crafts.").

Comes in: a line that extraction labelled so. Goes out: its section and its tags. The words are those of
content systems, in the languages of news. Must not know: where the line stands, or other signs of either.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from broadsheet.metadata.clean import fold
from broadsheet.metadata.tagging import fold_doubles

_IN = "|".join(
    r"""
    (?:posted|published|filed) (?:in|under)|categori[sz]ed (?:in|under|as)|categor(?:y|ies)|section
    veröffentlicht (?:in|unter)|abgelegt (?:in|unter)|kategorien?|rubrik(?:en)?|ressort
    publiée? dans|classée? (?:dans|sous)|catégories?|rubriques?|publicad[oa] (?:en|em)|archivad[oa] en|arquivad[oa] em
    categorías?|sección|(?:pubblicat|archiviat)[oa] in|categori[ae]s?|sezione|seção|editoria
    (?:geplaatst|gepubliceerd) in|categorieën|(?:publicerat|postat|udgivet|postet|publisert) i|kategorier
    opublikowano w|kategori[ae]|kategóri[aá]k?|рубрик[аи]|категори[яи]|раздел|опубликовано в(?: рубрике)?
    категорії|опубліковано в|kategoriler|التصنيف|分类|分類|栏目|カテゴリー?|카테고리
    """.strip()
    .replace(" " * 4, "")
    .split("\n")
)
_UNDER = "|".join(
    r"""
    tagged(?: with| as)?|tags?|verschlagwortet mit|getaggt mit|schlagw[oö]rter?|étiquetée?|étiquettes?|mots[ -]clés
    marqué avec|etiquetad[oa](?: como| con)?|etiquetas|taggat[oa](?: con)?|contrassegnat[oa] (?:da tag |da |con )?
    getagd(?: met)?|(?:märkt|tagget|merket)(?: med)?|otagowano|tagi|метки|теги|мітки|etiketler|标签|標籤|タグ|태그
    """.strip()
    .replace(" " * 4, "")
    .split("\n")
)
_PHRASE = re.compile(
    rf"(?:^|(?<=[.|;·•,] )|(?<=\bwas )|(?<=\band )|(?<=\bund )|(?<=\bet )|(?<=\by )|(?<=\be ))(?:(?P<section>{_IN})"
    rf"|(?P<tags>{_UNDER}))(?: ?[:：] ?| )(?=[^\W_])",
    re.IGNORECASE,
)
_END = re.compile(r"(?:[.|;·•] |[.|;]$)|,? (?:and|und|et|y|e)$", re.IGNORECASE)
_SEPARATORS = re.compile(r" ?[,;|•·、，/] ?| (?:and|und|et|och|og) ")


class Filing(NamedTuple):
    """What such a line says; both may be missing."""

    section: str | None
    tags: tuple[str, ...]


def read_filing(text: str) -> Filing:
    """The first section and all tags that the line names."""
    section: str | None = None
    tags: list[str] = []
    found = list(_PHRASE.finditer(text))
    for position, phrase in enumerate(found):
        until = found[position + 1].start() if position + 1 < len(found) else len(text)
        words = _END.split(text[phrase.end() : until].strip())[0].strip(" .,|;")
        names = [name.strip(" #.\"'") for name in _SEPARATORS.split(words)]
        if phrase["tags"]:
            tags += names
        elif section is None and names and fold(names[0]):
            section = names[0]
    return Filing(section, fold_doubles(tags))
