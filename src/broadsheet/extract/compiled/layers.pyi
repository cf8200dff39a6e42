from broadsheet.extract.features import Features
from broadsheet.extract.layers import Floats
from broadsheet.records import Blocks

DIGEST: str

def logits(inputs: Floats, blocks: Blocks, features: Features, layers: dict[str, Floats]) -> Floats: ...
