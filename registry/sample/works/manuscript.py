"""Leaves of manuscripts: invented script in one hand, ruling, initials, rubrics, stains, worm holes."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from registry.sample.lettering import write
from registry.sample.texture import Colour, Field, blur, fractal_noise, mix, ramp, to_rgb
from registry.sample.works.ink import as_field, draw_strokes, placed
from registry.sample.works.marks import add_marks
from registry.sample.works.model import Facts, Mark, Painted, WorkPicture
from registry.sample.works.paper import PARCHMENTS, foxing, outline, sheet
from registry.sample.works.script import Sign, alphabet, words
from registry.sample.works.words import titles

_MARKS = ("stain", "stain", "hole", "hole", "cut edge", "loss")
_PIGMENTS = ((164, 44, 36), (40, 70, 130), (52, 104, 70), (190, 140, 50))


@dataclass(frozen=True)
class Hand:
    """How one book is written."""

    signs: tuple[Sign, ...]
    size: float
    leading: float
    columns: int
    margins: tuple[int, int, int, int]
    """Left, top, right, bottom in pixels."""
    pen: int
    ink: Colour
    parchment: Colour
    pigments: tuple[Colour, Colour]
    right_to_left: bool


def paint_manuscript(design: np.random.Generator, own: np.random.Generator) -> Painted:
    """Both sides of a leaf; leaves of one design come from one book: same hand and layout, other text and damage."""
    height, width = 840, round(840 * design.uniform(0.64, 0.78))
    hand = _hand(design)
    recto, verso = _writing(own, hand, height, width), _writing(own, hand, height, width)
    edge, folio = int(own.integers(2**31)), int(own.integers(1, 220))
    pictures: list[WorkPicture] = []
    marks: list[Mark] = []
    for view, front, back in (("front", recto, verso), ("back", verso, recto)):
        page = sheet(own, height, width, hand.parchment)
        page = mix(page, page * np.float32(0.86), 0.5 * blur(back[0][:, ::-1], 1.6))  # ink shows through
        page = _inked(own, page, hand, front)
        page = foxing(own, page, 0.6)
        page, found = add_marks(own, page, _MARKS, (214, 196, 160), int(own.integers(2, 5)))
        side = "recto" if view == "front" else "verso"
        marks += [Mark(mark.kind, f"{mark.text}, {side}", f"{side}, {mark.position}") for mark in found]
        if view == "front":
            page = write(page, str(folio), left=width - 60, top=26, size=19, colour=(120, 112, 104))
        page = outline(np.random.default_rng(edge), page, 10.0, (60, 58, 56))
        pictures.append(WorkPicture(view, to_rgb(page)))
    tall = round(design.uniform(16, 44), 1)
    year = int(design.integers(1080, 1640))
    subject = f"leaf of a manuscript in {'two columns' if hand.columns == 2 else 'one column'}"
    facts = Facts(
        object_type="manuscript",
        type_words="manuscript leaf",
        subject=subject,
        titles=titles(design, "manuscript", subject),
        materials=("parchment", "ink", "pigment"),
        techniques=("handwriting",),
        years=(year, year + 30),
        measurements=(("height", tall, "sheet"), ("width", round(tall * width / height, 1), "sheet")),
        marks=tuple(marks),
        inscriptions=((f"folio {folio}", "text", "upper right, in pencil"),),
    )
    return Painted(facts, tuple(pictures))


def _hand(rng: np.random.Generator) -> Hand:
    columns = 1 if rng.random() < 0.6 else 2
    size = rng.uniform(9.5, 15.0) if columns == 1 else rng.uniform(8.5, 11.5)
    inner, outer = sorted(rng.integers(52, 104, 2).tolist())
    chosen = rng.permutation(len(_PIGMENTS))[:2]
    return Hand(
        signs=alphabet(rng, count=26, style="round" if rng.random() < 0.75 else "angular"),
        size=size,
        leading=size * rng.uniform(2.0, 2.5),
        columns=columns,
        margins=(inner, int(rng.integers(60, 100)), outer, int(rng.integers(84, 140))),
        pen=2 if size > 11 else 1,
        ink=((50, 38, 30), (74, 50, 30), (34, 32, 36))[int(rng.integers(3))],
        parchment=PARCHMENTS[int(rng.integers(len(PARCHMENTS)))],
        pigments=(_PIGMENTS[int(chosen[0])], _PIGMENTS[int(chosen[1])]),
        right_to_left=bool(rng.random() < 0.35),
    )


def _writing(rng: np.random.Generator, hand: Hand, height: int, width: int) -> tuple[Field, Field, Field]:
    """Masks of the black text, of the rubrics and initials, and of the second colour."""
    text, red, blue = (np.zeros((height, width), np.uint8) for _ in range(3))
    left, top, right, bottom = hand.margins
    gap = 34
    wide = (width - left - right - gap * (hand.columns - 1)) / hand.columns
    for column in range(hand.columns):
        x0 = left + column * (wide + gap)
        initial = int(rng.integers(0, 5)) if rng.random() < 0.7 else 99
        y, line = float(top), 0
        while y < height - bottom:
            indent = 0.0
            if initial <= line < initial + 3:
                indent = hand.leading * 3.1
                if line == initial:
                    _initial(rng, hand, (red, blue), (x0, y, hand.leading * 2.7, wide))
            room = (wide - indent) * (rng.uniform(0.3, 0.9) if rng.random() < 0.08 else 1.0)
            layer = red if rng.random() < 0.06 else text
            strokes = placed(words(rng, hand.signs, room / hand.size), x0 + indent, y, hand.size)
            if hand.right_to_left:
                strokes = [np.column_stack([2 * x0 + wide - stroke[:, 0], stroke[:, 1]]) for stroke in strokes]
            draw_strokes(layer, strokes, width=hand.pen)
            y, line = y + hand.leading, line + 1
    if rng.random() < 0.4:
        note = placed(
            words(rng, hand.signs, 60 / (hand.size * 0.7)), width - 72, float(rng.uniform(150, 600)), hand.size * 0.7
        )
        draw_strokes(text, note, width=1)
    return as_field(text), as_field(red), as_field(blue)


def _initial(
    rng: np.random.Generator,
    hand: Hand,
    layers: tuple[NDArray[np.uint8], ...],
    box: tuple[float, float, float, float],
) -> None:
    """A large letter in a coloured field with pen flourishes running down the margin."""
    x, y, size, wide = box
    if hand.right_to_left:
        x = x + wide - size
    red, blue = layers
    cv2.rectangle(blue, (round(x), round(y - 4)), (round(x + size), round(y + size)), 255, -1)
    sign = hand.signs[int(rng.integers(len(hand.signs)))]
    strokes = placed(sign.strokes, x + size * 0.25, y + size * 0.22, size * 0.5)
    draw_strokes(blue, strokes, width=max(4, round(size / 7)), level=0)
    draw_strokes(red, strokes, width=max(4, round(size / 7)))
    for _ in range(int(rng.integers(2, 5))):
        t = np.linspace(0, 1, 30)
        swing = rng.uniform(8, 26) * np.sin(t * rng.uniform(4, 12)) * (0.3 + t)
        vine = np.column_stack([x - 8 + swing * 0.6, y + t * rng.uniform(40, 240)])
        draw_strokes(red, [vine], width=1)
        cv2.circle(red, (round(vine[-1, 0]), round(vine[-1, 1])), 4, 255, -1, cv2.LINE_AA)


def _inked(rng: np.random.Generator, page: Field, hand: Hand, writing: tuple[Field, Field, Field]) -> Field:
    height, width = page.shape[:2]
    text, red, blue = writing
    left, top, right, bottom = hand.margins
    rows = np.arange(height, dtype=np.float32)[:, None]
    at_line = np.abs((rows - top - hand.size * 1.05) % np.float32(hand.leading)) < 0.8
    ruled = np.zeros((height, width), np.float32)
    ruled[top - 8 : height - bottom + 8, left - 6 : width - right + 6] = at_line[top - 8 : height - bottom + 8]
    ruled[:, [left - 7, width - right + 6]] = 1.0
    page = mix(page, (150, 120, 100), 0.28 * ruled)
    faded = ramp(fractal_noise(rng, height, width, 90.0, 4), 0.2, 0.5) * 0.45 + 0.5
    page = mix(page, hand.pigments[1], 0.88 * blue)
    page = mix(page, hand.pigments[0], 0.9 * blur(red, 0.4))
    return mix(page, hand.ink, blur(text, 0.45) * faded)
