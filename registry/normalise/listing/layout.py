"""What several steps look for in a sheet: its free segments, its dates and sizes, and words with a scanner's digits mended.

Dates and sizes are sought line by line, and in long lines piece by piece: "1926" above "H. 30 cm" is no year of the Hijra,
and a text that is no listing at all costs no more time than one that is.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from registry.normalise.dates import FoundDate, find_dates
from registry.normalise.lexicon import Span
from registry.normalise.listing.segments import Segment, segments
from registry.normalise.listing.sheet import Sheet
from registry.normalise.measurements import find_measurements

_MOST_SEGMENTS = 200
"""Segments that are read; a listing has fewer, and what comes after them is kept as other text."""
_LONGEST_PIECE = 500
"""Characters of a line that are searched together."""
LIFE_LINE = re.compile(
    r"(?m)^(?P<born>1\d{3})[ \t][-–—][ \t][^\d\n,;]{2,40}[ \t][-–—][ \t](?P<died>\d{4})(?=[ \t]*$)|"
    r"^(?P<first>1\d{3})[ \t][^\d\n,;]{2,30}[ \t]?[-–—][ \t]?(?P<last>\d{4})[ \t][^\d\n,;]{2,30}$"
)
"""A line with years and places of a life, as German catalogues write it below the name: "1808 - München - 1885"."""
_LINE = re.compile(r"[^\n]+")
_BREAK = re.compile(r"[;.,]?\s+(?=\S*$)")
_SPOILED = re.compile(r"(?<!\w)(?=[^\W_]{0,20}[^\W\d_]{2})[^\W_]{0,20}[01][^\W_]{0,20}(?!\w)")
_LETTERS = str.maketrans({"0": "o", "1": "l"})


def free_segments(sheet: Sheet) -> tuple[Segment, ...]:
    """Segments of what is not claimed yet, in order, each with a letter or digit in it. Dates stay whole."""
    return _segments(sheet.free)


@lru_cache(maxsize=16)
def _segments(text: str) -> tuple[Segment, ...]:
    dates = [Span(found.start, found.end) for found in dates_in(text)]
    dates += [Span(*found.span()) for found in LIFE_LINE.finditer(text)]
    found = (segment for segment in segments(text, dates) if any(sign.isalnum() for sign in segment.of(text)))
    return tuple(segment for segment, _ in zip(found, range(_MOST_SEGMENTS), strict=False))


def dates_in(text: str) -> list[FoundDate]:
    """The dates of a text, in order."""
    return [
        replace(date, start=start + date.start, end=start + date.end)
        for start, piece in _pieces(text)
        for date in _dates(piece)
    ]


def sizes_in(text: str) -> list[Span]:
    """The places of the sizes of a text, each with where the same size is given in another unit."""
    return [Span(start + span.start, start + span.end) for start, piece in _pieces(text) for span in _sizes(piece)]


@lru_cache(maxsize=4_000)
def _dates(piece: str) -> tuple[FoundDate, ...]:
    return tuple(find_dates(piece))


@lru_cache(maxsize=4_000)
def _sizes(piece: str) -> tuple[Span, ...]:
    spans = []
    for size in find_measurements(piece).sizes:
        places = [size.span, *(place for measure in size.measures for place in measure.also)]
        spans.append(Span(min(place.start for place in places), max(place.end for place in places)))
    return tuple(spans)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Lines with anything in them, long ones cut between words, and where each starts."""
    for found in _LINE.finditer(text):
        start, line, at = found.start(), found[0], 0
        while line[at:].strip():
            piece = line[at : at + _LONGEST_PIECE]
            if at + _LONGEST_PIECE < len(line) and (cut := _BREAK.search(piece)):
                piece = piece[: cut.end()]
            yield start + at, piece
            at += len(piece)


def mended(text: str) -> str:
    """A text of the same length with letters for 0 and 1 inside words ("0il", "Constab1e"); for looking up only."""

    def letters(found: re.Match[str]) -> str:
        number = re.search(r"[2-9]|\d\d", found[0])
        return found[0] if number else found[0].translate(_LETTERS)

    return _SPOILED.sub(letters, text)
