"""The closed lists that all rooms share: outcomes, roles, kinds, flags, forms.

Comes in: nothing. Goes out: enumerations whose members equal their names. A new member is a decision.
"""

from __future__ import annotations

from enum import IntFlag, StrEnum


class Reason(StrEnum):
    """Why an input is no article: the closed list of `docs/outcomes.md`. A member equals its name."""

    ROBOTS_DENIED = "robots_denied"
    PRIVATE_ADDRESS = "private_address"
    UNSUPPORTED_SCHEME = "unsupported_scheme"
    DNS_ERROR = "dns_error"
    CONNECT_ERROR = "connect_error"
    TLS_ERROR = "tls_error"
    TIMEOUT = "timeout"
    PROTOCOL_ERROR = "protocol_error"
    HTTP_4XX = "http_4xx"
    HTTP_5XX = "http_5xx"
    GONE = "gone"
    LEGAL_BLOCK = "legal_block"
    RATE_LIMITED = "rate_limited"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    TOO_LARGE = "too_large"
    INCOMPLETE = "incomplete"
    UNREADABLE = "unreadable"
    NOT_HTML = "not_html"
    CAPTCHA = "captcha"
    CONSENT_WALL = "consent_wall"
    LOGIN_WALL = "login_wall"
    SOFT_404 = "soft_404"
    LIST_PAGE = "list_page"
    GALLERY = "gallery"
    PARKED = "parked"
    NEEDS_JAVASCRIPT = "needs_javascript"
    EMPTY = "empty"
    TOO_SHORT = "too_short"
    UNSUPPORTED_ENCODING = "unsupported_encoding"
    PARSER_KILLED = "parser_killed"
    DUPLICATE_URL = "duplicate_url"
    NOT_MODIFIED = "not_modified"
    OUT_OF_RANGE = "out_of_range"
    INTERNAL_ERROR = "internal_error"


class Role(StrEnum):
    """What a kept block is in the article."""

    LEAD = "lead"
    PARAGRAPH = "paragraph"
    SUBHEADING = "subheading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    TABLE_ROW = "table_row"
    PREFORMATTED = "preformatted"
    POST = "post"


class Kind(StrEnum):
    """What a stripped block is; one list for HTML and text dumps."""

    TITLE = "title"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    CREDIT = "credit"
    IMAGE_URL = "image_url"
    PAGE_URL = "page_url"
    NAVIGATION = "navigation"
    SEARCH = "search"
    SHARE = "share"
    SUBSCRIBE = "subscribe"
    NEWSLETTER = "newsletter"
    NOTIFICATION = "notification"
    RELATED = "related"
    TAGS = "tags"
    TEASER = "teaser"
    COMMENTS = "comments"
    COMMENT_POLICY = "comment_policy"
    POLICY = "policy"
    CONSENT = "consent"
    LOGIN = "login"
    CAPTCHA = "captcha"
    ACCOUNT = "account"
    AD = "ad"
    AUTHOR_BIO = "author_bio"
    DISCLAIMER = "disclaimer"
    FOOTER = "footer"
    OTHER = "other"


class Flag(IntFlag):
    """What an element is or lies inside of; every element carries its ancestors' flags too."""

    ARTICLE = 1 << 0
    MAIN = 1 << 1
    ASIDE = 1 << 2
    NAV = 1 << 3
    FOOTER = 1 << 4
    HEADER = 1 << 5
    FORM = 1 << 6
    FIGURE = 1 << 7
    FIGCAPTION = 1 << 8
    LIST_ITEM = 1 << 9
    TABLE = 1 << 10
    HIDDEN = 1 << 11
    ARTICLE_BODY = 1 << 12
    BLOCKQUOTE = 1 << 13
    PREFORMATTED = 1 << 14
    HEADING = 1 << 15
    TIME = 1 << 16
    LINK = 1 << 17
    BUTTON = 1 << 18
    DIALOG = 1 << 19
    NOSCRIPT = 1 << 20
    DUMP = 1 << 21
    """The block is a line or paragraph of a plain-text dump, not of a tree."""
    EMPHASIS = 1 << 22


class Form(StrEnum):
    """In which shape a page arrived."""

    HTML = "html"
    TEXT = "text"
