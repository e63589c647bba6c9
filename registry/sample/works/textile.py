"""Carpets: medallions, borders and small figures tied knot by knot, with uneven dye, worn pile and repairs."""

import cv2
import numpy as np
from numpy.typing import NDArray

from registry.sample.texture import Field, blur, flat, fractal_noise, grain, mix, ramp, stretched_noise, to_rgb
from registry.sample.works.marks import add_marks
from registry.sample.works.model import Facts, Painted, WorkPicture
from registry.sample.works.words import titles

_KNOT = 4
_DYES = (
    ((142, 34, 36), (30, 44, 84), (222, 204, 166), (190, 128, 54), (64, 84, 62), (44, 30, 30)),
    ((40, 56, 96), (168, 62, 46), (228, 214, 180), (200, 152, 74), (96, 116, 110), (34, 28, 34)),
    ((196, 150, 90), (110, 40, 40), (236, 224, 196), (60, 76, 92), (126, 110, 60), (50, 38, 32)),
    ((70, 88, 66), (176, 74, 50), (224, 210, 172), (44, 56, 84), (206, 166, 84), (36, 32, 30)),
)


def paint_textile(design: np.random.Generator, own: np.random.Generator) -> Painted:
    """A carpet; carpets of one design follow one cartoon and differ in dyes, wear, repairs and weaving slips."""
    rows, columns = int(design.integers(150, 190)), int(design.integers(96, 134))
    cartoon = _cartoon(design, rows, columns)
    cartoon = _slips(own, cartoon)
    dyes = np.array(_DYES[int(design.integers(len(_DYES)))], np.float32) + own.normal(0, 7, (6, 3)).astype(np.float32)
    picture = _pile(own, cartoon, dyes)
    picture, marks = add_marks(
        own, picture, ("stain", "stain", "hole", "loss", "cut edge"), (182, 160, 126), int(own.integers(2, 5))
    )
    picture = _fringe(own, picture)
    long = round(design.uniform(120, 420))
    year = int(design.integers(1650, 1920))
    subject = "carpet with medallions" if design.random() < 0.5 else "carpet with borders of flowers"
    facts = Facts(
        object_type="carpet",
        type_words="knotted carpet",
        subject=subject,
        titles=titles(design, "textile", subject),
        materials=("wool", "cotton"),
        techniques=("knotted pile",),
        years=(year, year + 40),
        measurements=(
            ("length", float(long + own.integers(-4, 5)), "object"),
            ("width", float(round(long * columns / rows) + own.integers(-3, 4)), "object"),
        ),
        marks=marks,
        relation="companion",
    )
    return Painted(facts, (WorkPicture("front", to_rgb(picture)),))


def _cartoon(rng: np.random.Generator, rows: int, columns: int) -> NDArray[np.uint8]:
    """The pattern: the number of a dye for every knot."""
    quarter = _field(rng, (rows + 1) // 2, (columns + 1) // 2)
    top = np.concatenate([quarter, quarter[:, ::-1]], axis=1)[:, :columns]
    whole = np.concatenate([top, top[::-1]], axis=0)[:rows].copy()
    inset = 0
    for _ in range(int(rng.integers(3, 6))):
        wide = int(rng.integers(3, 13))
        _border(rng, whole, inset, wide)
        inset += wide
    return whole


def _field(rng: np.random.Generator, rows: int, columns: int) -> NDArray[np.uint8]:
    """A quarter of the field; its lower right corner is the middle of the carpet."""
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    from_middle = np.abs(x - columns + 1) * np.float32(rng.uniform(0.9, 1.7)) + np.abs(y - rows + 1)
    field = np.full((rows, columns), int(rng.integers(2)), np.uint8)
    size = min(rows, columns) * rng.uniform(0.7, 1.15)
    steps = rng.integers(2, 6)
    for ring in range(int(rng.integers(3, 7))):
        reach = size * (1.0 - ring / 7.0)
        toothed = from_middle + 3.0 * ((x + y) % (steps * 2) < steps)
        field[toothed < reach] = int(rng.integers(6))
        field[np.abs(toothed - reach) < 1.2] = 5
    corner = np.hypot(x * np.float32(rng.uniform(0.7, 1.4)), y)
    field[corner < size * 0.55] = int(rng.integers(6))
    for _ in range(int(rng.integers(26, 60))):
        _motif(rng, field, int(rng.integers(2, rows - 2)), int(rng.integers(2, columns - 2)))
    return field


def _motif(rng: np.random.Generator, field: NDArray[np.uint8], row: int, column: int) -> None:
    """A small flower, hook, star or animal of a few knots."""
    dye, second = int(rng.integers(6)), int(rng.integers(6))
    kind, size = int(rng.integers(4)), int(rng.integers(2, 6))
    if kind == 0:
        cv2.circle(field, (column, row), size, dye, -1)
        cv2.circle(field, (column, row), max(1, size // 2), second, -1)
    elif kind == 1:
        for way in range(4):
            turn = way * np.pi / 2 + (np.pi / 4 if size % 2 else 0)
            tip = (round(column + size * np.cos(turn)), round(row + size * np.sin(turn)))
            cv2.line(field, (column, row), tip, dye, 1)
            cv2.circle(field, tip, 1, second, -1)
    elif kind == 2:
        points = np.array([[-1, 0], [0, -1], [1, 0], [0, 1]]) * size + np.array([column, row])
        cv2.fillPoly(field, [points.astype(np.int32)], dye)
        cv2.circle(field, (column, row), 1, second, -1)
    else:
        cv2.line(field, (column - size, row), (column + size, row), dye, 2)
        for leg in (-size, -size + 2, size - 2, size):
            cv2.line(field, (column + leg, row), (column + leg, row + size), dye, 1)
        cv2.line(field, (column + size, row), (column + size + 1, row - size), dye, 1)


def _border(rng: np.random.Generator, whole: NDArray[np.uint8], inset: int, wide: int) -> None:
    """One band around the carpet, its ornament repeated along all four sides."""
    rows, columns = whole.shape
    length = max(rows, columns)
    ground, dye, second = (int(value) for value in rng.integers(0, 6, 3))
    strip = np.full((wide, length), ground, np.uint8)
    step = max(3, int(wide * rng.uniform(1.0, 2.2)))
    tile = np.full((wide, step), ground, np.uint8)
    if wide >= 5:
        for _ in range(int(rng.integers(1, 4))):
            _motif(rng, tile, int(rng.integers(1, wide)), int(rng.integers(0, step)))
        cv2.line(tile, (0, wide // 2), (step // 2, 1), dye, 1)
        cv2.line(tile, (step // 2, 1), (step, wide // 2), second, 1)
    else:
        tile[:, : step // 2] = dye
    strip[:] = np.tile(tile, (1, length // step + 1))[:, :length]
    strip[0], strip[-1] = 5, 2
    end_row, end_column = rows - inset, columns - inset
    whole[inset : inset + wide, inset:end_column] = strip[:, : end_column - inset]
    whole[end_row - wide : end_row, inset:end_column] = strip[::-1, : end_column - inset]
    whole[inset + wide : end_row - wide, inset : inset + wide] = strip[:, : end_row - inset - 2 * wide].T
    whole[inset + wide : end_row - wide, end_column - wide : end_column] = strip[::-1, : end_row - inset - 2 * wide].T


def _slips(rng: np.random.Generator, cartoon: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Knots tied in the wrong place and a few small figures of the weaver's own."""
    woven = cartoon.copy()
    wrong = rng.random(woven.shape) < 0.012
    woven[wrong] = rng.integers(0, 6, int(wrong.sum()))
    for _ in range(int(rng.integers(3, 9))):
        _motif(rng, woven, int(rng.integers(20, woven.shape[0] - 20)), int(rng.integers(16, woven.shape[1] - 16)))
    return woven


def _pile(rng: np.random.Generator, cartoon: NDArray[np.uint8], dyes: Field) -> Field:
    rows, columns = cartoon.shape
    height, width = rows * _KNOT, columns * _KNOT
    # Each dye lot drifts along the length: weavers call it abrash.
    drift = 1.0 + 0.22 * (stretched_noise(rng, rows, 6, (rows / 9, 3)).repeat(1, axis=1)[:, :6] - 0.5)
    knots = dyes[cartoon] * np.take_along_axis(drift, cartoon.astype(np.int64), axis=1)[:, :, None]
    knots = knots * (1.0 + 0.07 * grain(rng, rows, columns))[:, :, None]
    picture: Field = cv2.resize(knots.astype(np.float32), (width, height), interpolation=cv2.INTER_NEAREST)
    sway = (fractal_noise(rng, height, width, 110.0, 3) - 0.5) * np.float32(9.0)
    fuzz = (grain(rng, height, width) * np.float32(0.8), grain(rng, height, width) * np.float32(0.8))
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    picture = cv2.remap(
        picture,
        x + sway + fuzz[0],
        y + sway * np.float32(0.6) + fuzz[1],
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    tuft = (
        0.9
        + 0.13 * np.abs(np.sin(y * np.float32(np.pi / _KNOT)))
        + 0.05 * np.abs(np.sin(x * np.float32(np.pi / _KNOT)))
    )
    worn = ramp(fractal_noise(rng, height, width, 130.0, 4), 0.55, 0.75) * np.float32(rng.uniform(0.2, 0.75))
    warp = (
        np.array([188, 166, 132], np.float32)
        * (0.85 + 0.2 * stretched_noise(rng, height, width, (2.0, 24.0)))[:, :, None]
    )
    light = 1.0 + 0.12 * (blur(fractal_noise(rng, height, width, 200.0, 2), 2.0) - 0.5)
    return (
        mix(picture * tuft[:, :, None], warp, worn * ramp(fractal_noise(rng, height, width, 8.0, 2), 0.3, 0.7))
        * light[:, :, None]
    )


def _fringe(rng: np.random.Generator, picture: Field) -> Field:
    """The carpet on a grey floor with fringes of warp threads at both ends."""
    height, width = picture.shape[:2]
    long, side = 34, 22
    grey = rng.uniform(120, 190)
    uneven = 1.0 + 0.05 * (fractal_noise(rng, height + 2 * long, width + 2 * side, 50.0) - 0.5)
    floor = flat(height + 2 * long, width + 2 * side, (grey, grey, grey)) * uneven[:, :, None]
    bytes_ = np.clip(floor, 0, 255).astype(np.uint8)
    for x in np.arange(side, side + width, 5.0):
        for start, way in ((long, -1), (long + height, 1)):
            tip = (round(x + rng.normal(0, 3)), round(start + way * rng.uniform(14, 32)))
            shade = rng.uniform(150, 220)
            cv2.line(bytes_, (round(x), start), tip, (shade, shade * 0.9, shade * 0.72), 2, cv2.LINE_AA)
    laid = bytes_.astype(np.float32)
    laid[long : long + height, side : side + width] = picture
    return laid
