"""Arithmetic of centuries and their parts, in astronomical years (1 BC is 0).

Conventions, chosen once for all languages:

* A numbered century has years 1 to 100 of its hundred (the 18th is 1701 to 1800); "1700-tal" and "1700s" are 1700 to 1799.
* Early, mid and late are thirds, as museums index them; "beginning" and "end" are read as early and late, since
  translations use them for one another. A third of 100 or 10 years is no whole number: parts are rounded outwards, so
  that neighbours share a year and nothing is excluded by rounding.
* "c. 1650" allows ten years both ways. Later dates are known better, earlier ones worse, and a round number is rounder:
  see `circa_margin`.
"""

DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""The most days each month can have."""

Span = tuple[int, int]
"""First and last year, both included."""


def astronomical(year: int, *, bc: bool) -> int:
    """A historical year (1, 2, …) in astronomical counting."""
    return 1 - year if bc else year


def historical(year: int) -> tuple[int, bool]:
    """The historical year and whether it is BC."""
    return (1 - year, True) if year <= 0 else (year, False)


def numbered(number: int, length: int, *, bc: bool) -> Span:
    """The `number`-th century (length 100) or millennium (length 1000)."""
    if bc:
        return 1 - number * length, -(number - 1) * length
    return (number - 1) * length + 1, number * length


def hundred(start: int, length: int, *, bc: bool) -> Span:
    """The years that begin with the digits of `start`: 1600 and 100 give 1600 to 1699."""
    if bc:
        return 1 - (start + length - 1), 1 - start
    return start, start + length - 1


def part(span: Span, of: int, number: int) -> Span:
    """The `number`-th of `of` equal parts of a span, rounded outwards. Raises ValueError if there is no such part."""
    if not 1 <= number <= of:
        raise ValueError(f"there are {of} parts, not {number}")
    first, last = span
    length = last - first + 1
    start = first + length * (number - 1) // of
    end = first + -(-length * number // of) - 1
    return start, max(start, end)


def circa_margin(year: int) -> int:
    """By how many years "about" widens a year, both ways.

    A house rule that follows the sample records: c. 1616 and c. 1650 are meant within a few years, c. 1100 and c. 100 BC
    within fifty, c. 3100 BC within a hundred.
    """
    if year >= 1800:
        return 5
    if year >= 1400:
        return 10
    round_number = (1 - year if year <= 0 else year) % 100 == 0
    if year >= -999:
        return 50 if round_number else 25
    return 100 if round_number else 50
