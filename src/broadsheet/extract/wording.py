"""The network's columns in plain English: groups that a person understands, and what to say of each.

Comes in: nothing. Goes out: `GROUPS`, where every column stands exactly once. Must not know a block.
"""

from __future__ import annotations

from typing import NamedTuple

from broadsheet.extract.features import NAMES
from broadsheet.extract.features.numbers import CONTAINER, FLAGS
from broadsheet.extract.vocabulary import AIMS

WORD_SUMS = ("own_name", "parent_name", "names_above", "first_words", "all_words", "heading_words", "together")
"""Pairs of columns, in the order of `vocabulary.word_scores`; the last sums the others up, and changes with them."""
COLUMNS = (*NAMES, *(f"{name}_{aim}" for name in WORD_SUMS for aim in range(AIMS)))
COLUMN = {name: at for at, name in enumerate(COLUMNS)}


class Group(NamedTuple):
    """Columns that say one thing together.

    `high` and `low` are what is said where the first column is above or below `at`: as measured, and by default the
    mean of all training blocks. Fields are columns as measured: `{x:words}` is a count of words, stored as a logarithm,
    `{x:d}` one stored as it is, `{x:p}` a share. `{set}` are the columns that are not zero: then `high` holds where
    there are any. `{word}` is the word or name of the vocabulary that weighs most.
    """

    name: str
    columns: tuple[str, ...]
    high: str
    low: str
    at: float | None = None


def _container(level: int) -> tuple[str, ...]:
    """Prose comes first: it is what is told high from low."""
    return tuple(f"{name}_{level}" for name in sorted(CONTAINER, key=lambda name: name != "good_share"))


def _words(name: str) -> tuple[str, ...]:
    return tuple(f"{name}_{aim}" for aim in range(AIMS))


_FURNITURE = ("aside", "nav", "footer", "header", "form", "button", "dialog", "noscript", "hidden")
_HOLDS = "{{blocks_{0}:blocks}}, {{good_share_{0}:p}} prose"

GROUPS = (
    Group("length", ("log_words", "log_chars"), "long: {log_words:words}", "short: {log_words:words}"),
    Group(
        "links",
        ("link_density", "links", "flag_link"),
        "many links: {link_density:p} of it",
        "few links: {link_density:p} of it",
    ),
    Group("emphasis", ("emphasis_density", "flag_emphasis"), "bold or italic", "neither bold nor italic", 0),
    Group("commas", ("commas_per_word",), "many commas", "few commas"),
    Group("capitals", ("capitals",), "many capitals: {capitals:p}", "few capitals: {capitals:p}"),
    Group("digits", ("digits",), "many digits: {digits:p}", "few digits: {digits:p}"),
    Group("quotes", ("quotes",), "quotes or brackets in it", "no quotes or brackets in it", 0),
    Group("signs", ("marks",), "signs like | © : in it", "no signs like | © : in it", 0),
    Group("script", ("wide",), "a script without spaces", "a script with spaces", 0),
    Group("sentences", ("sentences", "words_per_sentence"), "{sentences:full sentences}", "no full sentence", 0),
    Group(
        "end",
        ("ends_sentence", "ends_colon", "ends_quote", "ends_letter"),
        "ends with a {set}",
        "ends with no letter, quote or stop",
    ),
    Group(
        "start",
        ("starts_capital", "starts_small", "starts_digit", "starts_quote", "starts_mark"),
        "starts with a {set}",
        "starts with no letter, digit or sign",
    ),
    Group("prose", ("good",), "prose by its looks", "not prose by its looks", 0.5),
    Group("picture", ("pictures", "picture_before"), "{set}", "no picture before it"),
    Group("time", ("times", "flag_time"), "a <time> in it", "no <time> in it", 0),
    Group("gap", ("gap",), "begins an element", "follows a line break", 0),
    Group("repeats", ("repeats",), "stands on the page more than once", "stands on the page once", 1),
    Group(
        "article",
        ("flag_article", "flag_main", "flag_article_body"),
        "inside {set}",
        "outside <article> and <main>",
    ),
    Group(
        "furniture",
        tuple(f"flag_{name}" for name in _FURNITURE),
        "inside {set}",
        "in no menu, aside, footer or form",
    ),
    Group("figure", ("flag_figure", "flag_figcaption"), "inside {set}", "in no figure"),
    Group("list or table", ("flag_list_item", "flag_table"), "inside {set}", "in no list or table"),
    Group("quotation", ("flag_blockquote", "flag_preformatted"), "inside {set}", "in no quotation"),
    Group("heading", ("flag_heading",), "a heading", "not a heading", 0),
    Group("depth", ("depth",), "deep in the tree: {depth:elements}", "high in the tree: {depth:elements}"),
    Group("place", ("place", "from_end"), "far down the page: {place:p}", "high up the page: {place:p}"),
    Group(
        "place in the prose",
        ("place_in_good",),
        "{place_in_good:p} of the prose before it",
        "{place_in_good:p} of the prose before it",
    ),
    Group(
        "prose nearby",
        ("good_near", "last_good", "next_good", "next_but_one"),
        "prose nearby: {good_near:d} of 8 blocks",
        "little prose nearby: {good_near:d} of 8 blocks",
    ),
    Group(
        "best container",
        ("in_best", "best_from", "best_to"),
        "in the container of most prose",
        "out of the container of most prose",
        0.5,
    ),
    Group(
        "common container",
        ("in_common", "common_from", "common_to"),
        "in the part that holds all prose",
        "out of the part that holds all prose",
        0.5,
    ),
    Group(
        "path",
        ("group_good", "group_size", "group_share", "group_linked"),
        "made like it: {group_size:blocks}, {group_good:p} prose",
        "made like it: {group_size:blocks}, {group_good:p} prose",
    ),
    Group(
        "siblings",
        ("make_share", "make_size"),
        "its like beside it hold {make_share:p} of the prose",
        "its like beside it hold {make_share:p} of the prose",
    ),
    Group(
        "heading before",
        ("since_heading", "words_since_heading", "heading_linked", "heading_size"),
        "{since_heading:blocks} below a heading",
        "no heading before it",
        0,
    ),
    Group(
        "page",
        ("page_good", "page_blocks", "page_linked", "has_body", "no_headline"),
        "a page of {page_good:words} of prose",
        "a page of {page_good:words} of prose",
    ),
    *(
        Group(name, _container(level), f"{said}: {_HOLDS.format(level)}", f"{said}: {_HOLDS.format(level)}")
        for level, (name, said) in enumerate(
            (
                ("container", "nearest container"),
                ("second container", "second container up"),
                ("third container", "third container up"),
                ("fourth container", "fourth container up"),
                ("largest container", "largest container"),
            )
        )
    ),
    Group(
        "title",
        ("in_title", "is_headline"),
        "{in_title:p} of its words in the title",
        "none of its words in the title",
        0,
    ),
    Group("below the headline", ("after_headline",), "below the headline", "not below the headline", 0),
    Group("description", ("in_description",), "repeats the description", "repeats no description", 0.5),
    Group("author", ("in_author",), "names the author", "does not name the author", 0),
    Group("declared text", ("in_body",), "stands in the declared text", "not in a declared text", 0),
    Group("own name", _words("own_name"), "its own name: {word}", "its own name tells nothing"),
    Group("parent's name", _words("parent_name"), "its parent's name: {word}", "its parent's name tells nothing"),
    Group("names above", _words("names_above"), "a name above it: {word}", "no name above it tells anything"),
    Group("first words", _words("first_words"), "opens with {word}", "opens with no telling word"),
    Group("words", _words("all_words"), "says {word}", "says no telling word"),
    Group(
        "heading's words",
        _words("heading_words"),
        "the heading before it says {word}",
        "no telling word in the heading before it",
    ),
)
"""Every column but those of the last of `WORD_SUMS`."""


_SAID = {
    "article_body": "itemprop=articleBody",
    "hidden": "a hidden element",
    "list_item": "<li>",
    "preformatted": "<pre>",
}
SET_NAMES = {
    **{name: name.partition("_")[2] for name in NAMES if name.startswith(("starts_", "ends_"))},
    "pictures": "a picture just before it",
    "picture_before": "a picture before the block above it",
    "ends_sentence": "full stop",
    "starts_capital": "capital",
    "starts_small": "small letter",
    **{f"flag_{name}": _SAID.get(name, f"<{name}>") for flag in FLAGS if (name := (flag.name or "").lower())},
}
"""What `{set}` calls its columns."""
