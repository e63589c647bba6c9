"""The words of the pages for the values of the data: what a verdict, a status or a kind of evidence is called."""

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matcher.answer import MatchAnswer
    from matcher.risk import AlertInstrument, ImportHint

VERDICTS = {
    "strong_candidate": "Strong candidate",
    "possible": "Possible candidate",
    "weak": "Weak resemblance",
    "no_candidate_found": "No candidate found",
}
VERDICT_MEANINGS = {
    "strong_candidate": "The evidence agrees so well that an expert should compare the two before anything else happens.",
    "possible": "There is evidence for it, but not enough to tell. Compare closely before anything else.",
    "weak": "There is some resemblance. Most objects with this verdict are other objects of the same kind.",
    "no_candidate_found": "Nothing registered here resembles it enough. This does not clear the object.",
}
OVERALL = {
    "strong_candidate": "Strong candidate found",
    "possible": "Possible candidate found",
    "weak": "Only weak resemblances found",
    "no_candidate_found": "No candidate found",
}
STATUSES = {
    "at_risk": "At risk",
    "in_situ_safe": "In its place",
    "missing": "Missing",
    "stolen": "Stolen",
    "looted": "Looted",
    "suspected_destroyed": "Feared destroyed",
    "destroyed": "Destroyed",
    "sighted": "Lost, sighted since",
    "located": "Located, not returned",
    "located_contested": "Located, contested",
    "seized": "Seized",
    "recovered": "Recovered",
    "returned": "Returned",
    "withdrawn": "Report withdrawn",
    "disputed": "Report disputed",
    "registered_in_error": "Registered in error",
    "partially_recovered": "Recovered in part",
}
_LOST = frozenset({"missing", "stolen", "looted", "sighted"})
_SETTLED = frozenset({"recovered", "returned", "withdrawn", "registered_in_error", "in_situ_safe"})
EVIDENCE = {
    "picture": "Picture",
    "identifier": "Number or mark",
    "title": "Title",
    "maker": "Maker",
    "date": "Date",
    "material": "Material",
    "object_type": "Kind of object",
    "size": "Size",
    "edition": "Edition",
    "extent": "Leaves, pages, lines",
    "inscription": "Inscription",
    "feature": "Damage or mark",
}
LISTING_FIELDS = {
    "maker": "Maker",
    "title": "Title",
    "object_type": "Kind of object",
    "date": "Date",
    "medium": "Material and technique",
    "measurements": "Size",
    "inscription": "Signature or inscription",
    "edition": "Edition",
    "extent": "Leaves, pages or lines",
    "identifier": "Number",
    "provenance": "Provenance",
    "literature": "Literature",
    "exhibited": "Exhibited",
    "condition": "Condition",
    "estimate": "Estimate or price",
    "other": "Other text",
}
REASONS = {"type": "Kind", "place": "Place", "material": "Material", "period": "Time"}
STANDINGS = {"supports": "Supports", "contradicts": "Contradicts", "missing": "Not known"}
FIELDS = {
    "titles": "Title",
    "makers": "Maker",
    "inventory_numbers": "Inventory number",
    "inscriptions": "Inscription",
    "features": "Distinguishing feature",
    "descriptions": "Description",
    "materials": "Material",
    "materials_display": "Material",
    "object_type": "Type",
    "culture": "Culture",
    "place_made": "Place made",
    "place_found": "Place found",
    "subject": "Subject",
    "serial_number": "Serial number",
    "loss_event": "Loss",
}
ROUTES = {
    "hash": "same picture",
    "descriptor": "resembling picture",
    "turned descriptor": "resembling picture, turned",
    "visual words": "matching details",
    "identifier": "number",
    "text": "words",
}
CONFIDENCE = {"certain": "", "circa": "circa", "uncertain": "uncertain"}


def status(value: str) -> str:
    """A status in words."""
    return STATUSES[value]


def status_tone(value: str) -> str:
    """How a status is drawn: `lost`, `settled`, or `open` for what is in between."""
    if value in _LOST:
        return "lost"
    return "settled" if value in _SETTLED else "open"


def field(path: str) -> str:
    """The name of a record's field from a highlight's path such as `titles.0.value`."""
    return FIELDS.get(path.partition(".")[0], path)


def label(value: Any) -> str:
    """A value of a closed list as a label: `three-quarter` becomes `Three-quarter`."""
    text = str(value).replace("_", " ")
    return text[:1].upper() + text[1:]


def alerts_said(answer: "MatchAnswer") -> str:
    """What the categories came to, in a sentence: never that the object is clear."""
    if answer.category_alerts:
        return "Objects of this kind are at risk or regulated. That says nothing about this object."
    if answer.categories_searched:
        return "None of the categories fits the words given. That clears nothing."
    return "Not searched: there were no words. Add the kind of object, its material, place and time."


def import_heading(hint: "ImportHint") -> str:
    """What the import regulation of the EU may ask for, in one line."""
    sure = not hint.open_questions
    return f"Part {hint.part}: {hint.measure} {'to be expected' if sure else 'may be needed'}"


def instrument(one: "AlertInstrument") -> str:
    """A legal instrument in one line, with the dates of its own text."""
    said = [one.name + (f" ({one.citation})" if one.citation else ""), one.issued_by]
    if one.since:
        said.append(f"covers what left since {day(one.since)}")
    if one.begins:
        said.append(f"from {day(one.begins)}" + (f" to {day(one.ends)}" if one.ends else ", no end known here"))
    elif one.ends:
        said.append(f"to {day(one.ends)}")
    if one.in_force is not None:
        said.append("in force by these dates" if one.in_force else "not in force by these dates")
    if not one.verified:
        said.append("not checked at its source")
    return ", ".join(said)


def day(value: dt.date) -> str:
    """A day as people write it."""
    return f"{value.day} {value:%B %Y}"


def year(value: int) -> str:
    """An astronomical year as people write it: 0 is 1 BC."""
    return str(value) if value > 0 else f"{1 - value} BC"


def plural(count: int, one: str, many: str) -> str:
    """A count with its noun."""
    return f"{count:,} {one if count == 1 else many}"


def orientation(value: str) -> str:
    """How a photograph had to be turned to fit."""
    return "" if value == "upright" else value.replace("_", " ")
