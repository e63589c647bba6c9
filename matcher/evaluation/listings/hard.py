"""Hard negatives: pairs of records that words hardly tell apart, one of them described, the other not the object.

===================  =================================================================================================
other version        the same title and maker, another date, medium or size
companion            one maker, year, medium and size, another title: pendants, a series
page of one book     one maker, title and medium, sizes within 3 mm: leaves of a sketchbook, numbered side by side
photograph           one photographer, titles with most words in common
same type and size   another maker and title, the same type, both sides within 1%
edition              the same print or cast, another number of the edition (constructed from records)
===================  =================================================================================================

Records that carry the same title, maker, date, medium and size cannot be told apart by anyone and are no pair, but for
leaves of one book, which differ in their number alone.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from matcher.evaluation.listings.making import Listing, plain_listing
from matcher.evidence.recorded import Recorded
from registry.normalise.text import tokens
from registry.records.description import Edition
from registry.records.object import CulturalObject
from registry.vocabulary.lists import ObjectType

_SERIAL = frozenset({ObjectType.PRINT, ObjectType.PHOTOGRAPH, ObjectType.SCULPTURE})
_OF = 50
_A_GROUP = 6
"""Pairs taken from one group: a painter with a thousand sketches would be all there is."""
_NEAR_TITLES = 0.6
_LEAF = 3.0


@dataclass(frozen=True)
class HardPair:
    """A listing of one record, and another record that it does not describe."""

    kind: str
    listing: Listing
    other: CulturalObject


def identity(record: CulturalObject) -> Hashable:
    """What two records must share so that no listing tells them apart."""
    date = record.date.display if record.date else None
    makers = tuple(maker.name for maker in record.makers)
    return record.title(), makers, date, record.materials_display, record.measurements_display


def hard_pairs(records: Sequence[CulturalObject], most: int, seed: int) -> list[HardPair]:
    """Up to `most` pairs, as many of each kind as there are, the same for the same seed."""
    rng = np.random.default_rng(seed)
    facts = [_Facts.of(record) for record in records]
    found = {
        "other version": _within(facts, lambda each: (each.maker, each.title) if each.maker else None, _versions, rng),
        "companion": _within(facts, _same_occasion, lambda a, b: a.title != b.title, rng),
        "page of one book": _within(facts, _same_book, _leaves, rng),
        "photograph": _within(facts, _photographer, _near_titles, rng),
        "same type and size": _within(facts, _type_and_size, lambda a, b: a.maker != b.maker, rng),
    }
    pairs = {kind: [HardPair(kind, plain_listing(a.record), b.record) for a, b in each] for kind, each in found.items()}
    pairs["edition"] = list(_editions(records, rng))
    return _evenly(pairs, most, rng)


@dataclass(frozen=True)
class _Facts:
    """What pairs are found by."""

    record: CulturalObject
    maker: str
    title: str
    identity: Hashable
    sides: tuple[float, ...]

    @classmethod
    def of(cls, record: CulturalObject) -> "_Facts":
        makers = "; ".join(maker.name for maker in record.makers)
        sizes = Recorded(record).sizes
        sides = tuple(sorted((round(10 * value, 1) for value in sizes[0].centimetres), reverse=True)) if sizes else ()
        return cls(record, makers, record.title(), identity(record), sides)


Group = Callable[[_Facts], Hashable | None]
Accepts = Callable[[_Facts, _Facts], bool]


def _within(
    facts: Iterable[_Facts], group: Group, accepts: Accepts, rng: np.random.Generator
) -> list[tuple[_Facts, _Facts]]:
    """Pairs of one group that are accepted, a few of each group."""
    groups: defaultdict[Hashable, list[_Facts]] = defaultdict(list)
    for each in facts:
        key = group(each)
        if key is not None:
            groups[key].append(each)
    pairs = []
    for members in groups.values():
        taken = 0
        order = [members[int(place)] for place in rng.permutation(len(members))]
        for one, other in pairwise(order):
            if taken < _A_GROUP and accepts(one, other):
                pairs.append((one, other))
                taken += 1
    return pairs


def _versions(one: _Facts, other: _Facts) -> bool:
    return one.identity != other.identity and not _leaves(one, other)


def _same_occasion(each: _Facts) -> Hashable | None:
    date = each.record.date
    if not each.maker or date is None or not date.display or not each.sides:
        return None
    return each.maker, date.display, each.record.materials_display, tuple(round(side / 5) for side in each.sides[:2])


def _same_book(each: _Facts) -> Hashable | None:
    if not each.maker or len(each.sides) != 2:
        return None
    return each.maker, each.title, each.record.materials_display, round(each.sides[0] / 20)


def _leaves(one: _Facts, other: _Facts) -> bool:
    sides = list(zip(one.sides, other.sides, strict=False))
    return bool(sides) and all(abs(a - b) <= _LEAF for a, b in sides) and one.title == other.title


def _photographer(each: _Facts) -> Hashable | None:
    photograph = each.record.object_type.level1 is ObjectType.PHOTOGRAPH
    return (each.maker, " ".join(tokens(each.title)[:2])) if photograph and each.maker else None


def _near_titles(one: _Facts, other: _Facts) -> bool:
    a, b = set(tokens(one.title)), set(tokens(other.title))
    return one.identity != other.identity and len(a & b) >= _NEAR_TITLES * max(1, min(len(a), len(b)))


def _type_and_size(each: _Facts) -> Hashable | None:
    if len(each.sides) < 2:
        return None
    scale = tuple(round(float(np.log(max(1.0, side))) / 0.02) for side in each.sides[:2])
    return each.record.object_type.level1, scale


def _editions(records: Sequence[CulturalObject], rng: np.random.Generator) -> Iterator[HardPair]:
    """A print numbered 7 of 50 described, and the record of number 31."""
    serial = [record for record in records if record.object_type.level1 in _SERIAL and record.makers]
    for place in rng.permutation(len(serial)):
        record = serial[int(place)]
        first, second = (int(number) for number in rng.choice(_OF, 2, replace=False) + 1)
        one, other = (
            record.model_copy(update={"id": f"{record.id}#{number}", "edition": Edition(number=str(number), of=_OF)})
            for number in (first, second)
        )
        yield HardPair("edition", plain_listing(one), other)


def _evenly(pairs: Mapping[str, Sequence[HardPair]], most: int, rng: np.random.Generator) -> list[HardPair]:
    """As many of each kind, those of scarce kinds first, so that plentiful ones fill up."""
    chosen: list[HardPair] = []
    ordered = sorted(pairs.values(), key=len)
    for place, each in enumerate(ordered):
        share = (most - len(chosen)) // (len(ordered) - place)
        chosen += [each[int(number)] for number in rng.permutation(len(each))[:share]]
    return chosen
