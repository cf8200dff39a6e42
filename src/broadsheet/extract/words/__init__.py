"""The words that tell what a text is, by kind and in some 25 languages, and the lexicon that finds them.

Comes in: tokens. Goes out: the phrases among them, each with its kind. Must not know pages or dumps: both read here.
"""
