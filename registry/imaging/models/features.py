"""Local features and matches: what every local feature model gives and takes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class LocalFeatures:
    """Keypoints of one picture, best first.

    ``keypoints`` float32 N x 2 (x, y) in pixels of a picture of ``size`` (width, height); ``scores`` float32 N;
    ``descriptors`` float32 N x D of unit length; ``scheme`` names how they were made.
    """

    keypoints: npt.NDArray[np.float32]
    scores: npt.NDArray[np.float32]
    descriptors: npt.NDArray[np.float32]
    size: tuple[int, int]
    scheme: str

    def __len__(self) -> int:
        return len(self.keypoints)

    def best(self, count: int) -> LocalFeatures:
        """The first ``count`` features."""
        if len(self) <= count:
            return self
        return LocalFeatures(
            self.keypoints[:count], self.scores[:count], self.descriptors[:count], self.size, self.scheme
        )


@dataclass(frozen=True)
class Matches:
    """Matched features of two pictures: ``pairs`` int32 M x 2 (row in a, row in b), ``confidence`` float32 M (0 to 1)."""

    pairs: npt.NDArray[np.int32]
    confidence: npt.NDArray[np.float32]

    @classmethod
    def none(cls) -> Matches:
        """No matches."""
        return cls(np.zeros((0, 2), np.int32), np.zeros(0, np.float32))
