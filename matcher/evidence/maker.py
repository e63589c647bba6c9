"""Evidence of makers: whether the query names the registered maker."""

from matcher.answer import EvidenceItem, EvidenceKind
from matcher.evidence.levels import MISSING, levelled
from matcher.evidence.words import QueryWords
from matcher.weights import Weights
from registry.records.object import CulturalObject

LEVELS = ("named", "partly")


def maker_level(words: QueryWords, record: CulturalObject) -> tuple[str, str | None]:
    """The level of the best matching maker or alias, and that name."""
    best = words.best(name for maker in record.makers for name in (maker.name, *maker.aliases))
    if best is None:
        return MISSING, None
    share, name = best
    if share >= 0.9:
        return "named", name
    # Free words need not name a maker: leaving the name out says nothing.
    return ("partly", name) if share >= 0.35 else (MISSING, name)


def maker_evidence(words: QueryWords, record: CulturalObject, weights: Weights) -> EvidenceItem:
    """The evidence item."""
    level, name = maker_level(words, record)
    sentence = {
        "named": "The description names the registered maker.",
        "partly": "The description contains part of the registered maker's name.",
        MISSING: "The description does not name the registered maker, which says nothing.",
    }[level]
    return levelled(EvidenceKind.MAKER, level, words.text or None, name, sentence, weights)
