from broadsheet.parse.words import count_words as count_words
from broadsheet.parse.words import has_spaceless as has_spaceless

DIGEST: str
