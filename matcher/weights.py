"""The one data file of weights and thresholds: what data they come from, and how measures become bits.

Written by `python -m matcher.fitting`, never by hand. Bits are log2 Bayes factors: +1 means the measure is twice as
likely if query and record are the same object; they add up. The picture model is monotone by construction: it is a sum
of hinge functions whose weights have a fixed sign.
"""

import json
from functools import cached_property
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

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

    `knots` has one entry more than `weights`; a value beyond the last knot adds nothing more.
    """

    measure: str
    knots: tuple[float, ...]
    weights: tuple[float, ...]

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
        """Total bits; a measure that was not taken must be left out and then adds nothing."""
        return self.intercept + sum(
            term.bits(measures[term.measure]) for term in self.terms if term.measure in measures
        )


class Thresholds(_Part):
    """Bits from which a candidate has a verdict; below `weak` it is still listed, and marked so."""

    strong_candidate: float
    possible: float
    weak: float


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
    thresholds: Thresholds

    @classmethod
    def load(cls, path: Path = SHIPPED) -> Self:
        """Read the weights file. Raises WeightsInvalid."""
        try:
            return cls.model_validate(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, ValidationError) as error:
            raise WeightsInvalid(
                f"the weights file {path.name} cannot be used ({error}): fit it anew with `make fit`"
            ) from error

    @cached_property
    def source(self) -> str:
        """Where the bits come from, as every evidence item says."""
        return f"{self.scorer_version}, fitted {self.provenance.fitted_on} on {self.provenance.data}"
