"""Variants of a page dump that must not change what is read from it, made from the seed at test time.

Comes in: the seed's text and its `expected.json`. Goes out: changed texts. Nothing of the seed is kept here:
its parts are found by the line numbers that `expected.json` lists.
"""

from __future__ import annotations

import random
import re
import textwrap
from typing import Any

HEADINGS = {
    "de": {
        "Related:": "Zum Thema:",
        "Tags:": "Schlagworte:",
        "Log in": "Anmelden",
        "Register": "Registrieren",
        "Registration": "Registrierung",
        "Privacy Policy": "Datenschutzerklärung",
        "Community standards": "Kommentarregeln",
        "Discussion": "Diskussion",
        "Search": "Suche",
        "Subscribe": "Abonnieren",
        "All news": "Alle Nachrichten",
        "Recommended": "Empfehlungen",
        "Password recovery": "Passwort vergessen",
        "Get short URL": "Link kopieren",
        "Delete account": "Konto löschen",
        "Close": "Schließen",
    },
    "fr": {
        "Related:": "Sur le même sujet :",
        "Tags:": "Mots-clés :",
        "Log in": "Se connecter",
        "Register": "S'inscrire",
        "Registration": "Inscription",
        "Privacy Policy": "Politique de confidentialité",
        "Community standards": "Règles de la communauté",
        "Discussion": "Réactions",
        "Search": "Rechercher",
        "Subscribe": "S'abonner",
        "All news": "Toutes les actualités",
        "Recommended": "À la une",
        "Password recovery": "Mot de passe oublié",
        "Get short URL": "Copier le lien",
    },
    "es": {
        "Related:": "Noticias relacionadas:",
        "Tags:": "Etiquetas:",
        "Log in": "Iniciar sesión",
        "Register": "Registrarse",
        "Privacy Policy": "Política de privacidad",
        "Community standards": "Normas de la comunidad",
        "Discussion": "Comentarios",
        "Search": "Buscar",
        "Subscribe": "Suscribirse",
        "All news": "Todas las noticias",
        "Recommended": "Lo más leído",
    },
    "ru": {
        "Related:": "Читайте также:",
        "Tags:": "Теги:",
        "Log in": "Войти",
        "Register": "Зарегистрироваться",
        "Privacy Policy": "Политика конфиденциальности",
        "Community standards": "Правила сообщества",
        "Discussion": "Обсуждение",
        "Search": "Поиск",
        "Subscribe": "Подписаться",
        "All news": "Все новости",
        "Recommended": "Популярное",
    },
    "zh": {
        "Related:": "相关新闻：",
        "Tags:": "标签：",
        "Log in": "登录",
        "Register": "注册",
        "Search": "搜索",
        "Discussion": "评论",
    },
    "ar": {
        "Related:": "ذات صلة:",
        "Tags:": "الوسوم:",
        "Log in": "تسجيل الدخول",
        "Search": "بحث",
        "Discussion": "التعليقات",
    },
    "nowhere": {
        "Related:": "Xelvaq:",
        "Tags:": "Brumil:",
        "Log in": "Oppetar",
        "Search": "Zindu",
        "Discussion": "Vorlat",
        "Recommended": "Quessa",
    },
}
"""Headings of the seed in other languages; the last one is no language at all."""


def renamed(text: str, expected: dict[str, Any], name: str, domain: str) -> str:
    """The same page of another newspaper."""
    host, own = expected["url"].split("/")[2], expected["publisher"]
    text = text.replace(host, domain).replace(host.capitalize(), domain.capitalize())
    return text.replace(own, name).replace(own.split()[0], name)


def parts(text: str, expected: dict[str, Any]) -> tuple[list[str], list[list[str]]]:
    """The lines up to the tags, and the groups of lines below them, one for each range of `expected`."""
    lines = text.split("\n")
    ranges = [(first, last) for first, last, kind in expected["boilerplate_lines"] if first > _tags_end(expected)]
    starts = [first - 1 for first, _ in ranges]
    groups = [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    return lines[: starts[0]], groups


def _tags_end(expected: dict[str, Any]) -> int:
    return max(last for _, last, kind in expected["boilerplate_lines"] if kind == "tags")


def shuffled(text: str, expected: dict[str, Any], seed: int) -> str:
    """The forms, rules and notices below the article in another order."""
    head, groups = parts(text, expected)
    random.Random(seed).shuffle(groups)
    return "\n".join([*head, *(line for group in groups for line in group)])


def forms_first(text: str, expected: dict[str, Any]) -> str:
    """All forms, rules and notices above the page's first line."""
    head, groups = parts(text, expected)
    return "\n".join([*(line for group in groups for line in group), *head])


def without(text: str, expected: dict[str, Any], kind: str) -> str:
    """Without the lines of one kind."""
    lines = text.split("\n")
    for first, last, name in reversed(expected["boilerplate_lines"]):
        if name == kind:
            del lines[first - 1 : last]
    return "\n".join(lines)


def translated(text: str, language: str) -> str:
    """Headings and labels in another language; what they head stays."""
    words = HEADINGS[language]
    return re.sub("|".join(map(re.escape, sorted(words, key=len, reverse=True))), lambda found: words[found[0]], text)


def wrapped(text: str, width: int, indent: bool = False, hyphens: bool = True) -> str:
    """Every line wrapped hard at `width` columns, words broken at hyphens or not."""
    out: list[str] = []
    for line in text.split("\n"):
        left = line[: len(line) - len(line.lstrip())] if indent else ""
        pieces = textwrap.wrap(
            line.strip(),
            width,
            initial_indent=left,
            subsequent_indent=left,
            break_on_hyphens=hyphens,
            break_long_words=hyphens,
        )
        out += pieces or [""]
    return "\n".join(out)


def unindented(text: str) -> str:
    """Every line at the left margin."""
    return "\n".join(line.strip() for line in text.split("\n"))


def without_blanks(text: str) -> str:
    """No blank line anywhere."""
    return "\n".join(line for line in text.split("\n") if line.strip())


def double_spaced(text: str) -> str:
    """A blank line between any two lines, as some HTML-to-text libraries write."""
    return "\n\n".join(line for line in text.split("\n") if line.strip())


def without_url(text: str, expected: dict[str, Any]) -> str:
    """Without the line that is the page's URL."""
    return "\n".join(line for line in text.split("\n") if line.strip() != expected["url"])


def with_article(text: str, expected: dict[str, Any], title: str, slug: str, paragraphs: list[str]) -> str:
    """Another article in the same page: headline, URL and text swapped, pictures and related lines taken out."""
    lines = text.split("\n")
    first = next(i for i, line in enumerate(lines) if line.strip() == expected["lead"])
    last = next(i for i, line in enumerate(lines) if line.strip() == expected["paragraphs"][-1].strip())
    body = [line for paragraph in paragraphs for line in (f"    {paragraph}", "")]
    text = "\n".join([*lines[:first], *body[:-1], *lines[last + 1 :]])
    text = without_related(text, expected).replace(expected["title"], title)
    url = expected["url"]
    return text.replace(url, url.rsplit("/", 2)[0] + "/" + re.sub(r"-.*", "", url.rsplit("/", 2)[1]) + f"-{slug}/")


def without_related(text: str, expected: dict[str, Any]) -> str:
    """Without tags and related headlines, by their wording."""
    gone = {*expected["related"], "Related:", "Tags:"}
    tags = ", ".join(expected["tags"][-3:])
    kept = (line for line in text.split("\n") if line.strip() not in gone and not line.rstrip().endswith(tags))
    return "\n".join(kept)
