"""Between sizes and the `Measurement`s of a record: one number each, with what the record's lists lack kept in its note."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from registry.normalise.lexicon import Span
from registry.normalise.measurements.units import Quantity, unit_named, units
from registry.normalise.measurements.values import Measure, Measurements, Part, Size
from registry.records.description import Measurement
from registry.vocabulary.lists import MeasuredPart, MeasurementKind

_PARTS = {
    Part.IMAGE: MeasuredPart.IMAGE,
    Part.PLATE: MeasuredPart.PLATE,
    Part.SHEET: MeasuredPart.SHEET,
    Part.SIGHT: MeasuredPart.SIGHT,
    Part.MOUNT: MeasuredPart.MOUNT,
    Part.FRAME: MeasuredPart.FRAME,
    Part.BASE: MeasuredPart.BASE,
    Part.OPEN: MeasuredPart.OPEN,
    Part.CLOSED: MeasuredPart.CLOSED,
}
_CONVENTION = (MeasurementKind.HEIGHT, MeasurementKind.WIDTH, MeasurementKind.DEPTH, MeasurementKind.LENGTH)
_PLACES = Decimal("0.0001")


def recorded_sizes(measurements: Iterable[Measurement]) -> tuple[Size, ...]:
    """The sizes of a record. A unit that is not known leaves its measurement out."""
    drafts: list[tuple[tuple[Part, str | None, bool], list[Measure]]] = []
    for each in measurements:
        found = _measure(each)
        if found is None:
            continue
        measure, notes = found
        context = (_part(each.part, notes), notes.get("component"), "each" in notes)
        draft = next((draft for draft in drafts if draft[0] == context and _lacks(draft[1], measure)), None)
        if draft is None:
            draft = (context, [])
            drafts.append(draft)
        draft[1].append(measure)
    return tuple(Size(tuple(measures), *context) for context, measures in drafts)


def _lacks(measures: list[Measure], measure: Measure) -> bool:
    """Whether a measure can join: a kind once ("height, width, height, width" are two sizes), spots as often as given."""
    return measure.detail is not None or not any(m.kinds == measure.kinds and m.detail is None for m in measures)


def _part(part: MeasuredPart, notes: dict[str, str]) -> Part:
    return Part(notes["part"]) if notes.get("part") in set(Part) else Part(part.value)


def _measure(given: Measurement) -> tuple[Measure, dict[str, str]] | None:
    unit = unit_named(given.unit)
    weight = given.kind is MeasurementKind.WEIGHT
    if unit is None or unit.quantity is not (Quantity.WEIGHT if weight else Quantity.LENGTH):
        return None
    notes = _notes(given.note)
    exponent = given.value.as_tuple().exponent
    step = Fraction(10) ** (exponent if isinstance(exponent, int) else 0) * unit.factor
    value = Fraction(given.value)
    kinds = frozenset({given.kind})
    if notes.get("kind"):
        kinds = frozenset(MeasurementKind(kind) for kind in notes["kind"].split(" or ") if kind in set(MeasurementKind))
    measure = Measure(
        kinds=kinds,
        low=float(value * unit.factor),
        high=float(value * unit.most),
        step=float(step),
        unit=unit.key,
        span=Span(0, 0),
        detail=notes.get("detail"),
        approximate="about" in notes,
    )
    return measure, notes


def _notes(note: str | None) -> dict[str, str]:
    """The notes that `measurements_of` writes; words of a registrar are left alone."""
    found: dict[str, str] = {}
    for each in (note or "").split("; "):
        name, _, value = each.partition(": ")
        if name in {"part", "component", "detail", "kind"} or (name in {"each", "about"} and not value):
            found[name] = value
    return found


def measurements_of(read: Measurements) -> tuple[Measurement, ...]:
    """What was read as measurements of a record, each with the words it came from.

    Numbers without a label get the kind that museum custom gives their place (height, width, depth); a range gives its
    middle. Neither is hidden: the original words stand beside it.
    """
    found: list[Measurement] = []
    for size in read.sizes:
        unlabelled = 0
        for measure in size.measures:
            kind = measure.kind
            if kind is None:
                by_place = _CONVENTION[min(unlabelled, len(_CONVENTION) - 1)]
                kind = by_place if not measure.kinds else min(measure.kinds)
                unlabelled += not measure.kinds
            found.append(_recorded(measure, kind, size, read.text))
    return tuple(found)


def _recorded(measure: Measure, kind: MeasurementKind, size: Size, text: str) -> Measurement:
    unit = units()[measure.unit]
    number = measure.value if unit.factor == unit.most else measure.low  # "14 oz" stays 14, whichever ounce it is
    value = Decimal(str(number)) * unit.factor.denominator / unit.factor.numerator
    notes = []
    if size.part not in _PARTS and size.part is not Part.OBJECT:
        notes.append(f"part: {size.part}")
    if size.component:
        notes.append(f"component: {size.component}")
    if size.each:
        notes.append("each")
    if measure.detail:
        notes.append(f"detail: {measure.detail}")
    if len(measure.kinds) > 1:
        notes.append("kind: " + " or ".join(sorted(measure.kinds)))
    if measure.approximate:
        notes.append("about")
    return Measurement(
        kind=kind,
        value=min(max(_PLACES, _short(value)), Decimal(999_999)),
        unit=measure.unit,
        part=_PARTS.get(size.part, MeasuredPart.OBJECT),
        original=measure.span.of(text)[:1000].strip() or None,
        note="; ".join(notes)[:1000] or None,
    )


def _short(value: Decimal) -> Decimal:
    rounded = value.quantize(_PLACES).normalize()
    exponent = rounded.as_tuple().exponent
    return rounded.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else rounded
