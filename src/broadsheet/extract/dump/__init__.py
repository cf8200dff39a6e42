"""Extract, for plain-text dumps: blocks to labels to the body of the article.

Comes in: a `Document` of form TEXT. Goes out: `Body`: a label with its evidence for every block, the
kept blocks with their roles, and how clearly the article won. Must not know: HTML, files, any site.
"""

from __future__ import annotations

from broadsheet.extract.dump.inside import Verdict
from broadsheet.extract.dump.learned import Learned, decided, plain
from broadsheet.extract.dump.rules import by_rule
from broadsheet.extract.template import evidence, foreign, recurring
from broadsheet.records import Body, BodyBlock, Document, Kind, Label, Role, SiteTemplate

__all__ = ["label_dump"]


def label_dump(document: Document, site: SiteTemplate | None = None) -> Body:
    """Find the article in a page dump and say what everything else is.

    Rules find where it may stand (`rules`), the network decides what is kept, the rules say as what (`learned`).
    Linear in the number of blocks. `site` is what was learnt from other dumps of the site.
    """
    seen = recurring(document.blocks.text, site) if site is not None else []
    found = decided(document, by_rule(document, seen))
    if site is not None:
        kept = [verdict.role is not None for verdict in found.verdicts]
        heads = [verdict.role is Role.SUBHEADING for verdict in found.verdicts]
        for row in foreign(kept, document.blocks.words.tolist(), seen, site.pages, lambda _: None, heads.__getitem__):
            found.verdicts[row] = Verdict(None, Kind.OTHER, evidence(seen[row], site.pages))
    return _body(document, found)


def _body(document: Document, found: Learned) -> Body:
    labels = tuple(
        Label(role=v.role, kind=v.kind, score=round(p, 4), first=p > 0.5, rule=v.rule)
        for v, p in zip(found.verdicts, found.p.astype(float).tolist(), strict=True)
    )
    blocks = tuple(
        BodyBlock(role=v.role, text=plain(document.blocks.text[row], v), block=row)
        for row, v in enumerate(found.verdicts)
        if v.role is not None
    )
    return Body(labels=labels, blocks=blocks, confidence=round(found.confidence, 4) if blocks else 0.0)
