"""The learned matcher: decides with the whole of both pictures in view which features belong together."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from registry.imaging.models.features import LocalFeatures, Matches
from registry.imaging.models.sessions import Session

FEWEST = 4


class LighterGlue:
    """The matcher. Thread-safe."""

    def __init__(self, path: Path, threads: int = 2) -> None:
        """``path`` is the file that ``build`` made. Raises ModelUnavailable."""
        self._session = Session(path, threads)

    def match(self, a: LocalFeatures, b: LocalFeatures, min_confidence: float = 0.1, top_k: int = 512) -> Matches:
        """Mutually best pairs of the ``top_k`` best features with a probability above ``min_confidence``."""
        a, b = a.best(top_k), b.best(top_k)
        if len(a) < FEWEST or len(b) < FEWEST:
            return Matches.none()
        (scores,) = self._session.run(
            ["scores"],
            {
                "keypoints_a": _centred(a),
                "keypoints_b": _centred(b),
                "descriptors_a": a.descriptors,
                "descriptors_b": b.descriptors,
            },
        )
        to_b, to_a = scores.argmax(axis=1), scores.argmax(axis=0)
        rows = np.flatnonzero(to_a[to_b] == np.arange(len(a)))
        confidence = np.exp(scores[rows, to_b[rows]])
        good = confidence > min_confidence
        return Matches(
            np.column_stack([rows[good], to_b[rows[good]]]).astype(np.int32), confidence[good].astype(np.float32)
        )


def _centred(features: LocalFeatures) -> npt.NDArray[np.float32]:
    size = np.array(features.size, np.float32)
    return np.asarray((features.keypoints - size / 2) / (size.max() / 2), np.float32)
