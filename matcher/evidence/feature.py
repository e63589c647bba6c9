"""Evidence of distinguishing features: damage, repairs and losses of the record that the query's words tell of too."""

from enum import StrEnum

from matcher.evidence.described import Described
from matcher.evidence.levels import Outcome
from matcher.evidence.recorded import Recorded
from matcher.evidence.words import rows


class FeatureLevel(StrEnum):
    """Partly or wholly told. Leaving a feature out says nothing: sellers do not tell of damage."""

    IN_PART = "in part"
    DESCRIBED = "described"
    MISSING = "missing"


SENTENCES = {
    FeatureLevel.IN_PART: "Some words of a registered distinguishing feature are in the description.",
    FeatureLevel.DESCRIBED: "A registered distinguishing feature is told in the description: compare it on the object.",
    FeatureLevel.MISSING: "The description tells of no registered distinguishing feature, which says nothing.",
}

_FEWEST_WORDS, _WHOLE, _PART = 4, 0.8, 0.5
"""A feature of fewer telling words ("crack at base") is told of many objects alike."""


def feature(described: Described, recorded: Recorded) -> Outcome:
    """The best told feature."""
    texts = [each.text for each in recorded.record.features]
    shares = [
        (share, text)
        for text in texts
        if len(rows(text)[0]) >= _FEWEST_WORDS and (share := described.remarks.share(text)) is not None
    ]
    share, text = max(shares, default=(0.0, texts[0] if texts else None))
    if share < _PART:
        return Outcome(FeatureLevel.MISSING, None, text)
    return Outcome(FeatureLevel.DESCRIBED if share >= _WHOLE else FeatureLevel.IN_PART, described.remarks.text, text)
