from broadsheet.extract.words.lexicon import Lexicon as Lexicon
from broadsheet.extract.words.lexicon import folded as folded
from broadsheet.extract.words.lexicon import tokens as tokens

DIGEST: str
