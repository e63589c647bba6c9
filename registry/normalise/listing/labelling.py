"""Fields back to a text: a label and a value a line, which reads back to the same fields.

So a user's corrections travel as a plain text that the register, the matcher and a person understand alike.
"""

from collections.abc import Iterable

from registry.normalise.listing.sheet import cleaned
from registry.normalise.listing.value import FieldKind

LABELS = {
    FieldKind.MAKER: "Maker",
    FieldKind.TITLE: "Title",
    FieldKind.OBJECT_TYPE: "Object type",
    FieldKind.DATE: "Date",
    FieldKind.MEDIUM: "Medium",
    FieldKind.MEASUREMENTS: "Measurements",
    FieldKind.INSCRIPTION: "Inscription",
    FieldKind.EDITION: "Edition",
    FieldKind.EXTENT: "Extent",
    FieldKind.IDENTIFIER: "Inventory number",
    FieldKind.PROVENANCE: "Provenance",
    FieldKind.LITERATURE: "Literature",
    FieldKind.EXHIBITED: "Exhibited",
    FieldKind.CONDITION: "Condition",
    FieldKind.ESTIMATE: "Estimate",
    FieldKind.OTHER: "Other text",
}
"""The label that is written before a field of each kind."""


def labelled_text(fields: Iterable[tuple[FieldKind, str]]) -> str:
    """The fields as lines such as "Maker: Jan van Goyen". Empty values are left out."""
    lines = ((kind, cleaned(value)) for kind, value in fields)
    return "\n".join(f"{LABELS[kind]}: {value}" for kind, value in lines if value)
