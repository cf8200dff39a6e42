from broadsheet.parse.tables import Walked

DIGEST: str

def walk(html: bytes) -> Walked: ...
