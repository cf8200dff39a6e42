from collections.abc import Sequence

from broadsheet.extract.names import Name

DIGEST: str

def suggested(elements: Sequence[tuple[str, str]]) -> list[Name | None]: ...
