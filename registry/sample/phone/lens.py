"""Disguises of the lens and the hand: motion blur and a wrong focus."""

import cv2
import numpy as np

from registry.sample.phone.strength import Strength, pick
from registry.sample.texture import Field, Rgb


def motion_blur(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:
    """The hand shook: smeared over 0.7, 1.4 or 2.5% of the longer side in one direction."""
    length = pick(strength, 0.007, 0.014, 0.025) * max(rgb.shape[:2])
    return _filtered(rgb, motion_kernel(length, rng.uniform(0, 180)))


def defocus(rgb: Rgb, rng: np.random.Generator, strength: Strength) -> Rgb:  # noqa: ARG001
    """Out of focus: every point becomes a disc of radius 0.25, 0.5 or 0.9% of the longer side."""
    return _filtered(rgb, disc_kernel(pick(strength, 0.0025, 0.005, 0.009) * max(rgb.shape[:2])))


def motion_kernel(length: float, degrees: float) -> Field:
    """A line `length` pixels long through the centre, with sum 1."""
    size = max(3, 2 * int(np.ceil(length / 2.0)) + 1)
    kernel = np.zeros((size, size), np.uint8)
    along = np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))]) * length / 2.0
    start, end = np.rint((size // 2 + np.array([-along, along])) * 16).astype(int)
    cv2.line(kernel, tuple(start.tolist()), tuple(end.tolist()), 255, 1, cv2.LINE_AA, 4)
    line: Field = kernel.astype(np.float32) / np.float32(kernel.sum())
    return line


def disc_kernel(radius: float) -> Field:
    """A disc of `radius` pixels with a soft edge and sum 1."""
    reach = int(np.ceil(radius)) + 1
    rows, columns = np.mgrid[-reach : reach + 1, -reach : reach + 1].astype(np.float32)
    disc = np.clip(radius + 0.5 - np.hypot(rows, columns), 0.0, 1.0)
    kernel: Field = (disc / disc.sum()).astype(np.float32)
    return kernel


def _filtered(rgb: Rgb, kernel: Field) -> Rgb:
    blurred: Rgb = cv2.filter2D(rgb, -1, kernel, borderType=cv2.BORDER_REPLICATE)
    return blurred
