"""Which signals take part in a match: all of them. One is left out only to measure what it is worth."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Self


@dataclass(frozen=True)
class Signals:
    """The four ways in which a photograph speaks: as a near copy, as a whole, by its details, by geometry."""

    hashes: bool = True
    descriptor: bool = True
    words: bool = True
    verification: bool = True

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The names of all signals."""
        return tuple(field.name for field in fields(cls))

    @classmethod
    def without(cls, names: Iterable[str]) -> Self:
        """All signals but those named. Raises KeyError for a name that is none."""
        left_out = set(names)
        if unknown := left_out - set(cls.names()):
            raise KeyError(", ".join(sorted(unknown)))
        return cls(**dict.fromkeys(left_out, False))


ALL_SIGNALS = Signals()
