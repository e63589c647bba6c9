"""The part of the weights file that speaks of words: fitted by itself, kept when the picture part is fitted anew."""

import datetime as dt
import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version

import numpy as np
import numpy.typing as npt

from matcher.errors import EvaluationRefused
from matcher.evidence.levels import MISSING
from matcher.fitting.calibrating import calibrate
from matcher.fitting.pairs import LabelledPair
from matcher.fitting.texts import LEVELS, TextPair, digest, fit, is_contradicted, out_of_fold
from matcher.weights import Thresholds, Weights, WordsFit

LEAST_PAIRS = 5000
STRONG_SHARE = 1 / 400
"""Share of the hard pairs, and of the best wrong candidates, that may be called strong: half of what is promised."""
_MARGIN = 0.01


@dataclass(frozen=True)
class Words:
    """Bits of words by kind and level, and how they were fitted; None where a file from before says nothing of it."""

    bits: dict[str, dict[str, float]]
    fit: WordsFit | None


def kept_words(weights: Weights) -> Words:
    """The words of a weights file as they are."""
    return Words({kind: dict(levels) for kind, levels in weights.text.items()}, weights.words)


def fit_words(
    data: str,
    pairs: Sequence[TextPair],
    queries: int,
    before: Weights,
    *,
    base_rate: float,
    code: str,
    least_pairs: int = LEAST_PAIRS,
) -> Words:
    """Fit on comparisons of listings. `queries` are the listings asked, also those whose record was no candidate.

    Raises EvaluationRefused where the comparisons are too few or all of one label.
    """  # fmt: skip
    if len(pairs) < least_pairs or len({pair.same for pair in pairs}) < 2:
        raise EvaluationRefused(
            f"{len(pairs)} comparisons of words are too few or all of one label; {least_pairs} are needed: name a larger "
            "dataset, or ask more records (--sample)."
        )
    totals = out_of_fold(pairs, before.text)
    scored = zip(pairs, totals.tolist(), strict=True)
    asked = [(pair, value) for pair, value in scored if not pair.hard and not pair.drawn]
    labelled = [_labelled(data, pair) for pair, _ in asked]
    registered = [f"query {number}" for number in range(queries)]
    calibration = calibrate(labelled, np.array([value for _, value in asked]), registered, queries, base_rate)
    return Words(
        fit(pairs, before.text),
        WordsFit(
            data=data,
            data_sha256=digest(pairs),
            fitted_on=dt.datetime.now(dt.UTC).date().isoformat(),
            code_version=code,
            pairs=len(pairs),
            hard_pairs=sum(pair.hard for pair in pairs),
            strong_from=strong_from(pairs, totals),
            calibration=calibration,
        ),
    )


def strong_from(pairs: Sequence[TextPair], totals: npt.NDArray[np.float64]) -> float:
    """The least sum that at most `STRONG_SHARE` of the hard pairs, and of the best wrong candidates, reach.

    Pairs that something decisive speaks against are no strong candidates whatever they sum up to.
    """
    hard: list[float] = []
    best: dict[str, float] = {}
    for pair, value in zip(pairs, totals.tolist(), strict=True):
        if pair.same or is_contradicted(pair.levels):
            value = -math.inf  # noqa: PLW2901 - counted all the same
        if pair.hard:
            hard.append(value)
        elif not pair.same:
            best[pair.query] = max(value, best.get(pair.query, -math.inf))
    found = [_passed_by(values, STRONG_SHARE) for values in (hard, list(best.values())) if values]
    return round(max(found) + _MARGIN, 2)


def with_words(weights: Weights, words: Words) -> Weights:
    """A weights file with other words, all else as it is."""
    alone = words_alone(words, weights.thresholds)
    return weights.model_copy(
        update={
            "scorer_version": scorer_version(weights.provenance.data_sha256, words),
            "provenance": weights.provenance.model_copy(
                update={"text_pairs": words.fit.pairs if words.fit else weights.provenance.text_pairs}
            ),
            "text": {**words.bits, "identifier": number_bits(words.bits["identifier"], alone, weights.thresholds)},
            "words": words.fit,
            "words_alone": alone,
        }
    )


def words_alone(words: Words, thresholds: Thresholds) -> float:
    """What is added to words without a photograph, so that they are strong from `strong_from` on."""
    return round(min(0.0, thresholds.strong_candidate - words.fit.strong_from), 2) if words.fit else 0.0


def scorer_version(pictures: str, words: Words) -> str:
    """A name for the scorer by the data that its two parts were fitted on."""
    told = pictures + (words.fit.data_sha256 if words.fit else "")
    return f"repatria-{version('repatria')}-{hashlib.sha256(told.encode()).hexdigest()[:8]}"


def number_bits(bits: dict[str, float], alone: float, thresholds: Thresholds) -> dict[str, float]:
    """The bits of agreeing numbers, set by a rule.

    In the data no two institutions have given the same number, in the world they have: a number alone makes a record
    possible and no more, a number with the institution that gave it makes it a strong candidate.
    """
    possible, strong = thresholds.possible - alone, thresholds.strong_candidate - alone
    return {
        **bits,
        "same with institution": round(strong + 1.0, 2),
        "same": round((possible + strong) / 2, 2),
    }


def _labelled(data: str, pair: TextPair) -> LabelledPair:
    """A comparison in the form that calibrations read; it has no measures."""
    return LabelledPair(data, pair.query, pair.about, pair.object, False, True, pair.same, False, {})


def _passed_by(values: Sequence[float], share: float) -> float:
    """The largest value that still more than a share of them reach."""
    ordered = sorted(values, reverse=True)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def missing_levels(bits: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Levels of the evidence that a weights file has no bits for, as `kind: level`."""
    return [
        f"{kind}: {level}"
        for kind, levels in LEVELS.items()
        for level in (*levels, MISSING)
        if level not in bits.get(kind, {})
    ]
