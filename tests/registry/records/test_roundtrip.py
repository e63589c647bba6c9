"""Every record survives its way through JSON, and through the store, unchanged."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from registry.records import CulturalObject, ImportRecord, ObjectContent, Photograph, description, loss
from registry.records.base import Record
from registry.store import Store

from .strategies import contents, records

slow = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=30
)

MODELS = [
    *(
        kind
        for module in (description, loss)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Record) and kind is not Record
    ),
    Photograph,
    ObjectContent,
    CulturalObject,
    ImportRecord,
]


STRATEGIES = {model: records(model) for model in MODELS}


@pytest.mark.parametrize("model", STRATEGIES)
@slow
@given(data=st.data())
def test_through_json(model: type[BaseModel], data: st.DataObject) -> None:
    record = data.draw(STRATEGIES[model])
    assert model.model_validate_json(record.model_dump_json()) == record
    assert model.model_validate(record.model_dump(mode="json")) == record
    assert model.model_validate_json(json.dumps(record.model_dump(mode="json"), ensure_ascii=False)) == record
    assert model.model_validate_json(record.model_dump_json(exclude_defaults=True)) == record


@slow
@given(record=records(ImportRecord))
def test_an_import_record_gives_its_content(record: ImportRecord) -> None:
    assert record.content().model_dump() == record.model_dump(exclude={"photographs"})


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for all examples."""
    folder = tmp_path_factory.mktemp("store")
    with Store.open(f"sqlite:///{folder / 'r.sqlite3'}", str(folder / "pictures")) as opened:
        yield opened


@slow
@given(content=contents)
def test_through_the_store(store: Store, content: ObjectContent) -> None:
    # Identifiers are unique in a store; these are random, and chosen again in other examples.
    added = store.add(content.model_copy(update={"external_ids": ()}), actor="a")
    assert store.get(added.id) == added
    assert store.get(added.id, version=1) == added
    assert added.model_dump(include=set(ObjectContent.model_fields)) == {**content.model_dump(), "external_ids": ()}


def test_the_store_of_random_records_is_whole(store: Store) -> None:
    assert store.verify_history() is None


@slow
@given(record=records(CulturalObject))
def test_records_are_frozen_and_know_all_fields(record: CulturalObject) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        record.version = 7
    with pytest.raises(ValidationError, match="nonsense"):
        CulturalObject.model_validate({**record.model_dump(), "nonsense": 1})
