"""Evidence of dates: how far the years allowed by both sides agree, and whether an era or a calendar was mistaken."""

from enum import StrEnum

from matcher.evidence.described import Described
from matcher.evidence.levels import Outcome
from matcher.evidence.recorded import Recorded
from registry.normalise.dates import Comparison, DateReading, Level, compare, in_words


class DateLevel(StrEnum):
    """From centuries apart to the same years."""

    FAR_APART = "far apart"
    APART = "apart"
    CHECK_ERA = "check era"
    OPEN = "open"
    NEAR = "near"
    OVERLAP = "overlap"
    NARROW_OVERLAP = "narrow overlap"
    SAME = "same"
    MISSING = "missing"


SENTENCES = {
    DateLevel.FAR_APART: "The dates lie more than a century apart.",
    DateLevel.APART: "The dates do not meet.",
    DateLevel.CHECK_ERA: "The dates would meet in the other era (BC for AD) or in another calendar: check which is meant.",
    DateLevel.OPEN: "The dates do not exclude each other; one of them has an open end.",
    DateLevel.NEAR: "The dates lie a few years apart, as cataloguers differ.",
    DateLevel.OVERLAP: "The dates overlap.",
    DateLevel.NARROW_OVERLAP: "The dates overlap, and both are narrow.",
    DateLevel.SAME: "The dates are the same.",
    DateLevel.MISSING: "No dates can be compared, which says nothing.",
}

_NARROW, _FAR = 10, 100
"""Years."""
_ORDER = list(DateLevel)


def date(described: Described, recorded: Recorded) -> Outcome:
    """The best agreement of a date of the query with the registered one."""
    if not described.dates:
        return Outcome(DateLevel.MISSING, None, recorded.record.date.display if recorded.record.date else None)
    registered = recorded.date
    if registered is None:
        return Outcome(DateLevel.MISSING, described.dates[0].text, None)
    shown = registered.text or in_words(registered)
    found = [(_level(each, registered, compare(each, registered)), each.text) for each in described.dates]
    level, named = max(found, key=lambda each: _ORDER.index(each[0]))
    return Outcome(level, named, shown)


def _level(one: DateReading, other: DateReading, compared: Comparison) -> DateLevel:
    match compared.level:
        case Level.SAME | Level.OVERLAP:
            narrow = max(_years(one), _years(other)) <= _NARROW
            if not narrow:
                return DateLevel.OVERLAP
            return DateLevel.SAME if compared.level is Level.SAME else DateLevel.NARROW_OVERLAP
        case Level.OPEN:
            return DateLevel.OPEN
        case Level.NEAR:
            return DateLevel.NEAR
        case Level.ERA_FLIPPED | Level.CALENDAR_MIXED:
            return DateLevel.CHECK_ERA
        case Level.APART:
            return DateLevel.FAR_APART if compared.gap > _FAR else DateLevel.APART


def _years(date: DateReading) -> float:
    if date.earliest is None or date.latest is None:
        return float("inf")
    return date.latest - date.earliest + 1
