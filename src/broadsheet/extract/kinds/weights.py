"""How much each sign weighs for the kind it speaks for: the weights of a conditional logit.

Comes in: nothing. Goes out: tables that `kinds` adds up. Written by `python -m tests.quality.kinds_fit` from the tuning
part of the kinds sample (docs/kinds.md), not to be mended by hand. Kinds without a block in that part have neither
bias nor places; what is not in a table weighs nothing.
"""

from __future__ import annotations

from broadsheet.records import Kind


def _table(weights: str) -> dict[Kind, float]:
    """`"title .8, byline -.1"` as a table."""
    pairs = (entry.split() for entry in weights.split(","))
    return {Kind(kind): float(weight) for kind, weight in pairs}


SOURCES: dict[str, float] = {
    "prose": 4.18,
    "name 0": 3.42,
    "section": 3.1,
    "line": 2.65,
    "begins": 2.53,
    "name 1": 2.27,
    "half a label": 2.19,
    "beside a headline": 1.99,
    "headline": 1.92,
    "foot": 1.91,
    "label": 1.9,
    "number": 1.88,
    "headlines": 1.76,
    "tag": 1.75,
    "phrase": 1.63,
    "name 3": 1.62,
    "bio": 1.56,
    "shape": 1.41,
    "under the title": 1.32,
    "picture": 1.3,
    "prose in a byline": 1.18,
    "name 2": 1.12,
    "trail": 1.09,
    "a name": 1.06,
    "form": 1.04,
    "end": 0.93,
    "a label's word": 0.92,
    "author": 0.85,
    "number in prose": 0.8,
    "inherited": 0.66,
    "menu": 0.62,
    "list": 0.61,
    "thin": 0.47,
    "start": 0.24,
}
"""How much a source of evidence is believed, whatever the kind."""

SIGNS: dict[str, dict[Kind, float]] = {
    "a label's word": _table(
        """
newsletter 0.33, share 0.15, credit 0.14, comments 0.13, tags 0.13, byline 0.12, account 0.09, ad -0.07,
teaser -0.08, dateline -0.11, footer -0.2, navigation -0.51"""
    ),
    "a name": _table(
        """
byline 0.19"""
    ),
    "author": _table(
        """
byline 0.12"""
    ),
    "begins": _table(
        """
login 0.3, byline 0.29, newsletter 0.28, account 0.14, search 0.14, consent 0.08, teaser 0.08, related
0.07, disclaimer -0.08, dateline -0.09, credit -0.21, navigation -0.52"""
    ),
    "beside a headline": _table(
        """
teaser 0.5"""
    ),
    "bio": _table(
        """
author_bio 0.35"""
    ),
    "end": _table(
        """
footer 0.14"""
    ),
    "foot": _table(
        """
footer 0.47"""
    ),
    "form": _table(
        """
search 0.26, comments 0.11, ad -0.2"""
    ),
    "half a label": _table(
        """
share 0.27, login 0.26, consent 0.2, related -0.08, navigation -0.13, tags -0.15"""
    ),
    "headline": _table(
        """
title 0.47"""
    ),
    "headlines": _table(
        """
teaser 0.42"""
    ),
    "inherited": _table(
        """
comments 0.33, newsletter 0.31, share 0.23, disclaimer 0.16, tags 0.16, author_bio 0.15, subscribe
-0.08, caption -0.1, related -0.15, other -0.41, teaser -0.47"""
    ),
    "label": _table(
        """
login 0.23, related 0.15, search 0.13, teaser 0.08, disclaimer -0.08"""
    ),
    "line": _table(
        """
newsletter 0.29, share 0.29, credit 0.2, login 0.19, disclaimer 0.18, byline 0.15, comments 0.13,
consent 0.1, dateline 0.08, teaser -0.08, tags -0.15, navigation -0.21, footer -0.46"""
    ),
    "list": _table(
        """
comments 0.29, share 0.26, ad -0.08, byline -0.22, navigation -0.32"""
    ),
    "name 0": _table(
        """
comments 0.35, ad 0.34, author_bio 0.33, search 0.31, share 0.3, comment_policy 0.26, newsletter 0.21,
credit 0.19, disclaimer 0.16, tags 0.14, consent 0.11, related 0.07, login -0.08, title -0.09, byline
-0.14, footer -0.32, other -0.5, teaser -0.63"""
    ),
    "name 1": _table(
        """
footer 0.33, teaser 0.22, byline 0.21, navigation 0.12, caption -0.09, related -0.16"""
    ),
    "name 2": _table(
        """
comment_policy 0.16, footer 0.12, teaser 0.11, navigation -0.08, subscribe -0.09"""
    ),
    "name 3": _table(
        """
comments 0.31, footer 0.26, navigation -0.14"""
    ),
    "number": _table(
        """
dateline 0.37, ad 0.07"""
    ),
    "number in prose": _table(
        """
dateline 0.09"""
    ),
    "phrase": _table(
        """
login 0.23, newsletter 0.12, share 0.08, tags -0.15"""
    ),
    "picture": _table(
        """
caption 0.27"""
    ),
    "prose": _table(
        """
disclaimer 0.44, ad 0.27, policy 0.21, author_bio 0.17, comments 0.12, newsletter 0.1, subscribe 0.08,
share 0.07, footer -0.08, related -0.14"""
    ),
    "prose in a byline": _table(
        """
author_bio 0.23"""
    ),
    "section": _table(
        """
comments 0.3, footer 0.2, comment_policy 0.16, teaser 0.15, related 0.14, byline 0.13, navigation 0.11,
share -0.1, subscribe -0.16"""
    ),
    "shape": _table(
        """
credit 0.18, dateline 0.08"""
    ),
    "start": _table(
        """
navigation -0.09"""
    ),
    "tag": _table(
        """
footer 0.5, title 0.4, navigation 0.1, teaser -0.51"""
    ),
    "trail": _table(
        """
navigation 0.2"""
    ),
    "under the title": _table(
        """
byline 0.19, dateline 0.08"""
    ),
}
"""How much more, or less, when it speaks for one kind."""

PLACES: dict[str, dict[Kind, float]] = {
    "after": _table(
        """
newsletter 0.52, teaser 0.49, footer 0.45, tags 0.45, comments 0.44, comment_policy 0.19, related 0.13,
consent 0.09, notification -0.15, share -0.2, search -0.21, dateline -0.22, subscribe -0.24, disclaimer
-0.32, title -0.33, caption -0.39, navigation -0.57"""
    ),
    "amid": _table(
        """
related 0.61, ad 0.51, caption 0.37, subscribe 0.37, share 0.19, author_bio 0.18, notification 0.18,
disclaimer 0.09, credit 0.08, consent -0.08, login -0.08, byline -0.09, dateline -0.11, search -0.11,
policy -0.12, navigation -0.13, comment_policy -0.14, tags -0.14, comments -0.15, other -0.17, title
-0.19, newsletter -0.2, footer -0.25, teaser -0.4"""
    ),
    "before": _table(
        """
navigation 0.78, title 0.52, other 0.37, search 0.25, dateline 0.21, disclaimer 0.21, login 0.19, byline
0.11, consent -0.08, comment_policy -0.1, notification -0.1, account -0.11, credit -0.13, author_bio
-0.15, comments -0.2, footer -0.23, newsletter -0.28, ad -0.32, tags -0.35, related -0.47"""
    ),
    "half": _table(
        """
related 0.4, comments 0.32, dateline 0.29, byline 0.16, credit 0.15, newsletter -0.1, ad -0.12, caption
-0.15, share -0.19, footer -0.35"""
    ),
    "heading": _table(
        """
title 0.49, ad 0.4, teaser 0.26, related 0.22, subscribe 0.2, policy -0.07, author_bio -0.08, disclaimer
-0.08, byline -0.09, share -0.09, login -0.1, comments -0.12, other -0.16, navigation -0.26"""
    ),
    "line": _table(
        """
newsletter 0.5, related 0.49, title 0.38, other 0.25, share 0.21, byline 0.2, tags 0.18, teaser 0.12,
page_url -0.07, subscribe -0.1, comments -0.13, notification -0.14, policy -0.14, search -0.14,
author_bio -0.16, caption -0.19, navigation -0.25, footer -0.35, credit -0.36"""
    ),
    "linked": _table(
        """
ad 0.68, related 0.64, footer 0.58, navigation 0.43, share 0.3, teaser 0.24, login 0.11, author_bio
-0.08, notification -0.13, comment_policy -0.14, credit -0.16, policy -0.17, caption -0.21, comments
-0.22, consent -0.23, search -0.23, newsletter -0.24, dateline -0.25, title -0.29, other -0.46"""
    ),
    "long": _table(
        """
caption 0.74, author_bio 0.42, ad 0.38, teaser 0.37, disclaimer 0.25, related 0.23, comments 0.18,
policy 0.12, navigation 0.07, account -0.07, notification -0.09, search -0.09, subscribe -0.1, credit
-0.13, login -0.17, share -0.18, newsletter -0.2, title -0.27, byline -0.31, footer -0.48, other -0.58"""
    ),
    "plain": _table(
        """
other 0.76, newsletter 0.39, caption 0.33, title 0.33, consent 0.2, search 0.17, author_bio 0.16,
comment_policy 0.11, notification 0.09, policy 0.08, byline -0.1, page_url -0.1, teaser -0.1, share
-0.12, tags -0.12, dateline -0.17, footer -0.26, navigation -0.3, ad -0.32, related -0.76"""
    ),
    "short": _table(
        """
footer 0.79, other 0.58, credit 0.43, subscribe 0.26, navigation 0.25, login 0.24, notification 0.17,
byline 0.16, search 0.16, policy -0.1, title -0.1, ad -0.13, dateline -0.19, author_bio -0.23,
disclaimer -0.23, tags -0.23, newsletter -0.25, teaser -0.33, related -0.44, caption -0.57"""
    ),
    "text": _table(
        """
other 0.41, navigation 0.33, comments 0.21, login 0.14, byline 0.13, author_bio 0.12, newsletter 0.11,
account -0.07, dateline -0.08, tags -0.09, teaser -0.1, subscribe -0.13, page_url -0.14, ad -0.16, title
-0.48"""
    ),
}
"""What a block's standing makes likely: where it is, how linked, how long."""

BIAS: dict[Kind, float] = _table(
    """
related 1.39, other 1.25, ad 1.21, teaser 0.81, comments 0.48, navigation 0.35, subscribe 0.31,
newsletter 0.25, byline 0.22, login 0.19, author_bio 0.17, title 0.04, captcha 0, image_url 0, share
-0.1, disclaimer -0.12, caption -0.15, tags -0.16, footer -0.18, comment_policy -0.22, credit -0.3,
consent -0.33, notification -0.34, search -0.4, policy -0.57, account -0.58, dateline -0.6, page_url
-0.86"""
)
"""How likely a kind is before anything is known."""
