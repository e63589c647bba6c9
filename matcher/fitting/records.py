"""Records of the import form as a store would hold them: the documented cases, and those of datasets."""

import datetime as dt
from collections.abc import Sequence

from registry.records.object import CulturalObject, ImportRecord
from registry.sample.known_objects import load_known_objects


def documented_cases() -> list[CulturalObject]:
    """The documented cases as records."""
    return as_registered(load_known_objects())


def as_registered(records: Sequence[ImportRecord]) -> list[CulturalObject]:
    """Records as a store would hold them, with invented ids."""
    now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    return [
        CulturalObject(
            **record.content().model_dump(), id=f"FITTED-{number}", version=1, created_at=now, updated_at=now
        )
        for number, record in enumerate(records)
    ]
