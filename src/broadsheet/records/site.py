"""What was learnt of a site from its own pages.

Comes in: nothing. Goes out: `SiteTemplate`.
"""

from __future__ import annotations

import msgspec


class SiteTemplate(msgspec.Struct, frozen=True):
    """Which texts recur on which share of a site's stories."""

    pages: int = 0
    """Stories that were looked at; one that was fetched twice is one."""
    seen: dict[int, int] = {}
    """Fingerprint of a text (`extract.template.fingerprint`) → stories whose page has it; three or more."""
