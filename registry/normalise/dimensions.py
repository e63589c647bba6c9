"""Sizes from text: numbers with a unit, as catalogues write them, in centimetres.

Understands `72,5 x 64.7 cm`, `28 1/2 × 25½ in.`, `H. 30 cm; W. 20 cm`, `1.2 m by 80 cm` and millimetres. A number
without any unit near it is no size. Weights are left alone.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from registry.records.description import Measurement
from registry.vocabulary.lists import MeasuredPart, MeasurementKind

CENTIMETRES = {
    "mm": 0.1,
    "cm": 1.0,
    "см": 1.0,
    "سم": 1.0,
    "dm": 10.0,
    "m": 100.0,
    "in": 2.54,
    "inch": 2.54,
    "inches": 2.54,
    '"': 2.54,
    "″": 2.54,
    "ft": 30.48,
    "feet": 30.48,
}
"""Length units and how many centimetres each is."""

_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625, "⅞": 0.875, "⅓": 1 / 3, "⅔": 2 / 3}
_NUMBER = r"\d+(?:[.,]\d+)?(?:\s*[½¼¾⅛⅜⅝⅞⅓⅔]|\s+\d+/\d+)?"
# "in" is a unit only where no sentence goes on ("painted in 1632 in Rome").
_UNIT = r"(?:mm|cm|см|سم|dm|inches|inch|in(?=\.|\s*(?:$|[x×,;)(]|by\b))|feet|ft|m|\"|″)(?![a-zа-я])"
_BETWEEN = r"(?:(?:x|×|х|by|\*)\s*(?:[a-zø]{1,9}\.?\s*)?|[;,]\s*(?:[a-zø]{1,9}\.?\s+))"
_GROUP = re.compile(
    rf"(?<![\d.,])({_NUMBER})(?:\s*({_UNIT})\.?)?((?:\s*{_BETWEEN}{_NUMBER}(?:\s*{_UNIT}\.?)?){{0,3}})",
    re.IGNORECASE,
)
_NEXT = re.compile(rf"({_NUMBER})(?:\s*({_UNIT}))?", re.IGNORECASE)


def sizes_in(text: str) -> list[tuple[float, ...]]:
    """Every size named in a text, each as its numbers in centimetres in the order given."""
    found = []
    for match in _GROUP.finditer(text.replace("\u00a0", " ")):
        parts = [(match[1], match[2]), *((each[1], each[2]) for each in _NEXT.finditer(match[3] or ""))]
        units = [unit for _, unit in parts if unit]
        if not units:
            continue
        sizes = tuple(round(_value(number) * CENTIMETRES[(unit or units[-1]).lower()], 2) for number, unit in parts)
        found.append(sizes)
    return found


def _value(number: str) -> float:
    total = 0.0
    text = number
    for sign, value in _VULGAR.items():
        if sign in text:
            total += value
            text = text.replace(sign, "")
    fraction = re.search(r"(\d+)/(\d+)", text)
    if fraction:
        total += int(fraction[1]) / max(1, int(fraction[2]))
        text = text[: fraction.start()]
    return total + (float(text.strip().replace(",", ".")) if text.strip() else 0.0)


def recorded_sizes(measurements: Iterable[Measurement]) -> dict[MeasuredPart, list[float]]:
    """The lengths of a record in centimetres by measured part; weights and unknown units are left out."""
    found: dict[MeasuredPart, list[float]] = {}
    for each in measurements:
        factor = CENTIMETRES.get(each.unit.lower().rstrip("."))
        if factor is None or each.kind == MeasurementKind.WEIGHT:
            continue
        found.setdefault(each.part, []).append(float(each.value * Decimal(str(factor))))
    return found
