"""Tokens with their places in the original."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from registry.normalise.text import fold, located, tokens


def _pieces(text: str, *, single: bool = False) -> list[tuple[str, str]]:
    return [(token.text, text[token.start : token.end]) for token in located(text, single_characters=single)]


def test_places_hold_the_letter_with_its_accent() -> None:
    assert _pieces("Cafe\u0301 l'Étoile") == [("cafe", "Cafe\u0301"), ("l", "l"), ("etoile", "Étoile")]
    assert _pieces("Straße, İzmir") == [("strasse", "Straße"), ("izmir", "İzmir")]
    assert _pieces("لوحـــة الْمَتْحَف") == [("لوحه", "لوحـــة"), ("المتحف", "الْمَتْحَف")]


def test_pairs_and_single_characters() -> None:
    assert _pieces("布面油畫") == [("布面", "布面"), ("面油", "面油"), ("油画", "油畫")]
    assert _pieces("布面油畫", single=True)[-1] == ("画", "畫")


def test_one_character_can_be_two_words() -> None:
    assert _pieces("½㎏") == [("1", "½"), ("2kg", "½㎏")]
    assert _pieces("№5") == [("no5", "№5")]


@given(st.text())
def test_located_tokens_are_the_tokens(text: str) -> None:
    assert [token.text for token in located(text)] == tokens(text)


@given(st.text())
def test_places_are_inside_in_order_and_not_empty(text: str) -> None:
    found = located(text)
    assert all(0 <= token.start < token.end <= len(text) for token in found)
    assert all(before.start <= after.start for before, after in itertools.pairwise(found))


@given(st.text(alphabet="abcé üß'’ АбвґїЖ محمدأة 画畫斎"))
def test_a_place_folds_to_its_token(text: str) -> None:
    for token in located(text):
        assert token.text in "".join(
            character for character in fold(text[token.start : token.end]) if character.isalnum()
        )
