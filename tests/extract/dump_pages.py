"""Page dumps of newspapers that do not exist, in several layouts, made of our own stories, rules and forms.

Comes in: a story and how its page is laid out. Goes out: the dump as text. Nothing here is taken from any page.
"""

from __future__ import annotations

from tests.extract.dump_stories import FORMS, RULES, Story


def forms(story: Story) -> list[str]:
    """The labels of menus and forms in the story's language."""
    return list(FORMS.get(story.language, FORMS["en"]))


def rules(story: Story, language: str | None = None, times: int = 3) -> list[str]:
    """Rules for commenters in full prose, `times` over, in the story's language or another."""
    return list(RULES.get(language or story.language, RULES["en"])) * times


def url(story: Story) -> str:
    """Where the story's page would be."""
    return f"https://gazette.example/world/2024/05/02/{story.slug}"


def spaced(lines: list[str]) -> str:
    """One paragraph a line, a blank line between any two."""
    return "\n\n".join(lines)


def tight(lines: list[str]) -> str:
    """One paragraph a line, no blank line at all."""
    return "\n".join(lines)


def page(story: Story, order: str, language: str | None = None) -> list[str]:
    """The lines of a page; `order` names its parts: f(orms), r(ules), u(rl), t(itle), a(rticle)."""
    parts = {
        "f": forms(story),
        "r": rules(story, language),
        "u": [url(story)],
        "t": [story.title],
        "a": list(story.paragraphs),
    }
    return [line for letter in order for line in parts[letter]]
