from broadsheet.gate.stems import Stems as Stems

DIGEST: str
