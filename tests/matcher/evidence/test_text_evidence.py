"""Words against records: support, contradiction and missing are three different things."""

import datetime as dt

import pytest

from matcher.evidence.identifier import identifier_evidence, identifier_level
from matcher.evidence.maker import maker_level
from matcher.evidence.size import size_level
from matcher.evidence.title import title_evidence, title_level
from matcher.evidence.words import QueryWords
from matcher.weights import Weights
from registry.records.object import CulturalObject

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def record(**fields: object) -> CulturalObject:
    """A painting with a title, a maker, a size and a number."""
    content = {
        "id": "RP-TEST",
        "version": 1,
        "created_at": NOW,
        "updated_at": NOW,
        "status": "stolen",
        "object_type": "painting",
        "titles": [{"value": "Harbour at dusk", "language": "en"}],
        "makers": [{"name": "Ivan Aivazovsky"}],
        "measurements": [
            {"kind": "height", "value": "72.5", "unit": "cm"},
            {"kind": "width", "value": "64.7", "unit": "cm"},
        ],
        "inventory_numbers": [{"value": "IM 56.642", "institution": "Iraq Museum"}],
    }
    return CulturalObject.model_validate({**content, **fields})


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Harbour at Dusk, oil on canvas", "whole of a short title"),
        ("Boats at dusk", "part"),
        ("Still life with fish", "missing"),
        ("", "missing"),
    ],
)
def test_titles(text: str, level: str) -> None:
    assert title_level(QueryWords(text), record())[0] == level


def test_a_record_without_a_title_is_missing_not_contradicting() -> None:
    item = title_evidence(QueryWords("Harbour"), record(titles=[]), Weights.load())
    assert (item.standing, item.support_bits) == ("missing", 0.0)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Ivan Aivazovsky, seascape", "named"),
        ("Айвазовский, Иван. Море", "named"),
        ("attributed to Aivazovsky", "partly"),
        ("Dutch school", "missing"),
    ],
)
def test_makers_in_any_script(text: str, level: str) -> None:
    assert maker_level(QueryWords(text), record())[0] == level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("72.5 x 64.7 cm", "same"),
        ("64,5 x 72 cm", "same"),
        ("28 1/2 x 25 1/2 in.", "same"),
        ("72 x 50 cm", "one side"),
        ("66 x 58 cm", "smaller"),
        ("200 x 300 cm", "other"),
        ("a large canvas", "missing"),
    ],
)
def test_sizes_in_any_order_and_unit(text: str, level: str) -> None:
    assert size_level(text, record())[0] == level


@pytest.mark.parametrize(
    ("identifiers", "text", "level"),
    [
        (("IM-56642",), "", "same"),
        (("ІМ 56642",), "", "same"),
        (("IM 56642",), "from the Iraq Museum", "same with institution"),
        (("IM 1",), "", "other"),
        ((), "a seal without a number", "missing"),
    ],
)
def test_identifiers(identifiers: tuple[str, ...], text: str, level: str) -> None:
    words = QueryWords(" ".join((text, *identifiers)))
    assert identifier_level(identifiers, words, record())[0] == level


def test_explanations_carry_both_values() -> None:
    item = identifier_evidence(("IM-56642",), QueryWords("IM-56642"), record(), Weights.load())
    assert (item.query_value, item.registry_value) == ("IM-56642", "IM 56.642")
    assert item.support_bits > 0
