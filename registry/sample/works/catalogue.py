"""All kinds of demonstration works: what to paint (an `Order`), and painting it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from registry.sample.texture import Rgb
from registry.sample.works.coin import paint_coin
from registry.sample.works.drawing import paint_drawing
from registry.sample.works.etching import paint_etching
from registry.sample.works.figure import make_figure, paint_figure, photograph_figure
from registry.sample.works.manuscript import paint_manuscript
from registry.sample.works.mask import make_mask, paint_mask, photograph_mask
from registry.sample.works.model import Painted, Work
from registry.sample.works.painting import paint_painting
from registry.sample.works.records import make_record
from registry.sample.works.slab import paint_slab
from registry.sample.works.textile import paint_textile
from registry.sample.works.vase import make_vase, paint_vase, photograph_vase

type Painter = Callable[[np.random.Generator, np.random.Generator], Painted]

_PAINTERS: dict[str, Painter] = {
    "painting": paint_painting,
    "vase": paint_vase,
    "print": paint_etching,
    "coin": paint_coin,
    "manuscript": paint_manuscript,
    "figure": paint_figure,
    "drawing": paint_drawing,
    "slab": paint_slab,
    "textile": paint_textile,
    "mask": paint_mask,
}
KINDS: tuple[str, ...] = tuple(_PAINTERS)
ROUND_KINDS: frozenset[str] = frozenset({"vase", "figure", "mask"})
"""Kinds that can be photographed from any angle with `view_from`."""

_BLOCK, _SINGLE = 6, 3
"""Of six works of a kind three are alone and three are a family."""


@dataclass(frozen=True)
class Order:
    """Everything that decides how a work comes out. Equal orders give equal works."""

    kind: str
    number: int
    design: tuple[int, ...]
    own: tuple[int, ...]
    family: str | None = None

    @property
    def key(self) -> str:
        """The work's name."""
        return f"demo-{self.kind}-{self.number:04d}"


def plan(count: int, seed: int = 2026) -> tuple[Order, ...]:
    """The orders of `count` works in turn over all kinds; half of each kind stand in families of three."""
    return tuple(_order(index, seed) for index in range(count))


def paint_order(order: Order) -> Work:
    """Paint what was ordered."""
    design, own = np.random.default_rng(order.design), np.random.default_rng(order.own)
    painted = _PAINTERS[order.kind](design, own)
    record = make_record(painted.facts, order.key, order.family, np.random.default_rng([*order.own, 7]))
    return Work(order.key, order.kind, order.family, painted.flat, record, painted.pictures)


def paint_work(kind: str, seed: int) -> Work:
    """One work of a kind, alone; its number is the seed.

    Raises:
        ValueError: for a kind that is not in `KINDS`.
    """
    if kind not in _PAINTERS:
        raise ValueError(f"unknown kind of work {kind!r}, expected one of {', '.join(KINDS)}")
    code = KINDS.index(kind)
    return paint_order(Order(kind, seed, (seed, code, 0), (seed, code, 1)))


def paint_works(count: int, seed: int = 2026) -> Iterator[Work]:
    """`count` works in turn over all kinds, families included."""
    return (paint_order(order) for order in plan(count, seed))


def view_from(order: Order, degrees: float) -> tuple[Rgb, NDArray[np.uint8]]:
    """A studio photograph of an object in the round turned by `degrees`, and its outline (255 inside).

    Raises:
        ValueError: for a flat work.
    """
    design, own = np.random.default_rng(order.design), np.random.default_rng(order.own)
    if order.kind == "vase":
        return photograph_vase(make_vase(design, own)[0], degrees, own)
    if order.kind == "figure":
        return photograph_figure(make_figure(design, own)[0], degrees, own)
    if order.kind == "mask":
        return photograph_mask(make_mask(design, own)[0], degrees, own)
    raise ValueError(f"a {order.kind} is flat: it has no other sides")


def _order(index: int, seed: int) -> Order:
    code, place = index % len(KINDS), index // len(KINDS)
    kind, number = KINDS[code], place + 1
    block, step = divmod(place, _BLOCK)
    if step < _SINGLE:
        return Order(kind, number, (seed, code, place, 0), (seed, code, place, 1))
    family = f"demo-{kind}-family-{block + 1:03d}"
    return Order(kind, number, (seed, code, block, 2), (seed, code, place, 1), family)
