"""Transforms as they occur together: the ways in which pictures of lost works really reach whoever asks."""

import numpy as np

from matcher.evaluation.transforms.surface import damaged
from registry.sample.phone import DISGUISES, Strength, from_jpeg, phone_photo, shoot, surface, to_jpeg
from registry.sample.phone.geometry import picture_corners, place
from registry.sample.phone.strength import pick
from registry.sample.texture import Rgb, to_rgb

_MILDER: dict[Strength, Strength] = {"light": "light", "medium": "light", "strong": "medium"}
"""Two things at once, each a step milder than alone."""


def page_photo(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:
    """A phone photograph of a printed catalogue page."""
    page = DISGUISES["catalogue_page"](rgb, rng, _MILDER[strength])
    return phone_photo(page, rng, _MILDER[strength])


def listing_screenshot(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:
    """The seller's phone photograph as a listing shows it, with banner and price, as a compressed screenshot."""
    listed = DISGUISES["screenshot"](phone_photo(rgb, rng, _MILDER[strength]), rng, strength)
    return from_jpeg(to_jpeg(listed, pick(strength, 80, 60, 35)))


def screen_photo(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:
    """A phone photograph of a screen: moire, the black edge of the screen, an angle, reflections."""
    shown = DISGUISES["moire"](rgb, rng, _MILDER[strength])
    edge = round(0.04 * max(shown.shape[:2]))
    bezel = np.pad(shown, ((edge, edge), (edge, edge), (0, 0)), constant_values=18)
    height, width = bezel.shape[:2]
    reach = pick(strength, 0.03, 0.07, 0.12)
    inwards = rng.uniform(0.1 * reach, reach, (4, 2)) * np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]])
    corners = (picture_corners(width, height) + inwards * np.array([width, height])).astype(np.float32)
    return shoot(place(bezel, corners, surface(rng, height, width)), rng, strength)


def archive_print(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:
    """An old black-and-white half-tone of what is registered in colour: hard contrast, dots, scratches, yellowed paper."""
    grey = DISGUISES["black_and_white"](rgb, rng, strength)
    worn = damaged(grey, rng, "light") if strength == "strong" else grey
    printed = DISGUISES["halftone"](worn, rng, _MILDER[strength]).mean(axis=2, dtype=np.float32)
    tint = np.array([1.0, 0.97, pick(strength, 0.92, 0.86, 0.78)], np.float32)
    return DISGUISES["turn_5"](to_rgb(printed[:, :, None] * tint), rng, "light")


def wrapped(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:
    """Half unpacked at a border post: partly under wrap, photographed with a phone."""
    return phone_photo(DISGUISES["partial_wrap"](rgb, rng, _MILDER[strength]), rng, strength)
