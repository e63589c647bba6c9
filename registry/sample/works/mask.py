"""Carved and painted masks, seen from the front and the sides."""

from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from registry.sample.texture import Field, blur, mix, ramp
from registry.sample.works.blobs import Ball, limb, turned_body
from registry.sample.works.figure import Figure
from registry.sample.works.model import Facts, Painted, WorkPicture
from registry.sample.works.names import person
from registry.sample.works.solid import on_map, shade, studio
from registry.sample.works.words import titles
from registry.sample.works.wrapped import MAP_HEIGHT, MAP_WIDTH, wear, wrapped_noise

HEIGHT, WIDTH = 640, 540
VIEWS = {"front": 0.0, "three-quarter": 38.0, "right": 80.0, "left": 280.0}
_PAINTS = ((188, 52, 40), (232, 226, 208), (36, 34, 36), (60, 92, 130), (214, 164, 60), (76, 110, 72))
_WOODS = ((112, 76, 48), (148, 108, 70), (80, 58, 44), (170, 132, 96))


def paint_mask(design: np.random.Generator, own: np.random.Generator) -> Painted:
    """A mask from four sides; masks of one design share carving and pattern, and differ in wear and damage."""
    mask, facts = make_mask(design, own)
    shots = [photograph_mask(mask, degrees, own) for degrees in VIEWS.values()]
    pictures = tuple(WorkPicture(view, rgb) for view, (rgb, _) in zip(VIEWS, shots, strict=True))
    return Painted(facts, pictures, flat=False, outlines=tuple(outline for _, outline in shots))


def make_mask(design: np.random.Generator, own: np.random.Generator) -> tuple[Figure, Facts]:
    """The mask itself."""
    balls, subject = _carve(design)
    wood: Field = np.array(_WOODS[int(design.integers(len(_WOODS)))], np.float32)
    fine, cloud = wrapped_noise(own, 6.0, 2), wrapped_noise(own, 120.0, 4)
    rows = np.arange(MAP_HEIGHT, dtype=np.float32)[:, None] / MAP_HEIGHT
    years: Field = np.sin(wrapped_noise(own, 200.0, 3) * 70.0 + rows * 30.0)
    albedo: Field = wood * (0.82 + 0.12 * years + 0.24 * fine)[:, :, None]
    albedo = _pattern(design, own, albedo)
    facets = np.abs(wrapped_noise(own, 22.0, 2) - 0.5)  # the flat cuts of an adze
    relief = 1.6 * (fine - 0.5) + 2.0 * (cloud - 0.5) + 0.5 * years + 7.0 * facets
    bare = tuple(int(value) for value in wood * 1.25 + 12)
    albedo, relief, marks = wear(own, albedo, relief, bare, int(own.integers(3, 6)))
    tall = round(design.uniform(19, 46), 1)
    year = int(design.integers(1780, 1930))
    facts = Facts(
        object_type="mask",
        type_words="carved and painted mask",
        subject=subject,
        titles=titles(design, "mask", subject),
        materials=("wood", "pigment"),
        techniques=("carved", "painted"),
        years=(year, year + 30),
        measurements=(
            ("height", round(tall + own.normal(0, 0.2), 1), "object"),
            ("width", round(tall * design.uniform(0.5, 0.7), 1), "object"),
        ),
        marks=marks,
        maker=person(design) if design.random() < 0.2 else None,
    )
    return Figure(tuple(balls), albedo, relief, float(design.uniform(0.02, 0.12)), float(own.uniform(140, 215))), facts


def photograph_mask(
    mask: Figure, degrees: float, rng: np.random.Generator
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """A studio photograph of the mask turned by `degrees`, and its outline (255 inside)."""
    surface = turned_body(list(mask.balls), degrees, size=(HEIGHT, WIDTH), foot=600, tall=555)
    albedo, relief = on_map(mask.albedo, surface), on_map(mask.relief, surface)
    return studio(rng, surface, shade(surface, albedo, relief, gloss=mask.gloss), mask.tone)


def _carve(rng: np.random.Generator) -> tuple[list[Ball], str]:
    wide, chin = rng.uniform(0.2, 0.27), rng.uniform(0.72, 0.86)
    balls = [Ball(0, 0.42, 0, wide, 0.36), Ball(0, chin, 0.02, wide * rng.uniform(0.4, 0.75), 0.16)]
    brow, nose = rng.uniform(0.3, 0.38), rng.uniform(0.5, 0.62)
    front = wide * 0.98
    balls += limb(
        [(-wide * 0.8, brow + 0.04, front * 0.65), (0, brow, front * 1.06), (wide * 0.8, brow + 0.04, front * 0.65)],
        0.035,
        0.035,
        18,
    )
    balls += limb([(0, brow, front), (0, nose, front * rng.uniform(1.15, 1.4))], 0.026, rng.uniform(0.036, 0.055), 12)
    gap, eye = wide * rng.uniform(0.4, 0.52), rng.uniform(0.025, 0.045)
    for side in (-1, 1):
        at = (side * gap, brow + rng.uniform(0.08, 0.09), front * 0.92)
        balls += [Ball(*at, eye * 2.0, eye * 1.2), Ball(at[0], at[1], front * 1.03, eye * 1.3, eye * 0.55, carve=True)]
        balls.append(Ball(side * wide * 0.6, nose, front * 0.68, wide * 0.3, 0.07))
    mouth, half = rng.uniform(nose + 0.08, nose + 0.15), wide * rng.uniform(0.25, 0.5)
    bend = rng.uniform(-0.04, 0.04)
    for lip in (-0.022, 0.022):
        balls += limb(
            [
                (-half, mouth + lip + bend, front * 0.8),
                (0, mouth + lip, front * 0.98),
                (half, mouth + lip + bend, front * 0.8),
            ],
            0.022,
            0.022,
            14,
        )
    balls += [
        Ball(half * at, mouth + bend * abs(at), front * 1.02, 0.03, 0.016, carve=True)
        for at in (-0.7, -0.35, 0, 0.35, 0.7)
    ]
    style = int(rng.integers(4))
    if style == 0:
        for side in (-1, 1):
            balls += limb(
                [
                    (side * wide * 0.7, 0.14, 0),
                    (side * wide * 1.4, 0.06, 0.02),
                    (side * wide * rng.uniform(0.8, 1.5), -0.02, 0.05),
                ],
                0.05,
                0.02,
                16,
            )
        return balls, "horned mask"
    if style == 1:
        for index in range(7):
            angle = np.pi * (index + 0.5) / 7
            balls += limb(
                [
                    (0.7 * wide * np.cos(angle), 0.3 - 0.2 * np.sin(angle), 0),
                    (1.5 * wide * np.cos(angle), 0.28 - 0.27 * np.sin(angle), 0),
                ],
                0.03,
                0.03,
                8,
            )
        return balls, "mask with a crest"
    if style == 2:
        for side in (-1, 1):
            balls += [Ball(side * wide * 1.05, 0.44, 0, 0.06, 0.13), Ball(side * wide * 1.12, 0.62, 0, 0.04, 0.05)]
        return balls, "mask with large ears"
    balls += limb([(0, chin + 0.05, front * 0.6), (0, 0.98, front * 0.5)], wide * 0.5, wide * 0.2, 10)
    return balls, "bearded mask"


def _pattern(design: np.random.Generator, own: np.random.Generator, albedo: Field) -> Field:
    painted = albedo
    thin = ramp(wrapped_noise(own, 14.0, 4), 0.25, 0.45)
    first = int(design.integers(len(_PAINTS)))
    if design.random() < 0.6:
        painted = mix(painted, _PAINTS[first], thin * 0.85)
    for index in range(int(design.integers(3, 7))):
        tone = _PAINTS[(first + 1 + index) % len(_PAINTS)]
        shape = np.zeros((MAP_HEIGHT, MAP_WIDTH), np.uint8)
        kind, y = int(design.integers(4)), int(design.uniform(0.12, 0.85) * MAP_HEIGHT)
        reach = int(design.uniform(40, 260))
        for mirrored in (-1, 1):  # the front is at column 0, so left and right cheek are mirror images
            if kind == 0:
                for bar in range(int(design.integers(2, 6)) if mirrored < 0 else 4):
                    start, end = (mirrored * 30, y + bar * 16), (mirrored * (30 + reach), y + bar * 22)
                    _both(shape, start, end, 7)
            elif kind == 1:
                for dot in range(8):
                    centre = (round(mirrored * (40 + dot * reach / 7)), round(y + 30 * np.sin(dot * 0.8)))
                    cv2.circle(shape, (centre[0] % MAP_WIDTH, centre[1]), 9, 255, -1, cv2.LINE_AA)
            elif kind == 2:
                points = [(mirrored * (20 + 26 * k), y + (22 if k % 2 else -22)) for k in range(9)]
                for start, end in pairwise(points):
                    _both(shape, start, end, 6)
            else:
                cv2.ellipse(
                    shape,
                    ((mirrored * (60 + reach // 2)) % MAP_WIDTH, y),
                    (reach // 3 + 14, 34),
                    0,
                    0,
                    360,
                    255,
                    9,
                    cv2.LINE_AA,
                )
        painted = mix(painted, tone, blur(shape.astype(np.float32) / 255.0, 0.8) * thin * 0.92)
    return painted


def _both(shape: NDArray[np.uint8], start: tuple[int, int], end: tuple[int, int], width: int) -> None:
    """A line near column 0, drawn again at the far end of the map, where columns below 0 lie."""
    for shift in (0, MAP_WIDTH):
        cv2.line(shape, (start[0] + shift, start[1]), (end[0] + shift, end[1]), 255, width, cv2.LINE_AA)
