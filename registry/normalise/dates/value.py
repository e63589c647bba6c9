"""What a date expression says: a frozen value with the years it allows, or the reason why it was not understood.

Years are astronomical, as in `registry.records`: 1 BC is 0, 490 BC is -489. A reading keeps what was said (`start` and
`end`) apart from what it allows (`earliest` and `latest`): "about 1650" says 1650 and allows 1640 to 1660.
"""

from dataclasses import dataclass
from enum import StrEnum

from registry.normalise.dates.spans import circa_margin
from registry.vocabulary.lists import Certainty


class Precision(StrEnum):
    """What kind of expression a date is."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    RANGE = "range"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"
    PERIOD = "period"
    OPEN = "open"
    SEVERAL = "several"


class Calendar(StrEnum):
    """How the source counts its years. All but `COMMON` are converted, see `calendars`."""

    COMMON = "common era"
    HIJRI = "hijri"
    SOLAR_HIJRI = "solar_hijri"
    NEPAL_SAMVAT = "nepal_samvat"
    VIKRAM = "vikram"
    SAKA = "saka"
    HEBREW = "hebrew"
    ETHIOPIAN = "ethiopian"
    BYZANTINE = "byzantine"


class Role(StrEnum):
    """What happened at a date. Only some say when the object was made."""

    MADE = "made"
    PRINTED = "printed"
    PUBLISHED = "published"
    EXHIBITED = "exhibited"
    DESIGNED = "designed"
    ALTERED = "altered"
    ACQUIRED = "acquired"
    LIFE = "life"


class Note(StrEnum):
    """What a reader should know about how a date was read."""

    DAY_OR_MONTH = "day and month can be read both ways: only the year is kept"
    REVERSED = "the range was written backwards"
    FROM_TABLE = "the years come from the table of periods"
    NARROWER_ONLY_PROBABLE = "a narrower date is given as probable: the wider one is kept"
    DISAGREES = "the parts of the date disagree"
    OTHER_WORDS = "other words in the text were not read"
    MONTH_OR_RANGE = "it can be a month or a range of years: both are allowed for"
    SPELLING = "a misspelt word was read as the nearest known one"


class Reason(StrEnum):
    """Why an expression gave no date."""

    EMPTY = "there is no text"
    UNDATED = "it says that there is no date"
    NOTHING = "no date was found in it"
    AMBIGUOUS = "it can be read in ways that differ"
    UNKNOWN_WORDS = "words beside the date could change its meaning"
    IMPOSSIBLE = "no such date exists"
    STYLE = "it names a style, not a date"
    NOT_MAKING = "it says when something else happened, not when the object was made"


@dataclass(frozen=True, slots=True)
class Point:
    """One end of a date as it was said. `month` is 1 to 12, or a season of EDTF, 21 to 24; `day` needs a month."""

    year: int
    month: int | None = None
    day: int | None = None
    approximate: bool = False
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """No date: the text, why, and the part that stood in the way."""

    text: str
    reason: Reason
    detail: str = ""

    @property
    def sentence(self) -> str:
        """The reason in plain words."""
        return f"{self.reason}: {self.detail}" if self.detail else str(self.reason)


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date that was understood.

    `start` or `end` is None where the date is open ("before 1650" has no start). `parts` are the single dates of a
    text that names several; `choice` says that one of them holds, otherwise all do. `period` is a key of
    `registry/vocabulary/periods.toml`.
    """

    text: str
    start: Point | None
    end: Point | None
    precision: Precision
    calendar: Calendar = Calendar.COMMON
    period: str | None = None
    role: Role = Role.MADE
    parts: tuple["DateReading", ...] = ()
    choice: bool = False
    notes: tuple[Note, ...] = ()

    @property
    def earliest(self) -> int | None:
        """First year allowed; None where it is open."""
        if self.parts:
            years = [part.earliest for part in self.parts]
            return None if None in years else min(year for year in years if year is not None)
        if self.start is None:
            return None
        return self.start.year - (circa_margin(self.start.year) if self.start.approximate and self._widens else 0)

    @property
    def latest(self) -> int | None:
        """Last year allowed; None where it is open."""
        if self.parts:
            years = [part.latest for part in self.parts]
            return None if None in years else max(year for year in years if year is not None)
        if self.end is None:
            return None
        return self.end.year + (circa_margin(self.end.year) if self.end.approximate and self._widens else 0)

    @property
    def _widens(self) -> bool:
        """Circa widens one year, or one open end; a range, decade or century already says how vague it is."""
        single = {Precision.YEAR, Precision.MONTH, Precision.DAY, Precision.SEASON, Precision.OPEN}
        return self.precision in single

    @property
    def approximate(self) -> bool:
        """Whether any end is "about"."""
        return any(point.approximate for point in self._points)

    @property
    def uncertain(self) -> bool:
        """Whether any end is "probably", "perhaps" or has a question mark."""
        return any(point.uncertain for point in self._points)

    @property
    def certainty(self) -> Certainty:
        """The registry's word for it; doubt outweighs approximation."""
        if self.uncertain:
            return Certainty.UNCERTAIN
        return Certainty.CIRCA if self.approximate else Certainty.CERTAIN

    @property
    def _points(self) -> tuple[Point, ...]:
        own = tuple(point for point in (self.start, self.end) if point is not None)
        return own + tuple(point for part in self.parts for point in part._points)
