"""Caption and credit, parted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.metadata.pictures.credits import bare_credit, is_credit, split_credit

CASES = [
    ("The mill at dawn. Photo: Jane Roe / Reuters", "The mill at dawn.", "Jane Roe / Reuters"),
    ("The mill at dawn. (AP Photo/Jane Roe)", "The mill at dawn", "AP Photo/Jane Roe"),
    ("The mill at dawn © Harbour Post", "The mill at dawn", "© Harbour Post"),
    ("Die Mühle am Morgen. Foto: dpa/Jane Roe", "Die Mühle am Morgen.", "dpa/Jane Roe"),
    ("Le moulin à l’aube. Crédit : AFP", "Le moulin à l’aube.", "AFP"),
    ("The mill at dawn. REUTERS/Jane Roe", "The mill at dawn.", "REUTERS/Jane Roe"),
    ("El molino al amanecer EFE/ J. Ruiz", "El molino al amanecer", "EFE/ J. Ruiz"),
    ("The mill at dawn. — Picture by Jane Roe", "The mill at dawn.", "Picture by Jane Roe"),
    ("The mill at dawn. Jane Roe for Harbour Post", "The mill at dawn.", "Jane Roe for Harbour Post"),
    ("（夜明けの水車）水車の朝＝橘あかね撮影", "（夜明けの水車）水車の朝", "橘あかね撮影"),
    ("清晨的水磨。 本报记者 陆晓帆 摄", "清晨的水磨。", "本报记者 陆晓帆 摄"),
    ("Мельница на рассвете. Фото: Олег Сухов", "Мельница на рассвете.", "Олег Сухов"),
    ("The mill at dawn. File photo: Jane Roe", "The mill at dawn.", "Jane Roe"),
    ("The mill at dawn. (File photo: Jane Roe)", "The mill at dawn.", "Jane Roe"),
    ("The mill at dawn. (File photo)", "The mill at dawn.", "File photo"),
    ("The mill at dawn (Archiv)", "The mill at dawn", "Archiv"),
    ("FILE PHOTO: The mill at dawn in 2020. REUTERS/Jane Roe", "The mill at dawn in 2020.", "REUTERS/Jane Roe"),
    ("Imagen de archivo: Ana Luz / EFE", None, "Ana Luz / EFE"),
    ("The mill at dawn. © Jane Roe / Reuters", "The mill at dawn.", "© Jane Roe / Reuters"),
    ("File photo", None, "File photo"),
    ("Archive", "Archive", None),
    ("The mill at dawn.", "The mill at dawn.", None),
    ("The mill (left) and the church (right) at dawn", "The mill (left) and the church (right) at dawn", None),
    ("© AFP 2019 / JANE ROE", None, "© AFP 2019 / JANE ROE"),
    ("Getty Images", None, "Getty Images"),
]


@pytest.mark.parametrize(("text", "caption", "credit"), CASES)
def test_usual_shapes_are_parted(text: str, caption: str | None, credit: str | None) -> None:
    """Labels, signs, brackets and agencies after the last sentence mark a credit; its own words stay."""
    assert split_credit(text) == (caption, credit)


def test_label_goes_from_a_named_credit() -> None:
    """An element that is called credit keeps everything but its label."""
    assert (bare_credit("Photo: Jane Roe"), bare_credit("Jane Roe / AP")) == ("Jane Roe", "Jane Roe / AP")


def test_sentence_is_no_credit() -> None:
    """A short sentence about a photographer is a caption."""
    assert not is_credit("The photographer waited for the tide.")


@given(st.text(max_size=300))
def test_nothing_is_invented(text: str) -> None:
    """Law: caption and credit are words of the text itself."""
    line = " ".join(text.split())
    for part in split_credit(text):
        assert part is None or part in line


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Pie de foto: El muelle. Foto: EFE / Ana Luz", ("El muelle.", "EFE / Ana Luz")),
        ("Légende : Le quai. Crédit : AFP", ("Le quai.", "AFP")),
        ("Image caption, The pier in fog", ("The pier in fog", None)),
        ("Caption competition: the winner", ("Caption competition: the winner", None)),
    ],
)
def test_label_that_announces_the_caption_goes(line: str, parts: tuple[str | None, str | None]) -> None:
    """`Pie de foto:` ends like the label of a credit, and is none."""
    assert split_credit(line) == parts
