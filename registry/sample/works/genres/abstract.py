"""Planes, arcs, bars and splashes in a limited palette."""

from itertools import pairwise

import numpy as np

from registry.sample.works.sketch import Sketch, Tone, colour

_PALETTES = (
    ((214, 64, 48), (240, 200, 80), (40, 70, 120), (236, 228, 210), (30, 28, 32)),
    ((70, 110, 110), (220, 150, 90), (240, 230, 214), (110, 60, 70), (40, 44, 60)),
    ((170, 180, 90), (60, 90, 70), (236, 220, 190), (190, 90, 60), (90, 60, 90)),
    ((90, 130, 190), (236, 180, 190), (250, 236, 180), (60, 60, 100), (230, 110, 90)),
)


def abstract(sketch: Sketch) -> str:
    """A composition without a subject, of one of three kinds."""
    rng = sketch.rng
    palette = tuple(colour(rng, tone, stray=14) for tone in _PALETTES[int(rng.integers(len(_PALETTES)))])
    ground = palette[int(rng.integers(len(palette)))] * 0.5 + 110
    sketch.wash(0, 1, ground * 1.05, ground * 0.9)
    sketch.cloud(0, 1, ground * 0.8, 0.3, 0.5)
    (_planes, _arcs, _tiles)[int(rng.integers(3))](sketch, palette)
    for _ in range(int(rng.integers(4, 14))):
        tone = palette[int(rng.integers(len(palette)))]
        x, y = rng.random(2)
        path = np.cumsum(rng.normal(0, 0.05, (12, 2)), axis=0) + np.array([x, y])
        sketch.line(path, tone * rng.choice([0.5, 1.0]), rng.uniform(2, 9))
    return "abstract composition"


def _planes(sketch: Sketch, palette: tuple[Tone, ...]) -> None:
    rng = sketch.rng
    for _ in range(int(rng.integers(12, 24))):
        centre, reach = rng.random(2), rng.uniform(0.08, 0.34)
        angle = np.sort(rng.uniform(0, 2 * np.pi, int(rng.integers(3, 6))))
        corners = centre + reach * np.column_stack([np.cos(angle), np.sin(angle)])
        tone = palette[int(rng.integers(len(palette)))]
        sketch.shape(corners, tone * 1.1, fade=tone * rng.uniform(0.5, 0.95), way=float(rng.uniform(0, np.pi)))
        sketch.line(np.vstack([corners, corners[:1]]), tone * 0.35, rng.uniform(1, 5))


def _arcs(sketch: Sketch, palette: tuple[Tone, ...]) -> None:
    rng = sketch.rng
    for _ in range(int(rng.integers(4, 8))):
        x, y, outer = *rng.uniform(0.1, 0.9, 2), rng.uniform(0.12, 0.4)
        for ring in range(int(rng.integers(2, 6)), 0, -1):
            tone = palette[int(rng.integers(len(palette)))]
            radius = outer * ring / 5
            start = rng.uniform(0, 2 * np.pi)
            angle = np.linspace(start, start + rng.uniform(2.5, 6.28), 30)
            rim = np.column_stack([x + radius * np.cos(angle), y + radius * np.sin(angle)])
            sketch.shape(np.vstack([rim, [[x, y]]]), tone * 1.1, fade=tone * 0.7)
            sketch.line(rim, tone * 0.4, 3)


def _tiles(sketch: Sketch, palette: tuple[Tone, ...]) -> None:
    rng = sketch.rng
    columns = np.sort(np.append(rng.uniform(0.05, 0.95, int(rng.integers(4, 8))), [0, 1]))
    for left, right in pairwise(columns):
        rows = np.sort(np.append(rng.uniform(0.05, 0.95, int(rng.integers(3, 8))), [0, 1]))
        for top, bottom in pairwise(rows):
            tone = palette[int(rng.integers(len(palette)))]
            lean = rng.normal(0, 0.02)
            box = [[left + lean, top], [right + lean, top], [right - lean, bottom], [left - lean, bottom]]
            sketch.shape(box, tone, fade=tone * rng.uniform(0.6, 1.1), way=float(rng.choice([0.0, 0.8, 1.57])))
            if rng.random() < 0.3:
                sketch.ball(
                    (left + right) / 2,
                    (top + bottom) / 2,
                    ((right - left) * 0.3, (bottom - top) * 0.3),
                    palette[0],
                    gloss=0.1,
                )
