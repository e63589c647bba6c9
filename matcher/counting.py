"""Counting in the index how rare the words are that decide about titles, by type of the candidates, in one round trip."""

from collections import defaultdict
from collections.abc import Iterable

from matcher.cases import comparable
from matcher.evidence.described import Described
from matcher.evidence.recorded import Recorded
from matcher.evidence.title import title_terms
from matcher.query import Query
from matcher.rarity import NO_COUNTS, Rarity
from registry.index.protocol import SearchIndex
from registry.records.object import CulturalObject
from registry.vocabulary.lists import ObjectType


def count_words(index: SearchIndex, query: Query, records: Iterable[CulturalObject]) -> Rarity:
    """The rarity of the words that the query shares with titles of the records, and of those of its own titles.

    Only what the query's role may read is counted, so that a count tells nobody what is hidden.
    """
    described = Described(query.text or "", query.identifiers)
    if not described.text.strip():
        return NO_COUNTS
    terms: defaultdict[ObjectType, set[str]] = defaultdict(set)
    for record in records:
        open_part = comparable(record, query.role)
        if open_part is not None and open_part.titles:
            recorded = Recorded(open_part)
            terms[open_part.object_type.level1] |= title_terms(described, recorded)
    asked = {kind: sorted(found) for kind, found in sorted(terms.items()) if found}
    found = index.term_counts(asked, clearance=query.role.clearance)
    return Rarity({kind.value: counts for kind, counts in found.items()})
