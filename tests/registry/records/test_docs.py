"""docs/records.md names every field of every model and every value of every list, and none that is not there."""

import inspect
import re
from enum import StrEnum
from pathlib import Path

import pytest

from registry.records import description, loss, object, photograph
from registry.records.base import Record
from registry.records.visibility import DEFAULT_LEVELS
from registry.vocabulary import lists

PAGE = (Path(__file__).parents[3] / "docs/records.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^##+ (\S+)\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))
MODELS = {
    name: model
    for module in (object, description, loss, photograph)
    for name, model in inspect.getmembers(module, inspect.isclass)
    if issubclass(model, Record) and model is not Record
}
LISTS = {
    name: kind
    for name, kind in inspect.getmembers(lists, inspect.isclass)
    if issubclass(kind, StrEnum) and kind not in {StrEnum, lists.Role}
}


@pytest.mark.parametrize("name", MODELS)
def test_fields_are_documented(name: str) -> None:
    model = MODELS[name]
    inherited = {field for parent in model.__mro__[1:] for field in getattr(parent, "__annotations__", {})}
    own = {field for field in model.model_fields if field in model.__annotations__ or field not in inherited}
    assert set(re.findall(r"^\| `(\w+)` \|", SECTIONS[name], re.MULTILINE)) == own


@pytest.mark.parametrize("name", LISTS)
def test_list_values_are_documented(name: str) -> None:
    rows = re.findall(r"^\| `([^`]+)` \|", SECTIONS[name], re.MULTILINE)
    assert (rows or re.findall(r"`([^`]+)`", SECTIONS[name])) == [member.value for member in LISTS[name]]


def test_every_section_of_a_model_or_list_is_of_one_that_is_there() -> None:
    assert {name for name in SECTIONS if re.fullmatch(r"[A-Z][a-z]+[A-Z]\w+", name)} <= MODELS.keys() | LISTS.keys()


def test_levels_are_documented() -> None:
    assert "level | " + ", ".join(f"{level} {level.name.lower().replace('_', ' ')}" for level in lists.Level) in PAGE
    for path in DEFAULT_LEVELS:
        assert f"`{path.removeprefix('status_history.')}`" in PAGE


def test_examples_are_valid() -> None:
    for example in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL):
        assert object.ImportRecord.model_validate_json(example)
