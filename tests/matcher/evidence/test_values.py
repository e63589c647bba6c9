"""Dates, materials, kinds of object and sizes."""

import pytest

from matcher.answer import EvidenceKind
from tests.matcher.evidence.making import level, record


@pytest.mark.parametrize(
    ("registered", "text", "expected"),
    [
        ("1888", "Date: 1888", "same"),
        ("1888", "Date: 1886-1890", "narrow overlap"),
        ("1888", "Date: 19th century", "overlap"),
        ("1888", "Date: XIX век", "overlap"),
        ("1888", "Date: 1890", "near"),
        ("1888", "Date: before 1900", "open"),
        ("1888", "Date: 1930", "apart"),
        ("1888", "Date: 1650", "far apart"),
        ("8th century BC", "Date: القرن الثامن الميلادي", "check era"),
        ("1888", "signed and dated 1888", "same"),
        ("1888", "Provenance: sold in Kyiv in 1888", "missing"),
        ("1888", "Date: undated", "missing"),
        ("1888", "an old painting", "missing"),
    ],
)
def test_dates(registered: str, text: str, expected: str) -> None:
    assert level(EvidenceKind.DATE, text, record(date={"display": registered})) == expected


def test_the_years_of_a_record_stand_above_its_words() -> None:
    known = record(date={"display": "reign of the third king", "earliest": 1640, "latest": 1648})
    assert level(EvidenceKind.DATE, "Date: 1644", known) == "narrow overlap"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Medium: oil on canvas", "same"),
        ("Medium: huile sur toile", "same"),
        ("Medium: холст, масло", "same"),
        ("Medium: canvas", "same in part"),
        ("Medium: bronze", "different"),
        ("Object type: bronze figure", "different"),
        ("Title: The Bronze Horseman", "missing"),
        ("a fine picture", "missing"),
    ],
)
def test_materials(text: str, expected: str) -> None:
    assert level(EvidenceKind.MATERIAL, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Object type: painting", "same"),
        ("Object type: Gemälde", "same"),
        ("Object type: seascape", "broader"),
        ("Object type: coin", "different"),
        ("oil on canvas", "missing"),
    ],
)
def test_kinds_of_object(text: str, expected: str) -> None:
    assert level(EvidenceKind.OBJECT_TYPE, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("72.5 x 64.7 cm", "exact"),
        ("64,7 x 72,5 cm", "exact"),
        ("28 1/2 x 25 1/2 in.", "exact"),
        ("73.4 x 65.5 cm", "agrees"),
        ("H. 72 cm", "one measurement"),
        ("66 x 58 cm", "cut down"),
        ("86 x 78 cm", "other part"),
        ("200 x 300 cm", "different"),
        ("80 x 50 cm", "contradiction"),
        ("a large canvas", "missing"),
    ],
)
def test_sizes_in_any_order_and_unit(text: str, expected: str) -> None:
    assert level(EvidenceKind.SIZE, text) == expected


def test_sizes_of_a_record_may_stand_in_words() -> None:
    known = record(measurements=[], measurements_display="support: 725 x 647 mm")
    assert level(EvidenceKind.SIZE, "725 x 647 mm", known) in {"agrees", "exact"}
