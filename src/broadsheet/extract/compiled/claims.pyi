from broadsheet.extract.features.claims import Matrix, Told
from broadsheet.records import Blocks

DIGEST: str

def repeated(blocks: Blocks, heard: list[bool], told: Told, out: Matrix) -> None: ...
