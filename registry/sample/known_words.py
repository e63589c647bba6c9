"""How the words of the compiled list of known cases are said in ours, with the reasons.

The list (177 publicly documented thefts and lootings) has its own statuses, kinds of loss and object types. Nothing of
it is thrown away: a word that changes on the way is kept in a note.

===============================  ====================  =================================================================
status in the list               status here           why
===============================  ====================  =================================================================
missing                          as it was lost        what was stolen and has not come back is stolen; `missing` alone
                                                       is for what disappeared without a known crime
missing_feared_destroyed         as it was lost        a fear, not a finding: whoever meets the object must still be
                                                       told that it is stolen; the fear is in the note
partly_destroyed_partly_missing  as it was lost        of a group; what is left of it is still looted
presumed_destroyed               suspected_destroyed   those who know the case hold it to be destroyed
destroyed                        destroyed
at_risk                          at_risk               nothing is lost yet, so there is no step before it
located_not_returned             located
located_agreement                located               ownership is recognised, the object stays by agreement
located_contested                located_contested
sale_withdrawn                   sighted               it was seen in a sale and withdrawn from it; where it is now is
                                                       not known. `withdrawn` would speak of the record
recovered, recovered_damaged     recovered             the damage is in the note
partially_recovered              partially_recovered
returned                         returned
===============================  ====================  =================================================================
"""

from registry.vocabulary.lists import (
    AttributionQualifier,
    FeatureKind,
    LossKind,
    ObjectType,
    RelationKind,
    SourceAssurance,
    Status,
)

LATER_STATUS: dict[str, Status | None] = {
    "missing": None,
    "missing_feared_destroyed": None,
    "partly_destroyed_partly_missing": None,
    "presumed_destroyed": Status.SUSPECTED_DESTROYED,
    "destroyed": Status.DESTROYED,
    "at_risk": Status.AT_RISK,
    "located_not_returned": Status.LOCATED,
    "located_agreement": Status.LOCATED,
    "located_contested": Status.LOCATED_CONTESTED,
    "sale_withdrawn": Status.SIGHTED,
    "recovered": Status.RECOVERED,
    "recovered_damaged": Status.RECOVERED,
    "partially_recovered": Status.PARTIALLY_RECOVERED,
    "returned": Status.RETURNED,
}
"""The step after the loss; None where there is none."""

STATUS_BY_RECORD: dict[str, Status] = {
    # "Most pieces recovered": some are still out there, and a find must not be waved through.
    "KO-164": Status.PARTIALLY_RECOVERED,
}
"""Where the list's status says more than its own note."""

LOSS: dict[str, tuple[LossKind, Status]] = {
    "theft": (LossKind.THEFT, Status.STOLEN),
    "theft from shrine": (LossKind.THEFT, Status.STOLEN),
    "theft from temple": (LossKind.THEFT, Status.STOLEN),
    "theft from church": (LossKind.THEFT, Status.STOLEN),
    "theft from storage in war": (LossKind.THEFT, Status.STOLEN),
    "robbery": (LossKind.ROBBERY, Status.STOLEN),
    "armed robbery": (LossKind.ROBBERY, Status.STOLEN),
    "theft by insider": (LossKind.INSIDER_THEFT, Status.STOLEN),
    "theft by insider (suspected)": (LossKind.INSIDER_THEFT, Status.STOLEN),
    "theft by insider (alleged)": (LossKind.INSIDER_THEFT, Status.STOLEN),
    "looting of museum": (LossKind.LOOTING_OF_MUSEUM, Status.LOOTED),
    "looting of museum under occupation": (LossKind.LOOTING_OF_MUSEUM, Status.LOOTED),
    "looting of site": (LossKind.LOOTING_OF_SITE, Status.LOOTED),
    "looting of church": (LossKind.LOOTING_OF_SITE, Status.LOOTED),
    # Manuscripts of a library under occupation: burned in part, carried off in part.
    "looting and burning": (LossKind.CONFLICT_LOSS, Status.LOOTED),
    "illicit excavation": (LossKind.ILLICIT_EXCAVATION, Status.LOOTED),
    "war looting": (LossKind.WAR_LOOTING, Status.LOOTED),
    "colonial removal": (LossKind.COLONIAL_REMOVAL, Status.LOOTED),
    "illicit export": (LossKind.ILLICIT_EXPORT, Status.LOOTED),
    "disappearance": (LossKind.DISAPPEARANCE, Status.MISSING),
    "disappearance from museum": (LossKind.DISAPPEARANCE, Status.MISSING),
    "conflict loss": (LossKind.CONFLICT_LOSS, Status.MISSING),
}
"""Kind of loss, and the status an object has from the loss on."""

TYPES: dict[str, ObjectType] = {
    "goldsmith work": ObjectType.METALWORK,
    "sports memorabilia": ObjectType.METALWORK,
    "regalia": ObjectType.METALWORK,
    "coffin": ObjectType.OTHER,
    "mixed": ObjectType.OTHER,
    "archaeological group": ObjectType.OTHER,
}
"""Types that are not in our list; their words are kept on the second level."""

QUALIFIERS: dict[str, tuple[AttributionQualifier, ...]] = {
    "attributed to": (AttributionQualifier.ATTRIBUTED_TO,),
    # Scholars disagree: both opinions are recorded.
    "attributed to / copy after": (AttributionQualifier.ATTRIBUTED_TO, AttributionQualifier.COPY_OF),
    "and another artist": (AttributionQualifier.BY,),
}

MAKERS: dict[str, tuple[str, ...]] = {
    "Jan van Eyck and Hubert van Eyck": ("Jan van Eyck", "Hubert van Eyck"),
    "Euxitheos (potter) and Euphronios (painter)": ("Euxitheos", "Euphronios"),
    "unknown artist": (),
}
"""Makers that are not one name."""

TECHNIQUES = frozenset({"etching", "linocut"})
"""Words among the materials that say how, not of what."""

PERSONS: dict[str, str] = {
    "Erica Morini (private)": "Erica Morini",
    "Roman Totenberg": "Roman Totenberg",
    "Duke of Buccleuch": "Duke of Buccleuch",
    "Marquess of Bath": "Marquess of Bath",
}
"""Private persons who held an object: they are recorded as owners, which only registrars see."""

NO_FEATURES = frozenset(
    {
        "already stolen once before, in the 1970s, and recovered",
        "long catalogued as Rembrandt, whose name may appear in older records",
        "bodies and heads entered a New York museum as separate gifts",
    }
)
"""Given as distinguishing features but nothing one can see on the object: kept as description."""

FEATURES_THAT_ARE_RELATIONS: dict[str, RelationKind] = {
    "a 20th-century copy hangs in the altarpiece": RelationKind.OTHER_VERSION,
    "several versions of this composition exist in other collections": RelationKind.OTHER_VERSION,
}

FEATURE_WORDS: tuple[tuple[str, FeatureKind], ...] = (
    ("cut out of its frame", FeatureKind.CUT_EDGE),
    ("hole ", FeatureKind.HOLE),
    ("traces of vermilion", FeatureKind.PIGMENT_TRACE),
    ("broken off", FeatureKind.LOSS),
    ("cut off", FeatureKind.LOSS),
    ("missing", FeatureKind.LOSS),
    ("headless", FeatureKind.LOSS),
)
"""The first that a feature's words contain decides its kind."""

RELATION_WORDS: tuple[tuple[str, RelationKind], ...] = (
    ("version", RelationKind.OTHER_VERSION),
    ("upper part", RelationKind.JOINS_WITH),
    ("lower half", RelationKind.JOINS_WITH),
    ("", RelationKind.COMPANION),
)

ASSURANCE_WORDS: tuple[tuple[str, SourceAssurance], ...] = (
    ("ai summary", SourceAssurance.SYSTEM),
    ("wikidata", SourceAssurance.CROWD),
    ("wikipedia", SourceAssurance.CROWD),
    ("blog", SourceAssurance.CROWD),
    ("copied", SourceAssurance.CROWD),
    ("fbi press release", SourceAssurance.INSTITUTION_DECLARED),
    ("public notices", SourceAssurance.INSTITUTION_DECLARED),
    ("consular notice", SourceAssurance.INSTITUTION_DECLARED),
    ("dgam notice", SourceAssurance.INSTITUTION_DECLARED),
    ("image library", SourceAssurance.SCHOLAR),
    ("map academy", SourceAssurance.SCHOLAR),
    ("", SourceAssurance.PRESS),
)
"""Who stands behind a source. None is police-certified: these are public pages, read by a third party."""
