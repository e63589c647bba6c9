"""From settled quantities to sizes: what belongs to one part or component stands together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from registry.normalise.measurements.gaps import Join
from registry.normalise.measurements.items import Item, base_values, chains
from registry.normalise.measurements.letters import told_apart
from registry.normalise.measurements.units import Quantity
from registry.normalise.measurements.values import Measure, NotUnderstood, Part, Reason, Size
from registry.vocabulary.lists import MeasurementKind

_BESIDE = {Join.COMMA, Join.AND, Join.BESIDE}
_BY_CONVENTION_DECIMAL = {"cm", "m", "dm", "in", "ft", "yd", "lb", "ct", "dwt", "ozt"}
"""Units in which "1,250" can only be a decimal: no museum piece is 1,250 cm."""


@dataclass(frozen=True)
class _Context:
    part: Part = Part.OBJECT
    component: str | None = None
    each: bool = False


@dataclass
class _Draft:
    """A size being put together."""

    context: _Context
    measures: list[Measure] = field(default_factory=list)
    chained: bool = False

    def lacks(self, measure: Measure) -> bool:
        """Whether a labelled measure can still join: each kind once, an ambiguous letter twice ("D. 3, D. 6 cm")."""
        if measure.is_weight:
            return not any(each.is_weight for each in self.measures)
        same = [each for each in self.measures if each.kinds == measure.kinds and each.detail is None]
        return not same or (len(measure.kinds) == 2 and len(same) == 1 and self.measures[-1] is same[0])


_OPEN = 20
"""Sizes of one part that may still be waiting for a measure: a text has fewer, and a list of thousands is none."""


@dataclass
class _Drafts:
    """The sizes being put together, in order, and those of each part and component."""

    all: list[_Draft] = field(default_factory=list)
    by_context: dict[_Context, list[_Draft]] = field(default_factory=dict)

    def of(self, context: _Context) -> list[_Draft]:
        """Those of one context, in order."""
        return self.by_context.get(context, [])

    def begun(self, context: _Context) -> _Draft:
        """A new one."""
        draft = _Draft(context)
        self.all.append(draft)
        self.by_context.setdefault(context, []).append(draft)
        return draft


def assembled(items: Sequence[Item], mark: str | None, *, prose: bool) -> tuple[list[Size], list[NotUnderstood]]:
    """Sizes, and what could not be made one. ``mark`` is the sign that marks decimals elsewhere in the text."""
    drafts = _Drafts()
    left: list[NotUnderstood] = []
    stack: dict[int, _Context] = {}
    for chain in chains(items):
        members = [items[place] for place in chain]
        alone = len(members) == 1
        trouble = next((reason for item in members if (reason := _trouble(item, mark, alone=alone, prose=prose))), None)
        timed = members[0].unit is not None and members[0].unit.quantity is Quantity.TIME
        if timed or all(item.twin for item in members):
            continue
        if trouble is not None:
            if not (prose and trouble is Reason.NO_UNIT):
                left.extend(NotUnderstood(item.at.span, trouble) for item in members)
            continue
        context = _context(items, chain, stack, drafts)
        passing = _tail_part(items, chain) is not None and not any(item.at.part for item in members)
        depth = members[0].at.depth
        if not passing:
            stack = {each: kept for each, kept in stack.items() if each < depth} | {depth: context}
        _place(members, context, drafts, mark)
    sizes = [
        Size(
            _evenly_written(told_apart(draft.measures)), draft.context.part, draft.context.component, draft.context.each
        )
        for draft in drafts.all
        if draft.measures
    ]
    return sizes, left


def _evenly_written(measures: Sequence[Measure]) -> tuple[Measure, ...]:
    """All lengths of one size in one unit were measured as finely as the finest of them: "26 x 11.4 cm" to millimetres."""
    finest: dict[tuple[str, bool], float] = {}
    for each in measures:
        key = (each.unit, each.is_weight)
        finest[key] = min(each.step, finest.get(key, each.step))
    return tuple(replace(each, step=finest[each.unit, each.is_weight]) for each in measures)


def _trouble(item: Item, mark: str | None, *, alone: bool, prose: bool) -> Reason | None:
    if item.conflict:
        return Reason.UNITS_DISAGREE
    if item.unit is None:
        return Reason.NO_UNIT
    if item.at.odd and alone and not item.at.kinds and item.is_length and not prose:
        return Reason.UNKNOWN_LABEL
    if _readable(item, mark) is None:
        return Reason.TWO_READINGS
    return None


def _readable(item: Item, mark: str | None) -> Item | None:
    """The item with "1,250" read one way; None if it may be read two ways."""
    amount = item.at.amount
    if amount.other is None or item.unit is None:
        return item
    decimal = replace(item, at=replace(item.at, amount=replace(amount, other=None)))
    thousands = replace(
        item,
        at=replace(item.at, amount=replace(amount, low=amount.other, high=amount.other, step=Fraction(1), other=None)),
    )
    if item.unit.key in _BY_CONVENTION_DECIMAL:
        return decimal
    written = "," if mark == "." else "." if mark == "," else None
    if mark is not None and written is not None:
        return thousands if item.at.amount.sign == written else decimal
    if item.unit.key == "mm" and item.at.kinds != {MeasurementKind.THICKNESS}:
        return thousands
    return None


def _context(items: Sequence[Item], chain: range, stack: dict[int, _Context], drafts: _Drafts) -> _Context:
    """Which part and component a chain speaks of: its own words, or those still in force."""
    members = [items[place].at for place in chain]
    own_part = next((each.part for each in members if each.part), None) or _tail_part(items, chain)
    component = next((each.component for each in members if each.component), None)
    each = any(member.each for member in members)
    first = members[0]
    before = stack.get(first.depth)
    if own_part or component or each:
        inherit = before is not None and component is None and not first.join.strong and own_part is None
        return _Context(
            own_part or (before.part if inherit and before else Part.OBJECT),
            component or (before.component if inherit and before else None),
            each,
        )
    if before is None:
        return _Context()
    weight = first.amount.is_weight
    fitting = first.labelled and _fits(first.kinds, before, drafts)
    if weight or fitting or (first.join is Join.TIMES) or (first.detail is not None and not first.join.strong):
        return before
    return _Context()


def _fits(kinds: frozenset[MeasurementKind], context: _Context, drafts: _Drafts) -> bool:
    """Whether a kind is still open in the latest size of a context; a plain object takes any."""
    if context == _Context():
        return True
    latest = next(reversed(drafts.of(context)), None)
    return latest is None or not any(each.kinds == kinds and each.detail is None for each in latest.measures)


def _tail_part(items: Sequence[Item], chain: range) -> Part | None:
    """The part named after a chain, or after the last of a row of labelled measures ("H. 30, W. 20 cm, with frame")."""
    own = next((items[place].at.tail_part for place in reversed(chain) if items[place].at.tail_part), None)
    if own or not items[chain.start].at.labelled:
        return own
    place = chain.stop
    while place < min(len(items), chain.stop + _OPEN):
        at = items[place].at
        if items[place].twin:
            place += 1
            continue
        if at.join not in _BESIDE or not at.labelled or at.part or at.component:
            return None
        if at.tail_part:
            return at.tail_part
        place += 1
    return None


def _place(members: Sequence[Item], context: _Context, drafts: _Drafts, mark: str | None) -> None:
    """Put the measures of a chain into the size they belong to."""
    kept = [item for item in members if not item.twin]
    diameters = members[0].at.kinds == {MeasurementKind.DIAMETER} and not any(item.at.kinds for item in members[1:])
    same = drafts.of(context)
    doubtful = members[0].at.approximate
    unlabelled_chain = len(kept) > 1 and not any(item.at.labelled for item in kept)
    joined = (
        members[0].at.join is Join.TIMES and not members[0].at.labelled and same
    )  # "4 cm (1 5/8 in.) x 2 cm (3/4 in.)"
    target = same[-1] if joined else None
    for item in kept:
        measure = _measure(item, mark, like=members[0] if diameters else None)
        if measure is None:
            continue
        measure = replace(measure, approximate=measure.approximate or doubtful)
        if (
            target is None
            or (len(kept) == 1 and not joined)
            or (measure.kinds and not target.lacks(measure) and not diameters)
        ):
            target = _target(measure, context, drafts, fresh=unlabelled_chain)
        target.measures.append(measure)


def _target(measure: Measure, context: _Context, drafts: _Drafts, *, fresh: bool) -> _Draft:
    same = drafts.of(context)
    candidates: Iterable[_Draft] = ()
    if measure.detail is not None and not fresh:
        candidates = same[:1]
    elif measure.is_weight:
        candidates = (draft for draft in reversed(same[-_OPEN:]) if draft.lacks(measure))
    elif measure.kinds and not fresh:
        candidates = (draft for draft in same[-_OPEN:] if draft.lacks(measure))
    return next(iter(candidates), None) or drafts.begun(context)


def _measure(item: Item, mark: str | None, *, like: Item | None) -> Measure | None:
    read = _readable(item, mark)
    if read is None or read.unit is None:
        return None
    amount, unit = read.at.amount, read.unit
    low, high = base_values(amount.low, amount.high, amount.more, unit)
    if high <= 0:
        return None
    weight = unit.quantity is Quantity.WEIGHT
    label = like or item
    return Measure(
        kinds=frozenset({MeasurementKind.WEIGHT}) if weight else label.at.kinds - {MeasurementKind.WEIGHT},
        low=float(low),
        high=float(high),
        step=float(amount.fine if amount.fine is not None else amount.step * unit.factor),
        unit=unit.key,
        span=item.at.span,
        detail=None if weight else label.at.detail,
        approximate=item.at.approximate,
        also=item.also,
    )
