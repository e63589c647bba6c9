"""Dates inside running text, such as a catalogue entry, with their places."""

from dataclasses import dataclass, replace

from registry.normalise.dates.behind import styles_what_precedes
from registry.normalise.dates.merging import Said, merged
from registry.normalise.dates.ranges import Statement, statement
from registry.normalise.dates.terms import DASHES, Reader
from registry.normalise.dates.tokens import tokenise
from registry.normalise.dates.value import DateReading, Precision, Role

MAX_LENGTH = 100_000
"""Characters that are searched."""

_SHORTEST_LIFE, _LONGEST_LIFE = 15, 110


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: `text[start:end]` is what was read. The reading's `role` says what it dates."""

    start: int
    end: int
    reading: DateReading


def find_dates(text: str) -> list[FoundDate]:
    """Every date expression in a text, in order, without overlaps.

    Stricter than `parse_date`: a number is a year only with four digits, or with an era, calendar or century beside it,
    and never inside a size, price, weight, inventory or lot number. Dates of a person's life, of sales and exhibitions
    are found too and carry that role.
    """
    text = text[:MAX_LENGTH]
    reader = Reader(text, [token for token in tokenise(text) if token.text != "."], running=True)
    found: list[FoundDate] = []
    at = 0
    while at < len(reader.tokens):
        read = statement(reader, at) if reader.tokens[at].says_something else None
        if read is None or not read.readings:
            at = read.last + 1 if read is not None else at + 1
            continue
        if not _after_style(reader, read):
            role = _role(reader, read)
            found.append(_found(reader, read, role))
        at = read.last + 1
    return found


def _found(reader: Reader, read: Statement, role: Role) -> FoundDate:
    start, end = reader.tokens[read.first].start, reader.tokens[read.last].end
    text = reader.source[start:end]
    reading = merged(text, (Said(read, Role.MADE),))
    assert isinstance(reading, DateReading)  # noqa: S101 - a statement with readings that date the making has one
    return FoundDate(start, end, replace(reading, text=text, role=role))


def _after_style(reader: Reader, read: Statement) -> bool:
    """ "In the style of the 16th century" and "16th century style" date nothing."""
    if styles_what_precedes(reader, read.last + 1):
        return True
    before = read.first - 1
    while reader.means(before, "filler"):
        before -= 1
    return reader.means(before, "style")


def _role(reader: Reader, read: Statement) -> Role:
    """What the word before the date, or in parentheses behind it, says that it dates."""
    behind = read.last + 1
    if reader.is_text(behind, "(") and reader.means(behind + 1, "role") and reader.is_text(behind + 2, ")"):
        return Role(str(reader.tokens[behind + 1].senses["role"]))
    before = read.first - 1
    while reader.means(before, "filler", "circa", "year") or reader.is_text(before, ",", ":", "*", "†"):
        if reader.is_text(before, "*", "†"):
            return Role.LIFE
        before -= 1
    if reader.means(before, "role"):
        token = reader.tokens[before]
        role = Role(str(token.senses["role"]))
        if len(token.text) > 1 or token.dotted:
            return role
    return Role.LIFE if _is_life(reader, read) else Role.MADE


def _is_life(reader: Reader, read: Statement) -> bool:
    """ "(1606-1669)" behind a name: a range in parentheses as long as a life. Also "(1606 Leiden - 1669 Amsterdam)"."""
    opened, closed = read.first - 1, read.last + 1
    if not reader.is_text(opened, "("):
        return _second_half_of_life(reader, read)
    named = reader.at(opened - 1)
    if named is None or not reader.source[named.start].isupper() or named.senses:
        return False
    if reader.is_text(closed, ")"):
        first, last = read.readings[0].earliest, read.readings[-1].latest
        whole = first is not None and last is not None and _SHORTEST_LIFE <= last - first <= _LONGEST_LIFE
        return whole and read.readings[0].precision == Precision.RANGE
    return _dash_before_close(reader, closed)


def _second_half_of_life(reader: Reader, read: Statement) -> bool:
    """Whether a year stands at the end of parentheses that began with another year: "1669 Amsterdam)"."""
    at, dashes = read.first - 1, 0
    while at >= 0 and read.first - at < 12 and not reader.is_text(at, "(", ")"):
        dashes += reader.is_text(at, *DASHES)
        at -= 1
    begins = reader.at(at + 1)
    return reader.is_text(at, "(") and dashes == 1 and begins is not None and begins.digits == 4


def _dash_before_close(reader: Reader, at: int) -> bool:
    dashes, numbers, start = 0, 0, at
    while at < len(reader.tokens) and at - start < 12 and not reader.is_text(at, ")"):
        dashes += reader.is_text(at, *DASHES)
        numbers += reader.tokens[at].digits == 4
        at += 1
    return dashes == 1 and numbers == 1 and reader.is_text(at, ")")
