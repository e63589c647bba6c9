"""Drawings in chalk, pencil or pen and wash on toned paper."""

import numpy as np

from registry.sample.texture import Field, blur, fractal_noise, grain, grey_of, mix, ramp, to_rgb, value_noise
from registry.sample.works.etching import contours, hatching
from registry.sample.works.genres import GENRES
from registry.sample.works.marks import add_marks
from registry.sample.works.model import Facts, Painted, WorkPicture
from registry.sample.works.names import person
from registry.sample.works.paper import fold, foxing, outline, sheet
from registry.sample.works.signing import sign
from registry.sample.works.sketch import Sketch
from registry.sample.works.words import titles

_MEDIA = {
    "red chalk": (150, 62, 40),
    "black chalk": (48, 44, 44),
    "graphite": (84, 84, 88),
    "pen and brown ink with wash": (84, 52, 30),
}
_PAPERS = ((226, 214, 188), (176, 186, 190), (206, 190, 160), (232, 226, 212))
_MARKS = ("stain", "stain", "cut edge", "hole", "loss")


def paint_drawing(design: np.random.Generator, own: np.random.Generator) -> Painted:
    """A drawing; drawings of one design repeat a composition, line by line a little differently."""
    genre = ("portrait", "landscape", "town view", "still life", "seascape")[int(design.integers(5))]
    compose, proportion = GENRES[genre]
    width = round(720 / max(1.0, proportion)) // 2 * 2
    height = round(width * proportion) // 2 * 2
    sketch = Sketch(design, height, width, (200, 190, 170))
    subject = compose(sketch)
    medium = list(_MEDIA)[int(design.integers(len(_MEDIA)))]
    page = sheet(own, height, width, _PAPERS[int(design.integers(len(_PAPERS)))], laid=True)
    page = _draw(own, page, sketch, medium)
    maker = person(design)
    page, signed = sign(own, page, maker, chance=0.45)
    page = foxing(own, page, own.uniform(0.2, 1))
    page, marks = add_marks(own, page, _MARKS, (236, 228, 210), int(own.integers(2, 4)))
    if own.random() < 0.4:
        page, crease = fold(own, page)
        marks = (*marks, crease)
    page = outline(own, page, own.uniform(0, 10), (72, 70, 68))
    size = round(design.uniform(14, 52), 1)
    year = int(design.integers(1560, 1920))
    facts = Facts(
        object_type="drawing",
        type_words=f"drawing, {medium}",
        subject=subject,
        titles=titles(design, "drawing", f"study for a {subject}"),
        materials=(medium.split(" with ")[0], "paper"),
        techniques=("drawing",),
        years=(year, year + 8),
        measurements=(("height", size, "sheet"), ("width", round(size * width / height, 1), "sheet")),
        marks=marks,
        inscriptions=signed,
        maker=maker,
        relation="other version",
    )
    return Painted(facts, (WorkPicture("front", to_rgb(page)),))


def _draw(rng: np.random.Generator, page: Field, sketch: Sketch, medium: str) -> Field:
    height, width = page.shape[:2]
    colours, _ = sketch.reference()
    drawn = sketch.draw_lines(colours)
    grey = grey_of(drawn)
    low, high = float(np.percentile(grey, 2)), float(np.percentile(grey, 90))
    tone = np.clip((grey - low) / np.float32(max(high - low, 1.0)), 0, 1)
    dark = 0.85 * np.clip(1.0 - tone, 0, 1) ** 1.5
    # The tooth of the paper takes the chalk.
    tooth = np.clip(
        0.5 + 0.45 * blur(grain(rng, height, width), 0.8) + 0.2 * (value_noise(rng, height, width, 5.0) - 0.5), 0, 1
    )
    tint = np.asarray(_MEDIA[medium], np.float32)
    lines = contours(drawn, 1.1)
    if medium.startswith("pen"):
        wash = blur(np.round(dark * 3.0) / 3.0, 2.0) * (0.75 + 0.5 * fractal_noise(rng, height, width, 50.0, 4))
        page = mix(page, tint, np.clip(0.55 * wash, 0, 1))
        return mix(page, tint * np.float32(0.5), np.clip(0.9 * lines, 0, 1))
    strokes = hatching(rng, np.clip(dark * 1.1, 0, 1), rng.uniform(6.0, 9.0), 2)
    rubbed = dark * ramp(tooth + 0.4 * dark, 0.5, 1.05)
    chalk = np.clip(0.55 * rubbed + 0.6 * blur(strokes, 0.8) * (0.4 + tooth), 0, 0.92)
    page = mix(page, tint, chalk)
    page = mix(page, tint * np.float32(0.75), np.clip(lines * (0.45 + 0.8 * tooth), 0, 1))
    lights = ramp(tone, 0.93, 1.0) * ramp(tooth, 0.35, 0.6)
    return mix(page, (246, 242, 232), 0.55 * lights)
