"""Evidence of editions: which impression or cast of how many. Another number of an edition is another object."""

from enum import StrEnum

from matcher.evidence.described import Described
from matcher.evidence.levels import Outcome
from matcher.evidence.recorded import Recorded
from registry.normalise.identifiers import EditionLevel as Compared
from registry.normalise.identifiers import EditionNumber, compare_editions
from registry.vocabulary.lists import EditionKind


class EditionLevel(StrEnum):
    """From another impression to the same number."""

    OTHER_NUMBER = "other number"
    POSSIBLE = "possible"
    SAME = "same"
    MISSING = "missing"


SENTENCES = {
    EditionLevel.OTHER_NUMBER: "The edition number is another one: at most another impression or cast of the same edition.",
    EditionLevel.POSSIBLE: "It may be the registered impression or cast: one side gives no number.",
    EditionLevel.SAME: "The edition number is the registered one.",
    EditionLevel.MISSING: "There are no edition numbers to compare.",
}

_BY_COMPARISON = {
    Compared.OTHER: EditionLevel.OTHER_NUMBER,
    Compared.OPEN: EditionLevel.POSSIBLE,
    Compared.SAME: EditionLevel.SAME,
    Compared.MISSING: EditionLevel.MISSING,
}
_ORDER = list(EditionLevel)


def edition(described: Described, recorded: Recorded) -> Outcome:
    """The best agreement of an edition number of the query with a registered one."""
    found = [(_level(one, other), one, other) for one in described.editions for other in recorded.editions]
    if not found:
        one = _shown(described.editions[0]) if described.editions else None
        return Outcome(EditionLevel.MISSING, one, _shown(recorded.editions[0]) if recorded.editions else None)
    level, first, second = max(found, key=lambda each: _ORDER.index(each[0]))
    return Outcome(level, _shown(first), _shown(second))


def _level(one: EditionNumber, other: EditionNumber) -> EditionLevel:
    """As compared, but an impression registered without a number may have been given one since."""
    level = _BY_COMPARISON[compare_editions(one, other)]
    unnumbered = EditionKind.UNNUMBERED in (one.kind, other.kind)
    return EditionLevel.POSSIBLE if unnumbered and level is EditionLevel.OTHER_NUMBER else level


def _shown(edition: EditionNumber) -> str:
    kind = "" if edition.kind is EditionKind.NUMBERED else f"{edition.kind} "
    if edition.number is None:
        return f"{kind}edition of {edition.of}" if edition.of else str(edition.kind)
    return f"{kind}{edition.number}/{edition.of}" if edition.of else f"{kind}no. {edition.number}"
