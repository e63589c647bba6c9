"""Folding, tokens, keys and highlights."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.normalise.text import (
    MAX_TOKEN,
    fold,
    highlight_spans,
    identifier_key,
    latin_key,
    tokens,
    within_one_edit,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Château d'Étretat", "chateau d'etretat"),
        ("Straße", "strasse"),
        ("İSTANBUL Işık", "istanbul isik"),
        ("Kłodzko, Bjørn, Þór", "klodzko, bjorn, thor"),
        ("Ёлка й ї", "елка и і"),
        ("أحمد إبراهيم آل ٱلله", "احمد ابراهيم ال الله"),
        ("مُحَمَّد", "محمد"),
        ("لوحـــة", "لوحه"),
        ("موسى مصطفی کتاب", "موسي مصطفي كتاب"),
        ("١٩٤٣ ۱۹۴۳", "1943 1943"),
        ("ﬁne １２３", "fine 123"),
        ("שָׁלוֹם", "שלום"),
        ("グーグル が", "グーグル が"),
        ("a\u200bb\u200f", "ab"),
    ],
)
def test_fold_unites_spellings_and_keeps_the_script(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_tokens_of_tokens_are_the_same_set_of_words(text: str) -> None:
    found = tokens(text)
    assert all(token and len(token) <= MAX_TOKEN and not any(c.isspace() for c in token) for token in found)
    assert tokens(" ".join(found)) == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Harbour at dusk, 1872.", ["harbour", "at", "dusk", "1872"]),
        ("海辺の夕暮れ", ["海边", "边の", "の夕", "夕暮", "暮れ"]),
        ("山", ["山"]),
        ("葛飾北斎 Hokusai", ["葛饰", "饰北", "北斋", "hokusai"]),
        ("Édouard (1832–1883)", ["edouard", "1832", "1883"]),
        ('"[]{}()*?~^:\\/', []),
        ("", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    "spellings",
    [
        ("Айвазовский", "Aivazovsky", "Ayvazovskiy", "AIVAZOVSKII"),
        ("Малевич", "Malevich"),
        ("Шишкин", "Shishkin"),
        ("Васнецов", "Vasnetsov", "Wasnetsow"),
    ],
)
def test_latin_keys_unite_romanisations(spellings: tuple[str, ...]) -> None:
    assert len({latin_key(spelling) for spelling in spellings}) == 1


def test_latin_keys_keep_digits_and_skip_what_has_no_letters() -> None:
    assert latin_key("№ 1100, !!") == "no 1100"
    assert latin_key("") == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("АВ-17/3", "ab 17.3"),
        ("КР-12.345", "KP 12345"),
        ("№ 345", "345"),
        ("ＡＢ１２", "ab12"),
        ("١٢٣", "123"),
        ("É.1", "e1"),
    ],
)
def test_identifiers_are_one(one: str, other: str) -> None:
    assert identifier_key(one) == identifier_key(other) != ""


def test_identifiers_that_differ_stay_apart() -> None:
    assert len({identifier_key(number) for number in ("КП-12", "KP-12", "KP-13", "12", "12 bis")}) == 5


@given(st.text())
def test_identifier_key_is_idempotent(text: str) -> None:
    assert identifier_key(identifier_key(text)) == identifier_key(text)


@pytest.mark.parametrize(
    ("original", "query", "marked"),
    [
        ("Иван Айвазовский — «Девятый вал»", "aivazovsky вал", ["Айвазовский", "вал"]),
        ("A Château by the sea", "chateau", ["Château"]),
        ("京都の海辺の夕暮れ", "海辺", ["海辺"]),
        ("京都の海辺の夕暮れ", "海辺の夕", ["海辺の夕"]),
        ("Harbours at dusk", "harbour", ["Harbours"]),
        ("Harbuor at dusk", "harbour", ["Harbuor"]),
        ("العَرَبِيَّة", "العربيه", ["العَرَبِيَّة"]),
        ("inv. 1872 and 18723", "1872", ["1872"]),
        ("nothing here", "elsewhere", []),
        ("something", "", []),
        ("Hokusai葛飾北斎", "hokusai 北斎", ["Hokusai", "北斎"]),
    ],
)
def test_highlights_are_offsets_into_the_original(original: str, query: str, marked: list[str]) -> None:
    assert [original[start:end] for start, end in highlight_spans(original, query)] == marked


@given(st.text(), st.text())
def test_highlights_are_sorted_disjoint_and_inside(original: str, query: str) -> None:
    spans = highlight_spans(original, query)
    assert all(0 <= start < end <= len(original) for start, end in spans)
    assert all(before[1] < after[0] for before, after in itertools.pairwise(spans))


@given(st.lists(st.sampled_from(["harbour", "Девятый", "海辺の夕暮れ", "أحمد", "Étude", "1872"]), min_size=1))
def test_a_text_highlights_all_its_own_words(parts: list[str]) -> None:
    text = " ".join(parts)
    assert "".join(text[start:end] for start, end in highlight_spans(text, text)) == "".join(parts)


@given(st.text(alphabet="abc", max_size=6), st.text(alphabet="abc", max_size=6))
def test_one_edit_agrees_with_the_definition(a: str, b: str) -> None:
    near = {a}
    for at in range(len(a) + 1):
        near |= {a[:at] + c + a[at:] for c in "abc"}
        near |= {a[:at] + a[at + 1 :]}
        near |= {a[:at] + c + a[at + 1 :] for c in "abc" if at < len(a)}
        near |= {a[:at] + a[at + 1 : at + 2] + a[at : at + 1] + a[at + 2 :]}
    assert within_one_edit(a, b) == (b in near)
