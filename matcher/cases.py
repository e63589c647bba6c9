"""Cases: each object under consideration with all evidence for and against it, scored."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from matcher.answer import EvidenceItem
from matcher.candidates import Candidates
from matcher.evidence.described import Described
from matcher.evidence.kinds import text_evidence
from matcher.evidence.picture import picture_evidence
from matcher.evidence.recorded import Recorded
from matcher.looking import Compared
from matcher.query import Query
from matcher.rarity import Rarity
from matcher.scoring import best_pictures, score_bits
from matcher.weights import Weights
from registry.records.object import CulturalObject
from registry.records.visibility import is_blind, visible
from registry.vocabulary.lists import Level, Role


@dataclass
class Case:
    """An object, what may be compared of its record, what brought it up, and the evidence so far."""

    record: CulturalObject
    routes: tuple[str, ...]
    evidence: list[EvidenceItem] = field(default_factory=list)
    bits: float = 0.0
    similarity: float = 0.0


def build_cases(
    query: Query,
    records: dict[str, CulturalObject],
    candidates: Candidates,
    compared: Sequence[Compared],
    weights: Weights,
    rarity: Rarity,
) -> list[Case]:
    """The cases of a query, likeliest first."""
    by_object: defaultdict[str, list[Compared]] = defaultdict(list)
    for each in compared:
        by_object[each.object_id].append(each)
    described = Described(query.text or "", query.identifiers)
    cases = []
    for object_id, record in records.items():
        open_part = comparable(record, query.role)
        if open_part is None:
            continue
        case = Case(open_part, tuple(sorted(candidates.found[object_id].routes)))
        shown = {photograph.sha256 for photograph in open_part.photographs}
        seen = [each for each in by_object[object_id] if each.picture.sha256 in shown]
        case.evidence = best_pictures([picture_evidence(each.comparison, each.picture, weights) for each in seen])
        case.similarity = max((each.comparison.first.similarity or 0.0 for each in seen), default=0.0)
        if described.words.text:
            case.evidence += text_evidence(described, Recorded(open_part, rarity), weights)
        case.bits = score_bits(case.evidence, weights, one_object=query.one_object and not query.split)
        cases.append(case)
    cases.sort(key=lambda case: (-case.bits, candidates.found[case.record.id].text_rank, case.record.id))
    return cases


def comparable(record: CulturalObject, role: Role) -> CulturalObject | None:
    """What of a record may be compared on behalf of a role: what it may see, so that nobody finds out by asking.

    A record that the trade sees blind is compared by all its fields that are open to the trade; what the trade is then
    shown of it is decided where the answer is read (`api.redaction`).
    """
    if is_blind(record, role):
        return visible(record.model_copy(update={"visibility": Level.PUBLIC}), role)
    return visible(record, role)
