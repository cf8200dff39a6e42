"""Lines that open another part, in many languages; and sentences that only begin like them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract.phrases import _PATTERN, _PHRASES, HEADS, LONGEST, opens, small
from broadsheet.records import Kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Comments", Kind.COMMENTS), ("12 Comments", Kind.COMMENTS), ("LEAVE A REPLY", Kind.COMMENTS),
        ("Kommentare (3)", Kind.COMMENTS), ("12 reacties", Kind.COMMENTS), ("Комментарии:", Kind.COMMENTS),
        ("评论", Kind.COMMENTS),
        ("Related stories", Kind.RELATED), ("» Read more", Kind.RELATED), ("Lesen Sie auch", Kind.RELATED),
        ("À lire aussi :", Kind.RELATED), ("Te puede interesar", Kind.RELATED), ("関連記事", Kind.RELATED),
        ("Sign up for our morning newsletter", Kind.NEWSLETTER), ("Newsletter", Kind.NEWSLETTER),
        ("Already a subscriber? Log in", Kind.SUBSCRIBE), ("Jetzt abonnieren", Kind.SUBSCRIBE),
        ("この記事は会員限定です。無料で会員登録できます。", Kind.SUBSCRIBE),
        ("残り 812文字（全文1240文字）", Kind.SUBSCRIBE), ("Artikkelen er kun for abonnenter", Kind.SUBSCRIBE),
        ("Il vous reste 57.09% de cet article à lire. La suite est réservée aux abonnés.", Kind.SUBSCRIBE),
        ("Dit artikel is exclusief voor abonnees", Kind.SUBSCRIBE), ("Weiterlesen", Kind.RELATED),
        ("Статья доступна только по подписке", Kind.SUBSCRIBE),
        ("Dieser Artikel ist nur für Abonnent:innen", Kind.SUBSCRIBE),
        ("Este artículo es solo para suscriptores", Kind.SUBSCRIBE),
        ("Conteúdo exclusivo para assinantes", Kind.SUBSCRIBE),
        ("Questo articolo è riservato agli abbonati", Kind.SUBSCRIBE), ("此文僅供付費會員閱讀", Kind.SUBSCRIBE),
        ("Artikeln är endast för prenumeranter", Kind.SUBSCRIBE), ("Artiklen er kun for abonnenter", Kind.SUBSCRIBE),
        ("Artykuł dostępny tylko dla subskrybentów", Kind.SUBSCRIBE), ("이 기사는 유료회원 전용입니다", Kind.SUBSCRIBE),
        ("Bu haber sadece abonelere özeldir", Kind.SUBSCRIBE), ("本文仅限订阅用户阅读", Kind.SUBSCRIBE),
        ("This article is only for subscribers", Kind.SUBSCRIBE),
        ("Cet article est réservé à nos abonnés", Kind.SUBSCRIBE),
        ("Sign in", Kind.LOGIN), ("Se connecter", Kind.LOGIN), ("About the author", Kind.AUTHOR_BIO),
        ("Tags:", Kind.TAGS), ("Themen", Kind.TAGS), ("Share this article", Kind.SHARE), ("Teilen", Kind.SHARE),
        ("ADVERTISEMENT", Kind.AD), ("- Anzeige -", Kind.AD), ("広告", Kind.AD),
        ("Empfohlener redaktioneller Inhalt", Kind.CONSENT), ("Table of Contents", Kind.NAVIGATION),
        ("In diesem Artikel:", Kind.NAVIGATION), ("Sommaire", Kind.NAVIGATION), ("目次", Kind.NAVIGATION),
        ("This slideshow requires JavaScript.", Kind.OTHER), ("Ce diaporama nécessite JavaScript.", Kind.OTHER),
        ("Your browser does not support the video tag.", Kind.OTHER), ("Video Player is loading.", Kind.OTHER),
        ("Ihr Browser unterstützt keine Videos.", Kind.OTHER), ("Advertisement. Scroll to continue.", Kind.AD),
    ],
)  # fmt: skip
def test_a_line_that_is_a_phrase_opens_its_part(line: str, kind: Kind | None) -> None:
    """In any case, with a mark or two around it."""
    assert opens(line) is kind


@pytest.mark.parametrize(
    "line",
    [
        "", "Comments were made, and withdrawn.", "Related to the mayor, she declined.", "Sharing a boat is hard",
        "Tags hung from every sack in the mill", "He signed in under a false name", "Ad astra",
        "The mill: a discussion in nine parts", "Il vous reste deux heures pour lire cet article.",
        "Contents of the sack were spilt", "In this article we weigh sacks", "Your browser is a cow, said the farmer",
        "この記事は風車について書かれています。", "The article is for sale, subscribers say",
    ],
)  # fmt: skip
def test_a_sentence_that_begins_like_a_phrase_opens_nothing(line: str) -> None:
    """The whole line must be the phrase."""
    assert opens(line) is None


def test_a_long_line_opens_nothing() -> None:
    """Whatever it begins with."""
    begin = "12 comments on "
    assert opens(begin.ljust(LONGEST, "x")) is Kind.COMMENTS
    assert opens(begin.ljust(LONGEST + 1, "x")) is None


def test_no_phrase_captures() -> None:
    """What the one pattern rests on: its groups are the kinds."""
    assert all(re.compile(words).groups == 0 for _, words in _PHRASES)
    assert _PATTERN.groups == len(_PHRASES)


@given(st.text(max_size=100))
def test_any_line_is_answered(line: str) -> None:
    """With a kind of the table, the same each time, or with none."""
    assert opens(line) in {None, *(kind for kind, _ in _PHRASES)}
    assert opens(line) is opens(line)


def test_case_is_ignored_as_regular_expressions_ignore_it() -> None:
    """Every character that matches a letter of the phrases where case is ignored becomes that letter."""
    letters = {letter for _, words in _PHRASES for letter in words if letter.isalpha()}
    alike = re.compile("[" + "".join(sorted(letters)) + "]", re.IGNORECASE)
    assert {odd for odd in map(chr, range(0x110000)) if alike.match(odd)} == {
        odd for odd in map(chr, range(0x110000)) if small(odd) in letters
    }
    assert opens("ſİGN ın") is Kind.LOGIN


@given(st.from_regex(_PATTERN, fullmatch=True))
def test_no_text_is_passed_over_that_the_pattern_matches(text: str) -> None:
    """Texts are tried that begin as an alternative does; none that matches begins otherwise."""
    assert opens(text) is not None or len(text) > LONGEST or _PATTERN.fullmatch(small(text)) is None


def test_every_phrase_begins_with_letters_or_a_number() -> None:
    """A head that is empty would have every text tried."""
    assert "" not in HEADS
