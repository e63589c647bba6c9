"""EDTF (ISO 8601-2, https://www.loc.gov/standards/datetime/) in and out.

In: levels 0 and 1 (dates, seasons, `? ~ %`, unspecified digits, intervals, open and unknown ends, years beyond four
digits) and of level 2 sets `[…]` and `{…}`, qualifiers before a part, and significant digits (`1950S2`). Times of day
are accepted and dropped. Out: every reading has a string, and reading that string again gives the same years and flags.
"""

import re
from dataclasses import replace

from registry.normalise.dates.spans import DAYS
from registry.normalise.dates.value import Calendar, DateReading, NotUnderstood, Point, Precision, Reason

_QUALIFIER = "[?~%]"
_DATE = re.compile(
    rf"(?P<lead>{_QUALIFIER})?(?P<year>Y?-?\d+(?:E\d)?|-?[\dX]{{4}})(?:S(?P<significant>\d))?(?P<q1>{_QUALIFIER})?"
    rf"(?:-{_QUALIFIER}?(?P<month>\d\d|XX)(?P<q2>{_QUALIFIER})?(?:-{_QUALIFIER}?(?P<day>\d\d|XX)(?P<q3>{_QUALIFIER})?)?)?"
    r"(?:T[\d:.]+(?:Z|[+-]\d\d(?::?\d\d)?)?)?",
)
_UNMISTAKABLE = re.compile(
    r"(?:.*[~%].*|Y-?\d{5,}.*|\d{1,3}X{1,3}(?:-XX)*[?]?|\d{4}-(?:\d\d|XX)-XX|-0\d{3}|\d{4}\?|"
    r"-?\d{4}-\d\d-\d\d(?:T.*)?|(?:-?\d{4}(?:-\d\d){0,2}[?]?|\.\.)/(?:-?\d{4}(?:-\d\d){0,2}[?]?|\.\.|)|\d{4}S\d|[\[{][^\[\]{}]*[\]}])",
)
_CHARACTERS = re.compile(r"[\dXYSETZ?~%./:,\-+\[\]{} ]+")
_FURTHEST = 4_000_000


def looks_like_edtf(text: str) -> bool:
    """Whether a text can only be meant as EDTF: "1650~", "16XX", "1650/1660", "{1650,1652}", but not "1650" or "1905-06"."""
    return bool(_CHARACTERS.fullmatch(text) and _UNMISTAKABLE.fullmatch(text)) and not isinstance(
        from_edtf(text), NotUnderstood
    )


def from_edtf(text: str) -> DateReading | NotUnderstood:
    """The reading of an EDTF string; NotUnderstood where it is none."""
    text = text.strip()
    if not text:
        return NotUnderstood(text, Reason.EMPTY)
    if len(text) > 1 and text[0] in "[{" and text[-1] in "]}":
        return _set(text)
    if "/" in text:
        left, _, right = text.partition("/")
        return _interval(text, left, right)
    reading = _single(text)
    return reading or NotUnderstood(text, Reason.NOTHING, "it is not written as EDTF")


def _interval(text: str, left: str, right: str) -> DateReading | NotUnderstood:
    open_ends = {"", ".."}
    if left in open_ends and right in open_ends:
        return NotUnderstood(text, Reason.NOTHING, "both ends are open")
    first = None if left in open_ends else _single(left)
    last = None if right in open_ends else _single(right)
    if (first is None and left not in open_ends) or (last is None and right not in open_ends):
        return NotUnderstood(text, Reason.NOTHING, "an end of the interval is not written as EDTF")
    start = first.start if first is not None else None
    end = last.end if last is not None else None
    if start is not None and end is not None and start.year > end.year:
        return NotUnderstood(text, Reason.IMPOSSIBLE, "the interval ends before it begins")
    return DateReading(text, start, end, Precision.RANGE if start and end else Precision.OPEN)


def _set(text: str) -> DateReading | NotUnderstood:
    parts: list[DateReading] = []
    for element in text[1:-1].split(","):
        member = element.strip()
        left, dots, right = member.partition("..")
        read = _interval(member, left or "..", right or "..") if dots else from_edtf(member)
        if isinstance(read, NotUnderstood) or read.parts:
            return NotUnderstood(text, Reason.NOTHING, f"“{member}” is not written as EDTF")
        parts.append(read)
    if len(parts) == 1:
        return replace(parts[0], text=text)
    return DateReading(text, None, None, Precision.SEVERAL, parts=tuple(parts), choice=text[0] == "[")


def _single(text: str) -> DateReading | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    span = _years(match["year"], match["significant"])
    if span is None:
        return None
    first, last, precision = span
    month, day = (None if part in {None, "XX"} else int(part) for part in (match["month"], match["day"]))
    if month is not None and not (1 <= month <= 12 or 21 <= month <= 41):
        return None
    if day is not None and (month is None or month > 12 or not 1 <= day <= DAYS[month - 1]):
        return None
    marks = set(re.findall(_QUALIFIER, text))
    point = Point(first, month, day, approximate=bool(marks & set("~%")), uncertain=bool(marks & set("?%")))
    if precision == Precision.YEAR and month is not None:
        precision = Precision.DAY if day else Precision.SEASON if month > 12 else Precision.MONTH
    return DateReading(text, point, replace(point, year=last), precision)


def _years(written: str, significant: str | None) -> tuple[int, int, Precision] | None:
    digits = written.removeprefix("Y")
    if "X" in digits:
        sign, places = (-1, digits[1:]) if digits.startswith("-") else (1, digits)
        if not re.fullmatch(r"\d{0,3}X{1,4}", places) or len(places) != 4:
            return None
        low, high = int(places.replace("X", "0")), int(places.replace("X", "9"))
        kinds = {1: Precision.DECADE, 2: Precision.CENTURY, 3: Precision.MILLENNIUM}
        kind = kinds.get(places.count("X"), Precision.RANGE)
        return (low, high, kind) if sign > 0 else (-high, -low, kind)
    if not written.startswith("Y") and not re.fullmatch(r"-?\d{4}", digits):
        return None
    base, _, exponent = digits.partition("E")
    year = int(base) * 10 ** int(exponent or 0)
    if abs(year) > _FURTHEST:
        return None
    if significant is None:
        return year, year, Precision.YEAR
    scale = 10 ** max(0, len(str(abs(year))) - int(significant))
    low = abs(year) - abs(year) % scale
    return (low, low + scale - 1, Precision.RANGE) if year >= 0 else (-(low + scale - 1), -low, Precision.RANGE)


def to_edtf(reading: DateReading) -> str:
    """The EDTF string of a reading: `from_edtf` gives back its years and flags."""
    if reading.parts:
        inside = ",".join(_member(part) for part in reading.parts)
        return f"[{inside}]" if reading.choice else f"{{{inside}}}"
    start, end = reading.start, reading.end
    if start is None or end is None:
        return f"{_point(start) if start else '..'}/{_point(end) if end else '..'}"
    if start == end and reading.precision != Precision.RANGE:
        return _point(start)
    if reading.calendar != Calendar.COMMON and start.approximate and reading.precision == Precision.YEAR:
        # Two straddled years are an interval in EDTF, where "about" does not widen: so the width is written out.
        start = replace(start, year=reading.earliest if reading.earliest is not None else start.year)
        end = replace(end, year=reading.latest if reading.latest is not None else end.year)
    if reading.precision == Precision.DECADE and _is_round(start, end, 10):
        return f"{start.year // 10:03d}X{_mark(start)}"
    if reading.precision == Precision.CENTURY and _is_round(start, end, 100):
        return f"{start.year // 100:02d}XX{_mark(start)}"
    return f"{_point(start)}/{_point(end)}"


def _is_round(start: Point, end: Point, length: int) -> bool:
    whole = 0 <= start.year <= 9999 and start.year % length == 0 and end.year - start.year == length - 1
    return whole and start.month is None and _mark(start) == _mark(end)


def _member(reading: DateReading) -> str:
    """A part of a set: ranges are written with two dots there, whose ends have no marks of their own in the standard."""
    written = to_edtf(reading)
    if "/" not in written:
        return written
    left, _, right = written.partition("/")
    return f"{'' if left == '..' else left}..{'' if right == '..' else right}"


def _point(point: Point) -> str:
    year = point.year
    sign = "-" if year < 0 else ""
    written = f"{sign}{abs(year):04d}" if abs(year) <= 9999 else f"Y{year}"
    if point.month is not None:
        written += f"-{point.month:02d}"
        if point.day is not None:
            written += f"-{point.day:02d}"
    return written + _mark(point)


def _mark(point: Point) -> str:
    if point.approximate and point.uncertain:
        return "%"
    return "~" if point.approximate else "?" if point.uncertain else ""
