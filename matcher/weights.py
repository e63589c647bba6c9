"""The one data file of weights and thresholds: what data they come from, and how measures become bits.

Written by `repatria evaluate --fit`, never by hand. Bits are log2 Bayes factors: +1 means the measure is twice as
likely if query and record are the same object; they add up. The picture model is monotone by construction: it is a sum
of hinge functions whose weights have a fixed sign.
"""

import json
from functools import cached_property
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from matcher.calibration import Calibration
from matcher.errors import WeightsInvalid

SHIPPED = Path(__file__).with_name("weights.json")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Provenance(_Part):
    """Which data the weights were fitted on, when, and by which code."""

    data: str
    data_sha256: str
    fitted_on: str
    code_version: str
    picture_pairs: int
    text_pairs: int
    schemes: dict[str, str]


class HingeTerm(_Part):
    """One measure's contribution: the sum of weight x clip(value, knot, next knot) - knot, in bits.

    `knots` has one entry more than `weights`; a value beyond the last knot adds nothing more. `missing` are the bits where
    the measure could not be taken: between those of its worst and best values.
    """

    measure: str
    knots: tuple[float, ...]
    weights: tuple[float, ...]
    missing: float = 0.0

    def bits(self, value: float) -> float:
        """The bits of a value."""
        return sum(
            weight * (min(max(value, low), high) - low)
            for weight, low, high in zip(self.weights, self.knots[:-1], self.knots[1:], strict=True)
        )


class PictureModel(_Part):
    """Bits of a picture comparison: an intercept and one hinge term a measure (see `matcher.evidence.picture`)."""

    intercept: float
    terms: tuple[HingeTerm, ...]

    def bits(self, measures: dict[str, float]) -> float:
        """Total bits; a measure that was not taken must be left out and then counts as missing."""
        return self.intercept + sum(
            term.bits(measures[term.measure]) if term.measure in measures else term.missing for term in self.terms
        )


class WordsFit(_Part):
    """What the bits of words were fitted on, and what their sums come to where no photograph was compared.

    From a sum of `strong_from` on, words alone are called a strong candidate: at most one in 400 of the hard pairs, and of
    the best wrong candidates, reached it out of fold. `calibration` is of the sums, before `words_alone` is added.
    """

    data: str
    data_sha256: str
    fitted_on: str
    code_version: str
    pairs: int
    hard_pairs: int
    strong_from: float
    calibration: Calibration


class Thresholds(_Part):
    """Bits from which a candidate has a verdict; below `weak` it is still listed, and marked so."""

    strong_candidate: float
    possible: float
    weak: float


class OperatingPoint(_Part):
    """A threshold derived from what its users can bear; it changes no verdict (docs/evaluation.md).

    `reviewed` is the share of queries for unregistered objects whose best candidate reaches it, `recall` the share of
    queries for registered objects whose object does, both out of fold.
    """

    bits: float
    rule: str
    reviewed: float = Field(ge=0, le=1)
    recall: float = Field(ge=0, le=1)


class Weights(_Part):
    """All weights in use."""

    scorer_version: str
    provenance: Provenance
    picture: PictureModel
    additional_photograph_share: float = Field(
        ge=0, le=1, description="Share of its positive bits that each further photograph of the same object adds."
    )
    words_alone: float = Field(
        le=0,
        description="Added where no photograph was compared: words alone must say this much more to be called the same.",
    )
    text: dict[str, dict[str, float]] = Field(description="Bits by evidence kind and level.")
    words: WordsFit | None = Field(default=None, description="The fit of `text`, which goes its own way.")
    thresholds: Thresholds
    calibration: Calibration | None = None
    operating_points: dict[str, OperatingPoint] = Field(
        default_factory=dict, description="By user: `trade` (from a review budget), `officer` (from a recall)."
    )

    @classmethod
    def load(cls, path: Path = SHIPPED) -> Self:
        """Read the weights file. Raises WeightsInvalid."""
        try:
            return cls.model_validate(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, ValidationError) as error:
            raise WeightsInvalid(
                f"the weights file {path.name} cannot be used ({error}): fit it anew with `make fit`"
            ) from error

    def probability(self, bits: float, *, pictured: bool = True) -> float | None:
        """The calibrated probability of a candidate with this score; None until data have calibrated it.

        A score of words alone (`pictured` false) has a calibration of its own.
        """
        if not pictured and self.words is not None:
            return round(self.words.calibration.probability(bits - self.words_alone), 6)
        return None if self.calibration is None else round(self.calibration.probability(bits), 6)

    @cached_property
    def source(self) -> str:
        """Where the bits come from, as every evidence item says."""
        return f"{self.scorer_version}, fitted {self.provenance.fitted_on} on {self.provenance.data}"
