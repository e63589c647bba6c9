"""All kinds of evidence from words: each with its levels, how two sides are compared, and a sentence for each level.

Whoever fits weights or writes them down goes by this list.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from matcher.answer import EvidenceItem, EvidenceKind
from matcher.evidence import (
    date,
    edition,
    extent,
    feature,
    identifier,
    inscription,
    maker,
    material,
    object_type,
    size,
    title,
)
from matcher.evidence.described import Described
from matcher.evidence.levels import Outcome, in_order, levelled
from matcher.evidence.recorded import Recorded
from matcher.weights import Weights


@dataclass(frozen=True)
class TextKind[L: StrEnum]:
    """One kind: `levels` from worst to best without `missing`, and a sentence for every level and for `missing`."""

    kind: EvidenceKind
    scale: type[L]
    compare: Callable[[Described, Recorded], Outcome]
    sentences: Mapping[L, str]

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels that compare, worst first."""
        return in_order(self.scale)


KINDS: tuple[TextKind[Any], ...] = (
    TextKind(EvidenceKind.IDENTIFIER, identifier.NumberLevel, identifier.identifier, identifier.SENTENCES),
    TextKind(EvidenceKind.TITLE, title.TitleLevel, title.title, title.SENTENCES),
    TextKind(EvidenceKind.MAKER, maker.MakerLevel, maker.maker, maker.SENTENCES),
    TextKind(EvidenceKind.DATE, date.DateLevel, date.date, date.SENTENCES),
    TextKind(EvidenceKind.MATERIAL, material.MaterialLevel, material.material, material.SENTENCES),
    TextKind(EvidenceKind.OBJECT_TYPE, object_type.ObjectTypeLevel, object_type.object_type, object_type.SENTENCES),
    TextKind(EvidenceKind.SIZE, size.SizeLevel, size.size, size.SENTENCES),
    TextKind(EvidenceKind.EDITION, edition.EditionLevel, edition.edition, edition.SENTENCES),
    TextKind(EvidenceKind.EXTENT, extent.ExtentLevel, extent.extent, extent.SENTENCES),
    TextKind(EvidenceKind.INSCRIPTION, inscription.InscriptionLevel, inscription.inscription, inscription.SENTENCES),
    TextKind(EvidenceKind.FEATURE, feature.FeatureLevel, feature.feature, feature.SENTENCES),
)


def text_levels(described: Described, recorded: Recorded) -> dict[str, str]:
    """The level of every kind, `missing` included."""
    return {each.kind.value: each.compare(described, recorded).level.value for each in KINDS}


def text_evidence(described: Described, recorded: Recorded, weights: Weights) -> tuple[EvidenceItem, ...]:
    """An evidence item of every kind."""
    found = ((each, each.compare(described, recorded)) for each in KINDS)
    return tuple(
        levelled(each.kind, outcome, each.sentences[each.scale(outcome.level)], weights) for each, outcome in found
    )
