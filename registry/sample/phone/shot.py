"""A simulated photograph together with what only a simulator knows: where in it the works lie."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from registry.sample.texture import Rgb

type Outline = NDArray[np.float64]
"""Four corners (4 x 2: x and y) in fractions of the photograph, clockwise from the work's own upper left."""


@dataclass(frozen=True)
class Shot:
    """A photograph and the true outlines of what was photographed, in the order in which it was put there.

    Of a work that got a frame, the outline of the frame and then that of the work inside it.
    """

    rgb: Rgb
    outlines: tuple[Outline, ...]


def in_fractions(corners: NDArray[np.floating], scene: Rgb) -> Outline:
    """Corners in pixels of `scene` as fractions of its width and height."""
    height, width = scene.shape[:2]
    return np.asarray(corners / np.array([width, height]), np.float64)
