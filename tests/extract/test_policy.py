"""Rules and pitches in full sentences go; an article about them stays."""

from __future__ import annotations

from broadsheet.extract.policy import policies, speak_of
from broadsheet.records import Kind
from tests.extract.pages import STORY, blocks, draft, kept, paragraphs, part

RULES = (
    "Comments are moderated before they are published. Please keep your comment civil and on topic; comments that are"
    " abusive or off-topic will be removed. By commenting you agree to our community guidelines."
)
PRIVACY = (
    "We and our partners store and access personal data such as cookies on your device. You can change your privacy"
    " settings at any time; read our privacy policy to learn how we process your personal data."
)
ABOUT_PRIVACY = (
    "The council read out its privacy policy on Thursday, and four people fell asleep before it came to cookies.",
    "The clerk, who wrote the policy, said that personal data had been kept in a biscuit tin since the flood of 1953.",
    "Nobody could say how a tin processes data, but the tin was shown, and it was found to hold biscuits and a key.",
    "The mayor asked that the consent of the owner of the biscuits be sought before any more of them were eaten.",
    "The opposition spoke of a scandal, and then of lunch, and the meeting was closed with the tin still on the table.",
)


def test_a_comment_policy_after_the_article_is_stripped() -> None:
    """By its words alone, with kind and share in the rule."""
    page = draft(blocks(*paragraphs(8), part("h3", "Before you write"), part("p", RULES)))
    policies(page, range(10))
    assert kept(page) == list(STORY)
    assert page.kind[9] is Kind.COMMENT_POLICY
    assert page.rule[9].endswith("of the part's words speak of comment policy")


def test_a_privacy_notice_before_the_article_is_stripped() -> None:
    """A part ends at the next heading."""
    page = draft(blocks(part("p", PRIVACY), part("h2", "The mill"), *paragraphs(8)))
    policies(page, range(10))
    assert kept(page) == ["The mill", *STORY]


def test_an_article_about_privacy_is_not_stripped() -> None:
    """It is most of the text, whatever its words."""
    page = draft(blocks(*(part("p", text) for text in ABOUT_PRIVACY)))
    policies(page, range(5))
    assert kept(page) == list(ABOUT_PRIVACY)


def test_one_paragraph_of_an_article_is_not_judged_by_itself() -> None:
    """Parts lie between headings and gaps; within one, the share is that of the whole part."""
    page = draft(blocks(*paragraphs(4), part("p", ABOUT_PRIVACY[0]), *paragraphs(4, first=4)))
    policies(page, range(9))
    assert len(kept(page)) == 9


def test_rules_alone_are_left_for_the_gate() -> None:
    """A page of nothing but a policy, or with a few lines beside it, has no article to save."""
    for little in ((), paragraphs(2), paragraphs(3)):
        page = draft(blocks(*little, part("h3", "Before you write"), part("p", RULES)))
        policies(page, range(len(little) + 2))
        assert len(kept(page)) == len(little) + 2


def test_stripped_blocks_part_and_are_not_judged() -> None:
    """A gap ends a part: the rules behind an advertisement are a part of their own."""
    page = draft(blocks(*paragraphs(8), part("p", "Advertisement"), part("p", RULES)))
    page.strip(8, Kind.AD, "an opening phrase")
    policies(page, range(10))
    assert (kept(page), page.kind[8]) == (list(STORY), Kind.AD)


def test_the_kind_is_that_of_most_words() -> None:
    """With the share of the words that speak of rules, between none and all."""
    story, (kind, share), nothing = speak_of([" ".join(STORY), RULES, ""])
    assert kind is Kind.COMMENT_POLICY
    assert 0.1 < share < 1
    assert story == nothing == (None, 0.0)
