"""Words against records: support, contradiction and missing are three different things."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        (("56642",), "", "same"),
        (("IM-56642",), "", "same with institution"),
        (("ІМ 56642",), "", "same with institution"),
        (("56642",), "from the Iraq Museum", "same with institution"),
        (("IM 1",), "", "other"),
        (("IM 56.64Z",), "", "missing"),
        ((), "a seal without a number", "missing"),
        ((), "a seal, IM-56642, found in Ur", "same with institution"),
        ((), "编号IM56642的印章", "same with institution"),
        ((), "inventory number 56642 of the Iraq Museum", "same with institution"),
        ((), "a seal, IM 56642.2", "missing"),
        ((), "a seal, IM 566423", "missing"),
        ((), "a seal, ZIM 56642", "missing"),
        ((), "a seal of the ancient IM. 56642 were made", "same with institution"),
        ((), "lot 56642", "missing"),
    ],
)
def test_identifiers(identifiers: tuple[str, ...], text: str, level: str) -> None:
    words = QueryWords(" ".join((text, *identifiers)))
    assert identifier_level(identifiers, words, record())[0] == level


@pytest.mark.parametrize("parts", [(), ("QM 77-12.3",), ("QM 77", "12"), ("1QM 77-12",), ("3-QM 77-12",)])
def test_a_number_is_named_only_as_a_whole(parts: tuple[str, ...]) -> None:
    numbered = record(inventory_numbers=[{"value": "QM 77-12"}])
    words = QueryWords(f"a mask, {'. Of '.join(parts)}" if parts else "a mask, qm 77 - 12, and a bowl")
    level, named, _ = identifier_level((), words, numbered)
    assert (level, named) == (("missing", None) if parts else ("same", "qm 77 - 12"))


@given(
    st.from_regex(r"[A-Z]{2}[ .-][1-9][0-9]{2,4}", fullmatch=True),
    st.sampled_from(["", "x ", "in ", "№ "]),
    st.sampled_from(["", " x", ", bowl", "."]),
)
def test_a_number_in_a_text_is_shown_as_the_text_spells_it(number: str, before: str, after: str) -> None:
    level, named, registered = identifier_level(
        (), QueryWords(f"{before}{number}{after}"), record(inventory_numbers=[{"value": number.replace("-", "")}])
    )
    assert level in {"same", "same with institution"}
    assert named is not None
    assert number.endswith(named) or named.endswith(number)
    assert registered == number.replace("-", "")


@pytest.mark.parametrize(("identifiers", "text"), [(("IM-56642",), "IM-56642"), ((), "a seal, IM-56642, from Ur")])
def test_explanations_carry_both_values(identifiers: tuple[str, ...], text: str) -> None:
    item = identifier_evidence(identifiers, QueryWords(text), record(), Weights.load())
    assert (item.query_value, item.registry_value) == ("IM-56642", "IM 56.642")
    assert item.support_bits > 0
