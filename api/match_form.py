"""The form of a match, the same for the interface and the web page: from fields and files to a query."""

import hashlib
import re

from api.errors import FieldError, FieldsRefused, WrongBodyType
from api.security import Caller
from api.uploads import File, Form, UploadRules
from matcher.errors import QueryRefused
from matcher.query import Query, QueryPhotograph
from registry.settings import Settings

FIELDS = frozenset({"text", "identifiers", "limit", "one_object", "split", "keep_pictures"})
FILES = frozenset({"photos"})
MAX_TEXT = 5_000
MAX_IDENTIFIERS = 20
MAX_IDENTIFIER = 200
DEFAULT_LIMIT, MAX_LIMIT = 10, 50
_TRUE, _FALSE = frozenset({"true", "1", "on", "yes"}), frozenset({"false", "0", "off", "no"})
_ANY_BYTES = frozenset({"application/octet-stream", "binary/octet-stream"})


def rules_of(settings: Settings) -> UploadRules:
    """What the form of a match may hold."""
    return UploadRules(FIELDS, FILES, settings.max_photographs, settings.max_picture_bytes)


def query_of(form: Form, caller: Caller) -> Query:
    """The query a form asks. Raises FieldsRefused naming every wrong field, WrongBodyType, QueryRefused if empty."""
    wrong: list[FieldError] = []
    text = form.one("text")
    if text is not None and len(text) > MAX_TEXT:
        wrong.append(FieldError("text", f"At most {MAX_TEXT:,} characters; this has {len(text):,}."))
    identifiers = tuple(value.strip() for value in form.all("identifiers"))
    # No database can store this character: better told now than after minutes of computing.
    wrong += [
        FieldError(name, "It contains the character U+0000. Remove it.")
        for name in ("text", "identifiers")
        if any("\0" in value for value in form.all(name))
    ]
    if len(identifiers) > MAX_IDENTIFIERS or any(len(value) > MAX_IDENTIFIER for value in identifiers):
        wrong.append(
            FieldError("identifiers", f"At most {MAX_IDENTIFIERS} numbers of up to {MAX_IDENTIFIER} characters each.")
        )
    limit = _limit(form, wrong)
    one_object = _truth(form, "one_object", True, wrong)
    split = _truth(form, "split", False, wrong)
    keep = _truth(form, "keep_pictures", True, wrong)
    if wrong:
        raise FieldsRefused("; ".join(f"{each.field}: {each.message}" for each in wrong), fields=wrong)
    photographs = tuple(_photograph(file, number) for number, file in enumerate(form.files, start=1))
    if not (photographs or text or identifiers):
        raise QueryRefused("empty_query", "The query is empty: send one to eight photographs, words, or an identifier.")
    return Query(
        photographs=photographs,
        text=text.strip() if text else None,
        identifiers=identifiers,
        limit=limit,
        one_object=one_object,
        split=split,
        keep_pictures=keep,
        role=caller.role,
        actor=caller.actor,
    )


def digest(query: Query) -> str:
    """A digest of all that is asked, to tell a repeated request from another one with the same key."""
    parts = hashlib.sha256()
    for photograph in query.photographs:
        parts.update(hashlib.sha256(photograph.data).digest())
    rest = (query.text, query.identifiers, query.limit, query.one_object, query.split, query.keep_pictures)
    parts.update(repr(rest).encode("utf-8", "surrogatepass"))
    return parts.hexdigest()


def _photograph(file: File, number: int) -> QueryPhotograph:
    declared = (file.media_type or "").partition(";")[0].strip().casefold()
    if declared in _ANY_BYTES:
        declared = ""
    if declared and not declared.startswith("image/"):
        raise WrongBodyType(
            f"Photograph {number} was sent as {declared[:80]}; photographs are image/jpeg, image/png and the like.",
            fields=[FieldError(file.field_name, f"Photograph {number}: send an image.")],
        )
    return QueryPhotograph(file.data, file.filename, declared or None)


def _limit(form: Form, wrong: list[FieldError]) -> int:
    given = form.one("limit")
    if given is None:
        return DEFAULT_LIMIT
    if re.fullmatch(r"[0-9]{1,9}", given.strip()) and 1 <= int(given) <= MAX_LIMIT:
        return int(given)
    wrong.append(FieldError("limit", f"A whole number from 1 to {MAX_LIMIT}."))
    return DEFAULT_LIMIT


def _truth(form: Form, name: str, default: bool, wrong: list[FieldError]) -> bool:
    given = form.one(name)
    if given is None:
        return default
    word = given.strip().casefold()
    if word in _TRUE | _FALSE:
        return word in _TRUE
    wrong.append(FieldError(name, "true or false."))
    return default
