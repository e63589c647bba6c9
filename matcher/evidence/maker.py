"""Evidence of makers: who is named, and how near to the work the attribution puts them.

Stolen works are sold under lesser attributions ("after", "circle of"), so a lower rank than registered counts a little less
than the same, and another artist is a contradiction of medium weight, not an exclusion. A name anywhere in the words of a
query supports; leaving it out says nothing.
"""

from collections.abc import Iterator
from enum import StrEnum

from matcher.evidence.described import Described
from matcher.evidence.levels import Outcome
from matcher.evidence.recorded import Recorded
from registry.normalise.names import RANKS, Maker, NameLevel, compare_makers
from registry.vocabulary.lists import AttributionQualifier


class MakerLevel(StrEnum):
    """From another artist to the same one under the same attribution."""

    OTHER_ARTIST = "other artist"
    OTHER_CULTURE = "other culture"
    OTHER_GIVEN_NAME = "other given name"
    SAME_CULTURE = "same culture"
    FAMILY_NAME = "family name"
    DOWNGRADED = "downgraded"
    UPGRADED = "upgraded"
    VARIANT = "variant"
    NAMED = "named"
    MISSING = "missing"


SENTENCES = {
    MakerLevel.OTHER_ARTIST: "Another maker is named; works get re-attributed.",
    MakerLevel.OTHER_CULTURE: "It is given to another culture or school.",
    MakerLevel.OTHER_GIVEN_NAME: "The family name agrees, the given name does not: perhaps a relative.",
    MakerLevel.SAME_CULTURE: "It is given to the same culture or school.",
    MakerLevel.FAMILY_NAME: "The family name of the registered maker is given.",
    MakerLevel.DOWNGRADED: "The registered maker is named, at a greater distance (such as “circle of” or “after”): "
    "stolen works are often sold under a lesser attribution.",
    MakerLevel.UPGRADED: "The registered maker is named, with more certainty than in the record.",
    MakerLevel.VARIANT: "The registered maker is named, in another spelling or with initials.",
    MakerLevel.NAMED: "The registered maker is named.",
    MakerLevel.MISSING: "No maker can be compared, which says nothing.",
}

_BY_NAME = {
    NameLevel.SAME: MakerLevel.NAMED,
    NameLevel.BY_INITIALS: MakerLevel.VARIANT,
    NameLevel.VARIANT: MakerLevel.VARIANT,
    NameLevel.FAMILY_NAME: MakerLevel.FAMILY_NAME,
    NameLevel.OTHER_GIVEN: MakerLevel.OTHER_GIVEN_NAME,
    NameLevel.CONFLICT: MakerLevel.OTHER_ARTIST,
    NameLevel.MISSING: MakerLevel.MISSING,
}
_ATTRIBUTED = RANKS[AttributionQualifier.PROBABLY_BY]
"""Up to here an attribution names the maker as such; "signed" and "attributed to" are no distance from "by"."""
_WHOLE_NAME, _MOST_OF_A_NAME = 0.9, 0.5
_ORDER = list(MakerLevel)


def maker(described: Described, recorded: Recorded) -> Outcome:
    """The best agreement of a maker named in the query with a registered one."""
    shown = recorded.maker_names[0] if recorded.maker_names else recorded.record.culture
    found = [*_compared(described, recorded), *_in_words(described, recorded)]
    named = next((each.name.whole for each in described.makers if each.name is not None), None)
    if not any(level > 0 for level, _, _ in found):
        found += _by_culture(described, recorded)
    if not found:
        return Outcome(MakerLevel.MISSING, named, shown)
    rank, one, other = max(found, key=lambda each: each[0])
    return Outcome(_ORDER[rank], one or named, other or shown)


type _Found = tuple[int, str | None, str | None]


def _compared(described: Described, recorded: Recorded) -> Iterator[_Found]:
    """Each maker read in the query against each registered one."""
    for one in described.makers:
        for qualifier, readings in recorded.makers:
            if one.name is None or not readings:
                continue
            result = compare_makers([one], readings)
            level = _BY_NAME[result.level]
            if level is not MakerLevel.MISSING:
                yield _ORDER.index(_at_rank(level, one, qualifier)), result.one, _with(qualifier, result.other)


def _at_rank(level: MakerLevel, one: Maker, registered: AttributionQualifier) -> MakerLevel:
    """A name that agrees, by what lies between the two attributions."""
    if level not in (MakerLevel.NAMED, MakerLevel.VARIANT):
        return level
    step = max(one.rank, _ATTRIBUTED) - max(RANKS[registered], _ATTRIBUTED)
    return level if step == 0 else MakerLevel.DOWNGRADED if step > 0 else MakerLevel.UPGRADED


def _with(qualifier: AttributionQualifier, name: str | None) -> str | None:
    return name if name is None or qualifier is AttributionQualifier.BY else f"{qualifier} {name}"


def _in_words(described: Described, recorded: Recorded) -> Iterator[_Found]:
    """A registered name that stands in the words of a query in which no maker was read."""
    if any(each.name is not None for each in described.makers):
        return
    for name in recorded.maker_names:
        share = described.words.share(name) or 0.0
        if share >= _WHOLE_NAME:
            yield _ORDER.index(MakerLevel.NAMED), None, name
        elif share >= _MOST_OF_A_NAME:
            yield _ORDER.index(MakerLevel.FAMILY_NAME), None, name


def _by_culture(described: Described, recorded: Recorded) -> Iterator[_Found]:
    """Cultures and schools, where no name agrees."""
    told = [each.culture for each in described.makers if each.culture is not None]
    if not told or recorded.culture is None:
        return
    level = MakerLevel.SAME_CULTURE if recorded.culture in told else MakerLevel.OTHER_CULTURE
    names_somebody = any(each.name is not None for each in described.makers)
    if not names_somebody or level is MakerLevel.SAME_CULTURE:
        yield _ORDER.index(level), told[0], recorded.culture
