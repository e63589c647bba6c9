"""All transforms by name, with the situation each stands for and the strengths it comes in."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from matcher.evaluation.transforms import combined, company, cutting, editing, surface
from registry.sample.phone import DISGUISES, STRENGTHS, Strength
from registry.sample.phone.strength import checked
from registry.sample.texture import Rgb

SUITE_VERSION = 2
"""Raised when a transform is added, removed or changed: outcomes of different suites are not compared."""

type Function = Callable[[Rgb, np.random.Generator, Strength], Rgb]


@dataclass(frozen=True)
class Transform:
    """One way in which a query differs from the registered picture. Pure: same picture, seed and strength, same result."""

    name: str
    situation: str
    description: str
    function: Function
    strengths: tuple[Strength, ...] = STRENGTHS

    def __call__(self, rgb: Rgb, seed: int, strength: Strength) -> Rgb:
        """The transformed picture (uint8, any size). Raises ValueError if `rgb` is no uint8 picture."""
        return np.ascontiguousarray(self.function(checked(rgb), np.random.default_rng(seed), strength))


REUSED = "the same photograph reused"
CUT = "cut, captioned or framed"
TURNED = "turned or mirrored"
ANEW = "photographed anew"
LIGHT = "light, colour and lens"
COVERED = "partly covered"
PRINTED = "printed or on a screen"
CHANGED = "damaged, restored or cut down"
TOGETHER = "as it occurs"

_EXACT: tuple[Strength, ...] = ("medium",)
"""A mirror is a mirror: it has one strength."""

_SIMULATOR: tuple[tuple[str, str, str, tuple[Strength, ...]], ...] = (
    ("jpeg", "jpeg_q30", REUSED, STRENGTHS),
    ("small", "size_30pct", REUSED, STRENGTHS),
    ("crop_5", "crop_5", CUT, STRENGTHS),
    ("crop_15", "crop_15", CUT, STRENGTHS),
    ("crop_25", "crop_25", CUT, STRENGTHS),
    ("detail", "detail", CUT, STRENGTHS),
    ("frame", "frame", CUT, STRENGTHS),
    ("mirror", "mirror", TURNED, _EXACT),
    ("quarter_turn", "quarter_turn", TURNED, _EXACT),
    ("turn", "turn_5", TURNED, STRENGTHS),
    ("perspective", "perspective", ANEW, STRENGTHS),
    ("phone_photo", "phone_photo", ANEW, STRENGTHS),
    ("glare", "glare", LIGHT, STRENGTHS),
    ("shadow", "shadow", LIGHT, STRENGTHS),
    ("low_light", "low_light", LIGHT, STRENGTHS),
    ("colour_cast", "colour_cast", LIGHT, STRENGTHS),
    ("black_and_white", "black_and_white", LIGHT, STRENGTHS),
    ("motion_blur", "motion_blur", LIGHT, STRENGTHS),
    ("defocus", "defocus", LIGHT, STRENGTHS),
    ("partial_wrap", "partial_wrap", COVERED, STRENGTHS),
    ("clutter", "clutter", COVERED, STRENGTHS),
    ("halftone", "halftone", PRINTED, STRENGTHS),
    ("moire", "moire", PRINTED, STRENGTHS),
    ("catalogue_page", "catalogue_page", PRINTED, STRENGTHS),
    ("screenshot", "screenshot", PRINTED, STRENGTHS),
)

_OWN: tuple[tuple[str, str, str, Function], ...] = (
    ("watermark", CUT, "A house's name over the whole picture.", editing.watermark),
    ("caption", CUT, "White margins and a caption under it.", editing.caption),
    ("room", ANEW, "In a frame on a wall between two other works.", company.room),
    ("table", ANEW, "One of several things on a table.", company.table),
    ("damaged", CHANGED, "Scratches, losses and stains.", surface.damaged),
    ("restored", CHANGED, "Cleaned and partly painted over.", surface.restored),
    ("cut_down", CHANGED, "A canvas cut from its frame, with ragged edges.", cutting.cut_down),
    ("page_photo", TOGETHER, "A phone photograph of a printed catalogue page.", combined.page_photo),
    ("listing_screenshot", TOGETHER, "A screenshot of a listing with a banner.", combined.listing_screenshot),
    ("screen_photo", TOGETHER, "A phone photograph of a screen.", combined.screen_photo),
    ("archive_print", TOGETHER, "A black-and-white half-tone from an archive.", combined.archive_print),
    ("wrapped", TOGETHER, "Photographed half unpacked.", combined.wrapped),
)


def _suite() -> dict[str, Transform]:
    transforms = []
    for name, disguise, situation, strengths in _SIMULATOR:
        simulated = DISGUISES[disguise]
        transforms.append(Transform(name, situation, simulated.description, simulated.function, strengths))
    for name, situation, description, function in _OWN:
        transforms.append(Transform(name, situation, description, function))
    return {each.name: each for each in transforms}


SUITE: dict[str, Transform] = _suite()
"""Every transform by name, in the order of the reports."""
