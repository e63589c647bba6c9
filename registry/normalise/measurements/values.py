"""What a text says about size: frozen values, lengths in millimetres, weights in grams, each with its place in the text."""

from dataclasses import dataclass
from enum import StrEnum

from registry.normalise.lexicon import Span
from registry.vocabulary.lists import MeasurementKind

LENGTHS = frozenset(MeasurementKind) - {MeasurementKind.WEIGHT}
"""Every kind that is a length."""


class Part(StrEnum):
    """Which part was measured. `object` also stands where nothing is said."""

    OBJECT = "object"
    SUPPORT = "support"
    IMAGE = "image"
    PLATE = "plate"
    SHEET = "sheet"
    SIGHT = "sight"
    MOUNT = "mount"
    FRAME = "frame"
    BASE = "base"
    WITH_BASE = "with base"
    OPEN = "open"
    CLOSED = "closed"


class Reason(StrEnum):
    """Why a stretch of text was not understood."""

    NO_UNIT = "a number without a unit"
    UNKNOWN_LABEL = "a label that is not known"
    NO_NUMBER = "not a number"
    TWO_READINGS = "thousands or decimals"
    UNITS_DISAGREE = "the two units disagree"
    NO_SIZE = "no size found"


@dataclass(frozen=True)
class NotUnderstood:
    """A stretch of text that may be a size but is not read as one."""

    span: Span
    reason: Reason


@dataclass(frozen=True)
class Measure:
    """One measured length (mm) or weight (g).

    ``kinds`` is what it may be: one kind where the label is plain, several for letters such as L. or D., none where there
    is no label. ``low`` and ``high`` differ for a range. ``step`` is one unit of the last written place. ``detail`` names a
    spot of the object ("rim"); such a measure is not one of the object as a whole. ``also`` are the places where the same
    measure is given again in another unit.
    """

    kinds: frozenset[MeasurementKind]
    low: float
    high: float
    step: float
    unit: str
    span: Span
    detail: str | None = None
    approximate: bool = False
    also: tuple[Span, ...] = ()

    @property
    def value(self) -> float:
        """The middle of the range."""
        return (self.low + self.high) / 2

    @property
    def is_weight(self) -> bool:
        """Whether it is a weight in grams; otherwise it is a length in millimetres."""
        return self.kinds == {MeasurementKind.WEIGHT}

    @property
    def kind(self) -> MeasurementKind | None:
        """The kind, where there is only one."""
        return next(iter(self.kinds)) if len(self.kinds) == 1 else None


@dataclass(frozen=True)
class Size:
    """Measures of one thing that belong together: "30 x 40 cm", "H. 30, Diam. 12 cm; 2 kg".

    ``component`` names what of several things was measured ("a", "lid", "left wing"); ``each`` says that all are alike.
    """

    measures: tuple[Measure, ...]
    part: Part = Part.OBJECT
    component: str | None = None
    each: bool = False

    @property
    def lengths(self) -> tuple[Measure, ...]:
        """The lengths of the whole, without those of a detail."""
        return tuple(each for each in self.measures if not each.is_weight and each.detail is None)

    @property
    def weights(self) -> tuple[Measure, ...]:
        """The weights."""
        return tuple(each for each in self.measures if each.is_weight)

    @property
    def details(self) -> tuple[Measure, ...]:
        """Lengths of a detail."""
        return tuple(each for each in self.measures if each.detail is not None and not each.is_weight)

    @property
    def centimetres(self) -> tuple[float, ...]:
        """The lengths of the whole in centimetres, in the order given."""
        return tuple(round(each.value / 10, 3) for each in self.lengths)

    @property
    def span(self) -> Span:
        """From the first measure to the last."""
        return Span(min(each.span.start for each in self.measures), max(each.span.end for each in self.measures))


@dataclass(frozen=True)
class Measurements:
    """Everything a text says about size. The original text stays with it; all spans are offsets into it."""

    text: str
    sizes: tuple[Size, ...] = ()
    not_understood: tuple[NotUnderstood, ...] = ()
    says_nothing: bool = False

    @property
    def understood(self) -> bool:
        """Whether every number of the text is accounted for and there is a size, or the text says there is none."""
        return not self.not_understood and (bool(self.sizes) or self.says_nothing)
