"""What a listing says, field by field: frozen values with their places in the original text."""

from dataclasses import dataclass
from enum import StrEnum

from registry.normalise.lexicon import Span


class FieldKind(StrEnum):
    """What a stretch of a listing is about."""

    MAKER = "maker"
    TITLE = "title"
    OBJECT_TYPE = "object_type"
    DATE = "date"
    MEDIUM = "medium"
    MEASUREMENTS = "measurements"
    INSCRIPTION = "inscription"
    EDITION = "edition"
    EXTENT = "extent"
    IDENTIFIER = "identifier"
    PROVENANCE = "provenance"
    LITERATURE = "literature"
    EXHIBITED = "exhibited"
    CONDITION = "condition"
    ESTIMATE = "estimate"
    """An estimate or a price: recognised so that its numbers disturb nothing else."""
    OTHER = "other"
    """What was not understood."""


SECTIONS = frozenset({FieldKind.PROVENANCE, FieldKind.LITERATURE, FieldKind.EXHIBITED, FieldKind.CONDITION})
"""Fields that may run over several lines."""


@dataclass(frozen=True, slots=True)
class ReadField:
    """One field: `value` is the text at `span`, its spaces and line breaks made single spaces.

    The value is what the parser of that kind reads (`parse_date`, `parse_makers`, `read_measurements` …); `in_words` says
    in plain English how it was read.
    """

    kind: FieldKind
    value: str
    span: Span
    in_words: str


@dataclass(frozen=True, slots=True)
class ReadListing:
    """A listing and its fields in the order of the text. No two spans overlap, and all lie within the text."""

    text: str
    fields: tuple[ReadField, ...]

    def of(self, kind: FieldKind) -> tuple[ReadField, ...]:
        """The fields of one kind."""
        return tuple(field for field in self.fields if field.kind is kind)

    @property
    def understood(self) -> tuple[ReadField, ...]:
        """The fields without what was not understood."""
        return tuple(field for field in self.fields if field.kind is not FieldKind.OTHER)
