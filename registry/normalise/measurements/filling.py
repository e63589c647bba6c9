"""Units that are written once for several numbers: "H. 8.5, Diam. rim 5.1 cm" has one for both."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from registry.normalise.lexicon import Span
from registry.normalise.measurements.gaps import Join
from registry.normalise.measurements.items import Item, chains
from registry.normalise.measurements.labels import Labelled
from registry.normalise.measurements.twins import with_twins


def filled(labelled: Sequence[Labelled]) -> list[Item]:
    """Quantities with the units they share with neighbours, and with what is given twice marked."""
    items = _in_chains(_ranges_of_two(labelled))
    items = _units_in_chains(items)
    items = _units_of_neighbours(items)
    return with_twins(items)


def _ranges_of_two(labelled: Sequence[Labelled]) -> list[Labelled]:
    """ "Diam. rims 2.7 and 2.4 cm" is one diameter that varies."""
    result: list[Labelled] = []
    for each in labelled:
        before = result[-1] if result else None
        joins = each.join is Join.AND and not each.labelled and each.part is None and before is not None
        if (
            joins
            and before is not None
            and before.kinds
            and before.unit in {None, each.unit}
            and before.depth == each.depth
        ):
            low, high = sorted((before.amount.low, each.amount.low))
            span = Span(before.amount.span.start, each.amount.span.end)
            amount = replace(each.amount, low=low, high=high, first=before.amount.first, span=span)
            result[-1] = replace(before, amount=amount)
        else:
            result.append(each)
    return result


def _in_chains(labelled: Sequence[Labelled]) -> list[Item]:
    items: list[Item] = []
    for each in labelled:
        joined = bool(items) and each.join is Join.TIMES and each.depth == items[-1].at.depth
        chain = items[-1].chain + (0 if joined else 1) if items else 0
        items.append(Item(each, chain))
    return items


def _units_in_chains(items: list[Item]) -> list[Item]:
    result = list(items)
    for chain in chains(items):
        for place in reversed(chain):
            if result[place].unit is None and place + 1 < chain.stop:
                result[place] = result[place].with_unit(result[place + 1].unit)
        for place in chain:
            if result[place].unit is None and place > chain.start:
                result[place] = result[place].with_unit(result[place - 1].unit)
    return result


def _units_of_neighbours(items: list[Item]) -> list[Item]:
    """Labelled numbers without a unit take that of the labelled ones after them, or else before them."""
    result = list(items)
    places = list(chains(items))
    for forward in (True, False):
        order = list(pairwise(reversed(places) if forward else places))
        for giver, taker in order:
            taking, giving = result[taker.start], result[giver.start if forward else giver.stop - 1]
            second = items[max(giver.start, taker.start)].at
            near = taking.at.depth == giving.at.depth and second.join is not Join.STOP
            kin = taking.at.labelled and (giving.at.labelled or giving.at.part is None) and giving.at.labelled
            if taking.unit is None and giving.unit is not None and giving.is_length and near and kin:
                for place in taker:
                    result[place] = result[place].with_unit(giving.unit)
    return result
