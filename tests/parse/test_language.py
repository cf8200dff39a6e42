"""Which language a text is in, from the model in the wheel alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.parse.language import BEYOND_DOUBT, MIN_SAMPLE, SAMPLE, detect, detect_blocks
from broadsheet.parse.walk import walk

PARAGRAPHS = {
    "en": "The wheel of the old tide mill turned on Thursday for the first time in ninety years, and the town came.",
    "de": "Das Rad der alten Gezeitenmühle drehte sich am Donnerstag zum ersten Mal seit neunzig Jahren.",
    "fr": "La roue du vieux moulin à marée a tourné jeudi pour la première fois depuis quatre-vingt-dix ans.",
    "es": "La rueda del viejo molino de mareas giró el jueves por primera vez en noventa años, y vino todo el pueblo.",
    "pt": "A roda do velho moinho de maré girou na quinta-feira pela primeira vez em noventa anos, e a cidade veio.",
    "it": "La ruota del vecchio mulino a marea ha girato giovedì per la prima volta dopo novant'anni, davanti a tutti.",
    "nl": "Het rad van de oude getijdenmolen draaide donderdag voor het eerst in negentig jaar, en de hele stad kwam.",
    "sv": "Hjulet på den gamla tidvattenkvarnen snurrade i torsdags för första gången på nittio år, och alla kom.",
    "da": "Hjulet på den gamle tidevandsmølle drejede torsdag for første gang i halvfems år, og hele byen mødte op.",
    "pl": "Koło starego młyna pływowego obróciło się w czwartek po raz pierwszy od dziewięćdziesięciu lat.",
    "cs": "Kolo starého přílivového mlýna se ve čtvrtek poprvé po devadesáti letech otočilo a přišlo celé město.",
    "tr": "Eski gelgit değirmeninin çarkı perşembe günü doksan yıl sonra ilk kez döndü ve bütün kasaba geldi.",
    "ru": "Колесо старой приливной мельницы в четверг повернулось впервые за девяносто лет, и пришёл весь город.",
    "uk": "Колесо старого припливного млина в четвер обернулося вперше за дев'яносто років, і прийшло все місто.",
    "el": "Ο τροχός του παλιού παλιρροϊκού μύλου γύρισε την Πέμπτη για πρώτη φορά μετά από ενενήντα χρόνια.",
    "ar": "دارت عجلة طاحونة المد القديمة يوم الخميس لأول مرة منذ تسعين عاما، وجاءت المدينة كلها لتراها.",
    "he": "גלגל טחנת הגאות הישנה הסתובב ביום חמישי לראשונה זה תשעים שנה, וכל העיר באה לראות.",
    "hi": "पुरानी ज्वारीय चक्की का पहिया गुरुवार को नब्बे साल में पहली बार घूमा और पूरा शहर देखने आया।",
    "zh": "古老的潮汐磨坊的水轮在周四九十年来第一次转动，全镇的人都来观看，孩子们站在桥上欢呼。",
    "ja": "古い潮力水車の輪が木曜日に九十年ぶりに回り、町中の人々が見に来た。子どもたちは橋の上で歓声を上げた。",
    "ko": "오래된 조수 방앗간의 물레방아가 목요일에 구십 년 만에 처음으로 돌았고 온 마을 사람들이 구경하러 왔다.",
}
"""One invented event in twenty-one languages."""


@pytest.mark.parametrize("language", PARAGRAPHS)
def test_a_paragraph_is_enough(language: str) -> None:
    """One paragraph each of twenty-one languages, with a probability that says so."""
    found, score = detect(PARAGRAPHS[language])
    assert found == language
    assert 0.4 < score <= 1.01  # fastText's own sum may pass 1 by a rounding


@pytest.mark.parametrize("text", ["", "   ", "Read more", "x" * (MIN_SAMPLE - 1), " \n" * SAMPLE + "Hello"])
def test_too_little_text_has_no_language(text: str) -> None:
    """An answer from a few words would be a guess."""
    assert detect(text) == (None, 0.0)


@given(st.text(max_size=300))
def test_any_text_is_answered(text: str) -> None:
    """With a primary subtag in lower case, or with none."""
    language, score = detect(text)
    assert (language is None and score == 0.0) or (language == language.lower() and "-" not in language and score > 0)


def test_a_page_speaks_the_language_of_its_longest_text() -> None:
    """Not of its menu, nor of its links, however many."""
    menu = "".join(f"<li><a href=/{n}>{PARAGRAPHS['de']}</a>" for n in range(20))
    short = "".join(f"<p>Read more {n}</p>" for n in range(50))
    story = f"<p>{PARAGRAPHS['fr'] * 5}</p>"
    blocks = walk(f"<ul>{menu}</ul>{short}{story}".encode()).blocks
    assert detect_blocks(blocks)[0] == "fr"


def test_a_clear_beginning_speaks_for_the_whole_text() -> None:
    """Two hundred characters that leave no doubt are enough; the rest may quote whom it likes."""
    page = walk(f"<p>{PARAGRAPHS['fr'] * 3} {PARAGRAPHS['en'] * 20}</p>".encode())
    language, score = detect_blocks(page.blocks)
    assert language == "fr"
    assert score >= BEYOND_DOUBT


def test_an_unclear_beginning_is_read_on() -> None:
    """Where the first characters are in no language, the text behind them says which it is in."""
    page = walk(f"<p>{'Rok. 12:30, Mk. 14. ' * 10} {PARAGRAPHS['sv'] * 10}</p>".encode())
    assert detect_blocks(page.blocks)[0] == "sv"


def test_a_page_without_text_has_no_language() -> None:
    """Nothing to look at, nothing said."""
    assert detect_blocks(walk(b"<title>Le titre</title>").blocks) == (None, 0.0)


WATCH = """
import sys
seen = []
quiet = ("socket.__new__", "socket.bind")  # urllib3, which the wheel imports, binds ::1 to see whether there is IPv6
watched = ("socket.", "urllib.", "http.", "ftplib.")
sys.addaudithook(lambda name, _: seen.append(name) if name.startswith(watched) and name not in quiet else None)
from broadsheet.parse.language import detect
language, _ = detect("The wheel of the old tide mill turned on Thursday for the first time in ninety years.")
print(language, seen)
"""


def test_nothing_is_fetched(tmp_path: Path) -> None:
    """No name is looked up and no connection made, also on the first call of a process without any cache."""
    environment = {"HOME": str(tmp_path), "PATH": "", "TMPDIR": str(tmp_path), "PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", WATCH], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "en []"


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it"])
def test_capitals_are_read_as_what_they_spell(language: str) -> None:
    """A shouted paragraph is in the language of a spoken one."""
    assert detect(PARAGRAPHS[language].upper())[0] == language


def test_the_model_comes_without_its_downloader() -> None:
    """The package around the model would load an HTTP client that is never used."""
    code = (
        f"import sys; from broadsheet.parse.language import detect; detect({PARAGRAPHS['en']!r}); print(*sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "fasttext" in loaded
    assert not {"requests", "urllib3", "robust_downloader"} & set(loaded)
