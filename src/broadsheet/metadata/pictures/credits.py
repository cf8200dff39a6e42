"""A picture's caption parted from its credit.

Comes in: the words under a picture. Goes out: caption and credit, each the page's own words
(`Photo:` before a name is the page's label and goes; ©, agencies and slashes stay).
Must not know the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from broadsheet.metadata.authors.agencies import agency_of
from broadsheet.metadata.stems import holds, small

_LABELS = (
    r"file (?:photo|picture|image|pic)s?|archive (?:photo|picture|image)s?|foto d['’]archivio|photo d['’]archives?"
    r"|(?:foto|imagen) de archivo|(?:foto|imagem) de arquivo|archief(?:foto|beeld)|arkiv(?:foto|bild|billede)"
    r"|(?:photo|picture|image|video|screenshot|graphic|illustration)s?\s?(?:credits?|by|courtesy(?: of)?"
    r"|from|source|provided by)"
    r"|photograph(?:s|y|er|ed)?(?: by)?|photos?|pictures?|pics?|images?|credits?|image credits?|source"
    r"|courtesy(?: of)?|copyright|courtesy photo"
    r"|fotos?|bild(?:er|quelle|rechte|nachweis)?|fotoquelle|quelle|archivbild|archivfoto|symbolbild|symbolfoto|grafik"
    r"|montage"
    r"|cr[ée]dits?(?: photo)?|photographie|photo d['’]illustration|cr[ée]ditos?(?: da imagem)?|imagen|imagem|fuente"
    r"|fonte|fotografía|fotografia|reprodução|divulgação"
    r"|beeld|bron|fotograaf|fotograf|kuva|foto av|foto af|foto door|foto di|foto de|fotó|forrás|zdj(?:ęcie|\.)|fot\."
    r"|zdroj|autor|sursa(?: foto)?"
    r"|фото|источник|джерело|fotoğraf|kaynak|ảnh|nguồn|รูป|תמונה|צילום|تصوير|图片|图|फ़ोटो|फोटो|तस्वीर|ภาพ|来源|圖|写真|사진|제공|φωτογραφία|πηγή"
)
_LABEL = re.compile(rf"(?:^|(?<=[\s.,;!?»”\"'()\[\]|/–—-])|(?<=[。」]))(?:{_LABELS})\s?[:：]\s?(.{{2,150}})$")
_WORDING = 40
"""Characters of a label up to its colon, with room: the longest has 26."""
_ANNOUNCED = re.compile(
    r"^(?:image caption|photo caption|caption|pie de (?:foto|imagen)|leyenda|legenda|l[ée]gende(?: photo)?|didascalia"
    r"|bildunterschrift|bildtext|onderschrift)\s?[:：,]\s(?=\S)",
    re.IGNORECASE,
)
_FILED = re.compile(
    r"^(?:file (?:photo|picture|image|pic)|archive (?:photo|picture|image))\s?[:：]\s"
    r"(?=\S+(?:\s\S+){7}|.{0,200}[.!?]\s\S)",
    re.IGNORECASE,
)
"""`FILE PHOTO: The mill turns …`: before a whole sentence the label is no credit's."""
_FILE = re.compile(
    r"(?:file|archive) (?:photo|picture|image|pic|video)|archiv(?:bild|foto)|(?:foto|imagen) de archivo"
    r"|photo d['’]archives?|foto d['’]archivio|arkiv(?:foto|bild|billede)|archieffoto",
    re.IGNORECASE,
)
"""`(File photo)`: all that some pages say of where a picture comes from."""
_IN_BRACKETS = re.compile(r"file|archives?|archiv|handout", re.IGNORECASE)
"""What says so in brackets alone; elsewhere such a word is a way to the paper's archive."""
_BY = re.compile(
    r"(?:^|[\s(–—|-])((?:photo|picture|image|photograph|photos|pictures|pic|foto|photographed|illustration)"
    r"(?: credit| illustration)? (?:by|courtesy of|courtesy|via|from|av|af|door|di) .{2,120})$",
    re.IGNORECASE,
)
_SIGN = re.compile(r"(?:©|\([Cc]\)\s|&copy;|[Cc]opyright\s)(.{0,150})$")
_BRACKET = re.compile(r"(?<![\s.])[\s.]*[(（\[]([^()（）\[\]]{2,120})[)）\]]\.?$")
_CLOSED = (")", "）", "]", ").", "）.", "].")
_AFTER_SENTENCE = re.compile(r"(?<=[.!?…”\"»。])\s?[(（\[]([A-Z][^()（）\[\]]{1,60})[)）\]]\.?$")
_NAMED = re.compile(
    r"\s(?<=[.!?…”»]\s)((?:[A-ZÀ-ÞА-Я][\w.'’&-]*|de|von|van|der|di|da|for|via|of|the|and|und|et)"
    r"(?:\s?/?\s?(?:[A-ZÀ-ÞА-Я][\w.'’&-]*|/|de|von|van|der|di|da|for|via|of|the|and|und|et)){0,8})$"
)
_SHOT = re.compile(r"\s((?:[\u4e00-\u9fff]{2,8}\s)?[\u4e00-\u9fff]{2,4}\s?[摄攝])$")
_EAST = re.compile(r"(?:＝|（(?=[^（）]{1,20}(?:撮影|提供)）)|（[ＣC]）|[(（](?=写真))\s?([^＝（）]{1,30})）?$")
_SHOT_BY = re.compile(r"[、＝\s]\s?([^＝、（）\s]{2,12}撮影)$")
_AGENCY = (
    r"AP|AFP|EPA|EFE|ANSA|PA|dpa|DPA|APA|TASS|Reuters|REUTERS|Getty(?: Images)?|Shutterstock|Alamy|IMAGO|imago|Imago"
    r"|KEYSTONE|Keystone|Bloomberg|Xinhua"
    r"|Anadolu|AAP|Europa Press|SIPA|NurPhoto|LaPresse|Scanpix|NTB|TT|PAP|ČTK|MTI|Belga|ANP|EP|WireImage|LightRocket"
    r"|picture alliance"
)
_SLASH_TAIL = re.compile(
    rf"\s((?:(?:{_AGENCY})(?: Photos?| Images| via)?\s?[/|]\s?[^/|]{{2,40}}"
    rf"|[A-Z][^\s.]*(?: [A-Z][^\s]*){{0,3}}\s?/\s?(?:{_AGENCY})(?:\s?/\s?[^/]{{2,30}})?"
    rf"|[A-Z@][^\s]*(?: [A-Z][^\s]*){{0,2}} via (?:{_AGENCY}|X|AP)(?: Images| / .{{2,20}})?))\.?$"
)
_TAIL = re.compile(r"(?:(?<=[.!?…”\"»。])\s?|\s[|–—-]\s|\s{2,})([^.!?|]{2,80}(?:\.com)?)\.?$")
_LONGEST_TAIL = 100
"""Characters that are looked at for it: the pattern takes no more than 90."""
_SOURCE = re.compile(
    r"\b(?:AP|AFP|EPA|EFE|ANSA|REX|PA|DPA|dpa|APA|SDA|TASS|Reuters|REUTERS|Getty|Shutterstock|Alamy|iStock|Imago"
    r"|IMAGO|imago|Keystone|KEYSTONE"
    r"|picture alliance|Unsplash|Pexels|Pixabay|Bloomberg|Xinhua|XINHUA|NurPhoto|Anadolu|Zuma|ZUMA|Belga|BELGA|ANP"
    r"|Scanpix|SCANPIX|NTB|Ritzau"
    r"|TT|Lehtikuva|PAP|ČTK|MTI|Profimedia|LaPresse|Contacto|Europa Press|Wikimedia|CC BY|Handout|HANDOUT|AAP"
    r"|Instagram|Facebook|Twitter"
    r"|Photo|PHOTO|Foto|Adobe Stock|Depositphotos|Wikipedia|NASA|Supplied|SUPPLIED|YouTube|Flickr)\b"
)
_SLASHED = re.compile(r"^\S[^/]{1,60}\s?/\s?\S[^/]{1,60}(?:\s?/\s?\S.{0,60})?$")
_EDGE = " \t|–—-·•/,;、＝"


def split_credit(text: str) -> tuple[str | None, str | None]:
    """(caption, credit) of the words under a picture; either may be None. A label that says "caption" goes."""
    line = " ".join(text.split())[:1500]
    for announced in (_ANNOUNCED, _FILED) if holds(line[:_WORDING], ":：,") else ():
        said = announced.match(line)
        line = line[said.end() :] if said else line
    lower = small(line)
    for find, needed in _WAYS.items():
        start, credit = find(line) if not needed or holds(lower, needed) else (0, None)
        if credit:
            caption = line[:start].strip().strip(_EDGE).rstrip("([（").strip()
            return caption or None, credit
    if not is_credit(line):
        return line or None, None
    bare = line.strip("()[]（）.")
    return None, bare if _FILE.fullmatch(bare) else line


def is_credit(text: str) -> bool:
    """Is a short line a credit by itself: a sign, a label, an agency, `Name/Agency`?"""
    line = text.strip()
    if not line or len(line) > 120:
        return False
    if _FILE.fullmatch(line.strip("()[]（）.")):
        return True
    if line.startswith(("©", "(c)", "(C)", "Copyright")) or _is_labelled(line) or agency_of(line):
        return True
    words = line.split()
    return (
        len(words) <= 8
        and not line.endswith(".")
        and (_SOURCE.search(line) is not None or ("/" in line and _SLASHED.match(line) is not None))
    )


def _is_labelled(line: str) -> bool:
    return holds(line, ":：") and _LABEL.match(small(line)) is not None


def bare_credit(text: str) -> str | None:
    """The credit in an element that the page names as one: its label goes, all else stays."""
    line = " ".join(text.split()).strip()
    labelled = _LABEL.match(small(line)) if holds(line, ":：") else None
    return (line[labelled.start(1) :] if labelled else line).strip(_EDGE + "()[]") or None


def _labelled(line: str) -> tuple[int, str | None]:
    colon = min(at for at in (line.find(":"), line.find("：")) if at >= 0)
    match = _LABEL.search(small(line), max(0, colon - _WORDING))
    return (match.start(), line[match.start(1) :].strip().strip(_EDGE).rstrip(")]").strip()) if match else (0, None)


def _signed(line: str) -> tuple[int, str | None]:
    match = _SIGN.search(line)
    if not match or (match.start() and not match[1].strip()):
        return 0, None
    return match.start(), line[match.start() :].strip().strip(_EDGE)


def _by(line: str) -> tuple[int, str | None]:
    match = _BY.search(line)
    return (match.start(1), match[1].strip().rstrip(").]").strip()) if match else (0, None)


def _bracketed(line: str) -> tuple[int, str | None]:
    if not line.endswith(_CLOSED):
        return 0, None
    match = _BRACKET.search(line)
    if match and _is_file(match[1]):
        return match.start(1) - 1, match[1].strip()
    if match and (_SOURCE.search(match[1]) or _SLASHED.match(match[1]) or agency_of(match[1])):
        return match.start(), match[1].strip()
    closing = _AFTER_SENTENCE.search(line)
    if closing and len(closing[1].split()) <= 5:
        return closing.start(), closing[1].strip()
    return 0, None


def _is_file(words: str) -> bool:
    return (_FILE.fullmatch(words) or _IN_BRACKETS.fullmatch(words)) is not None


def _tailing(line: str) -> tuple[int, str | None]:
    """Words after the last sentence that name an agency: `… on Monday. REUTERS/Jane Roe`."""
    match = _TAIL.search(line, max(0, len(line) - _LONGEST_TAIL))
    if match and match.start() and len(match[1].split()) <= 9 and (_SOURCE.search(match[1]) or agency_of(match[1])):
        return match.start(), match[1].strip().strip(_EDGE)
    return 0, None


def _slashed(line: str) -> tuple[int, str | None]:
    """`Agency/Name` or `Name/Agency` at the end, without any mark before it."""
    match = _SLASH_TAIL.search(line)
    return (match.start(), match[1].strip()) if match else (0, None)


def _eastern(line: str) -> tuple[int, str | None]:
    """Japanese newspapers: `…＝ＡＰ`, `…（代表撮影）`, `…（Ｃ）共同通信社`."""
    match = _SHOT_BY.search(line) or _EAST.search(line)
    return (match.start(), match[1].strip()) if match else (0, None)


def _named(line: str) -> tuple[int, str | None]:
    """A name after the last sentence, or Chinese `记者 … 摄`: nothing else ends a caption without a full stop."""
    match = (_SHOT.search(line) if holds(line, "摄攝") else None) or _NAMED.search(line)
    return (match.start(), match[1].strip()) if match and " " in match[1] else (0, None)


_WAYS: dict[Callable[[str], tuple[int, str | None]], tuple[str, ...]] = {
    _labelled: (":", "："),
    _signed: ("©", "(c)", "&copy;", "copyright"),
    _by: ("phot", "pic", "image", "foto", "illustration"),
    _bracketed: (")", "）", "]"),
    _tailing: (),
    _slashed: ("/", "|", " via "),
    _eastern: ("撮影", "＝", "（", "写真"),
    _named: (),
}
"""How a credit is told from a caption, the surest first; and what a line must hold, in lower case, for each."""
