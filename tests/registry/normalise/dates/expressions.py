"""The table of expressions: how records and catalogues write dates, with what they must be read as."""

import csv
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from registry.normalise.dates import Calendar, DateReading, Note, NotUnderstood, Reason, from_edtf, parse_date

TABLE = Path(__file__).with_name("expressions.tsv")

NO_DATE = {"undated", "not_understood"}
"""Flags of expressions that give no date."""


class Outcome(StrEnum):
    RIGHT = "right"
    NOT_UNDERSTOOD = "not understood"
    WRONG = "wrong"


@dataclass(frozen=True)
class Expression:
    """A row of the table. Years are astronomical, None where open; `source` is `record` or `constructed`."""

    text: str
    language: str
    earliest: int | None
    latest: int | None
    flags: frozenset[str]
    source: str

    def read(self) -> DateReading | NotUnderstood:
        return from_edtf(self.text) if self.language == "edtf" else parse_date(self.text)

    def outcome(self) -> Outcome:
        """Whether the expression is read as it must be."""
        reading = self.read()
        if isinstance(reading, NotUnderstood):
            said = "undated" if reading.reason == Reason.UNDATED else "not_understood"
            return Outcome.RIGHT if self.flags == {said} else Outcome.NOT_UNDERSTOOD
        same = (reading.earliest, reading.latest) == (self.earliest, self.latest)
        return Outcome.RIGHT if same and flags_of(reading) == self.flags else Outcome.WRONG


def flags_of(reading: DateReading) -> frozenset[str]:
    """The flags of the table that hold for a reading."""
    found = {
        "circa": reading.approximate,
        "uncertain": reading.uncertain,
        "open": None in {reading.earliest, reading.latest},
        "ambiguous": bool({Note.DAY_OR_MONTH, Note.MONTH_OR_RANGE} & set(reading.notes)),
        "choice": reading.choice,
        str(reading.calendar): reading.calendar != Calendar.COMMON,
    }
    return frozenset(flag for flag, holds in found.items() if holds)


def expressions() -> list[Expression]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Expression(
            row["expression"], row["language"], _year(row["earliest"]), _year(row["latest"]),
            frozenset(row["flags"].split()), row["source"],
        )
        for row in rows
    ]  # fmt: skip


def _year(written: str) -> int | None:
    return int(written) if written else None
