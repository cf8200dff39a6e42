"""The walk in C: `walk.pyx` and what it includes, built where the install finds a C compiler.

`parse.walk` is the same in Python: what a page means is said there. This room adds speed and no rule; where it was not
built, or the parser's library is another, nothing changes but the time.
"""
