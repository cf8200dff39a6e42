from broadsheet.extract.features.places import Floats, Places
from broadsheet.extract.features.tree import Tree
from broadsheet.records import Blocks, Elements

DIGEST: str

def tree(elements: Elements) -> Tree: ...
def places(blocks: Blocks, tree: Tree, mass: Floats) -> Places: ...
