"""The table of expressions: right, or flagged, but not wrong."""

import re

import pytest

from registry.normalise.measurements import read_measurements
from tests.registry.normalise.measurements.notation import Row, notation, rows, same

ROWS = rows()
LEAST_RIGHT = 0.98


def test_the_table_is_large_and_in_all_languages() -> None:
    assert len(ROWS) >= 200
    assert len({row.text for row in ROWS}) == len(ROWS)
    languages = {row.language for row in ROWS}
    assert languages >= {"en", "fr", "de", "it", "es", "ru", "uk", "ar", "zh", "sv"}
    assert {row.origin for row in ROWS} == {"record", "constructed"}
    for language in languages - {"nl", "ja", "pl"}:
        assert sum(row.language == language for row in ROWS) >= 7, language


def test_nothing_is_read_wrong_and_nearly_all_is_read_right() -> None:
    right, wrong = 0, []
    for row in ROWS:
        got = notation(read_measurements(row.text))
        if same(got, row.expected):
            right += 1
        elif got != "flagged":
            wrong.append((row.text, row.expected, got))
    assert not wrong
    assert right >= LEAST_RIGHT * len(ROWS)


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.expected not in {"flagged", "nothing"}], ids=lambda row: row.text
)
def test_spans_hold_the_numbers(row: Row) -> None:
    for size in read_measurements(row.text).sizes:
        for measure in size.measures:
            assert re.search(r"[\d½¼¾]", measure.span.of(row.text))
            for repeated in measure.also:
                assert re.search(r"[\d½¼¾]", repeated.of(row.text))
