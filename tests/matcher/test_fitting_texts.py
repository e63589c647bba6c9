"""The bits of words: found again where they were put in, in order, calibrated in sum, and replaced alone."""

import math
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.errors import EvaluationRefused
from matcher.evidence.levels import MISSING
from matcher.fitting.texts import CEILINGS, FLOORS, LEVELS, TextPair, digest, fit, out_of_fold, total
from matcher.fitting.words import fit_words, kept_words, missing_levels, strong_from, with_words, words_alone
from matcher.weights import Weights

BEFORE = {kind: {**dict.fromkeys(levels, 1.0), MISSING: 0.0} for kind, levels in LEVELS.items()}
SILENT = dict.fromkeys(LEVELS, MISSING)
QUERIES, CANDIDATES = 400, 12


def drawn(rng: np.random.Generator, *, same: bool, number: int, candidate: int, dependent: bool = False) -> TextPair:
    """A comparison in which titles and sizes of the same object agree more often; `dependent`: makers copy titles."""
    levels = dict(SILENT)
    for kind, chance in (("title", 0.8), ("size", 0.7), ("date", 0.6)):
        names = LEVELS[kind]
        good = rng.random() < (chance if same else 0.1)
        levels[kind] = (
            MISSING if rng.random() < 0.2 else names[-1 - int(rng.integers(2))] if good else names[int(rng.integers(3))]
        )
    if dependent:
        place = {MISSING: MISSING, **dict(zip(LEVELS["title"], LEVELS["maker"], strict=False))}
        levels["maker"] = place[levels["title"]]
    return TextPair(levels, same, f"record-{number}", f"query-{number}", f"object-{candidate}")


def sample(seed: int, *, dependent: bool = False) -> list[TextPair]:
    rng = np.random.default_rng(seed)
    return [
        drawn(rng, same=candidate == 0, number=number, candidate=candidate, dependent=dependent)
        for number in range(QUERIES)
        for candidate in range(CANDIDATES)
    ]


@pytest.fixture(scope="module")
def pairs() -> list[TextPair]:
    return sample(1)


def test_bits_never_fall_from_a_worse_level_to_a_better_and_missing_is_neutral(pairs: list[TextPair]) -> None:
    bits = fit(pairs, BEFORE)
    for kind, names in LEVELS.items():
        assert [bits[kind][name] for name in names] == sorted(bits[kind][name] for name in names)
        assert bits[kind][MISSING] == 0.0
    for kind in ("title", "size", "date"):
        assert bits[kind][LEVELS[kind][-1]] > 1.0
        assert bits[kind][LEVELS[kind][0]] < 0.0
    # No pair shows them, so they keep what they had.
    assert bits["feature"] == BEFORE["feature"]
    assert fit(pairs, BEFORE) == bits


def test_what_always_agrees_together_does_not_count_twice() -> None:
    both = sample(2, dependent=True)
    bits = fit(both, BEFORE)
    alone = fit(
        [TextPair({**each.levels, "maker": MISSING}, each.same, each.about, each.query, each.object) for each in both],
        BEFORE,
    )
    assert bits["title"]["same"] + bits["maker"][LEVELS["maker"][LEVELS["title"].index("same")]] == pytest.approx(
        alone["title"]["same"], abs=0.6
    )


def test_what_all_candidates_share_still_tells_from_records_drawn_at_random(pairs: list[TextPair]) -> None:
    shared = [replace(pair, levels={**pair.levels, "material": "same"}) for pair in pairs]
    random = [
        replace(pair, levels={**SILENT, "material": "different"}, same=False, object=f"random-{number}", drawn=True)
        for number, pair in enumerate(pairs)
    ]
    among_candidates = fit(shared, BEFORE)["material"]
    assert among_candidates["same"] < 1
    bits = fit([*shared, *random], BEFORE)["material"]
    assert bits["same"] - bits["different"] > 2 + among_candidates["same"] - among_candidates["different"]


def test_the_bounds_of_levels_hold_and_the_others_make_up_for_them(pairs: list[TextPair]) -> None:
    # The right sizes are copies, so that any other seems impossible; makers and commonplace titles are shared by chance.
    rng = np.random.default_rng(5)
    copied = [
        replace(
            pair,
            levels={
                **pair.levels,
                "size": "exact" if pair.same else "cut down",
                "maker": ("named", "other artist")[int(rng.integers(2))],
                "title": "common" if pair.same else "other",
            },
        )
        for pair in pairs
    ]
    assert_within_bounds(bits := fit(copied, BEFORE), "size", "maker", "title", "date")
    assert bits["size"]["exact"] > 5


def test_the_shipped_bits_are_within_their_bounds() -> None:
    assert_within_bounds(Weights.load().text, *FLOORS, *CEILINGS)


def assert_within_bounds(bits: Mapping[str, Mapping[str, float]], *kinds: str) -> None:
    for kind in kinds:
        assert all(bits[kind][level] >= least for level, least in FLOORS.get(kind, {}).items()), bits[kind]
        assert all(bits[kind][level] <= most for level, most in CEILINGS.get(kind, {}).items()), bits[kind]


def test_scores_out_of_fold_tell_right_from_wrong_and_are_honest(pairs: list[TextPair]) -> None:
    totals = out_of_fold(pairs, BEFORE)
    same = np.array([pair.same for pair in pairs])
    assert totals[same].mean() > 1.5 + totals[~same].mean()
    # Bits near 2 mean four to one where right and wrong are as many; the fit leans to the nearest wrong ones, so less.
    near = (totals > 1) & (totals < 3)
    odds = (same[near].sum() / same.sum()) / ((~same[near]).sum() / (~same).sum())
    assert 0.5 < math.log2(odds) < 5


def test_no_more_hard_pairs_are_strong_than_promised(pairs: list[TextPair]) -> None:
    hard = [
        TextPair(pair.levels, False, pair.about, f"{pair.query}/hard", pair.object, hard=True) for pair in pairs[:800]
    ]
    every = [*pairs, *hard]
    totals = out_of_fold(every, BEFORE)
    limit = strong_from(every, totals)
    passed = [value >= limit for pair, value in zip(every, totals, strict=True) if pair.hard]
    assert sum(passed) <= 0.0025 * len(passed)
    contradicted = [
        TextPair({**pair.levels, "edition": "other number"}, False, pair.about, pair.query, pair.object, hard=True)
        for pair in hard
    ]
    assert strong_from([*pairs, *contradicted], totals) <= limit


def test_only_the_words_of_a_weights_file_are_replaced(pairs: list[TextPair]) -> None:
    before = Weights.load()
    words = fit_words("test", pairs, QUERIES, before, base_rate=0.01, code="0+src.x", least_pairs=1000)
    after = with_words(before, words)
    own = {"text", "words", "words_alone", "scorer_version", "provenance"}
    assert after.model_dump(exclude=own) == before.model_dump(exclude=own)
    assert after.scorer_version != before.scorer_version
    assert words.fit is not None
    assert words.fit.data_sha256 == digest(pairs)
    assert after.words_alone == words_alone(words, before.thresholds) <= 0
    assert kept_words(after).fit == words.fit
    assert not missing_levels(after.text)
    low, high = (after.probability(bits, pictured=False) for bits in (-20.0, 30.0))
    assert low is not None
    assert high is not None
    assert low < 0.05 < high


def test_too_few_comparisons_are_refused(pairs: list[TextPair]) -> None:
    with pytest.raises(EvaluationRefused, match="too few or all of one label"):
        fit_words("test", pairs[:100], 10, Weights.load(), base_rate=0.01, code="x")


def test_the_shipped_file_has_bits_for_every_level(tmp_path: Path) -> None:
    shipped = Weights.load()
    assert missing_levels(shipped.text) == []
    assert shipped.words is not None
    assert shipped.words.pairs >= 5000
    assert shipped.words.hard_pairs >= 2000
    for kind, names in LEVELS.items():
        assert [shipped.text[kind][name] for name in names] == sorted(shipped.text[kind][name] for name in names), kind
    path = tmp_path / "weights.json"
    path.write_text(shipped.model_dump_json(), encoding="utf-8")
    assert Weights.load(path) == shipped


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_a_better_level_never_lowers_a_sum(data: st.DataObject) -> None:
    bits = Weights.load().text
    kind = data.draw(st.sampled_from(sorted(LEVELS)))
    worse, better = sorted(data.draw(st.lists(st.sampled_from(range(len(LEVELS[kind]))), min_size=2, max_size=2)))
    sums = [total({**SILENT, kind: LEVELS[kind][place]}, bits) for place in (worse, better)]
    assert sums[0] <= sums[1]
