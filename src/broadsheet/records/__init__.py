"""The nouns that travel between the rooms: frozen values without behaviour of their own.

Comes in: nothing. Goes out: every type that one stage hands to another, and the closed lists
(outcomes, kinds, roles) that they share. Must not know: any other module of ours, I/O, or how a
value was come by. Tables of numbers are numpy arrays; all else is msgspec.
"""

from __future__ import annotations

import hashlib

from broadsheet.records.article import (
    SCHEMA_VERSION,
    Article,
    Dropped,
    Extractor,
    Hit,
    Image,
    Paywall,
    Provenance,
    Related,
    Stripped,
    article_json,
)
from broadsheet.records.blocks import Block, Blocks, Count, Elements, Ints, Link, Moment, Picture
from broadsheet.records.document import Body, BodyBlock, Declared, Document, Fact, Facts, Label
from broadsheet.records.listing import Listed, Listing, ListingKind
from broadsheet.records.lists import Flag, Form, Kind, Reason, Role
from broadsheet.records.pace import Pace
from broadsheet.records.page import Earlier, Exchange, Page, Recorded, RecordRef, Target
from broadsheet.records.site import PageTexts, SiteTemplate

Aside = PageTexts | Listing | None
"""What a page tells beside its outcome: an article of its site, a list of its stories."""

__all__ = [
    "SCHEMA_VERSION",
    "Article",
    "Aside",
    "Block",
    "Blocks",
    "Body",
    "BodyBlock",
    "Count",
    "Declared",
    "Document",
    "Dropped",
    "Earlier",
    "Elements",
    "Exchange",
    "Extractor",
    "Fact",
    "Facts",
    "Flag",
    "Form",
    "Hit",
    "Image",
    "Ints",
    "Kind",
    "Label",
    "Link",
    "Listed",
    "Listing",
    "ListingKind",
    "Moment",
    "Pace",
    "Page",
    "PageTexts",
    "Paywall",
    "Picture",
    "Provenance",
    "Reason",
    "RecordRef",
    "Recorded",
    "Related",
    "Role",
    "SiteTemplate",
    "Stripped",
    "Target",
    "article_json",
    "digest16",
]


def digest16(data: bytes) -> str:
    """First 16 hex digits of SHA-256 of `data`: the form of every id of ours."""
    return hashlib.sha256(data).hexdigest()[:16]
