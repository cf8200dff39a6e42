"""Extract: the blocks of a page to the article, every block labelled with kind or role.

Comes in: a `Document` of either form. Goes out: a `Body`. Pure; sees blocks, never a tree or a socket. The
door is `engine.extract`. Nothing is imported here: `broadsheet.extract` is the public function, and stays it
because this package is loaded before that name is bound.
"""
