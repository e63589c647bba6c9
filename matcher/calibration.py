"""From the bits of a score to a probability, at a stated base rate.

Bits are meant as log2 Bayes factors but are fitted on comparisons, so that the total of a candidate may promise too much.
The calibration maps them to the log2 ratio that was really seen among candidates of queries whose object was held out. How
likely a candidate is then depends on how many queries are for registered objects at all: the base rate.
"""

import math
from bisect import bisect_right
from itertools import pairwise
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

CATALOGUE_BASE_RATE = 1 / 1400
"""About one lot in 1,400 of a sale catalogue is a registered object. A setting of the fit (`--base-rate`)."""


class Calibration(BaseModel):
    """A rising curve from score bits to seen log2 ratios, straight between its knots and level beyond them.

    Level beyond the knots: nothing is claimed that the data could not show. `queries` is the number of queries it was
    fitted on; `expected_error` (the expected calibration error) and `brier` were measured on queries about other objects
    than those the curve was fitted on, as if every second query were for a registered object.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    base_rate: float = Field(gt=0, lt=1, description="Share of queries that are taken to be for registered objects.")
    knots: tuple[float, ...] = Field(min_length=1, description="Score bits, rising.")
    ratios: tuple[float, ...] = Field(description="Seen log2 ratio at each knot, never falling.")
    queries: int = Field(ge=1)
    expected_error: float = Field(ge=0, le=1)
    brier: float = Field(ge=0, le=1)

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if len(self.knots) != len(self.ratios):
            raise ValueError("a calibration needs one ratio for each knot")
        if any(b <= a for a, b in pairwise(self.knots)) or any(b < a for a, b in pairwise(self.ratios)):
            raise ValueError("the knots of a calibration must rise and its ratios must not fall")
        return self

    def ratio(self, bits: float) -> float:
        """The calibrated log2 ratio of a score."""
        place = bisect_right(self.knots, bits)
        if place == 0:
            return self.ratios[0]
        if place == len(self.knots):
            return self.ratios[-1]
        low, high = self.knots[place - 1], self.knots[place]
        share = (bits - low) / (high - low)
        return self.ratios[place - 1] + share * (self.ratios[place] - self.ratios[place - 1])

    def probability(self, bits: float, base_rate: float | None = None) -> float:
        """How likely a candidate with this score is the object asked about, 0 to 1."""
        rate = self.base_rate if base_rate is None else base_rate
        odds: float = 2.0 ** (self.ratio(bits) + math.log2(rate / (1 - rate)))
        return odds / (1 + odds)
