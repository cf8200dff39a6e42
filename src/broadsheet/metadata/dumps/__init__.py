"""The same fields of a page saved as plain text, where nothing is declared and everything is a line.

Comes in: a dump and the body made of it. Goes out: claims, as of a page.
"""
