"""Disguises by another medium: printed with dots, on a catalogue page, on a screen, in a screenshot."""

import cv2
import numpy as np

from registry.sample.lettering import write
from registry.sample.phone.strength import Strength, pick
from registry.sample.texture import Field, Rgb, blur, flat, fractal_noise, grey_of, ramp, to_rgb, value_noise

_INK_ANGLES = (15.0, 75.0, 0.0)
"""Screen angles for cyan, magenta and yellow, as printers set them; black alone is printed at 45 degrees."""


def halftone(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:
    """Printed with dots 0.35, 0.6 or 0.9% of the longer side apart, in black or in three inks."""
    pitch = max(3.0, pick(strength, 0.0035, 0.006, 0.009) * max(rgb.shape[:2]))
    if rng.random() < 0.5:
        ink = _dots(grey_of(rgb) / 255.0, pitch, 45.0)
        return to_rgb(ink[:, :, None] * np.array([218, 214, 204], np.float32) + 24)
    tones = rgb.astype(np.float32) / 255.0
    inks = [_dots(tones[:, :, ink], pitch, angle) for ink, angle in enumerate(_INK_ANGLES)]
    return to_rgb(np.stack(inks, axis=2) * 222 + 22)


def _dots(tone: Field, pitch: float, degrees: float) -> Field:
    rows, columns = np.mgrid[0 : tone.shape[0], 0 : tone.shape[1]].astype(np.float32)
    cosine, sine = np.float32(np.cos(np.radians(degrees))), np.float32(np.sin(np.radians(degrees)))
    wave = np.float32(2 * np.pi / pitch)
    u, v = (columns * cosine + rows * sine) * wave, (rows * cosine - columns * sine) * wave
    screen = 0.5 + 0.25 * (np.cos(u) + np.cos(v))
    return ramp(blur(tone, pitch * 0.25) - screen, -0.14, 0.14)


def moire(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:
    """Photographed from a screen: wavy bands of colour, raised blacks, a blue cast."""
    height, width = rgb.shape[:2]
    depth = pick(strength, 0.06, 0.13, 0.22)
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    warp = fractal_noise(rng, height, width, max(height, width) / 2.0, 2) * np.float32(30.0)
    channels = []
    # The screen's pixel grid beats against the camera's: one wave per colour, a third of a pixel apart.
    fast, slow = np.float32(2 * np.pi / rng.uniform(2.3, 3.2)), np.float32(2 * np.pi / rng.uniform(30, 70))
    turn = np.float32(rng.uniform(-0.12, 0.12))
    for channel in range(3):
        phase = np.float32(channel * 2 * np.pi / 3)
        pixels = np.sin((columns + rows * turn) * fast + phase) * np.sin((rows - columns * turn) * fast)
        bands = np.sin((rows * np.float32(0.6) + columns + warp) * slow + phase)
        light = 1.0 + np.float32(depth) * (bands + pixels)
        channels.append(rgb[:, :, channel] * light)
    picture = np.stack(channels, axis=2) * np.array([0.86, 0.9, 0.98], np.float32) + np.array([16, 18, 26], np.float32)
    return to_rgb(picture)


def catalogue_page(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:
    """Printed small on a sale catalogue's page with a caption, filling 80, 65 or 45% of it."""
    height, width = rgb.shape[:2]
    share = pick(strength, 0.80, 0.65, 0.45)
    page = flat(height, width, (244, 241, 232))
    size = (max(1, round(width * share)), max(1, round(height * share)))
    small: Rgb = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)
    if strength != "light":
        small = halftone(small, rng, "light")
    left, top = (width - size[0]) // 2, max(0, round((height - size[1]) * 0.35))
    page[top : top + size[1], left : left + size[0]] = small
    type_size = max(8, round(0.022 * max(height, width)))
    line = top + size[1] + type_size
    page = write(page, f"LOT {int(rng.integers(1, 500))}", left=left, top=line, size=type_size, colour=(30, 30, 30))
    for text in ("Property of a private collector", "Estimate on request"):
        line += round(1.5 * type_size)
        page = write(page, text, left=left, top=line, size=max(6, type_size - 2), colour=(70, 70, 70))
    curl = 1.0 - 0.35 * np.exp(-np.linspace(0, 7, width, dtype=np.float32))
    paper = 1.0 + 0.04 * (fractal_noise(rng, height, width, 12.0, 3, gain=0.9) - 0.5)
    return to_rgb(page * curl[None, :, None] * paper[:, :, None])


def screenshot(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:
    """A screenshot of a market app: a banner and a price; 12, 20 or 32% added."""
    height, width = rgb.shape[:2]
    bar = max(8, round(pick(strength, 0.06, 0.10, 0.16) * height))
    dark = rng.random() < 0.4
    back, ink = ((24, 26, 30), (230, 230, 232)) if dark else ((250, 250, 251), (28, 30, 34))
    screen = flat(height + 2 * bar, width, back)
    screen[bar : bar + height] = rgb
    size = max(7, round(bar * 0.32))
    price = f"{int(rng.integers(2, 90)) * 50} - message the seller"
    screen = write(screen, "<  Antiques and more", left=round(0.03 * width), top=bar // 3, size=size, colour=ink)
    screen = write(screen, price, left=round(0.03 * width), top=height + bar + bar // 3, size=size, colour=ink)
    button = slice(round(0.8 * width), round(0.97 * width))
    screen[height + bar + bar // 4 : height + 2 * bar - bar // 4, button] = (210, 60, 70)
    if strength == "strong":
        stamp = np.float32(0.25) * value_noise(rng, height, width, 40.0)
        screen[bar : bar + height] += 40.0 * stamp[:, :, None]
    return to_rgb(screen)
