"""The short notation of `expressions.tsv`: "inventory:IM 56642@Iraq Museum ; ed:3/50 ; folios:212"."""

from dataclasses import dataclass
from pathlib import Path

from registry.normalise.identifiers import find_editions, find_extents, find_identifiers
from registry.vocabulary.lists import EditionKind

_KINDS = {
    EditionKind.NUMBERED: "ed",
    EditionKind.ARTIST_PROOF: "ap",
    EditionKind.HORS_COMMERCE: "hc",
    EditionKind.PRINTERS_PROOF: "pp",
    EditionKind.TRIAL_PROOF: "tp",
}


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    origin: str
    language: str
    text: str
    expected: str


def rows() -> list[Row]:
    """All lines of the table."""
    lines = Path(__file__).with_name("expressions.tsv").read_text(encoding="utf-8").splitlines()
    return [Row(*line.split("\t")) for line in lines if line and not line.startswith("#")][1:]


def notation(text: str) -> str:
    """What is found in a text, in the notation of the table."""
    numbers = [
        f"{each.kind}:{each.value}" + (f"@{each.institution}" if each.institution else "")
        for each in find_identifiers(text)
    ]
    editions = [f"{_KINDS[each.kind]}:{each.number or '?'}/{each.of or '?'}" for each in find_editions(text)]
    extents = [
        f"{each.kind}:{each.low}" + (f"-{each.high}" if each.high != each.low else "") for each in find_extents(text)
    ]
    return " ; ".join([*numbers, *editions, *extents]) or "-"
