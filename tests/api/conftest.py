"""A real registry behind the real application: generated works, records of every confidentiality, a key a role."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from matcher.service import Repatria
from registry.records.object import CulturalObject, ObjectContent
from registry.records.photograph import PhotographFacts
from registry.sample.phone import phone_photo, to_jpeg
from registry.settings import Settings
from registry.vocabulary.lists import Level, Role
from tests.api.places import Places
from tests.conftest import SmallRegister
from tests.prefixes import Variables

HERE = "http://testserver"


@dataclass(frozen=True)
class World:
    """A data folder with what the tests know of it: ids by what they stand for, keys by role, photographs."""

    settings: Settings
    variables: Variables
    ids: dict[str, str]
    keys: dict[Role, str]
    painting_jpeg: bytes
    painting_phone: bytes
    blind_jpeg: bytes

    def headers(self, role: Role | str) -> dict[str, str]:
        """The Authorization header of a role's key."""
        return {"Authorization": f"Bearer {self.keys[Role(role)]}"}


def _restricted(repatria: Repatria, jpeg: bytes) -> dict[str, str]:
    """Records that not everybody may see, and one that shows how a record looks in Arabic."""

    def add(content: dict[str, object], picture: bytes | None = None, level: Level = Level.PUBLIC) -> CulturalObject:
        record = repatria.store.add(ObjectContent.model_validate(content), actor="tests")
        if picture is not None:
            facts = PhotographFacts(confidentiality=level)
            record = repatria.register.add_photograph(record.id, picture, facts, expected_version=None, actor="tests")
        return record

    blind = add(
        {
            "object_type": {"level1": "mask", "level2": "helmet mask"},
            "status": "stolen",
            "titles": [{"value": "Quillon mask of the river", "language": "en"}],
            "inventory_numbers": [{"value": "QM 77-12", "institution": "Museum of Tests"}],
            "loss_event": {
                "kind": "theft",
                "country": "FR",
                "owner": "Jeanne Privée",
                "authority": {"name": "Office of Tests", "contact": "office@example.org"},
            },
            "visibility": 1,
        },
        jpeg,
        Level.TRADE,
    )
    secret = add(
        {
            "object_type": "coin",
            "status": "stolen",
            "titles": [{"value": "Zorvath stater", "language": "en"}],
            "visibility": 3,
        }
    )
    arabic = add(
        {
            "object_type": "manuscript",
            "status": "looted",
            "titles": [{"value": "مصحف من غزة", "language": "ar"}, {"value": "Quran from Gaza", "language": "en"}],
            "descriptions": [{"text": "Ink on paper, <b>brown</b> leather binding with a stamped medallion."}],
            "inscriptions": [{"text": "وقف الجامع", "language": "ar"}],
            "inventory_numbers": [{"value": "MS 14/3"}],
            "value_band": "10,000 to 50,000",
            "loss_event": {"owner": "Private person", "case_number": "P-7781", "country": "PS", "place": "Gaza"},
        }
    )
    repatria.register.catch_up()
    return {"blind": blind.id, "secret": secret.id, "arabic": arabic.id}


@pytest.fixture(scope="session")
def places(request: pytest.FixtureRequest) -> Places:
    """Places for registries on what the options name."""
    on_server = request.config.getoption("--engine") == "elasticsearch"
    in_postgresql = request.config.getoption("--database") == "postgresql"
    return Places(
        request.getfixturevalue("elasticsearch_server") if on_server else None,
        request.getfixturevalue("postgresql_server") if in_postgresql else None,
    )


@pytest.fixture(scope="session")
def world(small_register: SmallRegister, tmp_path_factory: pytest.TempPathFactory, places: Places) -> Iterator[World]:
    """A copy of the generated register, with more in it, where the options say. Tests leave its records as they are."""
    with _new_world(small_register, tmp_path_factory.mktemp("api") / "data", places) as made:
        yield made


@pytest.fixture(scope="module")
def own_world(
    small_register: SmallRegister, tmp_path_factory: pytest.TempPathFactory, places: Places
) -> Iterator[World]:
    """Another such copy, for tests that change its records at will."""
    with _new_world(small_register, tmp_path_factory.mktemp("own") / "data", places) as made:
        yield made


@contextmanager
def _new_world(small_register: SmallRegister, data: Path, places: Places) -> Iterator[World]:
    with places.new() as variables:
        settings = _copied(small_register, data, variables)
        yield _world(small_register, settings, variables)


def _copied(small_register: SmallRegister, data: Path, variables: Variables) -> Settings:
    """The generated register in another data folder and place, with the same ids."""
    source = small_register.repatria
    plain = not variables
    shutil.copytree(source.settings.data, data, ignore=None if plain else shutil.ignore_patterns("registry.*", "index"))
    fields = {name.removeprefix("REPATRIA_").lower(): value for name, value in variables.items()}
    settings = Settings(data=data, models=source.settings.models, max_picture_bytes=3_000_000, **fields)
    if not plain:
        with Repatria.open(settings) as repatria:
            for record in source.store.all_objects():
                repatria.store.add(record, record.photographs, actor="tests", object_id=record.id)
            repatria.register.work_off()
    return settings


def _world(small_register: SmallRegister, settings: Settings, variables: Variables) -> World:
    mask = next(work for work in small_register.unregistered)
    painting = next(work for work in small_register.works if work.kind == "painting")
    blind_jpeg = to_jpeg(mask.pictures[0].rgb, 90)
    with Repatria.open(settings) as repatria:
        ids = {"painting": small_register.id_of(painting), **_restricted(repatria, blind_jpeg)}
        keys = {role: repatria.store.keys.create(f"test {role}", role)[1] for role in Role}
    phone = phone_photo(painting.pictures[0].rgb, np.random.default_rng(4), "light")
    return World(settings, variables, ids, keys, to_jpeg(painting.pictures[0].rgb, 88), to_jpeg(phone, 85), blind_jpeg)


@pytest.fixture(scope="session")
def app(world: World) -> FastAPI:
    """The application."""
    return create_app(world.settings)


@pytest.fixture(scope="session")
def client(app: FastAPI) -> Iterator[TestClient]:
    """A client without cookies or key; each call says who it is."""
    with TestClient(app, base_url=HERE, follow_redirects=False) as opened:
        yield opened


@pytest.fixture
def browser(app: FastAPI, client: TestClient) -> TestClient:
    """A client with a cookie jar of its own, on the same running application."""
    return TestClient(app, base_url=HERE, follow_redirects=False)


def sign_in(browser: TestClient, key: str) -> None:
    """Start a session as the sign-in page does."""
    answer = browser.post("/sign-in", data={"key": key}, headers={"Origin": HERE})
    assert answer.status_code == 303, answer.text


@pytest.fixture(autouse=True)
def _place(places: Places, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands and applications that a test opens on the world's data folder find its servers."""
    if places.is_plain:
        return
    world: World = request.getfixturevalue("world")
    for name, value in world.variables.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def folder(tmp_path: Path, places: Places, _place: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder for a registry of a test's own, in a place of its own."""
    with places.new() as variables:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        yield tmp_path / "data"
