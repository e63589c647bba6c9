"""The drawing board of the painters: shapes in colour at half size, ways of the brush, fine lines for the end.

Positions are fractions of width (x) and height (y), so that one composition fits canvases of any size.
"""

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from registry.sample.texture import Colour, Field, blur, fractal_noise, mix, polygon_mask
from registry.sample.works.brush import flow

type Tone = NDArray[np.float64]
"""A colour to calculate with: red, green, blue, 0 to 255, three numbers; or points, n x 2."""


class Sketch:
    """A composition in the making. `height` and `width` are those of the finished picture in pixels."""

    def __init__(self, rng: np.random.Generator, height: int, width: int, ground: Colour) -> None:
        self.rng = rng
        self.height, self.width = height, width
        self.rows, self.columns = height // 2, width // 2
        self.canvas: Field = np.empty((self.rows, self.columns, 3), np.float32)
        self.canvas[:] = np.asarray(ground, np.float32)
        self.way: Field = flow(rng, self.rows, self.columns, self.columns / 3.0, 0.5)
        self.lines: list[tuple[NDArray[np.float64], Colour, float]] = []

    def wash(self, top: float, bottom: float, first: Colour, last: Colour) -> None:
        """A horizontal band from `top` to `bottom`, fading from the first colour to the last."""
        low, high = round(top * self.rows), max(round(top * self.rows) + 1, round(bottom * self.rows))
        share = np.linspace(0, 1, high - low, dtype=np.float32)[:, None, None]
        start, end = np.asarray(first, np.float32), np.asarray(last, np.float32)
        self.canvas[low:high] = (start + (end - start) * share)[: self.rows - low]

    def cloud(self, top: float, bottom: float, colour: Colour, cell: float, cover: float) -> None:
        """Drifting patches of a colour within a band: clouds, mist, worn plaster."""
        low, high = round(top * self.rows), round(bottom * self.rows)
        noise = fractal_noise(self.rng, high - low, self.columns, cell * self.columns, 4)
        alpha = np.clip((noise - (1.0 - cover)) * 5.0, 0, 0.9)
        self.canvas[low:high] = mix(self.canvas[low:high], colour, alpha)

    def shape(
        self,
        points: ArrayLike,
        colour: Colour,
        *,
        fade: Colour | None = None,
        way: float | None = None,
        soft: float = 0.4,
    ) -> None:
        """A filled polygon, fading from `colour` at its left and top to `fade` at its right and bottom."""
        corners = np.asarray(points, np.float64) * np.array([self.columns, self.rows])
        reach = 3 + int(3 * soft)
        left, top = (max(0, int(value) - reach) for value in corners.min(axis=0))
        right, bottom = (int(value) + reach + 1 for value in corners.max(axis=0))
        right, bottom = min(self.columns, right), min(self.rows, bottom)
        if right <= left or bottom <= top:
            return
        mask = polygon_mask((bottom - top, right - left), corners - np.array([left, top]), soft)
        part = self.canvas[top:bottom, left:right]
        paint: Field = np.broadcast_to(np.asarray(colour, np.float32), part.shape)
        if fade is not None:
            across = np.linspace(0, 1, right - left, dtype=np.float32)[None, :]
            down = np.linspace(0, 1, bottom - top, dtype=np.float32)[:, None]
            share = (0.6 * across + 0.4 * down)[:, :, None]
            paint = paint + (np.asarray(fade, np.float32) - paint) * share
        self.canvas[top:bottom, left:right] = mix(part, paint, mask)
        if way is not None:
            self.way[top:bottom, left:right][mask > 0.5] = way

    def ball(self, x: float, y: float, radii: tuple[float, float], colour: Colour, *, gloss: float = 0.5) -> None:
        """A rounded body lit from the upper left; radii are fractions of width and height."""
        rx, ry = radii[0] * self.columns, radii[1] * self.rows
        cx, cy = x * self.columns, y * self.rows
        left, right = max(0, int(cx - rx) - 2), min(self.columns, int(cx + rx) + 3)
        top, bottom = max(0, int(cy - ry) - 2), min(self.rows, int(cy + ry) + 3)
        if right <= left or bottom <= top:
            return
        rows, columns = np.mgrid[top:bottom, left:right].astype(np.float32)
        u, v = (columns - cx) / np.float32(rx), (rows - cy) / np.float32(ry)
        flat = u * u + v * v
        depth = np.sqrt(np.clip(1.0 - flat, 0.0, 1.0))
        light = np.clip(-0.5 * u - 0.55 * v + 0.67 * depth, 0.0, 1.0)
        base = np.asarray(colour, np.float32)
        paint = base * (0.28 + 0.85 * light)[:, :, None]
        paint += np.float32(150 * gloss) * (light[:, :, None] ** 14)
        mask = np.clip((1.0 - np.sqrt(flat)) * min(rx, ry) + 0.5, 0.0, 1.0)
        part = self.canvas[top:bottom, left:right]
        self.canvas[top:bottom, left:right] = mix(part, paint, mask)
        self.way[top:bottom, left:right] = np.where(mask > 0.5, np.arctan2(u, -v), self.way[top:bottom, left:right])

    def foliage(
        self, x: float, y: float, radii: tuple[float, float], colours: tuple[Colour, ...], count: int, size: float
    ) -> None:
        """A crown or bush of many dabs, darker below and lighter above left; `size` is a fraction of the width."""
        angle, reach = self.rng.uniform(0, 2 * np.pi, count), np.sqrt(self.rng.random(count))
        u, v = np.cos(angle) * reach, np.sin(angle) * reach
        order = np.argsort(-v)
        for index in order:
            tone = 0.95 - 0.28 * v[index] - 0.14 * u[index] + self.rng.normal(0, 0.08)
            colour = np.asarray(colours[int(self.rng.integers(len(colours)))], np.float64) * tone
            centre = ((x + u[index] * radii[0]) * self.columns, (y + v[index] * radii[1]) * self.rows)
            radius = size * self.columns * self.rng.uniform(0.5, 1.2)
            cv2.ellipse(
                self.canvas,
                (round(centre[0]), round(centre[1])),
                (max(1, round(radius)), max(1, round(radius * 0.6))),
                float(self.rng.uniform(-50, 50)),
                0,
                360,
                colour.tolist(),
                -1,
            )

    def line(self, points: ArrayLike, colour: Colour, width: float) -> None:
        """A fine line drawn over the finished paint; `width` in pixels of the finished picture."""
        self.lines.append((np.asarray(points, np.float64), colour, width))

    def reference(self) -> tuple[Field, Field]:
        """Colours and ways of the brush at full size."""
        size = (self.width, self.height)
        colours: Field = cv2.resize(self.canvas, size, interpolation=cv2.INTER_LINEAR)
        way: Field = cv2.resize(self.way.astype(np.float32), size, interpolation=cv2.INTER_NEAREST)
        return colours, blur(way, 2.0)

    def draw_lines(self, picture: Field) -> Field:
        """The picture with the fine lines on it, in the order they were asked for."""
        bytes_ = np.clip(picture, 0, 255).astype(np.uint8)
        for points, colour, width in self.lines:
            pixels = np.rint(points * np.array([self.width, self.height]) * 8.0).astype(np.int32)
            paint = np.asarray(colour, np.float64).tolist()
            cv2.polylines(bytes_, [pixels[:, None, :]], False, paint, max(1, round(width)), cv2.LINE_AA, 3)
        return bytes_.astype(np.float32)


def ridge(rng: np.random.Generator, level: float, rough: float, bumps: int, floor: float = 1.0) -> NDArray[np.float64]:
    """A hilly polygon from its uneven upper edge near `level` down to `floor`, in fractions."""
    x = np.linspace(-0.02, 1.02, 60)
    y = np.full(60, level)
    for octave in range(1, 5):
        count = bumps * octave + 2
        knots = rng.normal(0, rough / octave, count)
        y = y + np.interp(x, np.linspace(-0.02, 1.02, count), knots)
    return np.column_stack([np.append(x, [1.02, -0.02]), np.append(y, [floor, floor])])


def colour(rng: np.random.Generator, *choices: Colour, stray: float = 12.0) -> Tone:
    """One of the colours, slightly off by chance."""
    chosen = np.asarray(choices[int(rng.integers(len(choices)))], np.float64)
    return np.clip(chosen + rng.normal(0, stray, 3), 0, 255)
