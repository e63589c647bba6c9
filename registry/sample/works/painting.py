"""Paintings: a composition painted in oil on canvas or panel, aged and damaged."""

import numpy as np

from registry.sample.texture import Field, blur, fractal_noise, mix, to_rgb
from registry.sample.works.brush import Layer, bristles, craquelure, lay_paint, light_relief, weave
from registry.sample.works.genres import GENRES
from registry.sample.works.marks import add_marks
from registry.sample.works.model import Facts, Painted, WorkPicture
from registry.sample.works.names import person
from registry.sample.works.signing import sign
from registry.sample.works.sketch import Sketch
from registry.sample.works.words import titles

_MARKS = ("stain", "loss", "scratch", "crack", "cut edge", "hole")
_MANNERS = (
    (Layer(16, 60, 1.6, 9), Layer(8, 34, 1.5, 10), Layer(4, 18, 1.7, 9, only_detail=True)),  # broad
    (Layer(12, 40, 1.5, 5), Layer(5, 22, 1.5, 6), Layer(3, 12, 2.0, 6, only_detail=True)),  # smooth
    (Layer(14, 22, 1.6, 14), Layer(8, 13, 2.0, 15), Layer(5, 9, 1.4, 12, only_detail=True)),  # dabs
)


def paint_painting(design: np.random.Generator, own: np.random.Generator) -> Painted:
    """A painting; works of one `design` share the composition and differ in brushwork, tone and damage."""
    genre = list(GENRES)[int(design.integers(len(GENRES)))]
    compose, proportion = GENRES[genre]
    proportion *= design.uniform(0.9, 1.12)
    width = round(design.uniform(0.92, 1.0) * min(780, 780 / proportion)) // 2 * 2
    height = round(width * proportion) // 2 * 2
    sketch = Sketch(design, height, width, (170, 150, 120))
    subject = compose(sketch)
    picture = _paint(sketch, design, own)
    panel = design.random() < 0.3
    picture = _age(own, picture, panel=panel)
    maker = person(design)
    picture, signed = sign(own, picture, maker)
    picture, marks = add_marks(
        own, picture, _MARKS, (196, 178, 146) if panel else (206, 196, 176), int(own.integers(2, 5))
    )
    tall = round(design.uniform(32, 120) * 2) / 2
    wide = round(tall / proportion * 2) / 2
    year = int(design.integers(1640, 1935))
    facts = Facts(
        object_type="painting",
        type_words=f"{genre} painting",
        subject=subject,
        titles=titles(design, genre, subject),
        materials=("oil paint", "wood panel" if panel else "canvas"),
        techniques=("oil painting",),
        years=(year, year + int(design.integers(0, 12))),
        measurements=(
            ("height", tall + round(own.normal(0, 0.4), 1), "object"),
            ("width", wide + round(own.normal(0, 0.4), 1), "object"),
        ),
        marks=marks,
        inscriptions=signed,
        maker=maker,
        relation="other version",
    )
    return Painted(facts, (WorkPicture("front", to_rgb(picture)),))


def _paint(sketch: Sketch, design: np.random.Generator, own: np.random.Generator) -> Field:
    reference, way = sketch.reference()
    tint = (1.0 + own.normal(0, 0.035, 3)).astype(np.float32)
    patches = 1.0 + 0.16 * (fractal_noise(own, sketch.height, sketch.width, 60.0, 4, gain=0.7) - 0.5)
    manner = _MANNERS[int(design.integers(len(_MANNERS)))]
    paint, relief = lay_paint(own, reference * tint * patches[:, :, None], way, manner)
    relief = relief + np.float32(0.055) * bristles(own, way)
    paint = sketch.draw_lines(paint)
    return light_relief(paint, blur(relief, 0.7), 0.10)


def _age(rng: np.random.Generator, picture: Field, *, panel: bool) -> Field:
    height, width = picture.shape[:2]
    ground = 1.5 * weave(height, width, rng.uniform(3.6, 5.2)) if not panel else np.zeros((height, width), np.float32)
    varnish = fractal_noise(rng, height, width, width / 2.0, 3)
    aged = picture * (1.0 + 0.02 * ground)[:, :, None]
    yellow = np.array([1.0, 0.95, 0.80], np.float32)
    aged = mix(aged, aged * yellow, np.clip(varnish * rng.uniform(0.3, 1.3), 0, 1))
    net = craquelure(rng, height, width, rng.uniform(14, 30))
    aged = mix(aged, (52, 42, 32), np.clip(net * rng.uniform(0.1, 0.75), 0, 1))
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    edge = np.minimum(np.minimum(rows, height - 1 - rows), np.minimum(columns, width - 1 - columns))
    light: Field = 1.0 - 0.35 * np.exp(-edge / 9.0)
    return aged * light[:, :, None]
