"""What several test packages share: the learned models and a small register of generated works, made once."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from matcher.service import Repatria
from registry.imaging.errors import ModelBuildError
from registry.imaging.models.build import build_models, default_model_folder
from registry.sample.phone import to_jpeg
from registry.sample.works import Work, paint_works
from registry.settings import Settings
from tests.servers import elasticsearch_server, postgresql_server  # noqa: F401 - for every test package
from tests.skipping import pytest_make_collect_report, pytest_runtest_makereport  # noqa: F401 - for every test

SMALL_WORKS = 20
SEED = 11


def pytest_addoption(parser: pytest.Parser) -> None:
    """On which engine and database the tests of the interface (tests/api) run."""
    group = parser.getgroup("repatria")
    group.addoption("--engine", choices=("embedded", "elasticsearch"), default="embedded", help="Index of tests/api.")
    group.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite", help="Store of tests/api.")


@pytest.fixture(scope="session")
def model_folder() -> Path:
    """The learned local-feature models, built if they are not there yet."""
    try:
        return build_models(default_model_folder()).folder
    except ModelBuildError as error:
        pytest.skip(f"the models cannot be built on this machine: {error}")


@dataclass(frozen=True)
class SmallRegister:
    """An opened installation with generated works, each registered with its first picture."""

    repatria: Repatria
    works: tuple[Work, ...]
    unregistered: tuple[Work, ...]
    ids: dict[str, str]

    def id_of(self, work: Work) -> str:
        """The object id of a registered work."""
        return self.ids[work.key]


def write_works(works: tuple[Work, ...], folder: Path) -> Path:
    """Write works as an import file with one picture each."""
    lines = []
    for work in works:
        (folder / f"{work.key}.jpg").write_bytes(to_jpeg(work.pictures[0].rgb, 90))
        photographs = [{"path": f"{work.key}.jpg", "view": work.pictures[0].view}]
        lines.append(json.dumps({**work.record, "photographs": photographs}, ensure_ascii=False))
    path = folder / "works.ndjson"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def small_register(model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallRegister]:
    """Generated works, four of five registered."""
    folder = tmp_path_factory.mktemp("small")
    painted = tuple(paint_works(SMALL_WORKS, seed=SEED))
    works, unregistered = painted[: SMALL_WORKS * 4 // 5], painted[SMALL_WORKS * 4 // 5 :]
    settings = Settings(data=folder / "data", models=model_folder)
    with Repatria.open(settings) as repatria:
        report = repatria.import_records(write_works(works, folder), actor="tests")
        assert not report.errors
        by_value = {each.value: record.id for record in repatria.store.all_objects() for each in record.external_ids}
        ids = {work.key: by_value[work.record["external_ids"][0]["value"]] for work in works}
        yield SmallRegister(repatria, works, unregistered, ids)
