"""Corrections of what was understood: named fields of a form joined to the words, and the same photographs again."""

from dataclasses import dataclass, replace

from api.answers import read_answer
from api.security import Caller
from api.state import Parts
from api.uploads import File, Form
from matcher.answer import MatchAnswer, UnderstoodField
from registry.normalise.listing import FieldKind, labelled_text
from registry.store.errors import PictureNotFound

NAMES = frozenset(FieldKind)
"""Named fields that a form may hold beside `text`, each as often as there are values."""
AGAIN = "again"
"""The field with the match whose photographs are asked about again."""
_USUAL = (FieldKind.MAKER, FieldKind.TITLE, FieldKind.DATE, FieldKind.MEDIUM, FieldKind.MEASUREMENTS)


@dataclass(frozen=True)
class Correctable:
    """A field of the correction form: a number for its id, its kind, and what was read, None where nothing was."""

    number: int
    kind: FieldKind
    read: UnderstoodField | None


def correctable(answer: MatchAnswer) -> tuple[Correctable, ...]:
    """Every field that was understood, then an empty one for each usual kind that was not, then the other text."""
    known = [field for field in answer.understood if field.kind is not FieldKind.OTHER]
    missing = [kind for kind in _USUAL if all(field.kind is not kind for field in known)]
    others = [field for field in answer.understood if field.kind is FieldKind.OTHER]
    rows = [(field.kind, field) for field in known] + [(kind, None) for kind in missing]
    rows += [(field.kind, field) for field in others]
    return tuple(Correctable(number, kind, read) for number, (kind, read) in enumerate(rows, start=1))


def joined(form: Form) -> Form:
    """A form whose named fields are joined to its text as lines such as "Maker: Jan van Goyen"."""
    named = labelled_text((FieldKind(name), value) for name, value in form.fields if name in NAMES)
    if not named:
        return form
    text = "\n\n".join([named, *form.all("text")])
    rest = tuple((name, value) for name, value in form.fields if name != "text" and name not in NAMES)
    return replace(form, fields=(*rest, ("text", text)))


def earlier_photographs(parts: Parts, match_id: str, caller: Caller) -> tuple[File, ...]:
    """The photographs of an earlier match as far as they are kept. Raises MatchNotFound for what is not the caller's."""
    answer, _ = read_answer(parts.repatria, match_id, caller)
    found = []
    for each in answer.inputs:
        try:
            data = parts.repatria.store.get_query(each.sha256)
        except PictureNotFound:
            continue
        found.append(File("photos", data, each.filename, each.media_type))
    return tuple(found)
