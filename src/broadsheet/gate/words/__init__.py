"""The words of pages that are no articles, in the languages of news.

Comes in: nothing. Goes out: tables by language, and tuples of phrases, lower case, compared as plain substrings, so
that their cost is linear. Must not know how they are weighed (`walls.py`): words alone refuse no page.
"""

from __future__ import annotations

from broadsheet.gate.words.dead_ends import (
    CRIES_BY_LANGUAGE,
    DOMAIN_BY_LANGUAGE,
    FILLERS_BY_LANGUAGE,
    JAVASCRIPT_BY_LANGUAGE,
    NOT_FOUND_BY_LANGUAGE,
    PARKED_BY_LANGUAGE,
    PARKING_HOSTS,
    SALE_BY_LANGUAGE,
    SEARCHED_BY_LANGUAGE,
)
from broadsheet.gate.words.doors import (
    CONSENT_BY_LANGUAGE,
    LOGIN_BY_LANGUAGE,
    ROBOT_BY_LANGUAGE,
    ROBOT_STEMS,
)
from broadsheet.gate.words.table import phrases
from broadsheet.gate.words.topics import (
    ACCOUNT_STEMS_BY_LANGUAGE,
    PRIVACY_STEMS_BY_LANGUAGE,
)

__all__ = [
    "ACCOUNT_STEMS",
    "ACCOUNT_STEMS_BY_LANGUAGE",
    "CONSENT",
    "CONSENT_BY_LANGUAGE",
    "CRIES",
    "CRIES_BY_LANGUAGE",
    "DOMAIN",
    "DOMAIN_BY_LANGUAGE",
    "FILLERS",
    "FILLERS_BY_LANGUAGE",
    "JAVASCRIPT",
    "JAVASCRIPT_BY_LANGUAGE",
    "LOGIN",
    "LOGIN_BY_LANGUAGE",
    "NOT_FOUND",
    "NOT_FOUND_BY_LANGUAGE",
    "PARKED",
    "PARKED_BY_LANGUAGE",
    "PARKING_HOSTS",
    "PRIVACY_STEMS",
    "PRIVACY_STEMS_BY_LANGUAGE",
    "ROBOT",
    "ROBOT_BY_LANGUAGE",
    "ROBOT_STEMS",
    "SALE",
    "SALE_BY_LANGUAGE",
    "SEARCHED",
    "SEARCHED_BY_LANGUAGE",
]

ROBOT = phrases(ROBOT_BY_LANGUAGE)
CONSENT = phrases(CONSENT_BY_LANGUAGE)
LOGIN = phrases(LOGIN_BY_LANGUAGE)
NOT_FOUND = phrases(NOT_FOUND_BY_LANGUAGE)
PARKED = phrases(PARKED_BY_LANGUAGE)
SALE = phrases(SALE_BY_LANGUAGE)
DOMAIN = phrases(DOMAIN_BY_LANGUAGE)
SEARCHED = phrases(SEARCHED_BY_LANGUAGE)
JAVASCRIPT = phrases(JAVASCRIPT_BY_LANGUAGE)
CRIES = phrases(CRIES_BY_LANGUAGE)
FILLERS = phrases(FILLERS_BY_LANGUAGE)
PRIVACY_STEMS = phrases(PRIVACY_STEMS_BY_LANGUAGE)
ACCOUNT_STEMS = phrases(ACCOUNT_STEMS_BY_LANGUAGE)
