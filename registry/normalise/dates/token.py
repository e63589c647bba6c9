"""The token: a piece of text with all it can mean."""

from dataclasses import dataclass
from types import MappingProxyType

from registry.normalise.dates.vocabulary import Senses

NOTHING: Senses = MappingProxyType({})
"""The senses of an unknown word."""


@dataclass(frozen=True, slots=True)
class FullDate:
    """A date in figures. `month` is None where day and month can be read both ways."""

    year: int
    month: int | None
    day: int | None


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text. `senses` are concepts of the lexicon; numbers have a value and the count of their digits."""

    text: str
    start: int
    end: int
    senses: Senses = NOTHING
    number: int | None = None
    digits: int = 0
    ordinal: bool = False
    decade: bool = False
    roman: int | None = None
    small_roman: bool = False
    date: FullDate | None = None
    spaced: bool = True
    dotted: bool = False
    barred: bool = False
    misspelt: bool = False
    doubted: bool = False

    @property
    def says_something(self) -> bool:
        """Whether the token can be part of a date at all."""
        numbered = self.number is not None or self.roman is not None or self.date is not None
        return numbered or bool(self.senses) or self.text in {"?", "~"}

    def means(self, concept: str) -> bool:
        """Whether the token can mean this concept."""
        return concept in self.senses
