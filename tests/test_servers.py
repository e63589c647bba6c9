"""The servers of the tests themselves: reachable as an installation reaches them, and gone when nobody needs them."""

import os
import re
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import AuthenticationException, Elasticsearch, SSLError
from sqlalchemy import create_engine, text
from testcontainers.core.docker_client import DockerClient

from tests.servers import OWNER_LABEL, ElasticsearchServer, need_docker, remove_orphans

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def client_of(server: ElasticsearchServer) -> Iterator[Elasticsearch]:
    """A client that trusts the server's certificate authority and no other."""
    ca: dict[str, Any] = {"ca_certs": str(server.ca)} if server.ca else {}
    with closing(Elasticsearch(server.url, basic_auth=(server.user, server.password), max_retries=0, **ca)) as client:
        yield client


def test_elasticsearch_answers_over_tls_to_whoever_knows_the_password(
    elasticsearch_server: ElasticsearchServer,
) -> None:
    with client_of(elasticsearch_server) as client:
        assert client.info()["version"]["number"].startswith("9.")
        assert client.cluster.health()["status"] in ("green", "yellow")
    with (
        client_of(replace(elasticsearch_server, password=secrets.token_hex())) as client,
        pytest.raises(AuthenticationException),
    ):
        client.info()


def test_elasticsearch_has_a_certificate_that_nobody_trusts_without_its_authority(
    elasticsearch_server: ElasticsearchServer,
) -> None:
    with client_of(replace(elasticsearch_server, ca=None)) as client:
        if elasticsearch_server.ca is None:
            # Named by hand, with a certificate that everybody trusts.
            assert client.info()["version"]["number"].startswith("9.")
        else:
            with pytest.raises(SSLError):
                client.info()


def test_postgresql_lets_a_test_create_its_own_database(postgresql_server: str) -> None:
    engine = create_engine(postgresql_server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CREATE DATABASE test_servers"))
        connection.execute(text("DROP DATABASE test_servers"))
        assert "PostgreSQL" in connection.execute(text("SELECT version()")).scalar_one()
    engine.dispose()


def run_pytest(folder: Path, body: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A test session of its own over one file, with the fixtures of this one."""
    imports = (
        "from tests.servers import elasticsearch_server, postgresql_server\n"
        "from tests.skipping import pytest_make_collect_report, pytest_runtest_makereport\n"
    )
    (folder / "conftest.py").write_text(imports, encoding="utf-8")
    (folder / "test_inner.py").write_text(body, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-ra",
        "-p",
        "no:cacheprovider",
        "--continue-on-collection-errors",
        str(folder),
    ]
    kept = {k: v for k, v in os.environ.items() if k not in ("ELASTICSEARCH_URL", "DATABASE_URL", "CI")}
    return subprocess.run(
        command, check=False, capture_output=True, text=True, cwd=ROOT, env={**kept, **environment}, timeout=120
    )


NO_DOCKER = {"DOCKER_HOST": "unix:///nowhere/docker.sock"}
ASKS = "def test_it(elasticsearch_server): ...\ndef test_other(postgresql_server): ...\n"


def test_without_docker_a_test_is_skipped_with_a_line_that_says_what_to_do(tmp_path: Path) -> None:
    answer = run_pytest(tmp_path, ASKS, **NO_DOCKER)
    assert answer.returncode == 0, answer.stdout
    (line,) = [line for line in answer.stdout.splitlines() if line.startswith("SKIPPED")]
    assert line.startswith("SKIPPED [2] tests/servers.py")
    assert "ELASTICSEARCH_URL" in line


def test_without_docker_in_ci_the_test_fails(tmp_path: Path) -> None:
    answer = run_pytest(tmp_path, ASKS, CI="true", **NO_DOCKER)
    assert answer.returncode == 1, answer.stdout
    assert "no Docker daemon answers" in answer.stdout


SKIPPED = {
    "call": "def test_it(): pytest.skip('not here')",
    "mark": "@pytest.mark.skipif(True, reason='not here')\ndef test_it(): ...",
    "expected": "@pytest.mark.xfail(reason='not here')\ndef test_it(): assert False",
    "fixture": "@pytest.fixture\ndef part(): pytest.skip('not here')\ndef test_it(part): ...",
    "module": "pytest.skip('not here', allow_module_level=True)",
    "import": "pytest.importorskip('nothing_of_this_name', reason='not here')",
}


def test_whatever_is_skipped_for_a_user_fails_in_ci(tmp_path: Path) -> None:
    for name, body in SKIPPED.items():
        (tmp_path / f"test_{name}.py").write_text(f"import pytest\n{body}\n", encoding="utf-8")
    alone = run_pytest(tmp_path, "def test_it(): ...")
    assert alone.returncode == 0, alone.stdout
    in_ci = run_pytest(tmp_path, "def test_it(): ...", CI="true")
    assert in_ci.returncode != 0
    for name in SKIPPED:
        assert re.search(rf"^(FAILED|ERROR) .*test_{name}\.py", in_ci.stdout, re.MULTILINE), in_ci.stdout
    assert in_ci.stdout.count("CI must try this") >= len(SKIPPED)


def test_a_named_server_is_used_without_docker(tmp_path: Path) -> None:
    body = (
        "def test_it(elasticsearch_server, postgresql_server):\n"
        "    assert elasticsearch_server.url == 'https://search.example:9200'\n"
        "    assert elasticsearch_server.user == 'elastic'\n"
        "    assert 'secret' not in repr(elasticsearch_server)\n"
        "    assert postgresql_server == 'postgresql+psycopg://u:p@db.example/x'\n"
    )
    named = {
        "ELASTICSEARCH_URL": "https://search.example:9200",
        "ELASTICSEARCH_PASSWORD": "secret",
        "DATABASE_URL": "postgresql://u:p@db.example/x",
    }
    answer = run_pytest(tmp_path, body, **NO_DOCKER, **named)
    assert answer.returncode == 0, answer.stdout


def containers_of(process: str) -> list[str]:
    """Names of the containers that a process of this machine started."""
    with closing(DockerClient().client) as client:
        found = client.containers.list(all=True, filters={"label": OWNER_LABEL}, ignore_removed=True)
        return [each.name for each in found if each.labels[OWNER_LABEL].endswith(f":{process}")]


@pytest.mark.parametrize(("end", "status"), [("assert False", 1), ("os.kill(os.getpid(), 9)", -9)])
def test_containers_go_when_a_session_fails_and_when_it_is_killed(tmp_path: Path, end: str, status: int) -> None:
    need_docker("start one: this test looks at what is left of containers")
    body = (
        "import os, pathlib\n"
        "def test_it(postgresql_server):\n"
        f"    pathlib.Path({str(tmp_path / 'pid')!r}).write_text(str(os.getpid()))\n"
        f"    {end}\n"
    )
    answer = run_pytest(tmp_path, body)
    assert answer.returncode == status, answer.stdout
    # Nobody can clean up after kill -9 but the next session that starts a server.
    remove_orphans()
    assert containers_of((tmp_path / "pid").read_text()) == []
