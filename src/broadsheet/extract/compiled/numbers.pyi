from collections.abc import Sequence

from broadsheet.extract.features.letters import Letters
from broadsheet.extract.features.numbers import Mask, Matrix
from broadsheet.extract.features.places import Places
from broadsheet.records import Document

DIGEST: str

def letters(texts: Sequence[str]) -> Letters: ...
def numbers(document: Document, letters: Letters, good: Mask, places: Places, out: Matrix) -> None: ...
