"""Random records, built from the Pydantic models themselves, so that a new field is tested without a word here."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from hypothesis import strategies as st
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic.types import StringConstraints

from registry.records import CulturalObject, ObjectContent
from registry.records.description import DateSpan, Region
from registry.records.loss import LossEvent, StatusChange
from registry.vocabulary.lists import Level

Text = st.SearchStrategy[str]
MakeText = Callable[[str], Text]
"""Text for a field, given its path."""

PATHS = sorted(
    {*ObjectContent.model_fields, *(f"loss_event.{name}" for name in LossEvent.model_fields)}
    - {"visibility", "confidentiality"}
)
"""What `confidentiality` may name."""

_LANGUAGES = st.sampled_from(["en", "uk", "ar", "zh-Hant", "gez"])
_FRACTIONS = st.floats(0.0, 1.0)


def any_text(_path: str) -> Text:
    """Any text that says something and that SQL can hold."""
    letters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    return st.text(letters, min_size=1, max_size=12).map(str.strip).filter(bool)


def records(model: type[BaseModel], *, text: MakeText = any_text, path: str = "", full: bool = False) -> Any:
    """A strategy of a model's instances; with `full`, every optional field is there and no list is empty."""
    if model is Region:
        return st.tuples(_FRACTIONS, _FRACTIONS, _FRACTIONS, _FRACTIONS).filter(_is_region).map(_region)
    if model is DateSpan:
        return _plain(model, text, path, full).map(_in_order)
    if issubclass(model, ObjectContent):
        return _plain(model, text, path, full).map(lambda fields: model(**_with_status(fields)))
    return _plain(model, text, path, full).map(lambda fields: model(**fields))


def _plain(model: type[BaseModel], text: MakeText, path: str, full: bool) -> st.SearchStrategy[dict[str, Any]]:
    fields = {}
    for name, info in model.model_fields.items():
        place = f"{path}.{name}" if path else name
        strategy = _of_field(info, text, place, full)
        fields[name] = (
            strategy if full or info.is_required() else strategy | st.just(info.get_default(call_default_factory=True))
        )
    return st.fixed_dictionaries(fields)


def _of_field(info: FieldInfo, text: MakeText, path: str, full: bool) -> Any:
    if get_origin(info.annotation) is dict:
        return st.dictionaries(st.sampled_from(PATHS), st.sampled_from(Level), max_size=10)
    if path in {"created_at", "updated_at"}:
        return st.datetimes(timezones=st.just(dt.UTC))
    return _of_type(info.annotation, list(info.metadata), text, path, full)


def _of_type(annotation: Any, metadata: list[Any], text: MakeText, path: str, full: bool) -> Any:  # noqa: PLR0911
    origin = get_origin(annotation)
    if hasattr(annotation, "__metadata__"):
        return _of_type(annotation.__origin__, [*metadata, *annotation.__metadata__], text, path, full)
    if origin in {Union, UnionType}:
        inner = [kind for kind in get_args(annotation) if kind is not type(None)]
        strategy = _of_type(inner[0], metadata, text, path, full)
        return strategy if full else strategy | st.none()
    if origin is tuple:
        inside = _of_type(get_args(annotation)[0], [], text, path, full)
        return st.lists(inside, min_size=1 if full else 0, max_size=2).map(tuple)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return st.sampled_from(annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return records(annotation, text=text, path=path, full=full)
    if annotation is str:
        return _of_string(metadata, text, path)
    if annotation is bool:
        return st.booleans()
    if annotation is dt.date:
        return st.dates()
    return _of_number(annotation, metadata)


def _of_string(metadata: list[Any], text: MakeText, path: str) -> Text:
    pattern = next((one.pattern for one in metadata if isinstance(one, StringConstraints) and one.pattern), None)
    if pattern is None:
        return text(path)
    if "0-9a-f" in str(pattern):
        return st.text("0123456789abcdef", min_size=64, max_size=64)
    return st.sampled_from(["UA", "ML", "IQ"]) if "A-Z]{2}" in str(pattern) else _LANGUAGES


def _of_number(kind: type, metadata: list[Any]) -> Any:
    limits = [*metadata, *(inner for one in metadata for inner in getattr(one, "metadata", []))]
    low = next((one.ge if isinstance(one, Ge) else one.gt for one in limits if isinstance(one, Ge | Gt)), -(10**6))
    high = next((one.le if isinstance(one, Le) else one.lt for one in limits if isinstance(one, Le | Lt)), 10**6)
    is_open = any(isinstance(one, Gt) for one in limits)
    if kind is int:
        return st.integers(int(low), int(high))
    if kind is float:
        return st.floats(float(low), float(high), exclude_min=is_open)
    assert kind is Decimal
    return st.decimals(min_value=Decimal("0.001"), max_value=999_999, places=3)


def _is_region(sides: tuple[float, float, float, float]) -> bool:
    return sides[0] < sides[2] and sides[1] < sides[3]


def _region(sides: tuple[float, float, float, float]) -> Region:
    return Region(left=sides[0], top=sides[1], right=sides[2], bottom=sides[3])


def _in_order(fields: dict[str, Any]) -> DateSpan:
    earliest, latest = fields["earliest"], fields["latest"]
    if earliest is not None and latest is not None and earliest > latest:
        fields = {**fields, "earliest": latest, "latest": earliest}
    return DateSpan(**fields)


def _with_status(fields: dict[str, Any]) -> dict[str, Any]:
    history = fields["status_history"] or (StatusChange(status=fields["status"]),)
    photographs = {one.sha256: one for one in fields.get("photographs", ()) if hasattr(one, "sha256")}
    changed = {"photographs": tuple(photographs.values())} if photographs else {}
    return {**fields, "status_history": history, "status": history[-1].status, **changed}


contents = records(ObjectContent)
objects = records(CulturalObject)
