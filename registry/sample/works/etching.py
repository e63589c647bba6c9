"""Prints: a composition etched in hatching and outlines, printed on paper, numbered in the margin."""

import cv2
import numpy as np

from registry.sample.lettering import write
from registry.sample.texture import Field, blur, fractal_noise, grey_of, mix, ramp, to_rgb
from registry.sample.works.genres import GENRES
from registry.sample.works.marks import add_marks
from registry.sample.works.model import Facts, Painted, WorkPicture
from registry.sample.works.names import person
from registry.sample.works.paper import PAPERS, fold, foxing, sheet
from registry.sample.works.sketch import Sketch
from registry.sample.works.words import titles

_ANGLES = (0.7, -0.6, 0.1, 1.5)
_MARKS = ("stain", "cut edge", "hole", "stain", "crack")


def paint_etching(design: np.random.Generator, own: np.random.Generator) -> Painted:
    """A print; prints of one design are impressions from one plate and differ in inking, paper, number, damage."""
    genre = ("landscape", "seascape", "town view", "still life")[int(design.integers(4))]
    compose, proportion = GENRES[genre]
    wide = round(560 / max(1.0, proportion)) // 2 * 2
    tall = round(wide * proportion) // 2 * 2
    sketch = Sketch(design, tall, wide, (200, 200, 200))
    subject = compose(sketch)
    plate = _plate(design, sketch)
    maker = person(design)
    number, edition = int(own.integers(1, 60)), int(design.choice([60, 75, 100]))
    margin = int(own.integers(46, 84))
    height, width = tall + 2 * margin + 30, wide + 2 * margin
    page = sheet(own, height, width, PAPERS[int(own.integers(len(PAPERS)))], laid=own.random() < 0.5)
    page = _print(own, page, plate, margin)
    page = _pencil(page, maker, f"{number}/{edition}", margin, tall)
    page = foxing(own, page, own.uniform(0, 1))
    page, marks = add_marks(own, page, _MARKS, (226, 214, 186), int(own.integers(1, 4)))
    if own.random() < 0.3:
        page, crease = fold(own, page)
        marks = (*marks, crease)
    size = round(design.uniform(12, 42), 1)
    year = int(design.integers(1620, 1930))
    facts = Facts(
        object_type="print",
        type_words="etching",
        subject=subject,
        titles=titles(design, "etching", subject),
        materials=("paper", "ink"),
        techniques=("etching",),
        years=(year, year + 5),
        measurements=(
            ("height", size, "plate"),
            ("width", round(size * wide / tall, 1), "plate"),
            ("height", round(size * height / tall, 1), "sheet"),
        ),
        marks=marks,
        inscriptions=(
            (f"{number}/{edition}", "edition", "lower left, in pencil"),
            (maker, "signature", "lower right, in pencil"),
        ),
        maker=maker,
        edition=(number, edition),
        relation="other version",
    )
    return Painted(facts, (WorkPicture("front", to_rgb(page)),))


def hatching(rng: np.random.Generator, dark: Field, pitch: float, layers: int) -> Field:
    """Ink of 0 to 1: up to four sets of lines, each added where the tone is darker; `dark` is 0 to 1."""
    height, width = dark.shape
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    wobble = (fractal_noise(rng, height, width, 60.0, 3) - 0.5) * np.float32(14.0)
    ink = np.zeros((height, width), np.float32)
    for layer in range(layers):
        angle = np.float32(_ANGLES[layer] + rng.normal(0, 0.15))
        across = (columns * np.cos(angle) + rows * np.sin(angle) + wobble) / np.float32(pitch * (1.0 + 0.12 * layer))
        line = np.abs(across % 1.0 - 0.5) * 2.0  # 0 on the line, 1 between two lines
        thick = np.clip((dark - 0.16 - 0.17 * layer) * 1.15, 0, 0.78)
        broken = ramp(fractal_noise(rng, height, width, 9.0, 2), 0.16, 0.34)
        ink = np.maximum(ink, ramp(thick - line, -0.16, 0.16) * broken * (thick > 0.015))
    return ink


def contours(picture: Field, low: float) -> Field:
    """Outlines of the shapes of a picture, 0 to 1."""
    grey = blur(grey_of(picture), 1.4)
    slope = np.hypot(cv2.Sobel(grey, cv2.CV_32F, 1, 0, scale=0.25), cv2.Sobel(grey, cv2.CV_32F, 0, 1, scale=0.25))
    ridge = slope - blur(slope, 3.0)
    return ramp(ridge, low, low * 3.2)


def _plate(rng: np.random.Generator, sketch: Sketch) -> Field:
    colours, _ = sketch.reference()
    drawn = sketch.draw_lines(colours)
    grey = grey_of(drawn)
    spread = float(np.percentile(grey, 97) - np.percentile(grey, 3)) + 1e-3
    tone = np.clip((grey - float(np.percentile(grey, 3))) / np.float32(spread), 0, 1)
    local = np.clip(1.0 - tone + 0.25 * (blur(tone, 12.0) - tone), 0, 1)
    ink = hatching(rng, local, rng.uniform(3.8, 5.4), 4)
    return np.clip(np.maximum(ink, contours(drawn, 1.6)), 0, 1)


def _print(rng: np.random.Generator, page: Field, plate: Field, margin: int) -> Field:
    tall, wide = plate.shape
    part = page[margin : margin + tall, margin : margin + wide]
    film = 0.10 * rng.random() * fractal_noise(rng, tall, wide, 120.0, 3) + 0.015
    worn = 1.0 - 0.5 * rng.random() * ramp(fractal_noise(rng, tall, wide, 50.0, 3), 0.5, 0.8)
    tint = np.array([40, 34, 30] if rng.random() < 0.7 else [74, 48, 32], np.float32)
    printed = page.copy()
    printed[margin : margin + tall, margin : margin + wide] = mix(
        part, tint, np.clip(blur(plate, 0.45) * worn * 0.93 + film, 0, 1)
    )
    rim = np.zeros(page.shape[:2], np.float32)  # the plate's edge is pressed into the paper
    rim[margin - 8 : margin + tall + 8, margin - 8 : margin + wide + 8] = 1.0
    pressed = blur(rim, 1.2)
    slope = cv2.Sobel(pressed, cv2.CV_32F, 1, 0) + cv2.Sobel(pressed, cv2.CV_32F, 0, 1)
    light: Field = 1.0 - np.float32(0.05) * slope
    return printed * light[:, :, None]


def _pencil(page: Field, maker: str, number: str, margin: int, tall: int) -> Field:
    top = margin + tall + 14
    page = write(page, number, left=margin, top=top, size=17, colour=(112, 108, 104))
    return write(page, maker, left=page.shape[1] - margin - 140, top=top, size=16, colour=(120, 116, 112))
