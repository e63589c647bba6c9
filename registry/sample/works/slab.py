"""Inscribed slabs and tablets: wedges or letters pressed into clay or cut in stone, with broken corners."""

import cv2
import numpy as np
from numpy.typing import NDArray

from registry.sample.texture import Field, Rgb, blur, fractal_noise, grain, mix, ramp, to_rgb
from registry.sample.works.ink import as_field, draw_strokes, placed
from registry.sample.works.marks import position_words, wander
from registry.sample.works.model import Facts, Mark, Painted, WorkPicture
from registry.sample.works.script import Sign, alphabet, words
from registry.sample.works.words import titles

HEIGHT = 760
_MATTERS = {
    "clay": ((176, 140, 100), 20.0),
    "limestone": ((204, 192, 166), 8.0),
    "basalt": ((92, 92, 94), 8.0),
    "marble": ((216, 212, 204), 7.0),
    "fired clay": ((172, 104, 72), 20.0),
}


def paint_slab(design: np.random.Generator, own: np.random.Generator) -> Painted:
    """A slab from the front with a detail; slabs of one design begin with the same formula in the same hand."""
    matter = list(_MATTERS)[int(design.integers(len(_MATTERS)))]
    wedges = matter.endswith("clay")
    width = round(HEIGHT * design.uniform(0.62, 0.98))
    signs = _wedge_signs(design) if wedges else alphabet(design, count=20, style="angular")
    text, lines = _inscription(design, own, signs, width, wedges=wedges)
    inside, marks = _outline(own, width, wedges=wedges)
    rgb, damage = _photograph(own, text, inside, matter)
    left, top = int(own.uniform(0.12, 0.34) * width), int(own.uniform(0.12, 0.36) * HEIGHT)
    half = rgb[top : top + int(HEIGHT * 0.46), left : left + int(width * 0.5)]
    size = (640, round(640 * half.shape[0] / half.shape[1]))
    detail: Rgb = cv2.resize(half, size, interpolation=cv2.INTER_CUBIC)
    tall = round(design.uniform(6, 16) if wedges else design.uniform(30, 110), 1)
    year = int(design.integers(-2300, -400) if wedges else design.integers(-600, 900))
    subject = "tablet with wedge signs" if wedges else "slab with an inscription"
    facts = Facts(
        object_type="cuneiform tablet" if wedges else "relief",
        type_words="inscribed tablet" if wedges else "inscribed slab",
        subject=subject,
        titles=titles(design, "slab", subject),
        materials=(matter,),
        techniques=("impressed",) if wedges else ("carved",),
        years=(year, year + 60),
        measurements=(
            ("height", round(tall * own.uniform(0.96, 1.0), 1), "object"),
            ("width", round(tall * width / HEIGHT, 1), "object"),
            ("thickness", round(tall * 0.16, 1), "object"),
        ),
        marks=(*marks, *damage),
        inscriptions=((f"{lines} lines in an invented script", "text", "front"),),
    )
    return Painted(facts, (WorkPicture("front", rgb), WorkPicture("detail", detail)))


def _wedge_signs(rng: np.random.Generator) -> tuple[Sign, ...]:
    """Signs of a few wedges each; a wedge is given by its head and tail."""
    signs = []
    for _ in range(34):
        wide = rng.uniform(0.5, 1.1)
        wedges = []
        for _ in range(int(rng.integers(2, 7))):
            head = np.array([rng.uniform(0, wide), rng.uniform(0, 0.9)])
            way = ((1.0, 0.05), (0.05, 1.0), (0.6, 0.6))[int(rng.integers(3))]
            wedges.append(np.array([head, head + np.array(way) * rng.uniform(0.3, 0.7)]))
        signs.append(Sign(tuple(wedges), wide + 0.35))
    return tuple(signs)


def _inscription(
    design: np.random.Generator, own: np.random.Generator, signs: tuple[Sign, ...], width: int, *, wedges: bool
) -> tuple[Field, int]:
    """Depth of the cut, 0 to 1, and the number of lines."""
    mask = np.zeros((HEIGHT, width), np.uint8)
    size = design.uniform(20, 30) if wedges else design.uniform(26, 44)
    leading = size * (1.45 if wedges else 1.6)
    margin = 52
    count = int((HEIGHT - 2 * margin) / leading)
    formula = int(design.integers(1, 4))
    for line in range(count):
        rng = design if line < formula else own
        top = margin + line * leading
        strokes = placed(words(rng, signs, (width - 2 * margin) / size), margin, top, size)
        if wedges:
            for stroke in strokes:
                _wedge(mask, stroke, size)
        else:
            jitter = [stroke + own.normal(0, 0.5, stroke.shape) for stroke in strokes]
            draw_strokes(mask, jitter, width=max(3, round(size / 8)))
        if wedges or line % 3 == 0:
            rule = top + leading - size * 0.16
            bent = np.array([[margin * 0.6, rule], [width / 2, rule + own.normal(0, 2)], [width - margin * 0.6, rule]])
            draw_strokes(mask, [bent], width=2, level=120)
    return as_field(mask), count


def _wedge(mask: NDArray[np.uint8], stroke: NDArray[np.float64], size: float) -> None:
    head, tail = stroke
    along = (tail - head) / max(1e-6, float(np.hypot(*(tail - head))))
    across = np.array([-along[1], along[0]]) * size * 0.15
    triangle = np.array([head - across, head + across, tail])
    cv2.fillPoly(mask, [np.rint(triangle * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)


def _outline(rng: np.random.Generator, width: int, *, wedges: bool) -> tuple[Field, tuple[Mark, ...]]:
    """Distance in pixels from the edge of what is left of the slab, with its broken corners."""
    rows, columns = np.mgrid[0:HEIGHT, 0:width].astype(np.float32)
    left, top, right, bottom = 26, 26, width - 26, HEIGHT - 26
    corner = np.float32(46 if wedges else 6)
    dx = np.maximum(np.maximum(left + corner - columns, columns - right + corner), 0)
    dy = np.maximum(np.maximum(top + corner - rows, rows - bottom + corner), 0)
    edge = np.minimum(np.minimum(columns - left, right - columns), np.minimum(rows - top, bottom - rows))
    inside: Field = np.where((dx > 0) & (dy > 0), corner - np.hypot(dx, dy), edge)
    rough = fractal_noise(rng, HEIGHT, width, 60.0, 5, gain=0.62) - 0.5
    inside = inside + 8.0 * rough
    marks = []
    for _ in range(int(rng.integers(1, 4))):
        x, y = float(rng.choice([0.0, 1.0])), float(rng.choice([0.0, 1.0]))
        if rng.random() < 0.3:
            x = rng.uniform(0.2, 0.8)
        lean, reach = rng.uniform(0.4, 1.2), rng.uniform(60, 210)
        u, v = np.abs(columns - x * width), np.abs(rows - y * HEIGHT)
        cut = (u * np.float32(lean) + v - np.float32(reach)) / np.float32(np.hypot(lean, 1)) + 46.0 * rough
        inside = np.minimum(inside, cut)
        where = position_words(0.08 if x == 0 else 0.92 if x == 1 else x, 0.05 if y == 0 else 0.95)
        marks.append(Mark("loss", f"broken away {where}", where))
    return inside.astype(np.float32), tuple(marks)


def _photograph(rng: np.random.Generator, text: Field, inside: Field, matter: str) -> tuple[Rgb, tuple[Mark, ...]]:
    height, width = text.shape
    tone, deep = _MATTERS[matter]
    worn = ramp(fractal_noise(rng, height, width, 130.0, 3), 0.30, 0.52)
    shaped = blur(text, 1.3 if deep > 10 else 1.0) * (0.25 + 0.75 * worn)
    coarse, fine = (
        fractal_noise(rng, height, width, 90.0, 5, gain=0.6),
        fractal_noise(rng, height, width, 7.0, 3, gain=0.9),
    )
    relief = 30.0 * np.sqrt(np.clip(inside / 34.0, 0, 1)) + 11.0 * coarse + 2.0 * fine - np.float32(deep * 0.4) * shaped
    cracks = np.zeros((height, width), np.uint8)
    marks = []
    for _ in range(int(rng.integers(0, 4))):
        x, y = rng.uniform(0.15, 0.85) * width, rng.uniform(0.15, 0.85) * height
        cv2.polylines(cracks, [wander(rng, x, y, rng.uniform(160, 620), 0.24, 40)], False, 255, 2, cv2.LINE_AA)
        where = position_words(x / width, y / height)
        marks.append(Mark("crack", f"crack {where}", where))
    flaked = ramp(fractal_noise(rng, height, width, 70.0, 4, gain=0.6), 0.66, 0.69)
    relief = relief - 5.0 * blur(as_field(cracks), 0.8) - flaked * (6.0 + 3.0 * fine)
    relief = np.asarray(relief, np.float32)
    colour = np.asarray(tone, np.float32) * (0.82 + 0.28 * coarse + 0.12 * fine)[:, :, None]
    colour = mix(colour, colour * np.float32(0.62), np.clip(0.8 * shaped + 0.9 * as_field(cracks), 0, 1))
    colour = mix(colour, colour * np.float32(1.12) + 6, 0.7 * flaked)
    dx, dy = cv2.Sobel(relief, cv2.CV_32F, 1, 0, scale=0.125), cv2.Sobel(relief, cv2.CV_32F, 0, 1, scale=0.125)
    length = np.sqrt(dx * dx + dy * dy + np.float32(1.0))
    light = np.clip((0.66 * dx + 0.50 * dy + 0.56) / length, 0, 1.3)
    lit = colour * (0.30 + 0.98 * light)[:, :, None]
    mask = np.clip(inside, 0, 1)
    shadow = blur(np.roll(mask, (12, 10), (0, 1)), 9.0)
    ground = np.full((height, width, 3), rng.uniform(70, 215), np.float32) * (1.0 - 0.5 * shadow)[:, :, None]
    return to_rgb(mix(ground, lit, mask) + 1.3 * grain(rng, height, width)[:, :, None]), tuple(marks)
