"""Sentences of the answer that do not depend on a comparison: an answer is neither an accusation nor a clearance."""

from registry.records.object import CulturalObject
from registry.vocabulary.lists import Scope, Status

DISCLAIMER = (
    "This answer reports a search of one registry. It is not evidence of ownership or theft, it is no legal ruling, "
    "and finding no candidate does not clear an object. A person has to look at the photographs before anything is done."
)

_STATUS_NOTES = {
    Status.AT_RISK: "Registered as at risk: not reported lost.",
    Status.IN_SITU_SAFE: "Registered where it belongs: not reported lost.",
    Status.MISSING: "Reported missing.",
    Status.STOLEN: "Reported stolen.",
    Status.LOOTED: "Reported looted.",
    Status.SUSPECTED_DESTROYED: "Feared destroyed; not known to be so.",
    Status.DESTROYED: "Reported destroyed.",
    Status.SIGHTED: "Reported lost and sighted since.",
    Status.LOCATED: "Reported lost and located since; not known to be returned.",
    Status.LOCATED_CONTESTED: "Located; who may have it is contested.",
    Status.SEIZED: "Seized by an authority.",
    Status.RECOVERED: "Recovered: no longer reported lost. It may have been lost again since.",
    Status.RETURNED: "Returned: no longer reported lost. It may have been lost again since.",
    Status.WITHDRAWN: "The report was withdrawn.",
    Status.DISPUTED: "The report is disputed.",
    Status.REGISTERED_IN_ERROR: "Registered in error.",
    Status.PARTIALLY_RECOVERED: "Recovered in part.",
}

_MANY_LOOK_ALIKES = 3


def status_note(record: CulturalObject) -> str:
    """What the status of a candidate means, in a sentence."""
    note = _STATUS_NOTES[record.status]
    if record.scope == Scope.FRAGMENT:
        note += " The record describes a fragment."
    elif record.scope == Scope.SET:
        note += " The record describes a set."
    elif record.scope == Scope.GROUP:
        note += " The record describes a group of objects: it never is a match for one object."
    return note


def next_steps(*, strong: bool, possible: bool, look_alikes: int) -> tuple[str, ...]:
    """What to do now, in order."""
    steps: list[str] = []
    if strong or possible:
        steps.append("Compare the photographs side by side: damage, repairs, inscriptions and edges decide.")
        steps.append("Check the size, the back and any inventory number or label against the record.")
        if look_alikes >= _MANY_LOOK_ALIKES:
            steps.append(
                f"{look_alikes} other registered objects look nearly the same: only an inscription, a break line or an "
                "individual mark can tell them apart."
            )
        steps.append("Ask the reporting authority named in the record, quoting its number, before anything is decided.")
        steps.append(
            "Keep the photographs, the declared description and the documents shown together with this answer."
        )
    else:
        steps.append("Photograph the back, the base, inscriptions and damage, and ask again with all photographs.")
        steps.append("Add words: any inscription, number, size, material or place that is claimed.")
        steps.append("Ask the national contact point or an expert where the circumstances are suspicious all the same.")
    return tuple(steps)
