"""Which part of Regulation (EU) 2019/880 an object may fall under, by type, age, value and origin; never a ruling."""

import datetime as dt
from dataclasses import dataclass

from registry.vocabulary.concepts import object_types
from registry.vocabulary.eu_import import LetterRow, Part, eu_import_tables


@dataclass(frozen=True)
class EuImportHint:
    """What the tables say: the part (None where none applies or nothing can be said), its measure, and why.

    `open_questions` are the facts that would decide; `evidence` is what the declarant would have to show.
    """

    part: Part | None
    measure: str | None
    reasons: tuple[str, ...]
    open_questions: tuple[str, ...]
    evidence: tuple[str, ...]
    disclaimer: str
    source: str


def eu_import_hint(
    types: frozenset[str],
    *,
    latest_year: int | None,
    value_eur: float | None,
    made_in_eu: bool | None,
    excavated: bool | None,
    on: dt.date,
) -> EuImportHint:
    """Sort an object into Part B, Part C or neither.

    `types` are ids of `object_types.json`, `latest_year` the astronomical year in which it was made at the latest,
    `made_in_eu` whether it was made or found inside the Union's customs territory, `excavated` whether it comes from
    the ground or off a monument (a statue may be either), `on` the day of import. None where something is not known.
    The general prohibition (Part A) applies to whatever was removed unlawfully, of any age and value, whatever this
    returns.
    """
    tables = eu_import_tables()
    reasons: list[str] = []
    questions: list[str] = []
    if on < tables.applies_from:
        reasons.append(f"Licences and statements apply from {tables.applies_from:%d %B %Y} on.")
        return _hint(None, reasons, questions)
    if made_in_eu:
        return _hint(None, [tables.scope], questions)
    if made_in_eu is None:
        questions.append("Was it made or found inside the customs territory of the Union?")
    age = None if latest_year is None else on.year - latest_year
    letters = _letters(types)
    if excavated is not False and (letters & set(tables.parts["B"].letters) or excavated):
        if _old_enough("B", age, reasons, questions):
            if excavated is None:
                questions.append("Was it excavated, found, or taken off a monument?")
            reasons.insert(0, _because("B", letters))
            return _hint("B", reasons, questions)
    elif excavated is None and letters:
        questions.append(
            "Was it excavated, found, or taken off a monument? Then a licence is needed from 250 years on."
        )
    if (
        letters & set(tables.parts["C"].letters)
        and _old_enough("C", age, reasons, questions)
        and _dear_enough(value_eur, reasons, questions)
    ):
        reasons.insert(0, _because("C", letters))
        return _hint("C", reasons, questions)
    if not letters:
        questions.append("What kind of object is it? The tables know none of the types that were understood.")
    return _hint(None, reasons, questions)


def _letters(types: frozenset[str]) -> set[str]:
    known = object_types()
    widened = {above for one in types if one in known for above in (one, *known.ancestors(one))}
    return {letter for letter, row in eu_import_tables().letters.items() if widened & set(row.types)}


def _old_enough(part: Part, age: int | None, reasons: list[str], questions: list[str]) -> bool:
    least = eu_import_tables().parts[part].minimum_age or 0
    if age is None:
        questions.append(f"How old is it? Part {part} begins above {least} years.")
        return True
    if age > least:
        reasons.append(f"At least {age} years old: above the {least} years of Part {part}.")
        return True
    reasons.append(f"At least {age} years old: not surely above the {least} years of Part {part}.")
    return False


def _dear_enough(value: float | None, reasons: list[str], questions: list[str]) -> bool:
    least = eu_import_tables().parts["C"].minimum_value_eur or 0
    if value is None:
        questions.append(f"What is its value? Part C begins at EUR {least:,}.")
        return True
    if value >= least:
        reasons.append(f"A value of EUR {value:,.0f}: Part C begins at EUR {least:,}.")
        return True
    reasons.append(f"A value of EUR {value:,.0f}: below the EUR {least:,} of Part C.")
    return False


def _because(part: Part, letters: set[str]) -> str:
    tables = eu_import_tables()
    named = sorted(letters & set(tables.parts[part].letters))
    rows: list[LetterRow] = [tables.letters[letter] for letter in named]
    words = "; ".join(f"({letter}) {row.words}" for letter, row in zip(named, rows, strict=True))
    return f"Part {part}, {tables.parts[part].heading.lower()}: {words or 'said to be excavated or off a monument'}."


def _hint(part: Part | None, reasons: list[str], questions: list[str]) -> EuImportHint:
    tables = eu_import_tables()
    table = tables.parts[part] if part else None
    return EuImportHint(
        part,
        table.measure if table else None,
        tuple(reasons),
        tuple(questions),
        tables.evidence_of_lawful_export if part else (),
        tables.never,
        table.source if table else tables.source,
    )
