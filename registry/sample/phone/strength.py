"""What a disguise is: a named, seeded, pure function of a picture and a strength."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from registry.sample.texture import Rgb

type Strength = Literal["light", "medium", "strong"]

STRENGTHS: tuple[Strength, ...] = ("light", "medium", "strong")


def pick[T](strength: Strength, light: T, medium: T, strong: T) -> T:
    """The parameter that belongs to a strength."""
    return {"light": light, "medium": medium, "strong": strong}[strength]


def checked(rgb: Rgb) -> Rgb:
    """The picture itself, if it is height x width x 3 of uint8 and not empty.

    Raises:
        ValueError: if it is anything else.
    """
    if rgb.dtype != np.uint8 or rgb.ndim != 3 or rgb.shape[2] != 3 or rgb.size == 0:
        raise ValueError(f"expected a uint8 picture of height x width x 3, got {rgb.dtype} {rgb.shape}")
    return rgb


@dataclass(frozen=True)
class Disguise:
    """One way in which the picture of a query differs from the picture in the registry.

    The same picture, the same state of the generator and the same strength give the same picture.
    """

    name: str
    function: Callable[[Rgb, np.random.Generator, Strength], Rgb]
    description: str
    keeps_shape: bool
    """Whether the answer has the height and width of the picture that came in."""

    def __call__(self, rgb: Rgb, rng: np.random.Generator, strength: Strength = "medium") -> Rgb:
        """The disguised picture, a new array of uint8.

        Raises:
            ValueError: if `rgb` is not a uint8 picture of height x width x 3.
        """
        return np.ascontiguousarray(self.function(checked(rgb), rng, strength))
