"""What a text of sizes is made of: tokens, each of a sort and with its place."""

from dataclasses import dataclass
from enum import Enum, auto

from registry.normalise.lexicon import Span
from registry.normalise.measurements.numbers import Number
from registry.normalise.measurements.units import Unit
from registry.normalise.measurements.values import Part
from registry.vocabulary.lists import MeasurementKind


class Sort(Enum):
    """What a token is."""

    NUMBER = auto()
    BAD = auto()  # digits that are no measured number: "84.12b", "1:50", "1/1/4"
    UNIT = auto()
    KIND = auto()
    LETTER = auto()
    PART = auto()
    DETAIL = auto()
    APPROXIMATE = auto()
    EACH = auto()
    ENUMERATOR = auto()  # "(a)", "b)"
    FILLER = auto()
    NOTHING = auto()
    WORD = auto()
    TIMES = auto()
    DASH = auto()
    TO = auto()
    BETWEEN = auto()
    AND = auto()
    COLON = auto()
    COMMA = auto()
    SEMICOLON = auto()
    NEWLINE = auto()
    STOP = auto()
    SLASH = auto()
    OPEN = auto()
    CLOSE = auto()


@dataclass(frozen=True)
class Token:
    """A token: its sort, its place, and what it stands for where there is more to say."""

    sort: Sort
    span: Span
    key: str = ""
    number: Number | None = None
    unit: Unit | None = None
    kinds: frozenset[MeasurementKind] = frozenset()
    part: Part | None = None
