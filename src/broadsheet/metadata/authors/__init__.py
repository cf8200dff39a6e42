"""Who wrote: bylines and their words, names told from roles and newsrooms, wire services.

Comes in: a document and where its article stands; one line of a byline. Goes out: claims of authors and agencies.
"""
