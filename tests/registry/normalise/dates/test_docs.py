"""docs/dates.md says what the code does."""

import re
from pathlib import Path

from registry.normalise import dates
from registry.normalise.dates import DateReading, Level, NotUnderstood, parse_date

PAGE = (Path(__file__).resolve().parents[4] / "docs" / "dates.md").read_text(encoding="utf-8")


def test_functions_and_levels_are_documented() -> None:
    for name in dates.__all__:
        if name[0].islower():
            assert f"`{name}`" in PAGE, name
    assert re.findall(r"^\| `([a-z_]+)` \|", PAGE.partition("## Comparing")[2], re.MULTILINE) == list(Level)


def test_the_examples_of_years_hold() -> None:
    """Rows that give two years must be read so; "so in all languages" has its own tests."""
    rows = re.findall(r"^\| ([^|]+) \| (\d+) to (\d+)[^|]*\|", PAGE, re.MULTILINE)
    assert len(rows) >= 4
    for written, first, last in rows:
        for text in written.split(", "):
            reading = parse_date(text)
            assert isinstance(reading, DateReading), text
            assert (reading.earliest, reading.latest) == (int(first), int(last)), text


def test_what_is_said_to_be_refused_is_refused() -> None:
    refused = re.findall(
        r"“([^”]+)”|\(\"([^)]+)\"\)", PAGE.partition("## What is refused")[2].partition("In running")[0]
    )
    texts = [text for pair in refused for group in pair if group for text in re.split(r'",\s"', group)]
    assert len(texts) >= 6
    for text in texts:
        assert isinstance(parse_date(text), NotUnderstood), text
