"""Metadata beside the references that the development sets have: `python -m benchmarks.metadata`.

A system is asked through the same pipe as for texts; its answer is `Claims` as JSON. `fields` says what is compared on
which set and how, `folding` what is alike, `table` prints.
"""
