"""The fit finds what was put in, and respects the signs."""

import numpy as np

from matcher.fitting.regression import KNOTS, MISSABLE, design, fit


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


def test_what_is_missing_counts_between_the_worst_and_the_best() -> None:
    rng = np.random.default_rng(2)
    same = np.arange(400) % 2 == 0
    rows = []
    for right in same:
        row = {"inliers": float(rng.normal(6 if right else 3, 0.7))}
        if rng.random() < 0.8:
            row["similarity"] = float(np.clip(rng.normal(0.8 if right else 0.3, 0.1), 0, 1))
        rows.append(row)
    model = fit(rows, same, np.ones(len(rows)))
    worst, best = {"inliers": 5.0, "similarity": 0.0}, {"inliers": 5.0, "similarity": 1.0}
    assert model.bits(worst) < model.bits({"inliers": 5.0}) < model.bits(best)
    # Where verification was tried and failed, that was measured: no credit for it.
    assert all(term.missing == 0.0 for term in model.terms if term.measure not in MISSABLE)
    differing = [{**row, "disagreement": 0.2 if right else 0.7} for row, right in zip(rows, same, strict=True)]
    other = fit(differing, same, np.ones(len(rows)))
    assert next(term for term in other.terms if term.measure == "disagreement").missing == 0.0


def test_weights_keep_their_sign_even_where_the_data_say_otherwise() -> None:
    rng = np.random.default_rng(1)
    same = np.arange(200) % 2 == 0
    rows = [{"similarity": float(rng.uniform(0.6, 1) if not right else rng.uniform(0, 0.4))} for right in same]
    model = fit(rows, same, np.ones(len(rows)))
    for term in model.terms:
        sign = KNOTS[term.measure][1]
        assert all(weight * sign >= 0 for weight in term.weights)
