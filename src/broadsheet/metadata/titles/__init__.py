"""The headline: where it stands, what the site is called, which claim readers see.

Comes in: a document and its claims. Goes out: one claim of a title.
"""
