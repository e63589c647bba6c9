"""A size in plain words, in a form that `read_measurements` reads back: "frame: height 50 cm, width 60 cm"."""

from registry.normalise.measurements.values import Measure, Part, Size


def in_words(size: Size) -> str:
    """A size in centimetres, grams or kilograms, with its part and component."""
    name = _name(size)
    rows: list[list[Measure]] = []
    for each in size.measures:
        if each.is_weight:
            continue
        last = rows[-1][-1] if rows else None
        alike = last is not None and (each.kinds, each.detail) in {(last.kinds, last.detail), (frozenset(), None)}
        rows = [*rows[:-1], [*rows[-1], each]] if alike else [*rows, [each]]
    shown = [_length(row) for row in rows] + [_weight(each) for each in size.weights]
    return (f"{name}: " if name else "") + ", ".join(shown)


_SHOWN_PARTS = {Part.OBJECT: "", Part.FRAME: "with frame", Part.WITH_BASE: "with base", Part.OPEN: "open"}


def _name(size: Size) -> str:
    words = [size.component or "", _SHOWN_PARTS.get(size.part, size.part.value), "each" if size.each else ""]
    return " ".join(word for word in words if word)


def _length(row: list[Measure]) -> str:
    first = row[0]
    kinds = " or ".join(sorted(first.kinds))
    detail = f"of {first.detail}" if first.detail else ""
    doubt = "about" if first.approximate else ""
    numbers = " × ".join(_number(each, 10) for each in row)
    return " ".join(word for word in (kinds, detail, doubt, numbers, "cm") if word)


def _weight(measure: Measure) -> str:
    doubt = "about " if measure.approximate else ""
    factor, unit = (
        (1000, "kg") if measure.low >= 1000 and measure.low == measure.high and not measure.low % 10 else (1, "g")
    )
    return f"weight {doubt}{_number(measure, factor)} {unit}"


def _number(measure: Measure, factor: int) -> str:
    low, high = (f"{value / factor:.2f}".rstrip("0").rstrip(".") for value in (measure.low, measure.high))
    return low if low == high else f"{low}-{high}"
