"""What a page declares in its head and its data: JSON-LD, meta tags, links, the canonical address.

Comes in: what parsing collected. Goes out: claims as declared. Must not look at blocks.
"""
