"""The fitting command on small data: thresholds do what they promise, everything is deterministic."""

import numpy as np
import pytest

from matcher.fitting import pictures, texts
from matcher.fitting.__main__ import documented_cases
from matcher.fitting.pictures import LabelledPair
from matcher.fitting.sharing import photograph_share
from matcher.fitting.thresholds import best_wrong, derive, out_of_fold_bits, pair_weights


def pair(
    number: int, *, same: bool, registered: bool = True, relative: bool = False, score: float = 0.5
) -> LabelledPair:
    """A labelled pair of query `number`."""
    return LabelledPair(
        f"phone_photo-{number}:work-{number % 50}",
        "phone_photo",
        True,
        registered,
        same,
        relative,
        {"similarity": score},
    )


@pytest.fixture(scope="module")
def labelled() -> list[LabelledPair]:
    """A hundred registered works asked for, a hundred that are not registered, some relatives."""
    rng = np.random.default_rng(0)
    found = []
    for number in range(200):
        registered = number < 100
        if registered:
            found.append(pair(number, same=True, score=float(rng.uniform(0.6, 1.0))))
        for _ in range(4):
            found.append(pair(number, same=False, registered=registered, score=float(rng.uniform(0.0, 0.55))))
        if number % 10 == 0:
            found.append(pair(number, same=False, registered=registered, relative=True, score=0.99))
    return found


def test_thresholds_keep_their_promise(labelled: list[LabelledPair]) -> None:
    bits = out_of_fold_bits(labelled)
    thresholds = derive(labelled, bits)
    wrong = [value for each, value in zip(labelled, bits, strict=True) if not each.same and not each.relative]
    assert max(wrong) < thresholds.strong_candidate
    unregistered = best_wrong(labelled, bits, unregistered=True)
    assert np.mean([value >= thresholds.possible for value in unregistered]) <= 0.01
    assert thresholds.weak < thresholds.possible < thresholds.strong_candidate


def test_a_query_counts_once_however_many_candidates_it_has(labelled: list[LabelledPair]) -> None:
    totals: dict[tuple[str, bool], float] = {}
    for each, weight in zip(labelled, pair_weights(labelled), strict=True):
        totals[each.query, each.same] = totals.get((each.query, each.same), 0.0) + float(weight)
    assert set(np.round(list(totals.values()), 9)) == {1.0}


def test_the_share_of_further_photographs_is_a_share(labelled: list[LabelledPair]) -> None:
    assert 0.0 <= photograph_share(labelled, out_of_fold_bits(labelled)) <= 1.0


def test_text_bits_are_fitted_on_the_documented_cases_and_in_order() -> None:
    cases = documented_cases()
    assert len(cases) == 177
    bits, number = texts.fit(cases[:40], cases[40:60], seed=1)
    assert number > 1000
    for kind, names in texts.LEVELS.items():
        assert [bits[kind][name] for name in names] == sorted((bits[kind][name] for name in names), reverse=True)
    assert bits["title"]["whole"] > 2
    assert texts.fit(cases[:40], cases[40:60], seed=1)[0] == bits


def test_families_are_divided_between_registered_and_not() -> None:
    generated = pictures.generate(120, 3)
    assert {order.kind for order in generated.registered} == {order.kind for order in generated.unregistered}
    families = {order.family for order in generated.registered} & {order.family for order in generated.unregistered}
    assert len(families - {None}) > 5
    asked = pictures.query_orders(generated, 3)
    assert len({each.seed for each in asked}) == len(asked)
    assert pictures.photograph(asked[0]) == pictures.photograph(asked[0])
