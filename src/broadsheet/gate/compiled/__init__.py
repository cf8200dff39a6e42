"""The search for many stems at once in C, built where the install finds a C compiler.

`gate.stems` is the same in Python: what it is for is said there. No rule is added here.
"""
