"""From tokens to quantities: a number or a range with its unit, feet with inches, ounces with pennyweights, and doubt."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from registry.normalise.lexicon import Span
from registry.normalise.measurements.numbers import Number
from registry.normalise.measurements.tokens import Sort, Token
from registry.normalise.measurements.units import Quantity, Unit


@dataclass(frozen=True)
class Amount:
    """A number or range of numbers as written: ``low`` and ``high`` in its unit, the unit if one follows.

    ``more`` is what a compound adds in the base unit ("3½" inches after 2 feet, as millimetres) and ``fine`` the worth of
    the last written place there. ``other`` is a second reading of the number and ``sign`` the comma or point that leaves the
    doubt. ``first`` and ``last`` are the places of its first and last token.
    """

    low: Fraction
    high: Fraction
    step: Fraction
    first: int
    last: int
    span: Span
    unit: Unit | None = None
    other: Fraction | None = None
    sign: str = ""
    more: Fraction = Fraction(0)
    fine: Fraction | None = None

    @property
    def is_length(self) -> bool:
        """Whether it has a unit of length."""
        return self.unit is not None and self.unit.quantity is Quantity.LENGTH

    @property
    def is_weight(self) -> bool:
        """Whether it has a unit of weight."""
        return self.unit is not None and self.unit.quantity is Quantity.WEIGHT


def amounts_of(tokens: Sequence[Token]) -> list[Amount]:
    """The quantities among tokens, in order."""
    found: list[Amount] = []
    at = 0
    while at < len(tokens):
        amount = _range(tokens, at)
        if amount is None:
            at += 1
            continue
        amount = _compound(tokens, amount)
        found.append(amount)
        at = amount.last + 1
    return found


def _single(tokens: Sequence[Token], at: int) -> Amount | None:
    """A number at a place with the unit that follows it or stands before it."""
    if at >= len(tokens):
        return None
    first, leading = at, None
    if tokens[at].sort is Sort.UNIT and _sort(tokens, at + 1) is Sort.NUMBER:
        leading, at = tokens[at].unit, at + 1
    token = tokens[at]
    if token.number is None:
        return None
    unit, last = leading, at
    if _sort(tokens, at + 1) is Sort.UNIT:
        unit, last = tokens[at + 1].unit, at + 1
    return _amount(token.number, unit, tokens, first, last)


def _amount(number: Number, unit: Unit | None, tokens: Sequence[Token], first: int, last: int) -> Amount:
    span = Span(tokens[first].span.start, tokens[last].span.end)
    return Amount(number.value, number.value, number.step, first, last, span, unit, number.other, number.sign)


def _range(tokens: Sequence[Token], at: int) -> Amount | None:
    """A number, or two as a range: "0.3-0.4 cm", "44 bis 50 mm", "between 6 and 7 in."."""
    between = _sort(tokens, at) is Sort.BETWEEN
    start = at + 1 if between else at
    low = _single(tokens, start)
    if low is None:
        return None
    joiner = _sort(tokens, low.last + 1)
    if joiner not in {Sort.DASH, Sort.TO} and not (between and joiner is Sort.AND):
        return low
    place = low.last + 2
    while _sort(tokens, place) is Sort.APPROXIMATE:
        place += 1
    high = _single(tokens, place)
    if high is None or (low.unit and high.unit and low.unit != high.unit):
        return low
    bottom, top = sorted((low.low, high.high))
    joined = replace(high, low=bottom, high=top, step=min(low.step, high.step), unit=high.unit or low.unit)
    return replace(joined, first=low.first, span=Span(low.span.start, high.span.end))


def _compound(tokens: Sequence[Token], whole: Amount) -> Amount:
    """A quantity in two units: 2'3½", 5 lb 4 oz, 33 ozt., 10.3 dwt., 1 м 20 см, 2 аршина 3 вершка."""
    if whole.unit is None or whole.low != whole.high or whole.low.denominator != 1:
        return whole
    at = whole.last + 1
    if _sort(tokens, at) in {Sort.COMMA, Sort.AND, Sort.DASH} and whole.unit.key in {"ft", "lb", "ozt", "oz", "arshin"}:
        at += 1
    part = _single(tokens, at)
    if part is None:
        return whole
    unit = part.unit
    if unit is None and whole.unit.key == "ft" and _sort(tokens, part.last + 1) is Sort.TIMES:
        unit = _inch_of(whole.unit)  # 6 ft 2 x 4 ft 3 in.
    unit_step = _PARTS.get((whole.unit.key, unit.key if unit else ""))
    if unit is None or unit_step is None or part.low >= unit_step:
        return whole
    parent = _TROY if unit.key == "dwt" else whole.unit
    return replace(
        whole,
        unit=parent,
        more=part.low * unit.factor,
        fine=part.step * unit.factor,
        last=part.last,
        span=Span(whole.span.start, part.span.end),
    )


_PARTS = {
    ("ft", "in"): 12, ("lb", "oz"): 16, ("ozt", "dwt"): 20, ("oz", "dwt"): 20, ("m", "cm"): 100, ("kg", "g"): 1000,
    ("arshin", "vershok"): 16, ("cm", "mm"): 10,
}  # fmt: skip
"""Pairs of units that are written together, and how many of the smaller make one of the larger."""
_TROY = Unit("ozt", Quantity.WEIGHT, Fraction("31.1034768"), Fraction("31.1034768"), "troy")


def _inch_of(foot: Unit) -> Unit:
    inch = foot.factor / 12
    return Unit("in", foot.quantity, inch, inch, foot.system)


def _sort(tokens: Sequence[Token], at: int) -> Sort | None:
    return tokens[at].sort if 0 <= at < len(tokens) else None
