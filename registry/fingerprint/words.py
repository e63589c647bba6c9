"""Visual words: local descriptors quantised with a shipped vocabulary, so that an inverted index finds details.

Method: Sivic and Zisserman, "Video Google" (ICCV 2003). The vocabulary is trained by `python -m matcher.vocabulary`
from generated and openly licensed pictures and stored as int8 centroids of unit length.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

SHIPPED = Path(__file__).with_name("vocabulary.npz")

_BLOCK = 512
_INT8_SCALE = 127.0


@dataclass(frozen=True)
class Vocabulary:
    """Centroids of local descriptors: float32, shape (words, dimension), unit length; `scheme` names them."""

    centroids: npt.NDArray[np.float32]
    features_scheme: str

    @classmethod
    def load(cls, path: Path = SHIPPED) -> Self:
        """Read a vocabulary file: `centroids` int8 and `features_scheme`, the local features it was trained on."""
        with np.load(path, allow_pickle=False) as stored:
            centroids = stored["centroids"].astype(np.float32)
            scheme = str(stored["features_scheme"])
        norms = np.maximum(np.linalg.norm(centroids, axis=1, keepdims=True), 1e-6)
        return cls(np.ascontiguousarray(centroids / norms), scheme)

    def save(self, path: Path) -> None:
        """Write the vocabulary as int8."""
        scaled = np.clip(np.rint(self.centroids * _INT8_SCALE), -127, 127).astype(np.int8)
        np.savez_compressed(path, centroids=scaled, features_scheme=np.array(self.features_scheme))

    @cached_property
    def scheme(self) -> str:
        """Size and content of the vocabulary."""
        digest = hashlib.sha256(self.centroids.tobytes()).hexdigest()[:8]
        return f"words-{len(self.centroids)}-{digest}"

    def words(self, descriptors: npt.NDArray[np.float32]) -> npt.NDArray[np.int32]:
        """The distinct words (sorted, int32) of descriptors of shape (n, dimension) and unit length."""
        if len(descriptors) == 0:
            return np.zeros(0, np.int32)
        nearest = [
            np.argmax(descriptors[start : start + _BLOCK] @ self.centroids.T, axis=1)
            for start in range(0, len(descriptors), _BLOCK)
        ]
        return np.unique(np.concatenate(nearest)).astype(np.int32)
