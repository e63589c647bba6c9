"""Dies of coins: a head or an emblem, a legend in invented letters and a border of dots, as relief."""

import cv2
import numpy as np
from numpy.typing import NDArray

from registry.sample.texture import Field, blur, ramp
from registry.sample.works.ink import as_field, draw_strokes
from registry.sample.works.script import Sign, Stroke, alphabet, words

SIZE = 640
"""Height and width of a coin's picture in pixels."""


def make_die(rng: np.random.Generator, *, head: bool) -> Field:
    """Relief of one die in pixels, its middle in the middle of the field."""
    mask = np.zeros((SIZE, SIZE), np.uint8)
    signs = alphabet(rng, count=18, style="angular")
    _legend(rng, mask, signs)
    beads = int(rng.integers(56, 90))
    for bead in range(beads):
        turn = 2 * np.pi * bead / beads
        centre = (round(SIZE / 2 + 246 * np.cos(turn)), round(SIZE / 2 + 246 * np.sin(turn)))
        cv2.circle(mask, centre, 6, 255, -1, cv2.LINE_AA)
    relief = 7.0 * blur(as_field(mask), 1.6)
    motif = _profile(rng) if head else _emblem(rng, signs)
    return relief + motif


def _legend(rng: np.random.Generator, mask: NDArray[np.uint8], signs: tuple[Sign, ...]) -> None:
    size, radius = rng.uniform(27, 36), 206.0
    length = rng.uniform(2.6, 5.4) * radius / size
    start = rng.uniform(0, 2 * np.pi)
    bent: list[Stroke] = []
    for stroke in words(rng, signs, length):
        fine = np.column_stack(
            [np.interp(np.linspace(0, 1, 6), np.linspace(0, 1, len(stroke)), stroke[:, axis]) for axis in (0, 1)]
        )
        angle, out = start + fine[:, 0] * size / radius, radius + (0.5 - fine[:, 1]) * size
        bent.append(np.column_stack([SIZE / 2 + out * np.cos(angle), SIZE / 2 + out * np.sin(angle)]))
    draw_strokes(mask, bent, width=6)


def _dome(points: NDArray[np.float64], height: float, soft: float) -> Field:
    mask = np.zeros((SIZE, SIZE), np.uint8)
    cv2.fillPoly(mask, [np.rint(points).astype(np.int32)], 255, cv2.LINE_AA)
    away: Field = cv2.distanceTransform(mask, cv2.DIST_L2, 5)
    return blur(np.float32(height) * np.sqrt(1.0 - (1.0 - np.clip(away / np.float32(soft), 0, 1)) ** 2), 1.2)


def _profile(rng: np.random.Generator) -> Field:
    """A head in profile with hair, an ear, a wreath or crown."""
    brow, nose, lips, chin = rng.uniform(4, 12), rng.uniform(26, 48), rng.uniform(10, 20), rng.uniform(8, 24)
    face = [
        (-40, -150), (20, -148), (62, -112), (70 + brow, -78), (66, -62), (70 + nose, -18), (68, -8),
        (70 + lips, 10), (64, 20), (68 + lips, 34), (58, 46), (62 + chin, 72), (36, 100), (-6, 92),
        (4, 150), (44, 190), (-120, 190), (-84, 120), (-108, 40), (-122, -50), (-92, -122),
    ]  # fmt: skip
    outline = np.array(face) * rng.uniform(0.82, 0.95) + SIZE / 2
    if rng.random() < 0.5:
        outline[:, 0] = SIZE - outline[:, 0]
    sign = 1.0 if outline[5, 0] > SIZE / 2 else -1.0
    relief = _dome(outline, 26.0, 70.0)
    mask = np.zeros((SIZE, SIZE), np.uint8)
    middle = np.array([SIZE / 2 - sign * 20, SIZE / 2 - 50])
    curls = int(rng.integers(14, 30))
    for curl in range(curls):
        turn = np.pi * (0.62 + 1.05 * curl / curls) if sign > 0 else np.pi * (1.38 - 1.05 * curl / curls) - np.pi
        turn = turn if sign > 0 else turn + np.pi
        for ring in (58.0, 84.0, 106.0):
            at = middle + ring * rng.uniform(0.92, 1.05) * np.array([np.cos(turn + ring), np.sin(turn + ring)])
            angle = np.linspace(0, rng.uniform(3, 6), 10)
            swirl = at + np.column_stack([12 * np.cos(angle + curl), 12 * np.sin(angle + curl)]) * (
                0.4 + angle[:, None] / 9
            )
            draw_strokes(mask, [swirl], width=4)
    inside = ramp(relief, 2.0, 12.0)
    hair = as_field(mask) * inside
    hair[:, slice(SIZE // 2 + 30, None) if sign > 0 else slice(0, SIZE // 2 - 30)] *= 0.12
    features = np.zeros((SIZE, SIZE), np.uint8)
    eye = np.array([SIZE / 2 + sign * 42, SIZE / 2 - 52])
    draw_strokes(
        features,
        [
            eye + np.array([[-18 * sign, 0], [0, -9], [16 * sign, -2]]),
            eye + np.array([[-18 * sign, 2], [0, 8], [15 * sign, 0]]),
        ],
        width=4,
    )
    draw_strokes(features, [eye + np.array([[-26 * sign, -20], [0, -27], [22 * sign, -16]])], width=6)
    cv2.circle(features, tuple(np.rint(eye).astype(int).tolist()), 4, 255, -1, cv2.LINE_AA)
    ear = np.array([SIZE / 2 - sign * 22, SIZE / 2 - 22])
    bend = np.linspace(0, 5, 14)
    draw_strokes(features, [ear + np.column_stack([15 * np.cos(bend), 25 * np.sin(bend)])], width=6)
    for fold in range(int(rng.integers(2, 6))):
        x = SIZE / 2 - sign * (70 - 24 * fold)
        draw_strokes(features, [np.array([[x, SIZE / 2 + 128], [x - sign * 18, SIZE / 2 + 178]])], width=5)
    portrait: Field = relief + 8.0 * blur(hair, 1.0) + 7.0 * blur(as_field(features), 1.2)
    return portrait


def _emblem(rng: np.random.Generator, signs: tuple[Sign, ...]) -> Field:
    """The reverse: a star, a beast, a ship, a branch or a gate, with signs in the field."""
    mask = np.zeros((SIZE, SIZE), np.uint8)
    middle = np.array([SIZE / 2, SIZE / 2])
    kind = int(rng.integers(4))
    if kind == 0:  # a star or wheel of many rays
        rays = int(rng.integers(5, 13))
        for ray in range(rays * 2):
            turn, reach = np.pi * ray / rays, 150.0 if ray % 2 else rng.uniform(60, 100)
            tip = middle + reach * np.array([np.cos(turn), np.sin(turn)])
            draw_strokes(mask, [np.array([middle, tip])], width=18 if ray % 2 else 9)
            cv2.circle(mask, tuple(np.rint(tip).astype(int).tolist()), 12, 255, -1, cv2.LINE_AA)
    elif kind == 1:  # a branch with leaves and fruit
        path = np.column_stack(
            [SIZE / 2 + 40 * np.sin(np.linspace(0, rng.uniform(2, 5), 14)), np.linspace(470, 160, 14)]
        )
        draw_strokes(mask, [path], width=11)
        for index in range(1, 14):
            for side in (-1, 1):
                at = path[index] + np.array([side * rng.uniform(28, 56), -14])
                cv2.ellipse(
                    mask,
                    tuple(np.rint(at).astype(int).tolist()),
                    (int(rng.integers(18, 34)), 9),
                    side * -30,
                    0,
                    360,
                    255,
                    -1,
                    cv2.LINE_AA,
                )
    elif kind == 2:  # a ship
        hull = np.array([[160, 370], [480, 360], [430, 440], [210, 440]]) + rng.normal(0, 10, (4, 2))
        cv2.fillPoly(mask, [np.rint(hull).astype(np.int32)], 255, cv2.LINE_AA)
        for oar in range(int(rng.integers(6, 13))):
            draw_strokes(mask, [np.array([[200 + oar * 22, 420], [180 + oar * 22, 484]])], width=6)
        cv2.fillPoly(mask, [np.array([[330, 180], [450, 330], [330, 340]], np.int32)], 255, cv2.LINE_AA)
        draw_strokes(mask, [np.array([[320, 160], [320, 370]]), np.array([[210, 350], [318, 170]])], width=9)
    else:  # a gate with towers
        for tower in range(int(rng.integers(2, 5))):
            x = 180 + tower * rng.uniform(70, 90)
            cv2.rectangle(mask, (int(x), int(rng.integers(180, 260))), (int(x) + 52, 430), 255, -1)
            for row in range(4):
                cv2.rectangle(mask, (int(x) + 18, 290 + row * 34), (int(x) + 30, 306 + row * 34), 0, -1)
        cv2.rectangle(mask, (160, 425), (480, 450), 255, -1)
    away: Field = cv2.distanceTransform(mask, cv2.DIST_L2, 5)
    field = np.zeros((SIZE, SIZE), np.uint8)
    for _ in range(int(rng.integers(1, 4))):
        sign = signs[int(rng.integers(len(signs)))]
        spot = middle + rng.choice([-1, 1], 2) * rng.uniform(90, 130, 2)
        draw_strokes(field, [stroke * 42 + spot for stroke in sign.strokes], width=7)
    return blur(15.0 * np.sqrt(np.clip(away / np.float32(16.0), 0, 1)), 1.4) + 7.0 * blur(as_field(field), 1.4)
