"""Records to make listings of: a register's texts as JSON lines, or the project's own documented cases.

A line of the file has the fields that museums publish: `id`, `title`, `maker`, `date_text`, `medium`, `dimensions_text`,
`classification`, `accession_number`, `inscriptions`, `language`. Each is read as an import would read it: dates and sizes
by `registry.normalise`, types and makers by its vocabularies; what is not understood keeps its words.
"""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from matcher.errors import DatasetInvalid
from matcher.fitting.records import documented_cases
from registry.normalise.dates import DateReading, parse_date
from registry.normalise.measurements import measurements_of, read_measurements
from registry.normalise.names import parse_makers
from registry.normalise.object_types import parse_type
from registry.records.object import CulturalObject, ImportRecord

KNOWN = "known"
"""Stands for the documented cases of the sample, which need no file."""

_FILE = "text_registry.jsonl"
_EPOCH = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_NO_MAKERS = frozenset({"former owner", "donor", "seller", "user", "depicted", "commissioner"})


def read_records(place: str) -> list[CulturalObject]:
    """The records of a dataset: a folder with `text_registry.jsonl`, such a file, or `known`.

    Raises DatasetInvalid where there is none, or where a line is no record.
    """
    if place == KNOWN:
        return documented_cases()
    path = Path(place)
    path = path / _FILE if path.is_dir() else path
    if not path.is_file():
        raise DatasetInvalid(f"{path} is not there: name a folder with {_FILE}, such a file, or `{KNOWN}`.")
    return list(_read(path))


def _read(path: Path) -> Iterator[CulturalObject]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                content = ImportRecord.model_validate(record_of(row)).content()
                yield CulturalObject(
                    **content.model_dump(), id=str(row["id"]), version=1, created_at=_EPOCH, updated_at=_EPOCH
                )
            except (ValueError, KeyError, TypeError, ValidationError) as error:
                raise DatasetInvalid(f"{path}, line {number}: {error}") from error


def record_of(row: dict[str, Any]) -> dict[str, Any]:
    """A line as a record of the import form."""
    kind = str(row.get("classification") or "")
    read = parse_type(kind) or parse_type(str(row.get("title") or ""))
    record: dict[str, Any] = {
        "status": "stolen",
        "object_type": {"level1": read.level1.value if read else "other", "level2": kind[:900] or None},
        "titles": [{"value": str(row["title"])[:900], "language": row.get("language")}],
        "inventory_numbers": [{"value": str(row["accession_number"])[:200]}] if row.get("accession_number") else [],
        "inscriptions": [{"text": str(row["inscriptions"])[:5000]}] if row.get("inscriptions") else [],
        "makers": list(_makers(str(row.get("maker") or ""))),
    }
    if row.get("medium"):
        record["materials_display"] = str(row["medium"])[:900]
    if row.get("date_text"):
        record["date"] = _date(str(row["date_text"])[:900])
    if row.get("dimensions_text"):
        sizes = str(row["dimensions_text"])
        record["measurements_display"] = sizes[:900]
        record["measurements"] = [each.model_dump() for each in measurements_of(read_measurements(sizes))]
    return record


def _makers(text: str) -> Iterator[dict[str, Any]]:
    for maker in parse_makers(text):
        if maker.name is not None and maker.role not in _NO_MAKERS:
            yield {"name": maker.name.whole[:400], "qualifier": maker.qualifier.value}


def _date(text: str) -> dict[str, Any]:
    read = parse_date(text)
    if not isinstance(read, DateReading):
        return {"display": text}
    return {
        "display": text, "earliest": read.earliest, "latest": read.latest, "certainty": read.certainty.value,
    }  # fmt: skip
