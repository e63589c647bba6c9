"""`docker compose up` and `make demo` give the same answers to the same photographs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import httpx2 as httpx
import pytest

from tests.docker.answers import ask, assert_same, records
from tests.docker.conftest import Demonstration
from tests.docker.stack import ROOT, WORKS

PAINTING = "demo-painting-0001-phone.jpg"
PHOTOGRAPHS = (PAINTING, "three-objects-on-a-table.jpg", "not-registered-phone.jpg")


@pytest.fixture(scope="module")
def embedded(model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the same demonstration on the embedded engine."""
    data = tmp_path_factory.mktemp("embedded") / "data"
    repatria(data, model_folder, "demo", "--no-serve", "--works", str(WORKS))
    return data


def repatria(data: Path, models: Path, *arguments: str) -> str:
    """Run the command line on a data folder, with the defaults of an installation without servers."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("REPATRIA_")}
    done = subprocess.run(
        [sys.executable, "-m", "api.cli", "--data", str(data), *arguments],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**environment, "REPATRIA_MODELS": str(models)},
        timeout=240,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


@pytest.mark.models
@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_both_engines_answer_a_photograph_alike(
    demonstration: Demonstration, embedded: Path, model_folder: Path, name: str
) -> None:
    photograph = embedded / "sample" / "queries" / name
    distributed = ask(demonstration.stack, demonstration.keys["officer"], photograph)
    local = json.loads(repatria(embedded, model_folder, "match", str(photograph), "--json"))
    assert_same(distributed, local)
    if name == PAINTING:
        assert distributed["verdict"] == "strong_candidate"
        assert any("0001" in value for _, value in records(distributed)[0])


@pytest.mark.models
def test_answers_outlive_the_container_of_elasticsearch(demonstration: Demonstration, embedded: Path) -> None:
    photograph = embedded / "sample" / "queries" / PAINTING
    stack, key = demonstration.stack, demonstration.keys["officer"]
    before = ask(stack, key, photograph)
    # As an upgrade does: another container on the same volumes, certificates among them.
    stack.compose("up", "--detach", "--no-deps", "--force-recreate", "--wait", "elasticsearch")
    assert_same(ask(stack, key, photograph), before)


def test_the_answers_come_from_elasticsearch_and_postgresql(demonstration: Demonstration) -> None:
    ready = httpx.get(f"{demonstration.stack.address}/ready", timeout=30)
    assert ready.status_code == 200, ready.text
    parts = {part["name"]: part["detail"] for part in ready.json()["parts"]}
    assert "elasticsearch" in parts["index"]
    found = demonstration.stack.inside("postgres", "psql -U repatria -tc 'SELECT count(*) FROM objects'")
    assert int(found) > WORKS
