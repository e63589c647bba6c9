"""The same work photographed again with a phone: the query that belongs to a demonstration record."""

import numpy as np

from registry.sample.phone import Strength, phone_photo
from registry.sample.texture import Rgb
from registry.sample.works.catalogue import ROUND_KINDS, Order, paint_order, view_from


def photograph_again(order: Order, rng: np.random.Generator, strength: Strength = "medium") -> Rgb:
    """A simulated phone photograph of the front of a work.

    An object in the round is rendered anew, turned by up to 8, 16 or 28 degrees from the front, and stands
    before another background. A flat work is taken from its first registered picture.
    """
    if order.kind not in ROUND_KINDS:
        return phone_photo(paint_order(order).pictures[0].rgb, rng, strength)
    reach = {"light": 8.0, "medium": 16.0, "strong": 28.0}[strength]
    rgb, outline = view_from(order, float(rng.uniform(-reach, reach)))
    return phone_photo(rgb, rng, strength, outline)
