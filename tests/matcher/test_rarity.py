"""Rare words count more, common ones less, and a small registry does not take every word for common."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.rarity import NO_COUNTS, Rarity
from registry.index.protocol import TermCounts
from tests.matcher.evidence.making import record

COUNTS = st.integers(0, 5000).flatmap(lambda records: st.tuples(st.just(records), st.integers(0, records)))


@given(COUNTS, st.integers(0, 500))
def test_the_more_records_have_a_word_the_less_it_says(counts: tuple[int, int], more: int) -> None:
    records, found = counts
    rare = Rarity({"coin": TermCounts(records + more, {"dirham": found})})
    common = Rarity({"coin": TermCounts(records + more, {"dirham": found + more})})
    assert rare.bits("dirham", "coin") >= common.bits("dirham", "coin") >= 0


def test_what_was_not_counted_has_the_expected_rarity() -> None:
    assert NO_COUNTS.bits("zorvath", "coin") == pytest.approx(10)
    assert NO_COUNTS.bits("landscape", "painting") == pytest.approx(3)
    ten = Rarity({"coin": TermCounts(10, {"zorvath": 1, "owl": 10})})
    assert ten.bits("zorvath", "coin") > 8
    assert ten.bits("unasked", "coin") == pytest.approx(10)


def test_records_are_counted_by_type_and_each_once() -> None:
    painting = record(titles=[{"value": "Owl, owl and owls"}], inventory_numbers=[])
    rarity = Rarity.counted([painting, painting, record(object_type="coin")])
    assert rarity.by_type["painting"].records == 2
    assert rarity.by_type["painting"].counts["owl"] == 2
    assert "owl" not in rarity.by_type["coin"].counts


def test_counts_survive_being_stored() -> None:
    rarity = Rarity.counted([record(), record(object_type="coin")])
    assert Rarity.from_json(json.loads(json.dumps(rarity.to_json()))) == rarity
