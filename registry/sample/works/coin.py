"""Coins: two struck sides in relief, with legends, wear, off-centre blows and test cuts."""

import cv2
import numpy as np

from registry.sample.texture import Field, Rgb, blur, fractal_noise, grain, mix, ramp, to_rgb
from registry.sample.works.die import SIZE, make_die
from registry.sample.works.ink import as_field, draw_strokes
from registry.sample.works.marks import wander
from registry.sample.works.model import Facts, Mark, Painted, WorkPicture
from registry.sample.works.words import titles

_RADIUS = 262.0
_METALS = {"silver": (176, 174, 168), "bronze": (126, 98, 62), "gold": (214, 170, 78), "copper": (150, 92, 64)}


def paint_coin(design: np.random.Generator, own: np.random.Generator) -> Painted:
    """Both sides of a coin; coins of one design come from the same dies and differ in blow, wear and damage."""
    metal = list(_METALS)[int(design.integers(len(_METALS)))]
    dies = (make_die(design, head=True), make_die(design, head=False))
    flan = _flan(own)
    wear = float(own.uniform(0.6, 3.4))
    marks: list[Mark] = []
    pictures = []
    patina = tuple(float(value) for value in own.uniform(0.25, 0.9, 2))
    for die, view, side in zip(dies, ("front", "back"), ("obverse", "reverse"), strict=True):
        rgb, found = _strike(own, die, flan if view == "front" else flan[:, ::-1], metal, wear, patina, side)
        pictures.append(WorkPicture(view, rgb))
        marks.extend(found)
    if wear > 2.2:
        marks.append(Mark("other", "heavily worn", "both sides"))
    diameter = round(design.uniform(14, 34) / 10, 2)
    year = int(design.integers(-380, 1700))
    subject = "coin with a head" if design.random() < 0.5 else "coin with a profile and a legend"
    facts = Facts(
        object_type="coin",
        type_words=f"{metal} coin",
        subject=subject,
        titles=titles(design, "coin", subject),
        materials=(metal,),
        techniques=("struck",),
        years=(year, year + 20),
        measurements=(
            ("diameter", round(diameter + own.normal(0, 0.04), 2), "object"),
            ("weight", round(diameter**2 * 2.1 + own.normal(0, 0.3), 2), "object"),
        ),
        marks=tuple(marks),
        relation="other version",
    )
    return Painted(facts, tuple(pictures))


def _flan(rng: np.random.Generator) -> Field:
    """The blank's outline, 0 to 1: not quite round, with cracks at the edge."""
    rows, columns = np.mgrid[0:SIZE, 0:SIZE].astype(np.float32) - SIZE / 2
    angle = np.arctan2(rows, columns)
    edge = np.full((SIZE, SIZE), np.float32(_RADIUS))
    for wave in range(2, 9):
        edge += np.float32(rng.normal(0, 9.0 / wave)) * np.cos(wave * angle + np.float32(rng.uniform(0, 6.3)))
    for _ in range(int(rng.integers(0, 4))):
        at, deep = rng.uniform(-np.pi, np.pi), rng.uniform(14, 48)
        away = np.abs((angle - at + np.pi) % (2 * np.pi) - np.pi)
        edge -= np.float32(deep) * np.exp(-((away / np.float32(rng.uniform(0.012, 0.05))) ** 2))
    flan: Field = np.clip(edge - np.hypot(rows, columns), -1, 30) / np.float32(30)
    return flan


def _strike(
    rng: np.random.Generator, die: Field, flan: Field, metal: str, wear: float, patina: tuple[float, ...], side: str
) -> tuple[Rgb, list[Mark]]:
    """One side as a photograph: the die struck off centre on the flan, worn, corroded and lit from the upper left."""
    shift, turn = rng.normal(0, 11, 2), rng.uniform(-14, 14)
    matrix = cv2.getRotationMatrix2D((SIZE / 2, SIZE / 2), float(turn), 1.0)
    matrix[:, 2] += shift
    struck: Field = cv2.warpAffine(die.astype(np.float32), matrix, (SIZE, SIZE))
    high = blur(struck, wear)
    high = np.minimum(high, np.float32(34 - 5 * wear)) * np.float32(1.1 - 0.14 * wear)
    cloud = fractal_noise(rng, SIZE, SIZE, 120.0, 5, gain=0.6)
    marks: list[Mark] = []
    if float(np.hypot(*shift)) > 16:
        marks.append(Mark("other", f"struck off centre on the {side}", side))
    pits = ramp(fractal_noise(rng, SIZE, SIZE, 26.0, 4, gain=0.8), 0.62, 0.74) * ramp(cloud, 0.40, 0.62)
    high = high - 2.6 * pits + 0.5 * blur(grain(rng, SIZE, SIZE), 0.8)
    cuts = np.zeros((SIZE, SIZE), np.uint8)
    if rng.random() < 0.3:
        at, lean = rng.uniform(220, 420, 2), rng.uniform(0, np.pi)
        arm = rng.uniform(40, 90) * np.array([np.cos(lean), np.sin(lean)])
        draw_strokes(cuts, [np.array([at - arm, at + arm])], width=11)
        marks.append(Mark("tool mark", f"test cut on the {side}", side))
    for _ in range(int(rng.integers(4, 14))):
        line = wander(rng, rng.uniform(120, 520), rng.uniform(120, 520), rng.uniform(30, 160), 0.04)
        cv2.polylines(cuts, [line], False, 110, 1, cv2.LINE_AA)
    high = high - 9.0 * blur(as_field(cuts), 0.8)
    body = high + 16.0 * ramp(flan, 0.0, 0.8)
    tone = np.asarray(_METALS[metal], np.float32)
    low = 1.0 - ramp(blur(high, 1.0) - blur(high, 9.0), -3.0, 3.0)
    green = np.array([70, 108, 88] if metal in {"bronze", "copper"} else [58, 54, 50], np.float32)
    colour = mix(
        mix(np.broadcast_to(tone, (SIZE, SIZE, 3)), green, np.clip(low * patina[0], 0, 0.85)),
        green * 1.25,
        ramp(cloud, 0.55, 0.75) * patina[1] * 0.6,
    )
    dx, dy = cv2.Sobel(body, cv2.CV_32F, 1, 0, scale=0.125), cv2.Sobel(body, cv2.CV_32F, 0, 1, scale=0.125)
    length = np.sqrt(dx * dx + dy * dy + np.float32(1.0))
    light = np.clip((0.55 * dx + 0.55 * dy) / length + 0.62 / length, 0, 1.4)
    shine = np.clip((0.35 * dx + 0.35 * dy + 0.87) / length, 0, 1) ** 18
    lit = colour * (0.25 + 0.95 * light)[:, :, None] + np.float32(70 if metal != "bronze" else 40) * shine[:, :, None]
    ground = np.full((SIZE, SIZE, 3), rng.uniform(196, 232), np.float32)
    shadow = blur(np.roll(ramp(flan, 0.0, 0.05), (9, 9), (0, 1)), 9.0)
    picture = mix(ground * (1.0 - 0.55 * shadow)[:, :, None], lit, ramp(flan, 0.0, 0.03))
    return to_rgb(picture + 1.2 * grain(rng, SIZE, SIZE)[:, :, None]), marks
