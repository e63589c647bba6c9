"""Inscriptions: read out of descriptions in all languages, compared across scripts and losses."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.normalise.inscriptions import (
    InscriptionLevel,
    compare_inscriptions,
    compare_texts,
    inscription_key,
    read_inscriptions,
    recorded_inscription,
    scripts_of,
)
from registry.records.description import Inscription
from registry.vocabulary.lists import InscriptionKind


def table(name: str) -> list[list[str]]:
    """The rows of a table beside this file, without its head."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


READINGS = table("readings.tsv")
PAIRS = table("pairs.tsv")


def notation(text: str) -> str:
    """What is read, in the notation of the table."""
    shown = []
    for each in read_inscriptions(text):
        place = f" @ {each.position}" if each.position else ""
        shown.append(f"{'+'.join(sorted(each.kinds))}{place} = {each.text}".rstrip())
    return " ; ".join(shown) or "-"


def test_the_table_is_in_all_languages() -> None:
    assert {language for _, language, *_ in READINGS} == {"en", "fr", "de", "it", "es", "ru", "uk", "ar", "zh", "sv"}


@pytest.mark.parametrize(("text", "expected"), [row[2:] for row in READINGS])
def test_what_is_read(text: str, expected: str) -> None:
    assert notation(text) == expected.rstrip()
    assert all(each.text in each.span.of(text) for each in read_inscriptions(text))


@pytest.mark.parametrize(("one", "other", "level"), PAIRS)
def test_pairs(one: str, other: str, level: str) -> None:
    assert compare_texts(one, other).level.name == level
    assert compare_texts(other, one).level.name == level


@pytest.mark.parametrize(
    ("text", "scripts"),
    [
        ("J. Doe", ("Latn",)),
        ("И. Репин Paris", ("Cyrl", "Latn")),
        ("محمود", ("Arab",)),
        ("石涛", ("Hani",)),
        ("葛飾北斎の", ("Jpan",)),
        ("ΑΛΕΞΑΝΔΡΟΥ", ("Grek",)),
        ("𒀭𒈹", ("Xsux",)),
        ("𐩠𐩡", ("Sarb",)),
        ("1888 ...", ()),
    ],
)
def test_scripts(text: str, scripts: tuple[str, ...]) -> None:
    assert scripts_of(text) == scripts


def test_a_label_does_not_contradict_a_signature() -> None:
    found = compare_inscriptions(read_inscriptions("label: Galerie Meyer"), read_inscriptions("signed: J. Doe"))
    assert found.level is InscriptionLevel.MISSING
    found = compare_inscriptions(read_inscriptions("signed: A. Meyer"), read_inscriptions("signed: J. Doe"))
    assert found.level is InscriptionLevel.CONTRADICTION


def test_the_best_pair_counts_and_carries_both_texts() -> None:
    recorded = [recorded_inscription(Inscription(text="A. Zorn 1889", kind=InscriptionKind.SIGNATURE))]
    found = compare_inscriptions(read_inscriptions("label: Galerie X; signerad nedtill t.h. 'Zorn 89'"), recorded)
    assert found.level in {InscriptionLevel.PARTIAL, InscriptionLevel.AGREES}
    assert (found.first, found.second) == ("Zorn 89", "A. Zorn 1889")
    assert found.letters >= 5


def test_an_announced_inscription_without_words_is_missing() -> None:
    found = compare_inscriptions(read_inscriptions("signed lower left"), read_inscriptions("signed: J. Doe"))
    assert (found.level, found.second) == (InscriptionLevel.MISSING, "J. Doe")


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    for each in read_inscriptions(text):
        assert 0 <= each.span.start < each.span.end <= len(text)
        assert each.kinds
    key = inscription_key(text)
    assert key.length == sum(map(len, key.native))
    assert compare_texts(text, text).level in {
        InscriptionLevel.AGREES,
        InscriptionLevel.PARTIAL,
        InscriptionLevel.MISSING,
    }


pieces = st.sampled_from(
    "signed dated : ' \" “ ” ; . , lower left Signé au dos [...] … Doe 1888 موقع 签名 подпись (illegible) [ ] ( ) u. r. \n".split(
        " "
    )
)


@given(st.lists(pieces, max_size=12).map(" ".join), st.text(max_size=20))
def test_no_mixture_is_too_strange(text: str, other: str) -> None:
    assert all(each.text in text for each in read_inscriptions(text))
    assert 0.0 <= compare_texts(text, other).similarity <= 1.0


letters = st.text(alphabet="ABCDEFGHIKLMNOPQRSTUXZ", min_size=8, max_size=24)


@given(letters, st.integers(0, 4), st.integers(0, 4))
def test_lost_ends_do_not_contradict(text: str, first: int, last: int) -> None:
    legible = f"[...]{text[first : max(first + 4, len(text) - last)]}[...]"
    assert compare_texts(legible, text).level is InscriptionLevel.PARTIAL


@given(letters, letters)
def test_comparison_is_symmetric(one: str, other: str) -> None:
    assert compare_texts(one, other).level is compare_texts(other, one).level
