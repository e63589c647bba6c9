"""SIFT in place of the learned local features, where those are missing.

Lowe, IJCV 2004, as OpenCV implements it, with descriptors normalised as RootSIFT (Arandjelovic and Zisserman, CVPR 2012),
so that cosines compare them.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from registry.imaging.models.features import LocalFeatures, Matches
from registry.imaging.models.xfeat import scaled_size

RATIO = 0.8
FULL_DESCRIPTORS = 700
"""Descriptors of 128 numbers are twice as long as the learned ones: so many fit into a features file."""


class Sift:
    """Extractor and matcher of the fallback. Thread-safe: every call makes its own detector."""

    scheme = f"rootsift-opencv{cv2.__version__.partition('.')[0]}"
    learned = False

    def extract(self, rgb: npt.NDArray[np.uint8], top_k: int = 1024, max_side: int = 640) -> LocalFeatures:
        """At most ``top_k`` (and never more than FULL_DESCRIPTORS) features, found at ``max_side`` pixels."""
        size = scaled_size(rgb, max_side)
        grey = cv2.cvtColor(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
        count = min(top_k, FULL_DESCRIPTORS)
        keypoints, descriptors = cv2.SIFT.create(nfeatures=count, contrastThreshold=0.02).detectAndCompute(grey, None)
        if descriptors is None or not len(keypoints):
            return LocalFeatures(
                np.zeros((0, 2), np.float32), np.zeros(0, np.float32), np.zeros((0, 128), np.float32), size, self.scheme
            )
        order = np.argsort([-point.response for point in keypoints], kind="stable")[:count]
        rooted = np.sqrt(descriptors[order] / np.maximum(descriptors[order].sum(axis=1, keepdims=True), 1e-9))
        return LocalFeatures(
            np.array([keypoints[number].pt for number in order], np.float32),
            np.array([keypoints[number].response for number in order], np.float32),
            rooted.astype(np.float32),
            size,
            self.scheme,
        )

    def match_fast(self, a: LocalFeatures, b: LocalFeatures) -> Matches:
        """Mutual nearest neighbours that are clearly nearer than the second (Lowe's ratio test)."""
        if len(a) < 2 or len(b) < 2:
            return Matches.none()
        distances = np.sqrt(np.maximum(2.0 - 2.0 * (a.descriptors @ b.descriptors.T), 0.0))
        two = np.partition(distances, 1, axis=1)[:, :2]
        to_b, to_a = distances.argmin(axis=1), distances.argmin(axis=0)
        rows = np.flatnonzero((to_a[to_b] == np.arange(len(a))) & (two[:, 0] < RATIO * two[:, 1]))
        confidence = 1.0 - two[rows, 0] / 2.0
        return Matches(np.column_stack([rows, to_b[rows]]).astype(np.int32), confidence.astype(np.float32))

    match_careful = match_fast
