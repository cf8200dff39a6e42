"""One run over a corpus: what is asked for, what goes out next, what comes of it, where it leads, how it is recorded.

Comes in: sources, or stored pages; an open store and archive. Goes out: outcomes, one an input. The only room that
writes articles into a corpus; everything it does to the store is told to the archive first (`journal`).

    intake ─▶ ingest ⇄ dispatch (what goes out next) ─▶ fetch ─▶ turns (whose turn; learning of sites)
                 └─▶ following (where listings lead) · recording (raw bytes, journal, row) ─▶ watch (who looks on)
    replay ─▶ reextract: the stored pages once more
"""
