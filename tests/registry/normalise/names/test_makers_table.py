"""The table of makers in ten languages: every row is one maker, understood as written beside it."""

from pathlib import Path

import pytest

from registry.normalise.names import parse_makers

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "makers.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def test_the_table_is_large_and_speaks_ten_languages() -> None:
    assert len(ROWS) >= 250
    assert {row[1] for row in ROWS} >= {"en", "fr", "de", "it", "es", "ru", "uk", "ar", "zh", "sv"}
    assert {row[0] for row in ROWS} == {"record", "constructed"}


@pytest.mark.parametrize("row", ROWS, ids=[f"{row[1]}: {row[2]}" for row in ROWS])
def test_a_maker_is_understood(row: tuple[str, ...]) -> None:
    _, _, text, kind, name, qualifier, culture = row
    (maker,) = parse_makers(text)
    assert maker.kind == kind
    assert maker.qualifier == qualifier
    assert (maker.culture or "") == culture or not culture
    if name:
        assert maker.name is not None
        assert name in (*maker.name.family, *maker.name.given[-1:] * (not maker.name.family))
    else:
        assert maker.name is None or kind == "firm"
