"""Evidence of titles: how much of a registered title the query's words contain.

A short title ("Landscape", "Virgin and Child") fits many works, so finding the whole of it is a level of its own.
"""

from matcher.answer import EvidenceItem, EvidenceKind
from matcher.evidence.levels import MISSING, levelled
from matcher.evidence.words import QueryWords, telling
from matcher.weights import Weights
from registry.records.object import CulturalObject

LEVELS = ("whole", "whole of a short title", "most", "part")

_SHORT = 3


def title_level(words: QueryWords, record: CulturalObject) -> tuple[str, str | None]:
    """The level of the best matching title, and that title."""
    best = words.best(title.value for title in record.titles)
    if best is None:
        return MISSING, None
    share, title = best
    if share >= 0.95:
        return ("whole" if len(telling(title)) >= _SHORT else "whole of a short title"), title
    if share >= 0.6:
        return "most", title
    # Free words need not name a title: leaving it out says nothing.
    return ("part", title) if share >= 0.25 else (MISSING, title)


def title_evidence(words: QueryWords, record: CulturalObject, weights: Weights) -> EvidenceItem:
    """The evidence item."""
    level, title = title_level(words, record)
    sentence = {
        "whole": "All telling words of the registered title are in the description.",
        "whole of a short title": "The registered title is in the description, but is short and fits many works.",
        "most": "Most telling words of the registered title are in the description.",
        "part": "Some words of the registered title are in the description.",
        MISSING: "The description does not name the registered title, which says nothing.",
    }[level]
    return levelled(EvidenceKind.TITLE, level, words.text or None, title, sentence, weights)
