"""The weights file from labelled comparisons of photographs, with the words that were fitted by themselves."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.calibration import CATALOGUE_BASE_RATE
from matcher.errors import EvaluationRefused
from matcher.fitting.calibrating import calibrate
from matcher.fitting.operating import RECALL, REVIEW_BUDGET, operating_points
from matcher.fitting.pairs import LabelledPair, digest, pair_weights
from matcher.fitting.regression import fit
from matcher.fitting.sharing import photograph_share
from matcher.fitting.thresholds import derive, out_of_fold_bits
from matcher.fitting.words import Words, scorer_version, with_words
from matcher.weights import Provenance, Weights

LEAST_PAIRS = 5000
"""Fewer picture comparisons make no weights file: thresholds at 1% would hang on a handful of queries."""


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
    fingerprint = digest(pairs)
    weights = Weights(
        scorer_version=scorer_version(fingerprint, words),
        provenance=Provenance(
            data=gathered.data,
            data_sha256=fingerprint,
            fitted_on=dt.datetime.now(dt.UTC).date().isoformat(),
            code_version=gathered.code,
            picture_pairs=len(pairs),
            text_pairs=words.fit.pairs if words.fit else 0,
            schemes=gathered.schemes,
        ),
        picture=fit([pair.measures for pair in pairs], same, pair_weights(pairs)),
        additional_photograph_share=photograph_share(pairs, bits),
        words_alone=0.0,
        text=words.bits,
        thresholds=thresholds,
        calibration=calibrate(pairs, bits, gathered.registered, gathered.queries, wishes.base_rate),
        operating_points=operating_points(
            pairs, bits, gathered.registered, review_budget=wishes.review_budget, recall=wishes.recall
        ),
    )
    return with_words(weights, words)
