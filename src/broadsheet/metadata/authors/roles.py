"""What people do, as bylines say it: told apart from who they are.

Comes in: one name with what stands around it. Goes out: the name without the role, `""` where there is
nothing but a role; or whether a few words are a newsroom that signs as such. Must not know the page.
"""

from __future__ import annotations

_ROLES = frozenset(
    """
    reporter reporters editor editors correspondent correspondents writer journalist columnist contributor producer
    photographer photojournalist blogger presenter analyst intern bureau desk director manager ceo cfo cto founder
    co-founder professor consultant specialist strategist president officer coordinator executive researcher
    scientist writers columnists co-author co-authors contributors dietitian nutritionist therapist physician
    attorney lecturer marketer meteorologist copywriter evangelist redakteur redakteurin redaktorin redaktor
    korrespondent korrespondentin reporterin autor autorin volontär volontärin chefredakteur chefredakteurin
    ressortleiter ressortleiterin journalistin kolumnist kolumnistin rechtsanwalt rechtsanwältin pressesprecher
    pressesprecherin experte expertin gastautor gastautorin geschäftsführer geschäftsführerin journaliste
    correspondant correspondante rédacteur rédactrice chroniqueur envoyé envoyée grand-reporter periodista
    corresponsal redactor redactora columnista editora enviado enviada giornalista inviato corrispondente redattore
    redattrice caporedattore jornalista repórter colunista correspondente redator redatora verslaggever redacteur
    correspondente columniste journaliste politiekverslaggever redaktör reportern journalisten korrespondenten
    fotograf fotografin fotógrafo redaktorka dziennikarz dziennikarka redaktorzy korespondent korespondentka
    redaktorem reportér reportérka novinář novinářka šéfredaktor muhabir muhabiri yazarı editörü журналист
    корреспондент обозреватель редактор кореспондент
    """.split()
)
_MODIFIERS = frozenset(
    """
    staff senior chief political associate executive managing contributing deputy news sports sport business special
    world foreign national international economics education health science technology culture features digital
    assistant freelance investigative crime court legal home affairs european environment diplomatic defence media
    consumer money global head of the our lead general assignment political city local regional data social
    content marketing product software research trending former vice sr jr certified professional expert licensed
    """.split()
)
_AFTER = frozenset("of for at in bei für der des von de du da del and und & im".split())
"""Words after a role that say of what: `Director of Operations`; no name begins with them but `de`, after a role."""
_NEWSROOM = frozenset(
    """
    staff desk newsdesk newsroom team editors redaktion onlineredaktion redazione redacción redacao redação rédaction
    redactie redaktionen toimitus redakcja redakce redakcia szerkesztőség редакция редакція
    """.split()
)
_HEADS = ("head of ", "leiter ", "leiterin ", "chief of ", "chef der ", "member of ", "mitglied ")


def without_role(name: str) -> str:
    """`Chief correspondent Jane Roe` and `Jane Roe Staff Writer` -> `Jane Roe`; a role alone -> ``."""
    words = name.split()
    folded = [word.casefold().strip(",.") for word in words]
    if name.casefold().startswith(_HEADS):
        return ""
    roles = [i for i, word in enumerate(folded) if word in _ROLES or word.rpartition("-")[2] in _ROLES]
    if not roles:
        return name
    after = words[roles[-1] + 1 :]
    if len(after) >= 2 and after[0].casefold() not in _AFTER:
        return " ".join(after)
    before = words[: roles[0]]
    while before and (before[-1].casefold().strip(",.") in _MODIFIERS or before[-1].endswith(("ische", "ischer"))):
        before.pop()
    return " ".join(before) if len(before) >= 2 else ""


def is_role(word: str) -> bool:
    """Does a single word say what someone does, or of which kind it is?"""
    folded = word.casefold().strip(",.")
    return folded in _ROLES or folded in _MODIFIERS


def is_newsroom(text: str) -> bool:
    """Do these few words name a newsroom rather than a person: `News Desk`, `Redaktion`, `Staff Writer`?"""
    words = [word.casefold() for word in text.split()]
    if not 1 <= len(words) <= 4:
        return False
    return any(word in _NEWSROOM for word in words)
