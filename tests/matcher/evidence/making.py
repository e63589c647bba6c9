"""A record and a query, and what comparing them gives."""

import datetime as dt
from typing import Any

from matcher.answer import EvidenceKind
from matcher.evidence.described import Described
from matcher.evidence.kinds import KINDS
from matcher.evidence.levels import Outcome
from matcher.evidence.recorded import Recorded
from matcher.rarity import NO_COUNTS, Rarity
from registry.records.object import CulturalObject

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def record(**fields: object) -> CulturalObject:
    """A painting with a title, a maker, a size and a number."""
    content: dict[str, Any] = {
        "id": "RP-TEST",
        "version": 1,
        "created_at": NOW,
        "updated_at": NOW,
        "status": "stolen",
        "object_type": "painting",
        "titles": [{"value": "Harbour at dusk", "language": "en"}],
        "makers": [{"name": "Ivan Aivazovsky"}],
        "date": {"display": "1888"},
        "materials": ["oil", "canvas"],
        "measurements": [
            {"kind": "height", "value": "72.5", "unit": "cm"},
            {"kind": "width", "value": "64.7", "unit": "cm"},
        ],
        "inventory_numbers": [{"value": "IM 56.642", "institution": "Iraq Museum"}],
    }
    return CulturalObject.model_validate({**content, **fields})


def outcome(
    kind: EvidenceKind,
    text: str,
    known: CulturalObject | None = None,
    *,
    identifiers: tuple[str, ...] = (),
    rarity: Rarity = NO_COUNTS,
) -> Outcome:
    """What comparing a query with a record gives for one kind of evidence."""
    compare = next(each.compare for each in KINDS if each.kind is kind)
    return compare(Described(text, identifiers), Recorded(known or record(), rarity))


def level(kind: EvidenceKind, text: str, known: CulturalObject | None = None) -> str:
    """The level alone."""
    return outcome(kind, text, known).level.value
