"""Statements: one term, or several joined by dashes, "to", "and" and "or", completed from one another and resolved to years."""

from dataclasses import dataclass, replace

from registry.normalise.dates.behind import with_qualifiers_behind
from registry.normalise.dates.completing import completed
from registry.normalise.dates.cores import core
from registry.normalise.dates.parts import portions
from registry.normalise.dates.resolve import Impossible, resolve
from registry.normalise.dates.terms import DASHES, RANGES, TURN, Kind, Limit, Reader, Term
from registry.normalise.dates.value import Calendar, DateReading, Note, Point, Precision


@dataclass(frozen=True, slots=True)
class Statement:
    """What one stretch of text says: readings that all hold or, with `choice`, of which one does.

    `first` and `last` are token positions, both included; `problem` says why nothing could be read.
    """

    first: int
    last: int
    readings: tuple[DateReading, ...] = ()
    choice: bool = False
    problem: str | None = None


_LIMITS = {
    "not_before": Limit.NOT_BEFORE,
    "not_after": Limit.NOT_AFTER,
    "before": Limit.BEFORE,
    "after": Limit.AFTER,
}
_PASSED_OVER = ("dated", "filler", "year", "between", "from", "turn")


def statement(reader: Reader, at: int) -> Statement | None:
    """The longest statement that begins at this token; None where none does."""
    first = term(reader, at)
    if first is None:
        return None
    terms, joints = [first], list[str]()
    while True:
        joint, onward = _joint(reader, terms[-1])
        if joint is None:
            break
        following = term(reader, onward)
        if following is None or (joint == "," and not _unfinished(terms[-1])):
            break
        terms.append(following)
        joints.append(joint)
    for count in range(len(terms), 0, -1):
        found = _read(reader, terms[:count], joints[: count - 1])
        if found is not None:
            return found
    return None


def term(reader: Reader, at: int) -> Term | None:
    """One term with all that is said before and behind it."""
    first: int | None = None
    found: dict[str, bool] = {}
    limit: Limit | None = None
    position = at
    while True:
        named = portions(reader, position)
        if named is not None:
            return _with_portion(reader, position if first is None else first, named, found, limit)
        inner = core(reader, position)
        if inner is not None:
            start = inner.first if first is None else first
            return with_qualifiers_behind(reader, _qualified(replace(inner, first=start), found, limit))
        token = reader.at(position)
        if token is None or token.barred:
            return None
        meant = next((concept for concept in _LIMITS if token.means(concept)), None)
        if token.means("circa") or token.text == "~":
            found["circa"] = True
        elif token.means("probably") or token.text == "?":
            found["doubt"] = True
        elif meant is not None and limit is None and not token.means("turn"):
            limit = _LIMITS[meant]
        elif token.means("turn"):
            found["turn"] = True
        elif not any(token.means(concept) for concept in _PASSED_OVER) or (limit is not None and token.means("dated")):
            return None
        if first is None and not (token.means("filler") or token.means("dated")):
            first = position
        position += 1
        if reader.is_text(position, ",") and not reader.running and found:
            position += 1  # "вероятно, 1650"


def _qualified(inner: Term, found: dict[str, bool], limit: Limit | None) -> Term:
    return replace(
        inner,
        approximate=inner.approximate or "circa" in found,
        uncertain=inner.uncertain or "doubt" in found,
        leading_circa="circa" in found,
        leading_doubt="doubt" in found,
        limit=limit,
        parts=(TURN, TURN) if "turn" in found else inner.parts,
    )


def _with_portion(
    reader: Reader, first: int, named: tuple[tuple[tuple[int, int], tuple[int, int]], int], found: dict[str, bool],
    limit: Limit | None,
) -> Term | None:  # fmt: skip
    parts, behind = named
    position = behind
    while reader.means(position, "filler") or reader.is_text(position, *DASHES):
        position += 1
    if reader.means(position, "circa") and not reader.means(position, "century_letter"):
        found["circa"] = True
        position += 1
    inner = core(reader, position)
    if inner is None:
        return _qualified(Term(None, first, behind - 1, parts=parts), found, limit)
    whole = _qualified(replace(inner, first=first, parts=parts), found, limit)
    return with_qualifiers_behind(reader, whole)


def _joint(reader: Reader, left: Term) -> tuple[str | None, int]:
    """What joins the term to the next: "-" (a tight hyphen), "–" (any other range), "/", "or", "and", or "," in a list."""
    at = left.last + 1
    token = reader.at(at)
    if token is None:
        return None, at
    if token.text in DASHES:
        onward = at + 1
        if reader.means(onward, "to") and not reader.means(onward, "filler"):
            onward += 1
        return ("-" if token.text == "-" and not token.spaced else "–"), onward
    if token.text == "/":
        return "/", at + 1
    if token.text == ",":
        return ",", at + 1
    for concept, joint in (("to", "–"), ("or", "or"), ("and", "and")):
        if token.means(concept):
            return joint, at + 1
    return None, at


def _unfinished(left: Term) -> bool:
    return left.core is None or left.core.kind == Kind.BARE


def _read(reader: Reader, terms: list[Term], joints: list[str]) -> Statement | None:
    first, last = terms[0].first, terms[-1].last
    turning = terms[0].parts == (TURN, TURN)
    between = turning or any(reader.means(position, "between") for position in range(first, terms[0].last))
    complete = completed(terms, joints, running=reader.running)
    if complete is None:
        return None
    open_end = _open_end(reader, complete[-1])
    try:
        readings = _grouped(reader, complete, ["–" if between and joint == "and" else joint for joint in joints])
    except Impossible as impossible:
        return Statement(first, last, problem=str(impossible))
    if open_end and len(readings) == 1 and readings[0].precision == Precision.YEAR:
        readings = [replace(readings[0], end=None, precision=Precision.OPEN)]
        last += 1
    return Statement(first, last, tuple(readings), choice="or" in joints and len(readings) > 1)


def _open_end(reader: Reader, last: Term) -> bool:
    """ "1989-", with nothing behind the dash."""
    dash, behind = reader.at(last.last + 1), reader.at(last.last + 2)
    if dash is None or dash.text not in DASHES or dash.spaced or reader.running:
        return False
    return behind is None or behind.text in {")", ",", ";", "]"}


@dataclass(frozen=True, slots=True)
class _Piece:
    """A reading and the tokens it was read from."""

    reading: DateReading
    first: int
    last: int


def _grouped(reader: Reader, terms: list[Term], joints: list[str]) -> list[DateReading]:
    """One reading for each term or range; those that touch ("late 17th or early 18th century") become one."""
    groups: list[list[Term]] = [[terms[0]]]
    for joint, following in zip(joints, terms[1:], strict=True):
        # The same date in two calendars ("1121 AH / 1709") is said twice, it is no range.
        if joint in RANGES and not (joint == "/" and following.calendar != groups[-1][-1].calendar):
            groups[-1].append(following)
        else:
            groups.append([following])
    pieces: list[_Piece] = []
    for group in groups:
        piece = _Piece(_reading(group), group[0].first, group[-1].last)
        if pieces and _touch(pieces[-1].reading, piece.reading):
            joined = replace(pieces[-1].reading, end=piece.reading.end, precision=Precision.RANGE, period=None)
            piece = _Piece(joined, pieces.pop().first, piece.last)
        pieces.append(piece)
    return [replace(piece.reading, text=reader.text(piece.first, piece.last)) for piece in pieces]


def _touch(left: DateReading, right: DateReading) -> bool:
    """Whether the right begins where the left ends; single years stay apart."""
    if left.end is None or right.start is None or right.end is None or left.start is None:
        return False
    single = Precision.YEAR in {left.precision, right.precision}
    return not single and 0 <= right.start.year - left.end.year <= 1 and left.start.year < right.end.year


def _reading(group: list[Term]) -> DateReading:
    """The reading of one term, or of the range from the first to the last."""
    if len(group) == 1:
        return resolve(group[0])
    first, last = group[0], group[-1]
    if any(middle.leading_circa for middle in group[1:-1]):
        last = replace(last, approximate=True, leading_circa=True)  # "1794–c.1830–5"
    if first.parts == (TURN, TURN):
        return _turn(first, last)
    # "c." before the first and "circa" behind the last hold for both ends; between them, only for one.
    if first.leading_circa or (last.approximate and not last.leading_circa):
        first, last = replace(first, approximate=True), replace(last, approximate=True)
    if first.leading_doubt or (last.uncertain and not last.leading_doubt):
        first, last = replace(first, uncertain=True), replace(last, uncertain=True)
    left, right = resolve(replace(first, limit=None)), resolve(replace(last, limit=None))
    notes = tuple(dict.fromkeys((*left.notes, *right.notes)))
    if left.start is None or left.end is None or right.start is None or right.end is None:
        raise Impossible("a range needs two ends")
    start, end = left.start, right.end
    if (start.year, start.month or 0) > (end.year, end.month or 99):
        if not (first.bc and last.bc):
            raise Impossible("the range ends before it begins")
        start, end, notes = right.start, left.end, (*notes, Note.REVERSED)
    if last.limit == Limit.NOT_BEFORE:
        return DateReading("", start, None, Precision.OPEN, notes=notes)  # "3rd to 4th century or later"
    calendar = left.calendar if left.calendar == right.calendar else Calendar.COMMON
    period = left.period if left.period == right.period else None
    return DateReading("", start, end, Precision.RANGE, calendar, period, notes=notes)


def _turn(first: Term, last: Term) -> DateReading:
    """The turn of two centuries: ten years on both sides."""
    right = resolve(replace(last, parts=None))
    left = resolve(replace(first, parts=None))
    if left.end is None or right.start is None or right.start.year != left.end.year + 1:
        raise Impossible("the turn of centuries that do not follow one another")
    ends = (Point(left.end.year - 9, uncertain=first.uncertain), Point(right.start.year + 9, uncertain=first.uncertain))
    return DateReading("", *ends, Precision.RANGE)
