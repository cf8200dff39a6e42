"""Lines that say where an article is filed ("Posted in Trade. Tagged glass, crafts.", "Rubrik: Politik").

Comes in: the text of one block. Goes out: yes or no. Must not know: sections, tags, neighbours. The
words are those that content systems print below or above an article, in the languages of news.
"""

from __future__ import annotations

import re

from broadsheet.extract.dump.remembered import remembered

_VERBS = "|".join(
    r"""
    posted (?:in|under)|published (?:in|under)|filed (?:in|under)|categori[sz]ed (?:in|under|as)|tagged(?: with| as)?
    veröffentlicht (?:in|unter)|abgelegt (?:in|unter)|verschlagwortet mit|getaggt mit
    publiée? dans|classée? (?:dans|sous)|étiquetée?|publicad[oa] (?:en|em)|archivad[oa] en|arquivad[oa] em
    etiquetad[oa](?: como| con)?|pubblicat[oa] in|archiviat[oa] in|taggat[oa](?: con)?|contrassegnat[oa] (?:da|con)
    (?:geplaatst|gepubliceerd) in|getagd(?: met)?|(?:publicerat|postat|udgivet|postet|publisert) i
    (?:märkt|tagget|merket)(?: med)?|opublikowano w|otagowano|опубликовано в(?: рубрике)?|опубліковано в
    """.strip()
    .replace(" " * 4, "")
    .split("\n")
)
_NOUNS = "|".join(
    r"""
    categor(?:y|ies)|section|kategorien?|rubrik(?:en)?|ressort|catégories?|rubriques?|categorías?|sección|categori[ae]s?
    sezione|seção|editoria|categorieën|kategorier|kategoria|kategorie|kategóri[aá]k?|рубрик[аи]|категори[яи]|раздел
    категорії|kategori(?:ler)?|التصنيف|分类|分類|栏目|カテゴリー?|카테고리
    """.strip()
    .replace(" " * 4, "")
    .split("\n")
)
_ENTRY = r"(?:this (?:entry|post|article) was |ce contenu a été |esta entrada (?:fue|ha sido) |questa voce è stata )?"
_FILED = re.compile(rf"^(?:{_ENTRY}(?:{_VERBS})(?: ?[:：] ?| )|(?:{_NOUNS}) ?[:：] ?)(?=[^\W\d])", re.IGNORECASE)
_PARTS = re.compile(r"[.!?|,;·•/&、，] ?| (?:and|und|et|y|e|en|och|og|i|и) ", re.IGNORECASE)
_LONGEST = 40
"""Words of such a line: two sections and a dozen tags."""
_NAME_WORDS = 5
"""Words of one section or tag; longer pieces belong to sentences."""


@remembered
def is_filing(text: str, words: int) -> bool:
    """Words of filing, then nothing but short names."""
    if words > _LONGEST:
        return False
    found = _FILED.match(text)
    return found is not None and all(len(part.split()) <= _NAME_WORDS for part in _PARTS.split(text[found.end() :]))
