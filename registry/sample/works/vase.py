"""Vases: surfaces of revolution with painted friezes, handles, chips and cracks, seen from several sides."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from registry.sample.texture import Field, blur, fractal_noise, grain, mix
from registry.sample.works.model import Facts, Mark, Painted, WorkPicture
from registry.sample.works.names import person
from registry.sample.works.solid import VIEWS, Surface, on_map, shade, studio
from registry.sample.works.words import titles
from registry.sample.works.wrapped import MAP_HEIGHT, MAP_WIDTH, band, beasts, wear, wrapped_noise

HEIGHT, WIDTH = 640, 560
_TOP, _FOOT = 50, 590
_WARES = (
    ("black-painted ware", (196, 112, 66), (34, 28, 26), 0.10),
    ("red-reserved ware", (36, 30, 28), (200, 112, 62), 0.12),
    ("blue-painted ware", (226, 226, 216), (44, 70, 140), 0.30),
    ("buff ware", (206, 178, 136), (104, 56, 40), 0.02),
    ("green-glazed ware", (126, 160, 120), (50, 76, 60), 0.32),
    ("grey burnished ware", (112, 108, 104), (60, 56, 56), 0.14),
)


@dataclass(frozen=True)
class Vase:
    """A finished vase, ready to be photographed from any side."""

    radius: Field
    """Radius in pixels for each row from the lip to the foot."""
    albedo: Field
    relief: Field
    lip: Field
    """How deep the lip is chipped, in pixels, for each column of the map."""
    handles: NDArray[np.float64] | None
    """Points of a handle as distance from the axis and row, in pixels, with its thickness."""
    clay: tuple[int, int, int]
    gloss: float
    tone: float


def paint_vase(design: np.random.Generator, own: np.random.Generator) -> Painted:
    """A vase from five sides; vases of one design share shape and layout, and differ in painting and damage."""
    vase, facts = make_vase(design, own)
    shots = [photograph_vase(vase, degrees, own) for degrees in VIEWS.values()]
    pictures = tuple(WorkPicture(view, rgb) for view, (rgb, _) in zip(VIEWS, shots, strict=True))
    return Painted(facts, pictures, flat=False, outlines=tuple(outline for _, outline in shots))


def make_vase(design: np.random.Generator, own: np.random.Generator) -> tuple[Vase, Facts]:
    """The vase itself."""
    ware, clay, paint, gloss = _WARES[int(design.integers(len(_WARES)))]
    radius = _profile(design)
    albedo, subject = _painting(design, own, clay, paint)
    relief = 1.0 * (wrapped_noise(own, 90.0, 3) - 0.5) + 0.7 * (wrapped_noise(own, 8.0, 2) - 0.5)
    rings = fractal_noise(own, MAP_HEIGHT, 2, 7.0, 2)[:, :1] - 0.5
    bare = tuple(int(value) for value in np.clip(np.array(clay) * 0.5 + np.array([90, 66, 46]), 0, 255))
    albedo, relief, marks = wear(own, albedo, relief + 1.6 * rings, bare, int(own.integers(2, 5)))
    lip, chips = _chips(own)
    handles = _handle(design, radius) if design.random() < 0.55 else None
    vase = Vase(radius, albedo, relief, lip, handles, clay, gloss, float(own.uniform(150, 215)))
    tall = round(design.uniform(14, 52), 1)
    year = int(design.integers(-620, 1850))
    facts = Facts(
        object_type="vessel",
        type_words=f"vase, {ware}",
        subject=f"vase with {subject}",
        titles=titles(design, "vase", f"vase with {subject}"),
        materials=("glazed ceramic" if gloss > 0.25 else "terracotta",),
        techniques=("wheel-thrown", "painted"),
        years=(year, year + 40),
        measurements=(
            ("height", tall + round(own.normal(0, 0.2), 1), "object"),
            ("diameter", round(tall * float(radius.max()) * 2 / (_FOOT - _TOP), 1), "object"),
        ),
        marks=chips + marks,
        maker=person(design) if design.random() < 0.3 else None,
    )
    return vase, facts


def photograph_vase(
    vase: Vase, degrees: float, rng: np.random.Generator
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """A studio photograph of the vase turned by `degrees`, and its outline (255 inside)."""
    turn = np.radians(degrees)
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    along = np.clip(rows[:, 0] - _TOP, 0, len(vase.radius) - 1).astype(np.int64)
    radius = np.where((rows >= _TOP) & (rows <= _FOOT), vase.radius[along][:, None], np.float32(0.5))
    x = columns - WIDTH / 2.0
    across = np.clip(x / radius, -0.9999, 0.9999)
    inside = np.clip(radius - np.abs(x) + 0.5, 0, 1) * (rows >= _TOP) * (rows <= _FOOT)
    surface = Surface(
        depth=radius * np.sqrt(1.0 - across**2),
        angle=np.arcsin(across) + np.float32(turn),
        level=(rows - _TOP) / np.float32(_FOOT - _TOP),
        inside=inside.astype(np.float32),
    )
    lit = shade(surface, on_map(vase.albedo, surface), on_map(vase.relief, surface), gloss=vase.gloss)
    lit = lit * (1.0 - 0.25 * np.abs(across) ** 6)[:, :, None]  # the ground darkens the rim of the outline
    cut = on_map(np.repeat(vase.lip[None, :], 2, axis=0), replace(surface, level=np.zeros_like(surface.level)))
    hollow = np.clip(cut - (rows - _TOP), 0, 1)
    lit = mix(lit, np.asarray(vase.clay, np.float32) * np.float32(0.30), hollow)
    lip_edge = np.exp(-(((rows - _TOP - cut - 1.5) / 1.6) ** 2)) * (cut > 1)
    lit = mix(lit, np.asarray(vase.clay, np.float32) * np.float32(0.5) + 100, 0.7 * lip_edge)
    if vase.handles is not None:
        lit, inside = _with_handles(vase, lit, surface.inside, turn)
        surface = replace(surface, inside=inside)
    return studio(rng, surface, lit, vase.tone)


def _profile(rng: np.random.Generator) -> Field:
    knots = np.array([0.0, 0.06, 0.18, 0.32, 0.5, 0.68, 0.85, 0.95, 1.0])
    styles = (
        [0.5, 0.44, 0.36, 0.62, 1.0, 0.92, 0.6, 0.42, 0.5],  # jar with a neck
        [0.62, 0.52, 0.48, 0.9, 1.0, 0.8, 0.46, 0.34, 0.46],  # shouldered
        [1.0, 0.93, 0.84, 0.8, 0.82, 0.86, 0.7, 0.36, 0.52],  # krater
        [0.32, 0.26, 0.24, 0.3, 0.74, 1.0, 0.94, 0.7, 0.6],  # bottle
        [0.7, 0.72, 0.86, 0.98, 1.0, 0.94, 0.8, 0.62, 0.56],  # pot
        [0.56, 0.34, 0.3, 0.72, 0.9, 0.6, 0.3, 0.34, 0.6],  # on a stem
    )
    shape = np.array(styles[int(rng.integers(len(styles)))]) * (1.0 + rng.normal(0, 0.06, len(knots)))
    size = rng.uniform(150, 215)
    fine = np.linspace(0, 1, _FOOT - _TOP + 1)
    curve = np.interp(fine, knots, shape) * size
    smooth = blur(curve.astype(np.float32)[:, None], 14.0)[:, 0]
    smooth[:9] = smooth[9] + np.float32(5.0)  # a lip and a foot ring with sharp edges
    smooth[-12:] = smooth[-12] + np.float32(4.0)
    return smooth


def _painting(
    design: np.random.Generator, own: np.random.Generator, clay: tuple[int, int, int], paint: tuple[int, int, int]
) -> tuple[Field, str]:
    mask, lines = np.zeros((MAP_HEIGHT, MAP_WIDTH), np.uint8), np.zeros((MAP_HEIGHT, MAP_WIDTH), np.uint8)
    rows = np.cumsum(design.uniform(22, 62, 16)).astype(int) + int(design.integers(10, 60))
    frieze = int(design.integers(2, 5))
    subject, top = "bands of ornament", int(rows[0])
    for index, step in enumerate(np.diff(rows)):
        if top + step > MAP_HEIGHT - 40:
            break
        if index == frieze:
            tall = int(design.integers(150, 230))
            if top + tall < MAP_HEIGHT - 40:
                subject = beasts(mask, lines, own, top + 6, top + tall - 6)
                top += tall
                continue
        kind = design.random()
        if kind < 0.55:
            band(mask, design, top, top + int(step))
        elif kind < 0.75:
            mask[top : top + max(3, int(step) // 3)] = 255
        top += int(step)
    ink = mask.astype(np.float32) / 255.0 * (1.0 - lines.astype(np.float32) / 255.0)
    thin = 0.72 + 0.28 * wrapped_noise(own, 26.0)
    ground = np.asarray(clay, np.float32) * (0.86 + 0.28 * wrapped_noise(own, 120.0))[:, :, None]
    ground = ground + 5.0 * grain(own, MAP_HEIGHT, MAP_WIDTH)[:, :, None]
    return mix(ground, paint, blur(ink, 0.7) * thin), subject


def _chips(rng: np.random.Generator) -> tuple[Field, tuple[Mark, ...]]:
    columns = np.arange(MAP_WIDTH, dtype=np.float32)
    depth, marks = np.zeros(MAP_WIDTH, np.float32), []
    for _ in range(int(rng.integers(0, 4))):
        at, half = rng.uniform(0, MAP_WIDTH), rng.uniform(16, 60)
        away = np.abs((columns - at + MAP_WIDTH / 2) % MAP_WIDTH - MAP_WIDTH / 2)
        bite = rng.uniform(8, 34) * np.clip(1.0 - (away / half) ** 2, 0, 1)
        ragged = fractal_noise(rng, 2, MAP_WIDTH, 14.0, 3)[0]
        depth = np.maximum(depth, bite * (0.6 + 0.8 * ragged))
        side = ("front", "right", "back", "left")[int((at / MAP_WIDTH * 4 + 0.5) % 4)]
        marks.append(Mark("chip", f"chip in the lip at the {side}", f"lip, {side}"))
    return depth.astype(np.float32), tuple(marks)


def _handle(rng: np.random.Generator, radius: Field) -> NDArray[np.float64]:
    top, foot = rng.uniform(0.04, 0.14), rng.uniform(0.32, 0.5)
    t = np.linspace(0, 1, 40)
    rows = _TOP + (top + (foot - top) * t) * (_FOOT - _TOP)
    along = (rows - _TOP).astype(int)
    start = radius[along[0]] * (1 - t) + radius[along[-1]] * t
    reach = start + rng.uniform(28, 64) * np.sin(np.pi * t) ** 0.7 - 4
    return np.column_stack([np.maximum(reach, 12), rows, np.full(40, rng.uniform(12, 22))])


def _with_handles(vase: Vase, lit: Field, inside: Field, turn: float) -> tuple[Field, Field]:
    assert vase.handles is not None  # noqa: S101
    picture, outline = lit, inside
    for side in (0.5 * np.pi, 1.5 * np.pi):  # handles stand at the left and right of the front view
        angle = side - turn
        x = WIDTH / 2.0 + vase.handles[:, 0] * np.sin(angle)
        near = np.cos(angle) > 0.05
        points = np.rint(np.column_stack([x, vase.handles[:, 1]]) * 8).astype(np.int32)[:, None, :]
        mask, core = np.zeros(inside.shape, np.uint8), np.zeros(inside.shape, np.uint8)
        thick = round(float(vase.handles[0, 2]))
        cv2.polylines(mask, [points], False, 255, thick, cv2.LINE_AA, 3)
        cv2.polylines(core, [points - 20], False, 255, max(2, thick // 3), cv2.LINE_AA, 3)
        shown = mask.astype(np.float32) / 255.0 * (1.0 if near else 1.0 - inside)
        round_ = blur(mask.astype(np.float32) / 255.0, thick / 4.0)
        body = np.asarray(vase.clay, np.float32) * (0.2 + 0.75 * round_**2)[:, :, None]
        body = body + np.float32(18 + 120 * vase.gloss) * blur(core.astype(np.float32) / 255.0, thick / 6.0)[:, :, None]
        picture = mix(picture, body, shown)
        outline = np.maximum(outline, shown)
    return picture, outline
