"""The same measure given in two units: "10 3/4 x 13 1/2 in. (27.3 x 34.3 cm)" is one size.

What is given twice also settles what was in doubt: a missing unit, "1,250" as thousands or decimals, an ounce as troy or
avoirdupois.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from registry.normalise.measurements.items import Item, base_values
from registry.normalise.measurements.units import Quantity, units

_TRIED = ("cm", "in", "mm", "m")
_SLACK = Fraction(1, 100)
"""Conversions in catalogues are off by up to about a hundredth beyond what rounding explains."""
_COARSEST_HALF_STEP = {"metric": Fraction(5), "inch": Fraction(33, 10), "russian": Fraction(23)}
"""Half a written step counts up to this many millimetres: whole inches are seldom rounded to whole inches."""


def with_twins(items: list[Item]) -> list[Item]:
    """Mark what repeats the quantities before it in another unit; settle units and readings by it."""
    result = list(items)
    for group in _groups(items):
        first = items[group.start]
        if first.at.part is not None or first.at.component is not None or group.start == 0:
            continue
        bracket = first.at.depth > items[group.start - 1].at.depth
        for lengths in (True, False):
            inner = [place for place in group if items[place].is_length == lengths]
            if inner:
                _match(result, inner, group.start, lengths=lengths, bracket=bracket)
    return result


def _groups(items: Sequence[Item]) -> Iterator[range]:
    """What may repeat something: the contents of a bracket, or a chain at the depth of the one before."""
    place = 1
    while place < len(items):
        depth, before = items[place].at.depth, items[place - 1].at.depth
        end = place + 1
        if depth > before:
            while end < len(items) and items[end].at.depth >= depth:
                end += 1
            yield range(place, end)
        elif items[place].chain != items[place - 1].chain:
            while end < len(items) and items[end].chain == items[place].chain:
                end += 1
            yield range(place, end)
        place = end


def _match(items: list[Item], inner: list[int], start: int, *, lengths: bool, bracket: bool) -> None:
    """Find what the items at `inner` repeat among those before `start`, and mark both in the list."""
    outer = _repeatable(items, start, len(inner), lengths=lengths, bracket=bracket)
    if len(outer) != len(inner):
        return
    if not bracket and any(items[place].at.kinds and not _same_label(items, place, outer) for place in inner):
        return
    pairs = [(items[one], items[two]) for one, two in zip(outer, inner, strict=True)]
    settled = _settled(pairs)
    if settled is None:
        both = all(one.unit and two.unit and one.unit.system != two.unit.system for one, two in pairs)
        if bracket and both and not any(two.at.labelled for _, two in pairs):
            for place in inner:
                items[place] = replace(items[place], conflict=True)
        return
    for (one, two), (kept, repeated) in zip(zip(outer, inner, strict=True), settled, strict=True):
        items[one] = _merged(kept, repeated)
        items[two] = replace(repeated, twin=True)


_FARTHEST = 40
"""Quantities before a bracket among which it may repeat some: a size has fewer, and a list of thousands is none."""


def _repeatable(items: Sequence[Item], start: int, count: int, *, lengths: bool, bracket: bool) -> list[int]:
    """Places that `count` quantities from `start` on may repeat: the last before a bracket, or the whole chain before."""
    depth = items[start].at.depth - (1 if bracket else 0)
    found: list[int] = []
    for place in range(start - 1, max(-1, start - 1 - _FARTHEST), -1):
        item = items[place]
        if not bracket and item.chain != items[start - 1].chain:
            break
        if item.is_length == lengths and not item.twin and item.at.depth == depth:
            found.append(place)
            if bracket and len(found) == count:
                break
    return found[::-1]


def _merged(kept: Item, repeated: Item) -> Item:
    """What is given twice, once: the metric value counts, the place is that of the first, a label may stand at either."""
    a, b = kept.at.amount, repeated.at.amount
    metric = kept.unit is not None and kept.unit.system == "metric"
    amount = a if metric else replace(b, span=a.span, first=a.first, last=a.last)
    at = replace(kept.at, amount=amount, kinds=kept.at.kinds or repeated.at.kinds)
    return replace(kept, at=at, also=(*kept.also, b.span))


def _written_step(item: Item) -> Fraction:
    amount = item.at.amount
    return amount.fine if amount.fine is not None else amount.step * (item.unit.factor if item.unit else 1)


def _same_label(items: Sequence[Item], place: int, outer: Sequence[int]) -> bool:
    return any(items[place].at.kinds == items[other].at.kinds for other in outer)


def _settled(pairs: Sequence[tuple[Item, Item]]) -> list[tuple[Item, Item]] | None:
    """The pairs with units and readings under which all of them agree; None if there are none."""
    known = units()
    first, second = pairs[0]
    outer_units = [None] if all(one.unit for one, _ in pairs) else [known[key] for key in _TRIED]
    inner_units = [None] if all(two.unit for _, two in pairs) else [known[key] for key in _TRIED]
    if outer_units != [None] and inner_units != [None]:
        return None
    if first.unit is not None and first.unit == second.unit:
        return None
    for outer in outer_units:
        for inner in inner_units:
            agreed: list[tuple[Item, Item]] = []
            for one, two in pairs:
                pair = _agreeing(one if one.unit else one.with_unit(outer), two if two.unit else two.with_unit(inner))
                if pair is None:
                    break
                agreed.append(pair)
            else:
                return agreed
    return None


def _agreeing(one: Item, two: Item) -> tuple[Item, Item] | None:
    for left in _readings(one):
        for right in _readings(two):
            for first, second in _narrowed(left, right):
                if _agree(first, second):
                    return first, second
    return None


def _readings(item: Item) -> list[Item]:
    other = item.at.amount.other
    plain = replace(item, at=replace(item.at, amount=replace(item.at.amount, other=None)))
    if other is None:
        return [plain]
    amount = replace(item.at.amount, low=other, high=other, step=Fraction(1), other=None)
    return [plain, replace(item, at=replace(item.at, amount=amount))]


def _narrowed(one: Item, two: Item) -> Iterator[tuple[Item, Item]]:
    """Both with each thing their units may be: an ounce avoirdupois or troy."""
    for first in _exact(one):
        for second in _exact(two):
            yield first, second


def _exact(item: Item) -> list[Item]:
    unit = item.unit
    if unit is None or unit.factor == unit.most:
        return [item]
    return [
        item.with_unit(replace(unit, most=unit.factor)),
        item.with_unit(replace(unit, factor=unit.most, system="troy")),
    ]


def _agree(one: Item, two: Item) -> bool:
    first, second = one.unit, two.unit
    if first is None or second is None or first.quantity is not second.quantity or first.key == second.key:
        return False
    a, b = one.at.amount, two.at.amount
    slack = _half_step(one) + _half_step(two)
    ends = zip(base_values(a.low, a.high, a.more, first), base_values(b.low, b.high, b.more, second), strict=True)
    return all(abs(left - right) <= slack + _SLACK * max(left, right) for left, right in ends)


def _half_step(item: Item) -> Fraction:
    unit = item.unit
    if unit is None:
        return Fraction(0)
    half = _written_step(item) / 2
    coarsest = _COARSEST_HALF_STEP.get(unit.system) if unit.quantity is Quantity.LENGTH else None
    return min(half, coarsest) if coarsest is not None else half
