"""Drawing on the map that is wrapped around an object: bands of ornament, beasts, stains, cracks, chips."""

import cv2
import numpy as np
from numpy.typing import NDArray

from registry.sample.texture import Colour, Field, blur, fractal_noise, mix, ramp
from registry.sample.works.marks import wander
from registry.sample.works.model import Mark

MAP_HEIGHT, MAP_WIDTH = 720, 1440


def wrapped_noise(rng: np.random.Generator, cell: float, octaves: int = 4) -> Field:
    """Fractal noise for the map whose left and right edges meet without a seam."""
    extra = MAP_WIDTH // 8
    noise = fractal_noise(rng, MAP_HEIGHT, MAP_WIDTH + extra, cell, octaves, gain=0.6)
    share = np.linspace(0, 1, extra, dtype=np.float32)[None, :]
    joined = noise[:, :MAP_WIDTH].copy()
    joined[:, :extra] = noise[:, MAP_WIDTH:] * (1 - share) + noise[:, :extra] * share
    return joined


def band(mask: NDArray[np.uint8], rng: np.random.Generator, top: int, bottom: int) -> None:
    """Draw one band of a repeated ornament between two rows of the mask, in place."""
    tall = bottom - top
    repeats = max(6, round(MAP_WIDTH / (tall * rng.uniform(0.8, 1.8))))
    step = MAP_WIDTH / repeats
    kind = int(rng.integers(7))
    cv2.line(mask, (0, top), (MAP_WIDTH, top), 255, 2)
    cv2.line(mask, (0, bottom), (MAP_WIDTH, bottom), 255, 2)
    middle, thick = (top + bottom) / 2, max(2, tall // 9)
    for index in range(repeats):
        left = index * step
        if kind == 0:  # zigzag
            _line(mask, [(left, bottom - 4), (left + step / 2, top + 4), (left + step, bottom - 4)], thick)
        elif kind == 1:  # running key
            w, y = step, tall - 8
            key = [(0, 1), (0, 0), (0.75, 0), (0.75, 0.7), (0.35, 0.7), (0.35, 0.35)]
            _line(mask, [(left + a * w, top + 4 + b * y) for a, b in key], thick)
            _line(mask, [(left, bottom - 4), (left + step, bottom - 4)], thick)
        elif kind == 2:  # tongues
            cv2.ellipse(
                mask, (round(left + step / 2), top), (round(step * 0.36), tall - 4), 0, 0, 180, 255, -1, cv2.LINE_AA
            )
        elif kind == 3:  # dots in rings
            cv2.circle(mask, (round(left + step / 2), round(middle)), max(2, tall // 6), 255, -1, cv2.LINE_AA)
            cv2.circle(mask, (round(left + step / 2), round(middle)), max(4, tall // 3), 255, 2, cv2.LINE_AA)
        elif kind == 4:  # waves
            turn = np.linspace(0, 1, 12)
            wave = middle + (tall * 0.35) * np.sin(turn * 2 * np.pi)
            _line(mask, np.column_stack([left + turn * step, wave]), thick)
        elif kind == 5:  # chequers
            cv2.rectangle(mask, (round(left), top), (round(left + step / 2), round(middle)), 255, -1)
            cv2.rectangle(mask, (round(left + step / 2), round(middle)), (round(left + step), bottom), 255, -1)
        else:  # leaves
            for lean in (-0.35, 0.35):
                tip = (round(left + step * (0.5 + lean)), round(middle - tall * 0.1))
                cv2.ellipse(
                    mask, tip, (round(step * 0.24), max(2, tall // 7)), lean * 130, 0, 360, 255, -1, cv2.LINE_AA
                )
            _line(mask, [(left + step / 2, bottom - 3), (left + step / 2, top + 5)], 2)


def beasts(mask: NDArray[np.uint8], lines: NDArray[np.uint8], rng: np.random.Generator, top: int, bottom: int) -> str:
    """A frieze of invented animals and people; outlines inside them go to `lines`. Names what was drawn."""
    tall = bottom - top
    count = int(rng.integers(4, 8))
    for index in range(count):
        x = (index + 0.5 + rng.uniform(-0.12, 0.12)) * MAP_WIDTH / count
        (_person if rng.random() < 0.4 else _beast)(mask, lines, rng, x, bottom, tall * rng.uniform(0.78, 0.95))
    return "a frieze of animals and figures"


def _beast(
    mask: NDArray[np.uint8], lines: NDArray[np.uint8], rng: np.random.Generator, x: float, foot: float, size: float
) -> None:
    way = float(rng.choice([-1.0, 1.0]))
    long, deep = size * rng.uniform(0.45, 0.7), size * rng.uniform(0.13, 0.2)
    back = foot - size * rng.uniform(0.5, 0.62)
    cv2.ellipse(
        mask,
        (round(x), round(back)),
        (round(long), round(deep)),
        float(rng.uniform(-8, 8)),
        0,
        360,
        255,
        -1,
        cv2.LINE_AA,
    )
    for at in (-0.8, -0.6, 0.55, 0.78):
        knee = x + way * long * at + rng.normal(0, size * 0.05)
        _line(
            mask,
            [(x + way * long * at, back), (knee, (back + foot) / 2), (knee + way * size * 0.05, foot - 3)],
            max(3, round(size * 0.055)),
        )
    head = (x + way * (long + size * rng.uniform(0.05, 0.25)), back - size * rng.uniform(0.15, 0.36))
    _line(mask, [(x + way * long * 0.8, back), head], max(5, round(size * 0.12)))
    cv2.ellipse(
        mask,
        (round(head[0] + way * size * 0.07), round(head[1])),
        (round(size * 0.13), round(size * 0.07)),
        way * 20,
        0,
        360,
        255,
        -1,
        cv2.LINE_AA,
    )
    horns = int(rng.integers(4))
    for horn in range(horns):
        bend = np.linspace(0, rng.uniform(0.8, 2.2), 8)
        curve = [
            (head[0] - way * size * (0.04 * horn + 0.16 * np.sin(a)), head[1] - size * 0.16 * a * 0.7) for a in bend
        ]
        _line(mask, curve, max(2, round(size * 0.03)))
    tail = np.cumsum(rng.normal(0.05, 0.05, 7)) * size
    _line(
        mask,
        [(x - way * (long * 0.9 + k * size * 0.04), back + tail[k] * 0.5 - size * 0.1) for k in range(7)],
        max(2, round(size * 0.035)),
    )
    cv2.circle(lines, (round(head[0] + way * size * 0.06), round(head[1] - size * 0.015)), 2, 255, -1, cv2.LINE_AA)
    for mark in range(int(rng.integers(3, 9))):
        spot = (round(x + long * rng.uniform(-0.8, 0.8)), round(back + deep * rng.uniform(-0.6, 0.6)))
        if mark % 2:
            cv2.circle(lines, spot, max(2, round(size * 0.02)), 255, -1, cv2.LINE_AA)
        else:
            _line(lines, [(spot[0], back - deep * 0.7), (spot[0] + 5, back + deep * 0.7)], 2)


def _person(
    mask: NDArray[np.uint8], lines: NDArray[np.uint8], rng: np.random.Generator, x: float, foot: float, size: float
) -> None:
    hip, neck, half = foot - size * 0.42, foot - size * 0.8, size * 0.11
    robe = rng.random() < 0.5
    body = [
        (x - half, neck),
        (x + half, neck),
        (x + half * (1.9 if robe else 0.7), foot if robe else hip),
        (x - half * (1.9 if robe else 0.7), foot if robe else hip),
    ]
    cv2.fillPoly(mask, [np.rint(np.array(body)).astype(np.int32)], 255, cv2.LINE_AA)
    if not robe:
        for side in (-1, 1):
            knee = x + side * size * rng.uniform(0.02, 0.2)
            _line(
                mask,
                [(x + side * 3, hip), (knee, (hip + foot) / 2), (knee + rng.normal(0, 8), foot - 2)],
                max(4, round(size * 0.075)),
            )
    cv2.circle(mask, (round(x), round(neck - size * 0.1)), round(size * 0.085), 255, -1, cv2.LINE_AA)
    for side in (-1, 1):
        elbow = (x + side * size * rng.uniform(0.15, 0.28), neck + size * rng.uniform(-0.05, 0.2))
        hand = (elbow[0] + side * size * rng.uniform(-0.1, 0.18), elbow[1] - size * rng.uniform(-0.15, 0.25))
        _line(mask, [(x + side * half * 0.8, neck + 4), elbow, hand], max(3, round(size * 0.05)))
        if rng.random() < 0.5:
            _line(mask, [(hand[0], hand[1] - size * 0.4), (hand[0], hand[1] + size * 0.35)], 3)
    for row in range(int(rng.integers(2, 7))):
        y = neck + 6 + (hip - neck) * row / 6
        _line(lines, [(x - half * 0.8, y), (x + half * 0.8, y + rng.normal(0, 3))], 2)


def wear(
    rng: np.random.Generator, albedo: Field, relief: Field, bare: Colour, count: int
) -> tuple[Field, Field, tuple[Mark, ...]]:
    """Paint, relief (pixels) and descriptions after an object's own history: stains, cracks, flaked paint, dirt."""
    painted, height, marks = albedo, relief, []
    rubbed = ramp(wrapped_noise(rng, 40.0, 5), 0.66, 0.72) * np.float32(rng.uniform(0.2, 0.9))
    painted = mix(painted, bare, rubbed)
    height = height - rubbed * np.float32(0.8)
    for number in range(count):
        x, y = rng.uniform(0, MAP_WIDTH), rng.uniform(0.12, 0.92) * MAP_HEIGHT
        side = ("front", "right side", "back", "left side")[int((x / MAP_WIDTH * 4 + 0.5) % 4)]
        place = f"on the {side}, {('upper', 'middle', 'lower')[int(y / MAP_HEIGHT * 3)]} part"
        size = rng.uniform(40, 90) * (1.3 if number == 0 else 1.0)
        kind = ("stain", "crack", "loss", "encrustation")[int(rng.integers(4))]
        mask = np.zeros((MAP_HEIGHT, MAP_WIDTH), np.uint8)
        shift = round(x) - MAP_WIDTH // 2  # drawn in the middle and rolled into place, so that nothing is cut off
        if kind == "crack":
            for _ in range(3):
                cv2.polylines(mask, [wander(rng, MAP_WIDTH / 2, y, size * 3.2, 0.35, 26)], False, 255, 2, cv2.LINE_AA)
            spot = np.roll(mask, shift, axis=1).astype(np.float32) / np.float32(255.0)
            painted, height = mix(painted, (30, 24, 20), 0.85 * spot), height - 3.0 * spot
        else:
            cv2.circle(mask, (MAP_WIDTH // 2, round(y)), round(size), 255, -1)
            rough = wrapped_noise(rng, size * 0.6)
            soft = np.roll(blur(mask.astype(np.float32) / 255.0, size * 0.3), shift, axis=1)
            spot = ramp(soft + 0.9 * (rough - 0.5), 0.55, 0.66)
            if kind == "stain":
                painted = mix(painted, painted * np.float32(0.5), 0.8 * spot)
            elif kind == "loss":
                painted, height = mix(painted, bare, spot), height - 4.5 * spot
            else:
                crust = np.array([196, 186, 164], np.float32) * (0.6 + 0.6 * rough)[:, :, None]
                painted, height = mix(painted, crust, 0.9 * spot), height + 3.0 * spot * rough
        words = {"stain": "dark stain", "crack": "branching crack", "loss": "flaked area", "encrustation": "pale crust"}
        marks.append(Mark(kind, f"{words[kind]} {place}", place))
    return painted, height, tuple(marks)


def _line(mask: NDArray[np.uint8], points: object, width: int) -> None:
    pixels = np.rint(np.asarray(points, np.float64) * 4).astype(np.int32)
    cv2.polylines(mask, [pixels[:, None, :]], False, 255, width, cv2.LINE_AA, 2)
