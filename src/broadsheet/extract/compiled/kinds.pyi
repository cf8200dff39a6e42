from broadsheet.extract.kinds.passes import add as add
from broadsheet.extract.kinds.passes import begun as begun
from broadsheet.extract.kinds.passes import doubtful as doubtful
from broadsheet.extract.kinds.passes import laid as laid
from broadsheet.extract.kinds.passes import lowest as lowest
from broadsheet.extract.kinds.passes import spelled as spelled
from broadsheet.extract.kinds.passes import strongest as strongest
from broadsheet.extract.kinds.passes import tallied as tallied

DIGEST: str
