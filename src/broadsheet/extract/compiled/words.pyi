from broadsheet.extract.features import Features
from broadsheet.extract.vocabulary import Floats
from broadsheet.extract.weights import Weights
from broadsheet.records import Blocks

DIGEST: str

def word_scores(blocks: Blocks, features: Features, weights: Weights) -> Floats: ...
