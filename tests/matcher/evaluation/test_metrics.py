"""Figures mean what they say: intervals, precision, false alarms, reliability."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.evaluation.gate import TOLERANCES, fallen, figures, read_baseline
from matcher.evaluation.metrics.alarms import alarms, confusion
from matcher.evaluation.metrics.bootstrap import Resampler, wilson
from matcher.evaluation.metrics.recall import UNION, measure_group, threshold_at
from matcher.evaluation.metrics.reliability import of_outcomes, weigh_queries
from matcher.evaluation.outcomes import Baseline, Listed, Outcome
from matcher.fitting.reliability import reliability


def listed(bits: float, *, right: bool, verdict: str | None = None, relative: bool = False) -> Listed:
    """A candidate."""
    return Listed(object="a", bits=bits, verdict=verdict, probability=None, right=right, relative=relative)


def positive(number: int, rank: int, bits: float, **more: object) -> Outcome:
    """A query for a registered object whose right answer is at a rank with some bits."""
    verdict = "strong_candidate" if bits > 5 else None
    right = listed(bits, right=True, verdict=verdict)
    found = (right,) if rank == 1 else (listed(bits + 1, right=False), right)
    fields: dict[str, object] = {
        "task": f"p{number}",
        "kind": "second",
        "about": f"object-{number // 2}",
        "labels": {"surface": "same"},
        "registered": True,
        "rank": rank,
        "right": right if rank else None,
        "listed": found if rank else (listed(1, right=False),),
        "verdict": verdict or "no_candidate_found",
        "routes": {"hash": 3} if rank else {},
    }
    return Outcome.model_validate({**fields, **more})


def negative(number: int, bits: float, verdict: str | None) -> Outcome:
    """A query for an unregistered object."""
    return Outcome(
        task=f"n{number}",
        kind="negative",
        about=f"other-{number}",
        labels={"domain": "vase", "related": "no"},
        registered=False,
        listed=(listed(bits, right=False, verdict=verdict),),
        verdict=verdict or "no_candidate_found",
    )


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=1, max_size=60))
def test_an_interval_holds_its_share(rows: list[tuple[int, bool]]) -> None:
    share = Resampler([str(name) for name, _ in rows]).share([value for _, value in rows])
    assert 0 <= share.low <= share.value + 1e-9
    assert share.value <= share.high + 1e-9
    assert share.high <= 1
    assert share.queries == len(rows)
    assert share.objects == len({name for name, _ in rows})


def test_queries_about_few_objects_are_worth_less() -> None:
    values = [True, False] * 50
    many = Resampler([str(number) for number in range(100)]).share(values)
    few = Resampler([str(number // 2 % 2 + 2 * (number % 2)) for number in range(100)]).share(values)
    assert few.high - few.low > 2 * (many.high - many.low)


def test_where_all_came_out_alike_the_interval_is_that_of_as_many_trials() -> None:
    share = Resampler([str(number) for number in range(20)]).share([True] * 20)
    assert (share.low, share.high) == pytest.approx(wilson(1.0, 20))
    assert share.low == pytest.approx(0.839, abs=0.002)


def test_the_threshold_of_a_precision_is_the_lowest_that_keeps_it() -> None:
    answers = [(9.0, True), (8.0, True), (7.0, False), (6.0, True), (5.0, True), (5.0, False)]
    assert threshold_at(answers, 0.99) == 8.0
    assert threshold_at(answers, 0.8) == 8.0
    assert threshold_at(answers, 0.75) == 6.0
    assert threshold_at([(1.0, False)], 0.5) == np.inf


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=40), st.floats(0.5, 1.0))
def test_what_a_threshold_accepts_has_the_precision(rows: list[tuple[int, bool]], precision: float) -> None:
    answers = [(float(score), right) for score, right in rows]
    accepted = [right for score, right in answers if score >= threshold_at(answers, precision)]
    assert not accepted or np.mean(accepted) >= precision


def test_recall_counts_answers_routes_and_baselines() -> None:
    plain = {"pHash-64": Baseline(rank=1, right=0.9, wrong=0.2).model_dump()}
    positives = [positive(0, 1, 8.0, baselines=plain), positive(1, 2, 4.0), positive(2, 0, 0.0), positive(3, 1, 6.0)]
    group = measure_group("test", (), positives, [negative(0, 7.0, "possible")])
    assert group.recall[1].value == 0.5
    assert group.recall[10].value == 0.75
    assert group.strong.value == 0.5
    assert group.routes["hash"] == {1: 0.0, 10: 0.75, 50: 0.75} == group.routes[UNION]
    # The negative with 7 bits lies above the right answer with 6.
    assert group.at_precision["99%"].value == 0.25
    assert group.baselines["pHash-64"][1] == 0.25
    assert group.baseline_precision["pHash-64"]["99%"] == 0.25


def test_false_alarms_are_told_at_each_verdict() -> None:
    found = alarms("all", [negative(0, 7, "strong_candidate"), negative(1, 3, "weak"), negative(2, 0, None)], "domain")
    assert [round(found[0].reached[name].value, 2) for name in ("strong_candidate", "possible", "weak")] == [
        0.33,
        0.33,
        0.67,
    ]


def test_every_query_is_in_one_row_of_the_confusion() -> None:
    rows = {each.truth: each for each in confusion([positive(0, 1, 8.0), positive(1, 2, 4.0), negative(0, 7, "weak")])}
    assert rows["right object, second photographs of the same side"].counts["strong_candidate"] == 1
    assert rows["not registered"].counts == {"strong_candidate": 0, "possible": 0, "weak": 1, "none": 0}
    assert all(sum(each.counts.values()) == each.queries for each in rows.values())


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10_000))
def test_honest_probabilities_have_little_error(seed: int) -> None:
    rng = np.random.default_rng(seed)
    predicted = rng.uniform(0, 1, 4000)
    honest = reliability(predicted, rng.uniform(0, 1, 4000) < predicted, np.ones(4000), 0.5)
    boastful = reliability(np.clip(predicted * 1.5, 0, 1), rng.uniform(0, 1, 4000) < predicted, np.ones(4000), 0.5)
    assert honest.expected_error < 0.05 < boastful.expected_error
    assert honest.brier < boastful.brier
    assert sum(each.weight for each in honest.bins) == pytest.approx(1)


def test_queries_are_weighed_as_if_the_base_rate_held() -> None:
    weights = weigh_queries(np.array([True, True, False, False, False, False]), 0.1)
    assert weights[:2].sum() == pytest.approx(0.1)
    assert weights.sum() == pytest.approx(1.0)


def even(_bits: float, _base_rate: float) -> float:
    """A probability that knows nothing."""
    return 0.5


def test_reliability_needs_both_kinds_and_leaves_out_other_sides() -> None:
    both = [positive(0, 1, 8.0), negative(0, 7, None)]
    assert of_outcomes(both[:1], even, 0.5) is None
    found = of_outcomes([*both, positive(5, 2, 1.0, labels={"surface": "none"})], even, 0.5)
    assert found is not None
    assert sum(each.candidates for each in found.bins) == 2


def test_the_gate_names_what_has_fallen() -> None:
    baseline = read_baseline()
    assert set(baseline) == set(TOLERANCES)
    assert fallen(baseline, baseline) == []
    for name, tolerance in TOLERANCES.items():
        assert fallen({**baseline, name: baseline[name] - 0.9 * tolerance}, baseline) == []
        assert [
            name in sentence for sentence in fallen({**baseline, name: baseline[name] - 1.1 * tolerance}, baseline)
        ] == [True]
    assert set(figures([])) == set(TOLERANCES)
