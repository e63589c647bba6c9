"""Real servers for tests: Elasticsearch with security and TLS, and PostgreSQL.

Running ones that the environment names are used as they are:

* `ELASTICSEARCH_URL`, with `ELASTICSEARCH_CA` (a file), `ELASTICSEARCH_USER` and `ELASTICSEARCH_PASSWORD`;
* `DATABASE_URL`, a PostgreSQL server where the user may create databases.

Otherwise testcontainers starts one of each for the session wherever Docker answers, from `ELASTICSEARCH_IMAGE` and
`POSTGRES_IMAGE` (the official images where they are unset). Without Docker the tests that ask for a server are skipped
(`tests/skipping.py`). Tests that stop, kill or fill a server start one of their own
with `running_elasticsearch` or `running_postgresql`; `elasticsearch_image("9.1.4")` is the same image of another version.
"""

import gc
import os
import secrets
import socket
import warnings
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import make_url
from testcontainers.community.elasticsearch import ElasticSearchContainer
from testcontainers.community.postgres import PostgresContainer
from testcontainers.core.docker_client import DockerClient
from testcontainers.core.wait_strategies import ExecWaitStrategy

from tests.skipping import NO_DOCKER

ELASTICSEARCH_IMAGE = "elasticsearch:9.2.0"
POSTGRES_IMAGE = "postgres:17"
START_OR_NAME = "start one, or name running servers in ELASTICSEARCH_URL and DATABASE_URL"
OWNER_LABEL = "repatria.tests.owner"
CA_IN_CONTAINER = "/usr/share/elasticsearch/config/certs/http_ca.crt"
DATA_IN_CONTAINER = "/usr/share/elasticsearch/data"
# Asked inside the container, so that the answer does not depend on how its ports reach this machine.
HEALTH = 'curl -sfk -u "elastic:$ELASTIC_PASSWORD" "{scheme}://localhost:9200/_cluster/health?wait_for_status=yellow"'


@dataclass(frozen=True)
class ElasticsearchServer:
    """How to reach an Elasticsearch: its URL, the file of its certificate authority, and who asks."""

    url: str
    ca: Path | None
    user: str
    password: str = field(repr=False)


@pytest.fixture(scope="session")
def elasticsearch_server() -> Iterator[ElasticsearchServer]:
    """An Elasticsearch that the whole session shares: use names of your own in it, and delete them."""
    url = os.environ.get("ELASTICSEARCH_URL")
    if url:
        ca = os.environ.get("ELASTICSEARCH_CA")
        user = os.environ.get("ELASTICSEARCH_USER", "elastic")
        yield ElasticsearchServer(url, Path(ca) if ca else None, user, os.environ.get("ELASTICSEARCH_PASSWORD", ""))
        return
    need_docker(START_OR_NAME)
    with running_elasticsearch() as (server, _):
        yield server


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The SQLAlchemy URL of a PostgreSQL that the whole session shares: create databases of your own in it."""
    url = os.environ.get("DATABASE_URL")
    if url:
        yield make_url(url).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
        return
    need_docker(START_OR_NAME)
    with running_postgresql() as (url, _):
        yield url


def need_docker(instead: str) -> None:
    """Skip the test where no Docker daemon answers. `instead` says what would do too."""
    problem = _problem_with_docker()
    if problem is not None:
        pytest.skip(f"{NO_DOCKER} ({problem}): {instead}")


@cache
def _problem_with_docker() -> str | None:
    with warnings.catch_warnings():
        # The client leaves the socket open that it could not connect.
        warnings.simplefilter("ignore", ResourceWarning)
        try:
            with closing(DockerClient(timeout=10).client) as client:
                client.ping()
        except Exception as error:  # whatever it makes of a missing socket, a refused connection, a wrong host
            problem = f"{type(error).__name__}, DOCKER_HOST={os.environ.get('DOCKER_HOST', 'not set')}"
        else:
            return None
        gc.collect()
    return problem


def elasticsearch_image(version: str | None = None) -> str:
    """The image that `ELASTICSEARCH_IMAGE` names, or the official one; with `version`, its sister of that version."""
    image = os.environ.get("ELASTICSEARCH_IMAGE", ELASTICSEARCH_IMAGE)
    return f"{image.rpartition(':')[0]}:{version}" if version else image


@contextmanager
def running_elasticsearch(
    image: str | None = None,
    *,
    settings: Mapping[str, str] | None = None,
    port: int | None = None,
    volume: str | None = None,
) -> Iterator[tuple[ElasticsearchServer, ElasticSearchContainer]]:
    """One node with a heap of 512 MB that makes its own certificates, as the image does when nobody configures it.

    `settings` are settings of Elasticsearch ("path.repo": ...). `port` fixes the port on this machine: without it the
    container gets another one whenever it is stopped and started again. `volume` (see `kept_volume`) holds its data;
    then there is no TLS, since the image makes certificates only where it finds no data.
    """
    remove_orphans()
    password = secrets.token_urlsafe(16)
    container = ElasticSearchContainer(image or elasticsearch_image(), labels=owner(), mem_limit="1600m")
    del container.env["xpack.security.enabled"]  # testcontainers would turn security and TLS off
    container.env |= {
        "discovery.type": "single-node",
        "ELASTIC_PASSWORD": password,
        "ES_JAVA_OPTS": "-Xms512m -Xmx512m",
        # A developer's disk may be fuller than a server's ought to be. Tests of a full disk turn it on again.
        "cluster.routing.allocation.disk.threshold_enabled": "false",
        **(settings or {}),
    }
    if port is not None:
        container.with_bind_ports(container.port, port)
    scheme = "https"
    if volume is not None:
        scheme = "http"
        container.env["xpack.security.autoconfiguration.enabled"] = "false"
        container.with_volume_mapping(volume, DATA_IN_CONTAINER, "rw")
    health = HEALTH.replace("{scheme}", scheme)
    container.waiting_for(ExecWaitStrategy(["sh", "-c", health]).with_startup_timeout(300).with_poll_interval(0.5))
    with container, TemporaryDirectory() as folder:
        ca = None
        if volume is None:
            ca = Path(folder) / "ca.crt"
            container.copy_from_container(CA_IN_CONTAINER, ca)
        url = f"{scheme}://{container.get_container_host_ip()}:{container.get_exposed_port(container.port)}"
        yield ElasticsearchServer(url, ca, "elastic", password), container


@contextmanager
def running_postgresql(image: str | None = None, *, port: int | None = None) -> Iterator[tuple[str, PostgresContainer]]:
    """A PostgreSQL and the SQLAlchemy URL of its superuser. `port` as in `running_elasticsearch`."""
    remove_orphans()
    container = PostgresContainer(
        image or os.environ.get("POSTGRES_IMAGE", POSTGRES_IMAGE),
        username="repatria",
        password=secrets.token_urlsafe(16),
        dbname="repatria",
        driver="psycopg",
        labels=owner(),
        mem_limit="512m",
        # What a test writes need not outlive the machine.
        command="-c fsync=off -c full_page_writes=off",
    )
    if port is not None:
        container.with_bind_ports(container.port, port)
    with container:
        yield container.get_connection_url(), container


@contextmanager
def kept_volume() -> Iterator[str]:
    """A volume that outlives containers: one is removed, the next begins with its data."""
    with closing(DockerClient(timeout=30).client) as client:
        volume = client.volumes.create(labels=owner())
        try:
            yield str(volume.name)
        finally:
            volume.remove(force=True)


def free_port() -> int:
    """A port that nothing listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def owner() -> dict[str, str]:
    """The label of containers and volumes that this process made, for `remove_orphans`."""
    return {OWNER_LABEL: f"{_machine()}:{os.getpid()}"}


def _machine() -> str:
    """This boot of this machine: process numbers mean something only within it."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return os.uname().nodename


def _runs(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def remove_orphans() -> None:
    """Remove the containers and volumes of test runs of this machine that were killed before they could do it."""
    with closing(DockerClient(timeout=30).client) as client:
        for container in client.containers.list(all=True, filters={"label": OWNER_LABEL}, ignore_removed=True):
            machine, _, process = container.labels[OWNER_LABEL].rpartition(":")
            if machine == _machine() and not _runs(process):
                # Another run may remove the same one at the same moment.
                with suppress(Exception):
                    container.remove(force=True, v=True)
        for volume in client.volumes.list(filters={"label": OWNER_LABEL}):
            machine, _, process = volume.attrs["Labels"][OWNER_LABEL].rpartition(":")
            if machine == _machine() and not _runs(process):
                with suppress(Exception):
                    volume.remove(force=True)
