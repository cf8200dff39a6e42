"""When: dates in thirty languages, in times, datelines, addresses and scripts, and which of them is meant.

Comes in: a document and where its article stands; one string. Goes out: claims of days and times.
"""
