"""What tells one of many alike: edition numbers, counts of leaves, inscriptions, damage."""

import pytest

from matcher.answer import EvidenceKind
from tests.matcher.evidence.making import level, record


@pytest.mark.parametrize(
    ("edition", "text", "expected"),
    [
        ({"number": "3", "of": 50}, "etching, numbered 3/50", "same"),
        ({"number": "3/50", "of": 50}, "etching, numbered 3/50", "same"),
        ({"number": "3", "of": 50}, "etching, numbered 4/50", "other number"),
        ({"number": "3", "of": 50}, "etching, numbered 3/75", "other number"),
        ({"number": "3", "of": 50}, "etching, from an edition of 50", "possible"),
        ({"kind": "unnumbered"}, "etching, numbered 4/50", "possible"),
        ({"number": "3", "of": 50}, "etching", "missing"),
        (None, "etching, numbered 4/50", "missing"),
    ],
)
def test_editions(edition: dict[str, object] | None, text: str, expected: str) -> None:
    assert level(EvidenceKind.EDITION, text, record(object_type="print", edition=edition)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Arabic manuscript, 212 ff., 15 lines to the page", "same"),
        ("Arabic manuscript, 180 ff., 15 lines to the page", "fewer"),
        ("Arabic manuscript, 240 ff., 15 lines to the page", "other"),
        ("Arabic manuscript, 212 ff., 17 lines to the page", "other"),
        ("Arabic manuscript", "missing"),
    ],
)
def test_leaves_get_lost_and_lines_do_not_change(text: str, expected: str) -> None:
    known = record(object_type="manuscript", descriptions=[{"text": "212 folios, 15 lines to the page."}])
    assert level(EvidenceKind.EXTENT, text, known) == expected


@pytest.mark.parametrize(
    ("inscription", "text", "expected"),
    [
        (
            ("To my dear friend Pavel, Feodosia", "text"),
            "inscribed on the reverse: 'To my dear friend Pavel, Feodosia'",
            "agrees at length",
        ),
        (
            ("To my dear friend Pavel, Feodosia", "text"),
            "inscribed on the reverse: 'To my dear friend Pavel'",
            "in part",
        ),
        (
            ("To my dear friend Pavel, Feodosia", "text"),
            "inscribed on the reverse: 'Kyiv market, for Olha'",
            "contradiction",
        ),
        (("Aivazovsky Feodosia pinxit", "signature"), "signed 'Aivazovsky Feodosia pinxit'", "agrees"),
        (("To my dear friend Pavel, Feodosia", "dedication"), "signed lower left", "missing"),
    ],
)
def test_inscriptions(inscription: tuple[str, str], text: str, expected: str) -> None:
    words, kind = inscription
    assert level(EvidenceKind.INSCRIPTION, text, record(inscriptions=[{"text": words, "kind": kind}])) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Condition: three old tears in the sky, repaired with patches on the reverse", "described"),
        ("Condition: three old tears in the sky", "in part"),
        ("Condition: good", "missing"),
    ],
)
def test_damage_that_is_told(text: str, expected: str) -> None:
    known = record(features=[{"text": "three old tears in the sky, repaired with patches", "kind": "repair"}])
    assert level(EvidenceKind.FEATURE, text, known) == expected


def test_a_crack_is_told_of_many_objects_alike() -> None:
    known = record(features=[{"text": "crack at the base", "kind": "crack"}])
    assert level(EvidenceKind.FEATURE, "Condition: crack at the base", known) == "missing"
