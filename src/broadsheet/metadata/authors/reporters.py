"""Chinese bylines, in which a word for reporter stands before the name, with or without a space.

Comes in: a line, or what a page declares. Goes out: the names, and the wire service that they report for.
Must not know: other bylines (`names.py`), or the page.
"""

from __future__ import annotations

import re

from broadsheet.metadata.authors.agencies import agency_of

_HAN = "\u3400-\u9fff"
_LEAD = re.compile(
    rf"^[\s(（【\[]*([{_HAN}]{{0,10}}?)(?:特约|特派|特約|实习|見習|见习|驻外|首席|全媒体|通讯员|通訊員)?(?:记者|記者)"
    rf"(?:\s*[:：]\s*|\s+|(?=[{_HAN}]))"
)
"""What stands before the names: whose reporter, of which kind, the word itself."""
_NAME = re.compile(rf"[{_HAN}]{{2,4}}|[{_HAN}]{{1,8}}·[{_HAN}]{{1,8}}(?:·[{_HAN}]{{1,8}})?")
"""Two to four signs, or parts joined by a point, as names of other peoples are written."""
_BREAK = re.compile(r"[\s,，、;；]+")
_END = re.compile(r"[／/(（|｜【】）)\]]|报道|報導|报导|電|电|摄|攝|文$")
"""Behind the names: place and kind of the report."""
_LONGEST = 60
"""Characters of such a line (a guess): a sentence that begins with a reporter is longer."""
WORDS = ("记者", "記者")


def reporters(text: str) -> tuple[str, ...]:
    """The names after the word for reporter, then the service they report for; none where something else follows.

    `本报记者 王晓明 李四`, `新华社记者王晓明`, `記者王曉明／台北報導`; not `记者从市政府获悉`.
    """
    lead = _LEAD.match(text) if len(text) <= _LONGEST else None
    if lead is None:
        return ()
    end = _END.search(text, lead.end())
    parts = [part for part in _BREAK.split(text[lead.end() : end.start() if end else len(text)]) if part]
    if not parts or not all(map(_NAME.fullmatch, parts)):
        return ()
    service = agency_of(lead[1]) if lead[1] else None
    return (*dict.fromkeys(parts), *([lead[1]] if service else []))
