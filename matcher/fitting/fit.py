"""All weights from labelled comparisons and the documented cases, as one weights file says them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version

import numpy as np

from matcher.calibration import CATALOGUE_BASE_RATE
from matcher.errors import EvaluationRefused
from matcher.fitting import texts
from matcher.fitting.calibrating import calibrate
from matcher.fitting.operating import RECALL, REVIEW_BUDGET, operating_points
from matcher.fitting.pairs import LabelledPair, digest, pair_weights
from matcher.fitting.regression import fit
from matcher.fitting.sharing import photograph_share
from matcher.fitting.thresholds import STRONG_MARGIN_BITS, derive, out_of_fold_bits
from matcher.weights import Provenance, Thresholds, Weights
from registry.records.object import CulturalObject

LEAST_PAIRS = 5000
"""Fewer picture comparisons make no weights file: thresholds at 1% would hang on a handful of queries."""

TEXT_WORKS, TEXT_SEED = 200, 2026
"""Generated works whose records numbers are also learnt from."""


@dataclass(frozen=True)
class Wishes:
    """What the fit is asked for beside the weights; all of it is stored in the weights file."""

    base_rate: float = CATALOGUE_BASE_RATE
    review_budget: float = REVIEW_BUDGET
    recall: float = RECALL
    least_pairs: int = LEAST_PAIRS


@dataclass(frozen=True)
class Gathered:
    """Labelled comparisons, every query they come from, and with which schemes and code they were measured.

    `registered` names the queries for registered objects, `queries` is the number of all; a query whose object was never
    compared has no pair but counts.
    """

    data: str
    pairs: Sequence[LabelledPair]
    registered: Sequence[str]
    queries: int
    schemes: dict[str, str]
    code: str


@dataclass(frozen=True)
class Words:
    """Bits of words by kind and level, the pairs they come from, and the most that any wrong record got in all."""

    bits: dict[str, dict[str, float]]
    pairs: int
    best_wrong: float


def fit_words(documented: list[CulturalObject], generated: list[CulturalObject], seed: int = TEXT_SEED) -> Words:
    """Fit the levels of words on documented cases, those of numbers on generated records too."""
    bits, number = texts.fit(documented, generated, seed)
    return Words(bits, number, max(texts.best_wrong_totals(documented, bits, seed)))


def fitted(gathered: Gathered, words: Words, wishes: Wishes) -> Weights:
    """The whole weights file. Raises EvaluationRefused where the data are too few or one-sided."""
    pairs = gathered.pairs
    same = np.array([pair.same for pair in pairs], bool)
    if len(pairs) < wishes.least_pairs:
        raise EvaluationRefused(
            f"{len(pairs)} labelled comparisons are too few, {wishes.least_pairs} are needed: name more datasets, or paint "
            "more works (--works)."
        )
    if same.all() or not same.any() or not any(not pair.registered and not pair.relative for pair in pairs):
        raise EvaluationRefused(
            "a fit needs queries for registered objects and for others, right and wrong comparisons"
        )
    bits = out_of_fold_bits(pairs)
    thresholds = derive(pairs, bits)
    words_alone = round(min(0.0, thresholds.strong_candidate - STRONG_MARGIN_BITS - words.best_wrong), 2)
    text_bits = {**words.bits, "identifier": number_bits(words.bits["identifier"], words_alone, thresholds)}
    fingerprint = digest(pairs)
    return Weights(
        scorer_version=f"repatria-{version('repatria')}-{fingerprint[:8]}",
        provenance=Provenance(
            data=gathered.data,
            data_sha256=fingerprint,
            fitted_on=dt.datetime.now(dt.UTC).date().isoformat(),
            code_version=gathered.code,
            picture_pairs=len(pairs),
            text_pairs=words.pairs,
            schemes=gathered.schemes,
        ),
        picture=fit([pair.measures for pair in pairs], same, pair_weights(pairs)),
        additional_photograph_share=photograph_share(pairs, bits),
        words_alone=words_alone,
        text=text_bits,
        thresholds=thresholds,
        calibration=calibrate(pairs, bits, gathered.registered, gathered.queries, wishes.base_rate),
        operating_points=operating_points(
            pairs, bits, gathered.registered, review_budget=wishes.review_budget, recall=wishes.recall
        ),
    )


def number_bits(bits: dict[str, float], words_alone: float, thresholds: Thresholds) -> dict[str, float]:
    """The bits of agreeing numbers, set by a rule.

    In the data no two institutions have given the same number, in the world they have: a number alone makes a record
    possible and no more, a number with the institution that gave it makes it a strong candidate.
    """
    possible, strong = thresholds.possible - words_alone, thresholds.strong_candidate - words_alone
    return {
        **bits,
        "same with institution": round(strong + STRONG_MARGIN_BITS, 2),
        "same": round((possible + strong) / 2, 2),
    }
