"""A server of the version before: told in words that help, wherever somebody looks."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from tests.faults.installing import settings_on
from tests.servers import ElasticsearchServer, elasticsearch_image, need_docker, running_elasticsearch

OLD = "8.19.4"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def old_server() -> Iterator[ElasticsearchServer]:
    """An Elasticsearch 8."""
    need_docker("nothing: a server of an older version is started")
    with running_elasticsearch(elasticsearch_image(OLD)) as (server, _):
        yield server


@pytest.mark.parametrize("command", [("reindex",), ("index", "check"), ("match", "--text", "harbour", "--json")])
def test_commands_end_with_what_to_do(
    old_server: ElasticsearchServer, tmp_path: Path, command: tuple[str, ...]
) -> None:
    named = {
        "REPATRIA_ELASTICSEARCH_URL": old_server.url,
        "REPATRIA_ELASTICSEARCH_CA": str(old_server.ca),
        "REPATRIA_ELASTICSEARCH_USER": old_server.user,
        "REPATRIA_ELASTICSEARCH_PASSWORD": old_server.password,
        "REPATRIA_DESCRIPTOR": "none",
        "REPATRIA_MODELS": str(tmp_path / "no models"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "api.cli", "--data", str(tmp_path / "data"), *command],
        check=False, capture_output=True, text=True, cwd=ROOT, env={**os.environ, **named}, timeout=240,
    )  # fmt: skip
    assert done.returncode == 1, done.stdout
    words = " ".join(done.stderr.split())
    assert f"is Elasticsearch {OLD}; this program needs version 9. Upgrade the server" in words
    assert "Traceback" not in done.stderr


def test_the_interface_starts_and_says_why_it_does_not_answer(old_server: ElasticsearchServer, tmp_path: Path) -> None:
    settings = settings_on(
        tmp_path, url=old_server.url, ca=old_server.ca, user=old_server.user, password=old_server.password
    )
    with TestClient(create_app(settings)) as client:
        ready = client.get("/ready")
        (index,) = [part for part in ready.json()["parts"] if not part["ok"]]
        asked = client.get("/v1/coverage")
        for status, words in (
            (ready.status_code, index["detail"]),
            (asked.status_code, asked.json()["detail"]),
        ):
            assert status == 503
            assert f"is Elasticsearch {OLD}; this program needs version 9" in words
        assert client.get("/health").status_code == 200
