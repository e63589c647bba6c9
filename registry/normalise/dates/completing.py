"""Terms completed from one another: "late first to early second century BC" names its noun and era once."""

from dataclasses import replace

from registry.normalise.dates.eras import LATEST_YEAR
from registry.normalise.dates.terms import RANGES, TURN, Core, Kind, Term
from registry.normalise.dates.value import Calendar, Note

_MOST = {Kind.CENTURY: 40, Kind.MILLENNIUM: 10, Kind.DYNASTY: 31}
"""Kinds whose noun a bare number takes from its neighbour, with the highest number there can be."""


def completed(terms: list[Term], joints: list[str], *, running: bool) -> list[Term] | None:
    """The terms with number nouns, eras, calendars and leading digits taken from their neighbours; None if any lacks."""
    done = list(terms)
    for index in range(len(done) - 2, -1, -1):
        done[index] = _from_right(done[index], done[index + 1], joints[index])
    for index in range(1, len(done)):
        found = _from_left(done[index - 1], done[index], joints[index - 1], running=running)
        if found is None:
            return None
        done[index] = found
    done = [_century_without_noun(each, running=running) for each in done]
    if len(done) == 1 and done[0].parts == (TURN, TURN):
        return None
    return done if all(_is_complete(each) for each in done) else None


def _is_complete(term: Term) -> bool:
    """Whether a number has its noun; "the 70s" without a century have none."""
    core = term.core
    return core is not None and core.kind != Kind.BARE and not (core.kind == Kind.DECADE and core.digits == 2)


def _century_without_noun(term: Term, *, running: bool) -> Term:
    """ "Fin XVIIe" as French catalogues write it; in running text only beside such a part."""
    core = term.core
    if core is None or not core.roman_ordinal or core.kind != Kind.BARE or (running and term.parts is None):
        return term
    return replace(term, core=replace(core, kind=Kind.CENTURY))


def _from_right(left: Term, right: Term, joint: str) -> Term:
    """The left term with what only the right one says: "first to second *century BC*"."""
    core, other = left.core, right.core
    if core is None:
        return replace(left, core=other, bc=right.bc, calendar=right.calendar)
    if other is None:
        return left
    if core.kind == Kind.BARE:
        if _can_count(core.number, other.kind):
            core = Core(other.kind, core.number)
        elif other.kind == Kind.YEAR and right.bc is not None and core.digits:
            core = Core(Kind.YEAR, core.number, core.digits)
        else:
            return left
        left = replace(left, core=core)
    if left.bc is not None or left.calendar != Calendar.COMMON:
        return left
    if right.calendar != Calendar.COMMON and core.kind == other.kind and joint in {"-", "–"}:
        return replace(left, calendar=right.calendar)
    return replace(left, bc=right.bc)


def _from_left(left: Term, right: Term, joint: str, *, running: bool) -> Term | None:
    """The right term with what only the left one says: "siglo XVII-*XVIII*", "1830-*41*"; None where they do not fit."""
    core, other = left.core, right.core
    if core is None or other is None:
        return replace(right, core=core, bc=left.bc, calendar=left.calendar) if core is not None else None
    other = _with_noun(core, other, joint)
    right = replace(right, core=other)
    if joint == "/" and left.calendar != right.calendar and (right.bc is not None or not _near(core, other)):
        return right  # the same date in two calendars
    if left.calendar != Calendar.COMMON and right.calendar == Calendar.COMMON and right.bc is None:
        other = _with_leading_digits(core, other, joint)
        fits = _near(core, other) and joint in RANGES
        return replace(right, core=other, calendar=left.calendar) if fits else None
    if not (left.bc or right.bc or right.era_first):
        other = _with_leading_digits(core, other, joint)
        right = replace(right, core=other)
    if joint == "/" and not _may_be_joined_by_a_stroke(left, core, other, running=running):
        return None
    return _with_era(left, right, goes_on=core.kind == other.kind and other.number < core.number)


def _with_era(left: Term, right: Term, *, goes_on: bool) -> Term | None:
    """Under an era said first ("公元前5-4世纪") the count goes on; after one said last ("50 BC-40") it is left in doubt."""
    if not left.bc or right.bc is not None:
        return right
    return replace(right, bc=True) if left.era_first and goes_on else None


def _with_noun(core: Core, other: Core, joint: str) -> Core:
    """The right core, its number counting what the left one counts."""
    if other.kind == Kind.BARE:
        if _can_count(other.number, core.kind):
            return Core(core.kind, other.number)
        if core.kind == Kind.YEAR and other.digits and joint in RANGES:
            return Core(Kind.YEAR, other.number, other.digits)
    if other.kind == Kind.YEAR and other.number % 10 == 0 and core.noun_first:
        return replace(other, kind=Kind.DECADE)  # "années 1870-1880"
    if core.kind == Kind.CENTURY and other.kind == Kind.YEAR and other.number <= 21 and other.digits < 3:
        return Core(Kind.CENTURY, other.number)  # "القرن ١٧ - ١٨ م"
    return other


def _can_count(number: int, kind: Kind) -> bool:
    """Whether a bare number can be so many centuries, millennia or Egyptian dynasties."""
    return number <= _MOST.get(kind, 0)


def _near(core: Core, other: Core) -> bool:
    """Whether two numbers can be of one calendar: a second one far above the first is a common year."""
    return core.kind == other.kind and other.number - core.number < 150


def _with_leading_digits(core: Core, other: Core, joint: str) -> Core:
    """The 41 of "1830-41" as 1841, the 80s of "1870-80s" as the 1880s."""
    if not 0 < other.digits < core.digits or core.digits < 3 or other.month is not None:
        return other
    if other.kind not in {Kind.YEAR, Kind.DECADE}:
        return other
    scale = 10**other.digits
    number = core.number - core.number % scale + other.number
    if number > LATEST_YEAR:
        return other
    # "1905-06" with a hyphen is also how ISO 8601 writes a month.
    notes = (Note.MONTH_OR_RANGE,) if joint == "-" and other.digits == 2 and 1 <= other.number <= 12 else ()
    return replace(other, number=number, digits=core.digits, notes=notes)


def _may_be_joined_by_a_stroke(left: Term, core: Core, other: Core, *, running: bool) -> bool:
    """1709/10 and 490/480 BC are years, XVII/XVIII centuries, "um 1650/60" a range; 1887/12 is a number."""
    if core.kind != Kind.YEAR or other.kind != Kind.YEAR:
        # "12th/18th century" is one century in two calendars that are not named.
        return abs(other.number - core.number) <= 2 or core.kind != Kind.CENTURY
    apart = other.number - core.number
    if left.bc:
        return -100 <= apart <= -1
    return apart == 1 or (0 < apart <= 50 and (left.approximate or not running))
