"""Evidence of inscriptions and marks: read in any script, in part or whole.

A long inscription is as good as a number. A signature is not: it only repeats the maker's name.
"""

from enum import StrEnum

from matcher.evidence.described import Described
from matcher.evidence.levels import Outcome
from matcher.evidence.recorded import Recorded
from registry.normalise.inscriptions import InscriptionComparison, ReadInscription, compare_inscriptions
from registry.normalise.inscriptions import InscriptionLevel as Compared
from registry.vocabulary.lists import InscriptionKind


class InscriptionLevel(StrEnum):
    """From legible texts that have nothing in common to a long one that agrees."""

    CONTRADICTION = "contradiction"
    UNCLEAR = "unclear"
    IN_PART = "in part"
    AGREES = "agrees"
    AGREES_AT_LENGTH = "agrees at length"
    MISSING = "missing"


SENTENCES = {
    InscriptionLevel.CONTRADICTION: "The inscriptions are legible and are not the same.",
    InscriptionLevel.UNCLEAR: "The inscriptions can neither be told apart nor taken for one.",
    InscriptionLevel.IN_PART: "The inscriptions agree as far as both were read.",
    InscriptionLevel.AGREES: "The inscriptions agree.",
    InscriptionLevel.AGREES_AT_LENGTH: "A long inscription agrees: hardly another object carries it.",
    InscriptionLevel.MISSING: "There are no inscriptions to compare.",
}

_BY_COMPARISON = {
    Compared.CONTRADICTION: InscriptionLevel.CONTRADICTION,
    Compared.UNCLEAR: InscriptionLevel.UNCLEAR,
    Compared.PARTIAL: InscriptionLevel.IN_PART,
    Compared.AGREES: InscriptionLevel.AGREES,
    Compared.MISSING: InscriptionLevel.MISSING,
}
_LONG = 16
"""Letters of an inscription that hardly another object carries; set by judgement, since no data show how often they recur."""
_OF_MANY = frozenset(
    {
        InscriptionKind.SIGNATURE,
        InscriptionKind.MONOGRAM,
        InscriptionKind.DATE,
        InscriptionKind.TITLE,
        InscriptionKind.MAKER_MARK,
        InscriptionKind.HALLMARK,
        InscriptionKind.WATERMARK,
        InscriptionKind.COLLECTOR_MARK,
        InscriptionKind.EDITION,
    }
)
"""Kinds that repeat the maker, the date or the title, or stand on many objects alike: never unique, however long."""


def inscription(described: Described, recorded: Recorded) -> Outcome:
    """The best agreement of what can be read on both sides."""
    compared = compare_inscriptions(described.inscriptions, recorded.inscriptions)
    level = _BY_COMPARISON[compared.level]
    if level is InscriptionLevel.AGREES and _unique(compared, recorded.inscriptions):
        level = InscriptionLevel.AGREES_AT_LENGTH
    return Outcome(level, compared.first, compared.second)


def _unique(compared: InscriptionComparison, registered: tuple[ReadInscription, ...]) -> bool:
    kinds = frozenset().union(*(each.kinds for each in registered if each.text == compared.second))
    return compared.letters >= _LONG and not kinds & _OF_MANY
