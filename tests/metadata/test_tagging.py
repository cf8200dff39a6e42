"""Tags that the page shows, and the words beside them that are none."""

from __future__ import annotations

import pytest

from broadsheet.metadata.tagging import split_keywords
from tests.metadata.reading import PROSE, read

TITLE = "<h1>Tide mill turns again</h1>"


def tags(inside: str) -> tuple[str, ...]:
    """Tags of an article with `inside` below it, in a box that is named for them."""
    found: tuple[str, ...] = read(f"{TITLE}{PROSE}<div class=tags>{inside}</div>").value("tags", ())
    return found


@pytest.mark.parametrize("label", ["Themen", "Tags", "Topics:", "Schlagwörter", "Filed under", "Mots-clés :", "标签"])
def test_the_label_of_a_box_is_no_tag(label: str) -> None:
    """Neither alone, nor before tags, nor as a link to the list of all."""
    assert tags(label) == ()
    assert tags(f'{label} <a href="/tag/mill">Mill</a>') == ("Mill",)
    assert tags(f'<a href="/topics">{label}</a>') == ()


@pytest.mark.parametrize(
    "control",
    [
        '<a href="#">Speichern</a>',
        '<a href="">Speichern</a>',
        '<a href="javascript:save()">Speichern</a>',
        '<a href="mailto:?subject=mill">Speichern</a>',
        '<a href="https://social.example/share?u=mill">Teilen</a>',
        "<button>Speichern</button>",
        "<form>Speichern</form>",
        "<nav><a href=/themen/stadt>Stadt</a></nav>",
    ],
)
def test_controls_and_navigation_are_no_tags(control: str) -> None:
    """What leads nowhere, away from the site, or is a button of a form."""
    assert tags(control) == ()
    assert tags(f'{control} <div class=tags><a href="/tag/mill">Mill</a></div>') == ("Mill",)


def test_one_tag_that_repeats_a_heading_is_that_heading() -> None:
    """A link to the article itself or to its section's heading is no list of tags."""
    assert tags('<a href="/news/tide-mill">Tide mill turns again</a>') == ()


def test_links_that_a_script_fills_in_are_tags_under_a_label() -> None:
    """Right under "Topics" an empty address is not yet a control."""
    box = '<div class=tags>Topics</div><div class=tags><a href="">Mill</a> <a href="">Tide</a></div>'
    assert tags(box) == ("Mill", "Tide")


def test_unlinked_words_are_tags_in_a_row_in_a_list_or_after_a_label() -> None:
    """A single word in a box called `tags` may be anything."""
    assert tags("Mill, Tide") == ("Mill", "Tide")
    assert tags("Topics: Mill") == ("Mill",)
    assert tags("<ul class=tags><li class=tags>Mill</li><li class=tags>Tide</li></ul>") == ("Mill", "Tide")
    assert tags("Mill") == ()


def test_front_page_is_no_tag() -> None:
    """Templates put the way home, and the shelf of what nobody filed, among the keywords."""
    assert split_keywords(["Home, Ferry, Accueil, Uncategorized, Home rule"]) == ("Ferry", "Home rule")


def test_nested_links_may_end_in_any_order() -> None:
    """Of a link around a table that holds another, the inner one comes first, though its row is the second."""
    inside = "<a href=/topic/mills>Mills<table><td><a href=/topic/eels>Eels</a></table></a>"
    assert tags(inside) == ("Mills Eels", "Eels")
