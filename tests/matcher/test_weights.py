"""The weights file: readable, monotone, honest about its data."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.errors import WeightsInvalid
from matcher.weights import HingeTerm, Weights

WEIGHTS = Weights.load()


def test_the_shipped_weights_name_their_data() -> None:
    provenance = WEIGHTS.provenance
    assert provenance.picture_pairs > 1000
    assert provenance.text_pairs > 1000
    assert len(provenance.data_sha256) == 64
    assert WEIGHTS.scorer_version in WEIGHTS.source


def test_thresholds_rise() -> None:
    assert WEIGHTS.thresholds.weak < WEIGHTS.thresholds.possible < WEIGHTS.thresholds.strong_candidate


@pytest.mark.parametrize("term", WEIGHTS.picture.terms, ids=lambda term: term.measure)
def test_every_measure_is_monotone(term: HingeTerm) -> None:
    signs = {weight > 0 for weight in term.weights if weight}
    assert len(signs) <= 1
    assert (True not in signs) if term.measure == "disagreement" else (False not in signs)


@given(st.floats(-5, 5), st.floats(-5, 5))
def test_hinges_never_fall_and_saturate(one: float, other: float) -> None:
    term = HingeTerm(measure="x", knots=(0.0, 1.0, 2.0), weights=(2.0, 1.0))
    low, high = sorted((one, other))
    assert term.bits(low) <= term.bits(high)
    assert 0.0 <= term.bits(high) <= 3.0


def test_a_measure_not_taken_counts_as_missing_between_its_worst_and_its_best() -> None:
    missing = sum(term.missing for term in WEIGHTS.picture.terms)
    assert WEIGHTS.picture.bits({}) == pytest.approx(WEIGHTS.picture.intercept + missing)
    for term in WEIGHTS.picture.terms:
        ends = sorted((term.bits(term.knots[0]), term.bits(term.knots[-1])))
        assert ends[0] - 1e-3 <= term.missing <= ends[1] + 1e-3


def test_a_damaged_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    damaged = tmp_path / "weights.json"
    damaged.write_text('{"scorer_version": 1', encoding="utf-8")
    with pytest.raises(WeightsInvalid, match="make fit"):
        Weights.load(damaged)
