"""The short notation of `expressions.tsv`: "frame: h=300 w=200 | ?=50"."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from registry.normalise.measurements import Measurements, Size
from registry.vocabulary.lists import MeasurementKind

KINDS = {
    "h": MeasurementKind.HEIGHT,
    "w": MeasurementKind.WIDTH,
    "d": MeasurementKind.DEPTH,
    "l": MeasurementKind.LENGTH,
    "ø": MeasurementKind.DIAMETER,
    "t": MeasurementKind.THICKNESS,
    "c": MeasurementKind.CIRCUMFERENCE,
    "wt": MeasurementKind.WEIGHT,
}
_SHORT = {kind: short for short, kind in KINDS.items()}
_NUMBERS = re.compile(r"=(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?")


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    origin: str
    language: str
    text: str
    expected: str


def rows() -> list[Row]:
    """All lines of the table."""
    lines = Path(__file__).with_name("expressions.tsv").read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return [Row(origin, language, text.replace("\\n", "\n"), expected) for origin, language, text, expected in cells]


def notation(read: Measurements) -> str:
    """What was read, in the notation of the table."""
    if read.not_understood:
        return "flagged"
    if not read.sizes:
        return "nothing" if read.says_nothing else ""
    return " | ".join(_size(size) for size in read.sizes)


def _size(size: Size) -> str:
    name = ("" if size.part == "object" else size.part) + (f"<{size.component}>" if size.component else "")
    name += "*" if size.each else ""
    measures = []
    for each in size.measures:
        kind = "/".join(sorted(_SHORT[kind] for kind in each.kinds)) or "?"
        value = f"{each.low:.6f}" if each.low == each.high else f"{each.low:.6f}-{each.high:.6f}"
        measures.append(f"{kind}{f'[{each.detail}]' if each.detail else ''}{'~' if each.approximate else ''}={value}")
    return (f"{name}: " if name else "") + " ".join(measures)


def same(one: str, other: str) -> bool:
    """Whether two notations say the same: words exactly, numbers within a thousandth or a twentieth of a millimetre."""
    if Counter(_NUMBERS.sub("=", one).split()) != Counter(_NUMBERS.sub("=", other).split()):
        return False
    numbers = zip(_numbers(one), _numbers(other), strict=True)
    return all(abs(a - b) <= max(0.06, a * 0.001) for a, b in numbers)


def _numbers(text: str) -> list[float]:
    return [float(each) for found in _NUMBERS.finditer(text) for each in found.groups() if each]
