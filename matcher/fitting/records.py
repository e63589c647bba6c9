"""The records that text weights are learnt from: the documented cases, and generated works for their numbers."""

import datetime as dt
from collections.abc import Sequence

from registry.records.object import CulturalObject, ImportRecord
from registry.sample.known_objects import load_known_objects
from registry.sample.works import paint_order, plan

GENERATED_RECORDS = 100


def documented_cases() -> list[CulturalObject]:
    """The documented cases as records."""
    return as_registered(load_known_objects())


def generated_records(works: int, seed: int) -> list[CulturalObject]:
    """Records of generated works, without their pictures (not of all: painting takes time)."""
    painted = (paint_order(order) for order in plan(works, seed)[:: max(1, works // GENERATED_RECORDS)])
    return as_registered([ImportRecord.model_validate(work.record) for work in painted])


def as_registered(records: Sequence[ImportRecord]) -> list[CulturalObject]:
    """Records as a store would hold them, with invented ids."""
    now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    return [
        CulturalObject(
            **record.content().model_dump(), id=f"FITTED-{number}", version=1, created_at=now, updated_at=now
        )
        for number, record in enumerate(records)
    ]
