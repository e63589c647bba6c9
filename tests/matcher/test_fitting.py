"""Fitting on small data: thresholds and operating points do what they promise, everything is deterministic."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from matcher.errors import EvaluationRefused
from matcher.fitting.calibrating import calibrate
from matcher.fitting.fit import Gathered, Wishes, fitted
from matcher.fitting.operating import operating_points
from matcher.fitting.pairs import LabelledPair, digest, folds_of, pair_weights
from matcher.fitting.sharing import photograph_share
from matcher.fitting.thresholds import best_wrong, derive, out_of_fold_bits
from matcher.fitting.words import Words, kept_words, number_bits
from matcher.weights import Thresholds, Weights


def pair(
    number: int, candidate: int, *, same: bool, registered: bool = True, relative: bool = False, score: float = 0.5
) -> LabelledPair:
    """A labelled pair of query `number`; three queries are about one object."""
    return LabelledPair(
        "test",
        f"query-{number}",
        f"object-{number // 3}" if registered else f"other-{number // 3}",
        f"object-{number // 3}" if same else f"candidate-{candidate}",
        True,
        registered,
        same,
        relative,
        {"similarity": score},
    )


@pytest.fixture(scope="module")
def labelled() -> list[LabelledPair]:
    """A hundred queries for registered objects, a hundred for others, some with relatives."""
    rng = np.random.default_rng(0)
    found = []
    for number in range(200):
        registered = number < 100
        if registered:
            found.append(pair(number, 0, same=True, score=float(rng.uniform(0.5, 1.0))))
        for candidate in range(4):
            score = float(rng.uniform(0.0, 0.55))
            found.append(pair(number, candidate, same=False, registered=registered, score=score))
        if number % 10 == 0:
            found.append(pair(number, 9, same=False, registered=registered, relative=True, score=0.99))
    return found


@pytest.fixture(scope="module")
def bits(labelled: list[LabelledPair]) -> np.ndarray:
    """Out-of-fold bits of the labelled pairs."""
    return out_of_fold_bits(labelled)


REGISTERED = [f"query-{number}" for number in range(100)]


def test_thresholds_keep_their_promise(labelled: list[LabelledPair], bits: np.ndarray) -> None:
    thresholds = derive(labelled, bits)
    wrong = [value for each, value in zip(labelled, bits, strict=True) if not each.same and not each.relative]
    assert max(wrong) < thresholds.strong_candidate
    unregistered = best_wrong(labelled, bits, unregistered=True)
    assert np.mean([value >= thresholds.possible for value in unregistered]) <= 0.01
    assert thresholds.weak < thresholds.possible < thresholds.strong_candidate


@pytest.mark.parametrize(("budget", "recall"), [(0.01, 0.99), (0.05, 0.8), (0.3, 0.5)])
def test_operating_points_keep_their_promise(
    labelled: list[LabelledPair], bits: np.ndarray, budget: float, recall: float
) -> None:
    points = operating_points(labelled, bits, REGISTERED, review_budget=budget, recall=recall)
    assert points["trade"].reviewed <= budget
    assert points["officer"].recall >= recall
    true = [value for each, value in zip(labelled, bits, strict=True) if each.same]
    # The highest threshold that keeps the recall: a bit more would lose more than was allowed.
    assert np.mean([value >= points["officer"].bits + 0.05 for value in true]) < recall + 0.03


def test_an_object_that_was_never_compared_is_missed_at_any_point_and_chooses_none(
    labelled: list[LabelledPair], bits: np.ndarray
) -> None:
    compared = operating_points(labelled, bits, REGISTERED)
    points = operating_points(labelled, bits, [*REGISTERED, *(f"lost-{number}" for number in range(100))])
    assert points["officer"].bits == compared["officer"].bits
    assert points["officer"].recall == pytest.approx(compared["officer"].recall / 2)


def test_a_query_counts_once_however_many_candidates_it_has(labelled: list[LabelledPair]) -> None:
    totals: dict[tuple[str, bool], float] = {}
    for each, weight in zip(labelled, pair_weights(labelled), strict=True):
        totals[each.query, each.same] = totals.get((each.query, each.same), 0.0) + float(weight)
    assert set(np.round(list(totals.values()), 9)) == {1.0}


def test_queries_about_one_object_are_in_one_fold() -> None:
    about = [f"object-{number % 40}" for number in range(200)]
    folds = folds_of(about, 5)
    assert len(set(zip(about, folds.tolist(), strict=True))) == 40
    assert np.bincount(folds).tolist() == [40] * 5


def test_the_share_of_further_photographs_is_a_share(labelled: list[LabelledPair], bits: np.ndarray) -> None:
    assert 0.0 <= photograph_share(labelled, bits) <= 1.0


def test_the_calibration_tells_right_from_wrong_and_claims_no_more_than_the_queries_show(
    labelled: list[LabelledPair], bits: np.ndarray
) -> None:
    calibration = calibrate(labelled, bits, REGISTERED, 200)
    low, high = float(bits.min()), float(bits.max())
    assert calibration.probability(high, 0.5) > 0.8
    assert calibration.probability(low, 0.5) < 0.05
    # 200 queries cannot show that a wrong candidate is rarer than one in about four hundred.
    assert 2 ** calibration.ratio(high + 100) < 2 * 201
    assert calibration.expected_error < 0.1
    assert calibrate(labelled, bits, REGISTERED, 200) == calibration


def test_a_number_alone_makes_possible_and_with_its_institution_strong() -> None:
    thresholds = Thresholds(strong_candidate=6.0, possible=2.0, weak=-1.0)
    bits = number_bits({"same with institution": 1.0, "same": 1.0, "other": -1.0}, -8.0, thresholds)
    assert (
        thresholds.possible <= bits["same"] - 8.0 < thresholds.strong_candidate <= bits["same with institution"] - 8.0
    )


def test_the_fingerprint_of_the_data_depends_on_every_measure(labelled: list[LabelledPair]) -> None:
    changed = [replace(labelled[0], measures={"similarity": 0.123}), *labelled[1:]]
    assert digest(labelled) != digest(changed)
    assert digest(labelled) == digest(list(labelled))


@pytest.fixture(scope="module")
def words() -> Words:
    """The words in use."""
    return kept_words(Weights.load())


@pytest.mark.parametrize("relatives", [True, False])
def test_one_file_holds_everything_and_is_read_again(
    labelled: list[LabelledPair], words: Words, tmp_path: Path, relatives: bool
) -> None:
    pairs = [each for each in labelled if relatives or not each.relative]
    wishes = Wishes(base_rate=0.01, review_budget=0.02, recall=0.9, least_pairs=500)
    weights = fitted(Gathered("test data", pairs, REGISTERED, 200, {"words": "w"}, "0+src.x"), words, wishes)
    path = tmp_path / "weights.json"
    path.write_text(weights.model_dump_json(), encoding="utf-8")
    read = Weights.load(path)
    assert read == weights
    assert read.provenance.data_sha256 == digest(pairs)
    assert (read.text["title"], read.words) == (words.bits["title"], words.fit)
    assert read.provenance.picture_pairs == len(pairs)
    assert read.calibration is not None
    assert read.calibration.base_rate == 0.01
    assert read.operating_points["trade"].reviewed <= 0.02
    assert read.operating_points["officer"].recall >= 0.9
    low, high = read.probability(-20), read.probability(20)
    assert low is not None
    assert high is not None
    assert low < high


@pytest.mark.parametrize("which", ["few", "one-sided"])
def test_too_few_or_one_sided_data_are_refused(labelled: list[LabelledPair], words: Words, which: str) -> None:
    pairs = labelled if which == "few" else [each for each in labelled if each.same]
    gathered = Gathered("test", pairs, REGISTERED, 200, {}, "code")
    wishes = Wishes() if which == "few" else Wishes(least_pairs=10)
    with pytest.raises(EvaluationRefused, match="too few" if which == "few" else "right and wrong"):
        fitted(gathered, words, wishes)
