"""Signatures in the corner of a picture."""

import numpy as np

from registry.sample.lettering import text_mask, write
from registry.sample.texture import Field, grey_of


def sign(
    rng: np.random.Generator, picture: Field, maker: str, chance: float = 0.6
) -> tuple[Field, tuple[tuple[str, str, str], ...]]:
    """The picture with or without the maker's name, and the inscription for its record."""
    if rng.random() > chance:
        return picture, ()
    height, width = picture.shape[:2]
    first, last = maker.split(" ")
    text = (last, f"{first[0]}. {last}", f"{first[0]}{last[0]}")[int(rng.integers(3))]
    size = round(0.028 * max(height, width))
    ink = text_mask(text, size)
    right = bool(rng.random() < 0.6)
    left = width - ink.shape[1] - round(0.04 * width) if right else round(0.04 * width)
    top = height - ink.shape[0] - round(rng.uniform(0.03, 0.06) * height)
    ground = grey_of(picture[top : top + ink.shape[0], left : left + ink.shape[1]]).mean()
    colour = (60, 30, 24) if ground > 90 else (206, 180, 130)
    kind = "monogram" if len(text) == 2 else "signature"
    where = "lower right" if right else "lower left"
    return write(picture, text, left=left, top=top, size=size, colour=colour), ((text, kind, where),)
