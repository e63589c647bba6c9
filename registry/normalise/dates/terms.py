"""One term of a date: what stands on one side of a range, such as "early 17th century", "c. 1650" or "AH 1121".

A term may be incomplete ("late first" in "late first to early second century"): `ranges` completes it from its neighbour.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from registry.normalise.dates.token import Token
from registry.normalise.dates.value import Calendar, Note


class Kind(StrEnum):
    """What the number of a core counts."""

    YEAR = "year"
    BARE = "bare"
    CENTURY = "century"
    MILLENNIUM = "millennium"
    DECADE = "decade"
    HUNDRED = "hundred"
    DECADE_OF_CENTURY = "decade of century"
    DYNASTY = "dynasty"
    PERIOD = "period"


class Limit(StrEnum):
    """On which side of the date the object lies."""

    BEFORE = "before"
    AFTER = "after"
    NOT_AFTER = "not after"
    NOT_BEFORE = "not before"


Part = tuple[int, int]
"""Of how many equal parts, which: (2, 1) is the first half."""


@dataclass(frozen=True, slots=True)
class Core:
    """The number or name of a term. `decade` is the 70 of "the 70s of the 19th century".

    `noun_first` says that a noun before the number holds for what follows too ("années 1870-1880"); `roman_ordinal` that
    the number is written as French writes centuries, "XVIIe", where the noun is often left out.
    """

    kind: Kind
    number: int = 0
    digits: int = 0
    month: int | None = None
    day: int | None = None
    decade: int = 0
    period: str | None = None
    noun_first: bool = False
    roman_ordinal: bool = False
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A core with what is said about it; `first` and `last` are token positions, both included.

    `parts` holds the first and the last part meant: "early to mid" is thirds 1 and 2. `leading` says that the circa or
    doubt stood before, so that it holds for a whole range. `era_first` says that the era stood before the number.
    """

    core: Core | None
    first: int
    last: int
    parts: tuple[Part, Part] | None = None
    bc: bool | None = None
    era_first: bool = False
    calendar: Calendar = Calendar.COMMON
    approximate: bool = False
    uncertain: bool = False
    leading_circa: bool = False
    leading_doubt: bool = False
    limit: Limit | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """Tokens to read from, without the dots. `running` is stricter: text that is not known to be a date."""

    source: str
    tokens: Sequence[Token]
    running: bool

    def text(self, first: int, last: int) -> str:
        """The original text from one token to another, both included."""
        return self.source[self.tokens[first].start : self.tokens[last].end]

    def at(self, position: int) -> Token | None:
        """The token at a position; None behind the end."""
        return self.tokens[position] if 0 <= position < len(self.tokens) else None

    def means(self, position: int, *concepts: str) -> bool:
        """Whether the token at a position can mean one of the concepts."""
        token = self.at(position)
        return token is not None and any(concept in token.senses for concept in concepts)

    def is_text(self, position: int, *texts: str) -> bool:
        """Whether the token at a position is one of these signs."""
        token = self.at(position)
        return token is not None and token.text in texts

    def skip(self, position: int, *concepts: str) -> int:
        """The first position from here whose token means none of the concepts."""
        while self.means(position, *concepts):
            position += 1
        return position


DASHES = ("-", "–")
RANGES = frozenset("-–/")
"""Joints between terms that make a range; "–" also stands for "to"."""
TURN: Part = (0, 0)
"""Marks the turn of two centuries, which is no part of one."""
