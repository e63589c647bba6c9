"""Simulated photographs whose outlines are known, made from fixed seeds: what `benchmarks.outlines` fits and measures on.

Seeds decide the works as well as the photographs, so two ranges of seeds share neither.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from registry.sample.phone import DISGUISES, STRENGTHS, Outline, Strength, photographed, several_photographed
from registry.sample.texture import Rgb
from registry.sample.works.catalogue import KINDS, paint_work

FLAT_KINDS = ("painting", "print", "manuscript", "drawing", "textile")
WITH_OUTLINE = frozenset({"perspective", "frame", "catalogue_page", "screenshot", "turn_5"})
"""Disguises that put an outline into a picture."""
LIKE_AN_OUTLINE = frozenset({"textile", "manuscript"})
"""Kinds whose pictures show a border of their own."""


@dataclass(frozen=True)
class Photograph:
    """A picture and the true outlines in it, in fractions; of a framed work that of the frame and that of the work."""

    rgb: Rgb
    outlines: tuple[Outline, ...]
    strength: Strength = "medium"


def of_flat_works(first_seed: int, number: int) -> Iterator[Photograph]:
    """Phone photographs of flat works; each kind in turn, each work at the three strengths."""
    kinds = len(FLAT_KINDS)
    for index in range(number):
        kind, strength = FLAT_KINDS[index % kinds], STRENGTHS[index // kinds % 3]
        work = _picture(kind, first_seed + index % kinds + kinds * (index // (3 * kinds)))
        shot = photographed(work, np.random.default_rng((first_seed + index) * 7 + 1), strength)
        yield Photograph(shot.rgb, shot.outlines, strength)


def disguised(first_seed: int, number: int, *, without_outline: bool = False) -> Iterator[Photograph]:
    """Pictures of every kind in every disguise but the phone photograph; on request only those that show no outline."""
    for index in range(number):
        kind, name = KINDS[index % len(KINDS)], list(DISGUISES)[index // len(KINDS) % len(DISGUISES)]
        if name == "phone_photo" or (without_outline and (name in WITH_OUTLINE or kind in LIKE_AN_OUTLINE)):
            continue
        picture = _picture(kind, first_seed + index % len(KINDS))
        yield Photograph(DISGUISES[name](picture, np.random.default_rng(first_seed + index)), ())


def of_tables(first_seed: int, number: int) -> Iterator[Photograph]:
    """Photographs of two to eight works of any kind on one table, at the three strengths."""
    for index in range(number):
        rng = np.random.default_rng(first_seed + index)
        things = [_picture(str(rng.choice(KINDS)), int(first_seed + rng.integers(6))) for _ in range(2 + index % 7)]
        strength = STRENGTHS[index // 7 % 3]
        shot = several_photographed(things, rng, strength)
        yield Photograph(shot.rgb, shot.outlines, strength)


@lru_cache(maxsize=64)
def _picture(kind: str, seed: int) -> Rgb:
    return paint_work(kind, seed).pictures[0].rgb
