"""Probabilities follow from bits by the calibration and Bayes' rule, and never fall as bits rise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from matcher.calibration import CATALOGUE_BASE_RATE, Calibration
from matcher.weights import Weights

CURVE = Calibration(
    base_rate=CATALOGUE_BASE_RATE,
    knots=(-5.0, 0.0, 6.0),
    ratios=(-8.0, -1.0, 10.0),
    queries=1000,
    expected_error=0.01,
    brier=0.02,
)


@given(st.floats(-100, 100), st.floats(-100, 100), st.floats(0.0001, 0.9999))
def test_more_bits_never_make_it_less_likely(one: float, other: float, base_rate: float) -> None:
    low, high = sorted((one, other))
    assert 0.0 <= CURVE.probability(low, base_rate) <= CURVE.probability(high, base_rate) <= 1.0


@given(st.floats(-100, 100), st.floats(0.0001, 0.9), st.floats(0.0001, 0.9))
def test_a_higher_base_rate_never_makes_it_less_likely(bits: float, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert CURVE.probability(bits, low) <= CURVE.probability(bits, high) + 1e-12


def test_bayes_at_the_knots_and_between_them() -> None:
    assert CURVE.ratio(3.0) == pytest.approx(4.5)
    assert CURVE.probability(0.0, 0.5) == pytest.approx(1 / 3)
    odds = 2**10 * CATALOGUE_BASE_RATE / (1 - CATALOGUE_BASE_RATE)
    assert CURVE.probability(50.0) == pytest.approx(odds / (1 + odds))


@pytest.mark.parametrize(
    "changes", [{"knots": (0.0, 0.0, 1.0)}, {"ratios": (1.0, 0.0, 2.0)}, {"ratios": (1.0,)}, {"base_rate": 0.0}]
)
def test_a_curve_that_falls_or_is_incomplete_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Calibration.model_validate({**CURVE.model_dump(), **changes})


def test_without_a_calibration_there_is_no_probability() -> None:
    weights = Weights.load().model_copy(update={"calibration": None})
    assert weights.probability(20.0) is None
    calibrated = weights.model_copy(update={"calibration": CURVE})
    assert calibrated.probability(6.0) == pytest.approx(CURVE.probability(6.0), abs=1e-6)
