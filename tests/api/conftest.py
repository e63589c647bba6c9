"""A real registry behind the real application: generated works, records of every confidentiality, a key a role."""

import shutil
from collections.abc import Iterator
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
from tests.conftest import SmallRegister

HERE = "http://testserver"


@dataclass(frozen=True)
class World:
    """A data folder with what the tests know of it: ids by what they stand for, keys by role, photographs."""

    settings: Settings
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
def world(small_register: SmallRegister, tmp_path_factory: pytest.TempPathFactory) -> World:
    """A copy of the generated register, with more in it."""
    data = tmp_path_factory.mktemp("api") / "data"
    shutil.copytree(small_register.repatria.settings.data, data)
    settings = Settings(data=data, models=small_register.repatria.settings.models, max_picture_bytes=3_000_000)
    mask = next(work for work in small_register.unregistered)
    painting = next(work for work in small_register.works if work.kind == "painting")
    blind_jpeg = to_jpeg(mask.pictures[0].rgb, 90)
    with Repatria.open(settings) as repatria:
        ids = {"painting": small_register.id_of(painting), **_restricted(repatria, blind_jpeg)}
        keys = {role: repatria.store.keys.create(f"test {role}", role)[1] for role in Role}
    phone = phone_photo(painting.pictures[0].rgb, np.random.default_rng(4), "light")
    return World(settings, ids, keys, to_jpeg(painting.pictures[0].rgb, 88), to_jpeg(phone, 85), blind_jpeg)


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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for a registry of a test's own."""
    return tmp_path / "data"
