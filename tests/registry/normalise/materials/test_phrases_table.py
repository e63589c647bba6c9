"""The table of media and object types in ten languages."""

from pathlib import Path

import pytest

from registry.normalise.materials import parse_medium
from registry.normalise.object_types import parse_type

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "phrases.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def test_the_table_is_large_and_speaks_ten_languages() -> None:
    assert len(ROWS) >= 200
    assert {row[1] for row in ROWS} == {"en", "fr", "de", "it", "es", "ru", "uk", "ar", "zh", "sv"}


@pytest.mark.parametrize("row", ROWS, ids=[f"{row[1]}: {row[3]}" for row in ROWS])
def test_a_phrase_is_understood(row: tuple[str, ...]) -> None:
    _, _, sort, text, concepts, supports = row
    if sort == "type":
        found = parse_type(text)
        assert found is not None
        assert concepts in (found.concept, *found.others)
        return
    medium = parse_medium(text)
    wanted = concepts.split() + supports.split()
    read = [one.readings for one in (*medium.made_of, *medium.supports)]
    assert len(read) == len(wanted)
    assert all(any(want in readings for readings in read) for want in wanted)
    assert all(any(want in one.readings for one in medium.supports) for want in supports.split())
    for mention in medium.mentions:
        assert text[mention.start : mention.end].strip() == text[mention.start : mention.end] != ""
