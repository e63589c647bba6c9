"""XFeat local features of a picture, by ONNX Runtime; selection and sampling as the reference does them."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from registry.imaging.models.features import LocalFeatures
from registry.imaging.models.sessions import Session

LEAST_PROBABILITY = 0.05
_MULTIPLE = 32
_CELL = 8
_CUBIC = -0.75


class XFeat:
    """The extractor. Thread-safe."""

    def __init__(self, path: Path, scheme: str, threads: int = 2) -> None:
        """``path`` is the file that ``build`` made. Raises ModelUnavailable."""
        self._session = Session(path, threads)
        self.scheme = scheme

    def extract(self, rgb: npt.NDArray[np.uint8], top_k: int = 1024, max_side: int = 640) -> LocalFeatures:
        """At most ``top_k`` features of a picture (uint8 H x W x 3), found at a longer side of ``max_side`` pixels.

        Keypoints are in pixels of the picture reduced to ``max_side``, whose size the answer carries. A smaller picture
        is enlarged by up to two, since small details would have no keypoints else.
        """
        size = scaled_size(rgb, max_side)
        if min(size) < _MULTIPLE:
            return LocalFeatures(
                np.zeros((0, 2), np.float32), np.zeros(0, np.float32), np.zeros((0, 64), np.float32), size, self.scheme
            )
        inner = (size[0] // _MULTIPLE * _MULTIPLE, size[1] // _MULTIPLE * _MULTIPLE)
        shrinks = inner[0] < rgb.shape[1]
        resized = cv2.resize(rgb, inner, interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)
        grey = resized.mean(axis=2, dtype=np.float32)
        found = self._detect(grey, top_k)
        scale = np.array([size[0] / inner[0], size[1] / inner[1]], np.float32)
        return LocalFeatures(found[0] * scale, found[1], found[2], size, self.scheme)

    def _detect(
        self, grey: npt.NDArray[np.float32], top_k: int
    ) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        descriptors, reliability, heatmap, peaks = self._session.run(
            ["descriptors", "reliability", "heatmap", "peaks"], {"image": grey[None, None]}
        )
        heatmap = heatmap[0, 0]
        rows, columns = np.nonzero((heatmap == peaks[0, 0]) & (heatmap > LEAST_PROBABILITY))
        points = np.column_stack([columns, rows]).astype(np.float32)
        height, width = grey.shape
        where = self._on_grid(points, (width, height))
        nearest = np.rint(points / [width - 1, height - 1] * [width, height] - 0.5).astype(int)
        # Outside the map the reference samples zeros.
        inside = np.all((nearest >= 0) & (nearest < [width, height]), axis=1)
        nearest = np.clip(nearest, 0, [width - 1, height - 1])
        scores = heatmap[nearest[:, 1], nearest[:, 0]] * _bilinear(reliability[0, 0], where) * inside
        order = np.argsort(-scores, kind="stable")[:top_k]
        order = order[scores[order] > 0]
        maps = np.ascontiguousarray(descriptors[0].transpose(1, 2, 0))
        maps /= np.maximum(np.linalg.norm(maps, axis=2, keepdims=True), 1e-12)
        sampled = _bicubic(maps, where[order])
        sampled /= np.maximum(np.linalg.norm(sampled, axis=1, keepdims=True), 1e-12)
        return points[order], scores[order].astype(np.float32), sampled

    @staticmethod
    def _on_grid(points: npt.NDArray[np.float32], size: tuple[int, int]) -> npt.NDArray[np.float32]:
        """Positions on the map of cells. The reference divides by (side - 1), which the weights are used to."""
        sides = np.array(size, np.float32)
        return np.asarray(points / (sides - 1) * (sides / _CELL) - 0.5, np.float32)


def scaled_size(rgb: npt.NDArray[np.uint8], max_side: int) -> tuple[int, int]:
    """(width, height) of a picture brought to a longer side of ``max_side``, enlarged by no more than two."""
    height, width = rgb.shape[:2]
    scale = min(max_side / max(height, width), 2.0)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _bilinear(values: npt.NDArray[np.float32], where: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Values (h x w) at positions N x 2, zeros outside."""
    padded = np.pad(values, 1)
    base = np.floor(where).astype(int)
    part = where - base
    x, y = (np.clip(base + 1, 0, [values.shape[1], values.shape[0]])).T
    dx, dy = part.T
    return np.asarray(
        padded[y, x] * (1 - dx) * (1 - dy)
        + padded[y, x + 1] * dx * (1 - dy)
        + padded[y + 1, x] * (1 - dx) * dy
        + padded[y + 1, x + 1] * dx * dy
    )


def _bicubic(maps: npt.NDArray[np.float32], where: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Vectors of maps (h x w x c) at positions N x 2 by cubic convolution (Keys, 1981; a = -0.75), zeros outside."""
    height, width, channels = maps.shape
    padded = np.pad(maps, ((2, 2), (2, 2), (0, 0)))
    base = np.floor(where).astype(int)
    part = (where - base).astype(np.float32)
    weights_x, weights_y = _cubic_weights(part[:, 0]), _cubic_weights(part[:, 1])
    x = np.clip(base[:, 0] + 1, 0, width)
    y = np.clip(base[:, 1] + 1, 0, height)
    total = np.zeros((len(where), channels), np.float32)
    for row in range(4):
        line = np.zeros_like(total)
        for column in range(4):
            line += padded[y + row, x + column] * weights_x[:, column : column + 1]
        total += line * weights_y[:, row : row + 1]
    return total


def _cubic_weights(part: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    def near(t: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        return ((_CUBIC + 2) * t - (_CUBIC + 3)) * t * t + 1

    def far(t: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        return ((_CUBIC * t - 5 * _CUBIC) * t + 8 * _CUBIC) * t - 4 * _CUBIC

    return np.stack([far(part + 1), near(part), near(1 - part), far(2 - part)], axis=1).astype(np.float32)
