"""Mutual nearest neighbours: the cheap matcher."""

from __future__ import annotations

import numpy as np

from registry.imaging.models.features import LocalFeatures, Matches


def mutual_neighbours(a: LocalFeatures, b: LocalFeatures, min_cosine: float = 0.82) -> Matches:
    """Pairs that are each other's nearest, with a cosine above ``min_cosine``, which is also their confidence."""
    if not len(a) or not len(b):
        return Matches.none()
    cosines = a.descriptors @ b.descriptors.T
    to_b, to_a = cosines.argmax(axis=1), cosines.argmax(axis=0)
    rows = np.flatnonzero(to_a[to_b] == np.arange(len(a)))
    confidence = cosines[rows, to_b[rows]]
    good = confidence > min_cosine
    return Matches(
        np.column_stack([rows[good], to_b[rows[good]]]).astype(np.int32), confidence[good].astype(np.float32)
    )
