"""Upkeep of a corpus: is it whole, is the machine fit, and how the database is made again from the archive.

Comes in: a corpus's folder. Goes out: findings, faults, a new database. Reads everything; only `rebuild` writes.
"""
