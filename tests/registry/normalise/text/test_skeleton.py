"""Consonants that Arabic writing and its romanisations share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.normalise.text import skeleton, skeletons


@pytest.mark.parametrize(
    "spellings",
    [
        ("محمد", "Muhammad", "Mohamed", "Mohammed", "Мухаммад"),
        ("أحمد", "Ahmad", "Ahmed"),
        ("حسين", "Husayn", "Hussein", "Hossein"),
        ("فاطمة", "Fatima", "Fatimah", "Fatma"),
        ("الجزار", "Gazzar", "Jazzar", "Djezzar"),
        ("جمال", "Jamal", "Gamal", "Djamal"),
        ("بغداد", "Baghdad", "Bagdad"),
        ("خالد", "Khalid", "Khaled"),
        ("قاسم", "Qasim", "Kassem"),
        ("شمس", "Shams", "Schams"),
        ("ثابت", "Thabit", "Tabet"),
        ("ظاهر", "Dahir"),
        ("شيخ", "Shaykh", "Шейх"),
    ],
)
def test_romanisations_share_a_skeleton(spellings: tuple[str, ...]) -> None:
    assert len({tuple(skeletons(spelling)) for spelling in spellings}) == 1


def test_the_article_gives_no_skeleton_of_its_own() -> None:
    assert skeletons("al-Jazzar") == skeletons("الجزار") == skeletons("el-Gazzar")
    assert skeletons("Nur ad-Din")[-1] == skeletons("نور الدين")[-1]


def test_names_that_differ_stay_apart() -> None:
    assert len({skeleton(name) for name in ("محمد", "احمد", "حسن", "سعيد", "فريد")}) == 5


@given(st.text())
def test_a_skeleton_has_at_least_two_consonants_or_nothing(text: str) -> None:
    for key in skeletons(text):
        assert len(key) >= 2
        assert key.isascii()
        assert not set(key) & set("aeiouyw")
