"""The words of a query against the risk categories and the tables of the import regulation of the EU."""

import datetime as dt

from matcher.risk.model import AlertInstrument, AlertReason, CategoryAlert, ImportHint
from matcher.risk.subject import ListingSubject
from registry.normalise.eu_import_helper import eu_import_hint
from registry.normalise.risk_matching import Agreement, RiskAlert, RiskReason, cultures_named, risk_alerts
from registry.vocabulary.eu_import import eu_import_tables
from registry.vocabulary.risks import Instrument

MOST = 5
"""Alerts of one answer: what follows agrees in less than the first ones do."""


def category_alerts(known: ListingSubject, on: dt.date) -> tuple[CategoryAlert, ...]:
    """The categories that the words of a query fall under, best first.

    `on` is the day for which the instruments' force is told.
    """
    return tuple(_alert(each, known, on) for each in risk_alerts(known.subject)[:MOST])


def import_hint(known: ListingSubject, on: dt.date, *, alerted: bool) -> ImportHint | None:
    """What the import regulation may ask for, or None where the words are too few or it plainly asks for nothing.

    With a category alert the hint is given as soon as a part may apply, with the questions that decide. Without one it
    needs more: an archaeological kind of a known age, or an object of a culture outside the Union whose age and price
    are known. So an old master of a European school is not held up for being old.
    """
    hint = eu_import_hint(
        known.subject.types,
        latest_year=known.subject.latest,
        value_eur=_value(known),
        made_in_eu=None,
        excavated=None,
        on=on,
    )
    if hint.part is None or hint.part == "A" or not (alerted or _plain(known, hint.part)):
        return None
    tables = eu_import_tables()
    table = tables.parts[hint.part]
    return ImportHint(
        part=hint.part,
        measure=hint.measure,
        reasons=hint.reasons,
        open_questions=hint.open_questions,
        evidence=hint.evidence,
        minimum_age=table.minimum_age,
        minimum_value_eur=table.minimum_value_eur,
        regulation=tables.name,
        disclaimer=hint.disclaimer,
        source=hint.source,
    )


def _plain(known: ListingSubject, part: str) -> bool:
    """Whether the words alone, without a category, are enough for a part."""
    cultures = cultures_named(known.subject.place_words)
    if known.subject.latest is None or cultures & set(eu_import_tables().union_cultures):
        return False
    return part == "B" or (known.euros is not None and bool(cultures))


def _value(known: ListingSubject) -> float | None:
    """The price, where it lies wholly on one side of the threshold."""
    least = eu_import_tables().parts["C"].minimum_value_eur or 0
    if known.euros is None or known.euros[0] < least <= known.euros[1]:
        return None
    return known.euros[0] if known.euros[0] >= least else known.euros[1]


def _alert(found: RiskAlert, known: ListingSubject, on: dt.date) -> CategoryAlert:
    region, category = found.region, found.category
    return CategoryAlert(
        category=category.id,
        title=category.title,
        region=region.title,
        summary=category.summary,
        sentence=_sentence(found),
        certain_place=found.certain_place,
        reasons=tuple(_reason(reason, known) for reason in found.reasons),
        instruments=tuple(_instrument(each, on) for each in region.instruments),
        look_alikes=category.look_alikes,
        photograph=category.photograph,
        ask=region.ask,
    )


def _reason(reason: RiskReason, known: ListingSubject) -> AlertReason:
    words = _words(reason, known)
    return AlertReason.model_validate(
        {
            "what": reason.what,
            "standing": "agrees" if reason.agreement is Agreement.AGREES else "not said",
            "said": words,
            "read_as": None if reason.said == words else reason.said,
            "field": known.field_of(words) if words else None,
            "category": reason.category,
        }
    )


def _words(reason: RiskReason, known: ListingSubject) -> str | None:
    """The words of the query that a reason rests on."""
    if reason.said is None or reason.what == "place":
        return reason.said
    if reason.what == "period":
        return known.dates()
    if reason.what == "type":
        return known.words.get(reason.said, reason.said)
    return ", ".join(dict.fromkeys(known.words[one] for one in sorted(known.subject.materials) if one in known.words))


def _sentence(found: RiskAlert) -> str:
    agreeing = ", ".join(reason.what for reason in found.reasons if reason.agreement is Agreement.AGREES)
    place = "" if found.certain_place else " No place is named: the kind of object alone points to the region."
    return (
        f"What the words say of the {agreeing} fits objects that are known to be looted or are regulated.{place} "
        "That says nothing about this object."
    )


def _instrument(one: Instrument, on: dt.date) -> AlertInstrument:
    return AlertInstrument(
        name=one.name,
        kind=one.kind.value,
        issued_by=one.issued_by,
        citation=one.citation,
        since=one.since,
        begins=one.begins,
        ends=one.ends,
        in_force=one.in_force(on),
        covers=one.covers,
        source=one.source,
        verified=one.verified,
    )
