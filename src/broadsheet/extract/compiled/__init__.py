"""The inner loops of the extraction in C, built where the install finds a C compiler.

Each is a module of the rooms beside this one, under its name; what it means is said there. No rule is added here.
"""
