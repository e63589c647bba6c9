"""A head and shoulders with a costume, a hat and an expression of their own."""

import numpy as np

from registry.sample.works.sketch import Sketch, Tone, colour


def portrait(sketch: Sketch) -> str:
    """A person who never lived."""
    rng = sketch.rng
    wall = colour(rng, (64, 54, 48), (84, 92, 88), (110, 78, 60), (46, 56, 70), (120, 112, 90))
    sketch.wash(0, 1, wall * 0.7, wall * 1.2)
    sketch.cloud(0, 1, wall * 1.5, 0.5, 0.45)
    x, y = 0.5 + rng.normal(0, 0.04), rng.uniform(0.34, 0.42)
    wide, tall = rng.uniform(0.13, 0.16), rng.uniform(0.135, 0.165)
    skin = colour(rng, (226, 184, 150), (188, 136, 100), (140, 96, 68), (104, 70, 52), stray=8)
    turned = float(rng.choice([-1.0, 1.0])) * rng.uniform(0.15, 0.4)
    hair = colour(rng, (50, 36, 28), (120, 80, 44), (180, 170, 160), (26, 24, 26), (150, 70, 40))
    _clothes(sketch, x, y + tall, wide)
    long_hair = rng.random() < 0.5
    sketch.ball(x, y - tall * 0.12, (wide * 1.18, tall * 1.12), hair, gloss=0.2)
    if long_hair:
        sketch.foliage(x, y + tall * 0.5, (wide * 1.2, tall * 0.8), (hair, hair * 1.2), 120, 0.02)
    neck = [
        [x - wide * 0.42, y + tall * 0.5],
        [x + wide * 0.42, y + tall * 0.5],
        [x + wide * 0.55, y + tall * 1.6],
        [x - wide * 0.55, y + tall * 1.6],
    ]
    sketch.shape(neck, skin * 0.8, fade=skin * 0.5)
    sketch.ball(x, y, (wide * 0.95, tall * 1.08), skin * 1.05, gloss=0.08)
    _face(sketch, (x + turned * wide * 0.35, y), (wide, tall), skin, hair)
    beard = not long_hair and rng.random() < 0.4
    if beard:
        sketch.foliage(
            x + turned * wide * 0.2, y + tall * 0.85, (wide * 0.6, tall * 0.38), (hair, hair * 1.25), 110, 0.014
        )
    hat = _hat(sketch, x, y - tall, wide, tall) if rng.random() < 0.55 else ""
    who = "bearded man" if beard else ("woman" if long_hair else "young person")
    return f"portrait of a {who}{hat}"


def _face(sketch: Sketch, centre: tuple[float, float], size: tuple[float, float], skin: Tone, hair: Tone) -> None:
    rng = sketch.rng
    (x, y), (wide, tall) = centre, size
    gap, level = wide * rng.uniform(0.34, 0.44), y - tall * rng.uniform(0.02, 0.14)
    iris = colour(rng, (70, 90, 110), (80, 56, 36), (60, 80, 56), stray=6)
    for side in (-1, 1):
        at = x + side * gap
        sketch.shape(_oval(at, level - tall * 0.02, wide * 0.3, tall * 0.16), skin * 0.62, soft=3)
        sketch.shape(_oval(at, level, wide * 0.18, tall * 0.065), (232, 226, 214))
        lid = _oval(at, level - tall * 0.01, wide * 0.2, tall * 0.085)[10:21]
        sketch.line(lid, skin * 0.28, 3)
        sketch.line(_oval(at, level + 0.002, wide * 0.06, tall * 0.045), iris, 5)
        sketch.line(_oval(at, level + 0.002, wide * 0.015, tall * 0.012), (16, 14, 14), 5)
        sketch.line(
            [[at - wide * 0.03, level - tall * 0.02], [at - wide * 0.028, level - tall * 0.02]], (255, 255, 250), 2
        )
        raised = rng.normal(0, 0.015)
        brow = [
            [at - wide * 0.2, level - tall * 0.15],
            [at, level - tall * 0.2 + raised],
            [at + wide * 0.2, level - tall * 0.15],
        ]
        sketch.line(brow, hair * 0.7, 5)
    foot = level + tall * rng.uniform(0.42, 0.52)
    width = wide * rng.uniform(0.14, 0.22)
    sketch.shape(
        [[x - wide * 0.04, level], [x + width, foot], [x - width * 0.5, foot + 0.008]],
        skin * 1.15,
        fade=skin * 0.7,
        soft=2,
    )
    sketch.line(
        [
            [x + wide * 0.05, level + tall * 0.05],
            [x + width, foot - 0.005],
            [x + width * 0.6, foot + 0.01],
            [x - width * 0.7, foot + 0.008],
        ],
        skin * 0.5,
        3,
    )
    mouth, half = foot + tall * rng.uniform(0.2, 0.28), wide * rng.uniform(0.24, 0.36)
    mood = rng.normal(0, 0.008)
    red = np.clip(skin * np.array([0.9, 0.52, 0.5]), 0, 255)
    sketch.shape(
        [
            [x - half, mouth],
            [x - half * 0.3, mouth - 0.011],
            [x, mouth - 0.007],
            [x + half * 0.3, mouth - 0.011],
            [x + half, mouth],
            [x, mouth + 0.02],
        ],
        red,
        soft=0.8,
    )
    sketch.line([[x - half, mouth - mood], [x, mouth + mood * 0.4], [x + half, mouth - mood]], red * 0.45, 3)
    sketch.shape(
        _oval(x - wide * 0.5, foot, wide * 0.2, tall * 0.16),
        np.clip(skin * np.array([1.05, 0.86, 0.84]), 0, 255),
        soft=5,
    )


def _oval(x: float, y: float, rx: float, ry: float) -> Tone:
    angle = np.linspace(0, 2 * np.pi, 22)
    return np.column_stack([x + rx * np.cos(angle), y + ry * np.sin(angle)])


def _clothes(sketch: Sketch, x: float, chin: float, wide: float) -> None:
    rng = sketch.rng
    cloth = colour(rng, (52, 40, 44), (120, 40, 44), (50, 70, 104), (70, 86, 60), (150, 110, 60), (90, 70, 100))
    slope = rng.uniform(0.12, 0.2)
    body = [
        [x - wide * 0.5, chin],
        [x + wide * 0.5, chin],
        [x + wide * 2.6, chin + slope],
        [x + wide * 3.2, 1.05],
        [x - wide * 3.2, 1.05],
        [x - wide * 2.6, chin + slope],
    ]
    sketch.shape(body, cloth * 1.2, fade=cloth * 0.6, way=1.2)
    for _ in range(int(rng.integers(8, 16))):
        at = x + rng.normal(0, 1.4) * wide
        fold = [
            [at, chin + slope * rng.uniform(0.8, 1.4)],
            [at + rng.normal(0, 0.06), 1.02],
            [at + rng.uniform(0.02, 0.05), 1.02],
        ]
        sketch.shape(fold, np.clip(cloth * rng.choice([0.5, 1.6]), 0, 255), way=1.4, soft=2.5)
    linen = colour(rng, (230, 224, 212), (200, 170, 110), (190, 196, 204))
    style = int(rng.integers(3))
    if style == 0:  # a ruff of lobes
        for index in range(15):
            angle = np.pi * index / 14
            sketch.ball(
                x + wide * 1.05 * np.cos(angle),
                chin + 0.03 + 0.05 * np.sin(angle),
                (wide * 0.22, 0.028),
                linen * rng.uniform(0.85, 1.05),
                gloss=0,
            )
    elif style == 1:  # two points of a collar
        for side in (-1, 1):
            sketch.shape(
                [[x, chin + 0.05], [x + side * wide * 0.8, chin + 0.01], [x + side * wide * 0.75, chin + 0.15]],
                linen,
                fade=linen * 0.8,
            )
    else:  # a chain with a pendant
        arc = np.linspace(0.1, np.pi - 0.1, 17)
        for u, v in zip(x + wide * 1.2 * np.cos(arc), chin + 0.05 + 0.16 * np.sin(arc), strict=True):
            sketch.ball(float(u), float(v), (0.012, 0.01), (214, 170, 70), gloss=0.9)
        sketch.ball(x, chin + 0.23, (0.03, 0.03), colour(rng, (170, 40, 50), (40, 90, 110)), gloss=1.0)
    for index in range(int(rng.integers(0, 6))):
        sketch.ball(x + 0.01, chin + 0.24 + 0.06 * index, (0.012, 0.01), (220, 190, 110), gloss=0.8)


def _hat(sketch: Sketch, x: float, top: float, wide: float, tall: float) -> str:
    rng = sketch.rng
    tone = colour(rng, (40, 36, 40), (130, 50, 44), (70, 84, 110), (190, 160, 100))
    if rng.random() < 0.5:
        sketch.ball(x, top + tall * 0.1, (wide * 1.25, tall * 0.55), tone, gloss=0.1)
        for index in range(6):
            y = top + tall * (0.4 - 0.14 * index)
            sketch.line([[x - wide, y + 0.02], [x, y - 0.02], [x + wide, y + 0.02]], tone * rng.choice([0.6, 1.4]), 4)
        return " in a turban"
    sketch.shape(
        [
            [x - wide * 0.8, top + tall * 0.4],
            [x - wide * 0.7, top - tall * 0.5],
            [x + wide * 0.7, top - tall * 0.5],
            [x + wide * 0.8, top + tall * 0.4],
        ],
        tone * 1.2,
        fade=tone * 0.7,
    )
    sketch.shape(_oval(x, top + tall * 0.42, wide * 1.7, tall * 0.2), tone * 0.9, fade=tone * 0.6, way=0.0)
    feather = np.column_stack([x + wide * np.linspace(0.5, 1.5, 9), top - tall * np.sin(np.linspace(0, 2.4, 9)) * 0.7])
    sketch.line(feather, (226, 216, 196), 7)
    return " in a hat"
