"""Figures in the round: standing, seated, heads and animals in stone, clay, bronze or wood."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from registry.sample.texture import Field, mix, ramp
from registry.sample.works.blobs import Ball, turned_body
from registry.sample.works.model import Facts, Mark, Painted, WorkPicture
from registry.sample.works.names import person
from registry.sample.works.poses import GARMENTS, POSES
from registry.sample.works.solid import VIEWS, on_map, shade, studio
from registry.sample.works.words import titles
from registry.sample.works.wrapped import MAP_HEIGHT, wear, wrapped_noise

HEIGHT, WIDTH = 640, 540
_MATTERS = {
    "limestone": ((206, 190, 160), (226, 214, 190), 0.02, 3.0),
    "terracotta": ((186, 112, 78), (150, 86, 60), 0.02, 2.0),
    "bronze": ((104, 84, 54), (74, 118, 100), 0.16, 2.2),
    "wood": ((122, 84, 54), (168, 128, 90), 0.06, 1.6),
    "basalt": ((74, 72, 72), (104, 100, 96), 0.08, 2.6),
    "alabaster": ((226, 216, 200), (190, 170, 140), 0.16, 1.4),
}


@dataclass(frozen=True)
class Figure:
    """A finished figure, ready to be photographed from any side."""

    balls: tuple[Ball, ...]
    albedo: Field
    relief: Field
    gloss: float
    tone: float


def paint_figure(design: np.random.Generator, own: np.random.Generator) -> Painted:
    """A figure from five sides; figures of one design are casts of one mould with their own surface and damage."""
    figure, facts = make_figure(design, own)
    shots = [photograph_figure(figure, degrees, own) for degrees in VIEWS.values()]
    pictures = tuple(WorkPicture(view, rgb) for view, (rgb, _) in zip(VIEWS, shots, strict=True))
    return Painted(facts, pictures, flat=False, outlines=tuple(outline for _, outline in shots))


def make_figure(design: np.random.Generator, own: np.random.Generator) -> tuple[Figure, Facts]:
    """The figure itself."""
    subject = list(POSES)[int(design.integers(len(POSES)))]
    balls, parts = POSES[subject](design)
    matter = list(_MATTERS)[int(design.integers(len(_MATTERS)))]
    base, second, gloss, rough = _MATTERS[matter]
    broken: tuple[Mark, ...] = ()
    if parts and own.random() < 0.45:
        lost = list(parts)[int(own.integers(len(parts)))]
        gone = set(parts[lost])
        balls = [ball for index, ball in enumerate(balls) if index not in gone]
        broken = (Mark("loss", f"{lost} broken off", lost),)
    balls, bites = _bites(own, balls)
    cloud, fine = wrapped_noise(own, 110.0, 5), wrapped_noise(own, 7.0, 3)
    albedo = mix(np.asarray(base, np.float32) * (0.8 + 0.4 * fine)[:, :, None], second, ramp(cloud, 0.42, 0.68))
    pores = ramp(wrapped_noise(own, 11.0, 3), 0.60, 0.70)
    albedo = albedo * (1.0 - 0.35 * pores)[:, :, None]
    if matter == "wood":
        rings = np.sin(wrapped_noise(own, 60.0, 2) * 60.0)
        albedo = albedo * (0.9 + 0.14 * rings)[:, :, None]
    relief = np.float32(1.5 * rough) * (fine - 0.5) + 5.0 * (cloud - 0.5) - 1.2 * pores
    relief, albedo = _carving(design, relief, albedo, GARMENTS[subject])
    bare = tuple(int(value) for value in np.clip(np.array(base) * 0.7 + 60, 0, 255))
    albedo, relief, marks = wear(own, albedo, relief, bare, int(own.integers(2, 5)))
    figure = Figure(tuple(balls), albedo, relief, gloss, float(own.uniform(140, 210)))
    tall = round(design.uniform(8, 64), 1)
    year = int(design.integers(-1800, 1650))
    facts = Facts(
        object_type="sculpture" if tall > 30 else "figurine",
        type_words=f"{subject}, {matter}",
        subject=subject,
        titles=titles(design, "figure", subject),
        materials=(matter,),
        techniques=("cast",) if matter == "bronze" else (("moulded",) if matter == "terracotta" else ("carved",)),
        years=(year, year + 80),
        measurements=(("height", tall + round(own.normal(0, 0.1), 1), "object"),),
        marks=broken + bites + marks,
        maker=person(design) if design.random() < 0.2 else None,
        relation="cast of" if matter in {"bronze", "terracotta"} else "companion",
    )
    return figure, facts


def photograph_figure(
    figure: Figure, degrees: float, rng: np.random.Generator
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """A studio photograph of the figure turned by `degrees`, and its outline (255 inside)."""
    surface = turned_body(list(figure.balls), degrees, size=(HEIGHT, WIDTH), foot=590, tall=535)
    albedo, relief = on_map(figure.albedo, surface), on_map(figure.relief, surface)
    return studio(rng, surface, shade(surface, albedo, relief, gloss=figure.gloss), figure.tone)


def _carving(rng: np.random.Generator, relief: Field, albedo: Field, span: tuple[float, float]) -> tuple[Field, Field]:
    """Incised folds and borders of a garment around the body."""
    rows = np.arange(MAP_HEIGHT, dtype=np.float32)[:, None] / MAP_HEIGHT
    columns = np.arange(relief.shape[1], dtype=np.float32)[None, :] / relief.shape[1]
    low, high = span[0] + rng.uniform(0, 0.08), span[1] + rng.uniform(-0.06, 0.03)
    worn = ramp(rows, low, low + 0.02) * (1.0 - ramp(rows, high, high + 0.02))
    slant = rng.uniform(-1.5, 1.5)
    folds = np.sin((columns * int(rng.integers(18, 44)) + slant * rows) * np.float32(2 * np.pi))
    border = np.exp(-(((rows - high) / 0.012) ** 2)) + np.exp(-(((rows - low) / 0.012) ** 2))
    relief = relief + worn * folds * np.float32(rng.uniform(0.8, 2.4)) - 3.0 * border
    return relief, albedo * (1.0 - 0.14 * worn * (folds < 0) - 0.2 * border)[:, :, None]


def _bites(rng: np.random.Generator, balls: list[Ball]) -> tuple[list[Ball], tuple[Mark, ...]]:
    """Chips knocked out of the body."""
    added, marks = list(balls), []
    for _ in range(int(rng.integers(1, 4))):
        ball = balls[int(rng.integers(len(balls)))]
        if ball.carve:
            continue
        angle = rng.uniform(0, 2 * np.pi)
        x, z = ball.x + ball.radius * 0.95 * np.sin(angle), ball.z + ball.radius * 0.95 * np.cos(angle)
        size = rng.uniform(0.014, 0.03)
        added.append(Ball(float(x), ball.y + rng.uniform(-0.4, 0.4) * ball.tall, float(z), size, size, carve=True))
        side = ("front", "right side", "back", "left side")[int((angle / (2 * np.pi) * 4 + 0.5) % 4)]
        place = f"{side}, {('upper', 'middle', 'lower')[int(np.clip(ball.y * 3, 0, 2))]} part"
        marks.append(Mark("chip", f"chip on the {place}", place))
    return added, tuple(marks)
