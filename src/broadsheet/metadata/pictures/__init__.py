"""The article's pictures: figures, captions, credits.

Comes in: a document and where its article stands. Goes out: claims of images.
"""
