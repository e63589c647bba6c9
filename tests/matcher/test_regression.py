"""The fit finds what was put in, and respects the signs."""

import numpy as np

from matcher.fitting.regression import KNOTS, design, fit


def test_a_missing_measure_is_a_row_of_zeros() -> None:
    assert not design([{}]).any()


def test_the_fit_separates_what_differs_and_ignores_what_does_not() -> None:
    rng = np.random.default_rng(0)
    same = np.arange(400) % 2 == 0
    rows = [
        {"similarity": float(np.clip(rng.normal(0.8 if right else 0.3, 0.1), 0, 1)), "spread": float(rng.uniform(0, 1))}
        for right in same
    ]
    model = fit(rows, same, np.ones(len(rows)))
    assert model.bits({"similarity": 0.9, "spread": 0.5}) > 2
    assert model.bits({"similarity": 0.2, "spread": 0.5}) < -2
    assert abs(model.bits({"similarity": 0.55, "spread": 1.0}) - model.bits({"similarity": 0.55, "spread": 0.0})) < 1.5


def test_weights_keep_their_sign_even_where_the_data_say_otherwise() -> None:
    rng = np.random.default_rng(1)
    same = np.arange(200) % 2 == 0
    rows = [{"similarity": float(rng.uniform(0.6, 1) if not right else rng.uniform(0, 0.4))} for right in same]
    model = fit(rows, same, np.ones(len(rows)))
    for term in model.terms:
        sign = KNOTS[term.measure][1]
        assert all(weight * sign >= 0 for weight in term.weights)
