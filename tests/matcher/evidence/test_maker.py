"""Makers: names in any script, the rank of the attribution, cultures; leaving a name out says nothing."""

import pytest

from matcher.answer import EvidenceKind
from tests.matcher.evidence.making import level, record


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maker: Ivan Aivazovsky", "named"),
        ("Maker: Айвазовский, Иван", "named"),
        ("Maker: I. Aivazovsky", "variant"),
        ("Maker: Iwan Ajwasowski", "variant"),
        ("Maker: Aivazovsky", "family name"),
        ("Maker: attributed to Ivan Aivazovsky", "named"),
        ("Maker: after Ivan Aivazovsky", "downgraded"),
        ("Maker: Umkreis des Ivan Aivazovsky", "downgraded"),
        ("Maker: Pyotr Aivazovsky", "other given name"),
        ("Maker: Arkhip Kuindzhi", "other artist"),
        ("a seascape that Ivan Aivazovsky may have seen from his house on the shore", "named"),
        ("a seascape on a large canvas", "missing"),
    ],
)
def test_makers(text: str, expected: str) -> None:
    assert level(EvidenceKind.MAKER, text) == expected


def test_more_certain_than_registered() -> None:
    after = record(makers=[{"name": "Ivan Aivazovsky", "qualifier": "after"}])
    assert level(EvidenceKind.MAKER, "Maker: Ivan Aivazovsky", after) == "upgraded"
    assert level(EvidenceKind.MAKER, "Maker: after Ivan Aivazovsky", after) == "named"


def test_an_alias_names_the_maker() -> None:
    known = record(makers=[{"name": "Zhu Da", "aliases": ["Bada Shanren"]}])
    assert level(EvidenceKind.MAKER, "Maker: Bada Shanren", known) == "named"


@pytest.mark.parametrize(
    ("culture", "expected"), [("Flemish", "same culture"), ("Italian", "other culture"), (None, "missing")]
)
def test_cultures_where_nobody_is_named(culture: str | None, expected: str) -> None:
    assert level(EvidenceKind.MAKER, "Maker: Flemish School", record(makers=[], culture=culture)) == expected


def test_a_school_says_nothing_against_a_named_artist_of_unknown_culture() -> None:
    assert level(EvidenceKind.MAKER, "Maker: Flemish School") == "missing"
