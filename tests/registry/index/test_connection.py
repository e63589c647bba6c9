"""What goes wrong on the way to a server is told in words that help, and soon."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from elasticsearch import Elasticsearch

from registry.index.elasticsearch import ElasticsearchIndex
from registry.index.elasticsearch.connection import MOST_AT_ONCE, Access, told
from registry.index.errors import IndexClosed, IndexDamaged, IndexUnavailable, IndexUnsupported, SearchIndexError
from registry.index.opening import open_index
from registry.index.protocol import Filters
from registry.settings import Settings

from .making import entry


@contextmanager
def answering(body: bytes | None, product: str = "Elasticsearch") -> Iterator[str]:
    """A server on this machine that answers every request with `body`, or never with None. Gives its URL."""
    listening = socket.create_server(("127.0.0.1", 0))
    kept: list[socket.socket] = []

    def serve() -> None:
        while True:
            try:
                accepted, _ = listening.accept()
            except OSError:
                return
            kept.append(accepted)
            if body is not None:
                accepted.recv(65536)
                head = (
                    f"HTTP/1.1 200 OK\r\nX-Elastic-Product: {product}\r\nContent-Type: application/json\r\n"
                    f"Content-Length: {len(body)}\r\n\r\n"
                )
                accepted.sendall(head.encode() + body)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    thread.join()
    for each in kept:
        each.close()


def opened(url: str, timeout: float = 5.0) -> ElasticsearchIndex:
    """An index on a server, whether that is there or not."""
    return ElasticsearchIndex.open(Access((url,), timeout=timeout))


def test_a_server_that_is_away() -> None:
    with answering(None) as url:
        pass
    index = opened(url)
    began = time.monotonic()
    with pytest.raises(IndexUnavailable, match=r"cannot be reached .*REPATRIA_ELASTICSEARCH_URL"):
        index.state()
    assert time.monotonic() - began < 5
    index.close()
    with pytest.raises(IndexClosed, match="open it again"):
        index.state()


def test_a_slow_server_is_asked_once_and_not_by_everybody() -> None:
    with answering(None) as url:
        index = opened(url, timeout=0.5)
        began = time.monotonic()
        errors: list[str] = []

        def ask() -> None:
            try:
                index.state()
            except IndexUnavailable as error:
                errors.append(str(error))

        threads = [threading.Thread(target=ask) for _ in range(3 * MOST_AT_ONCE)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(errors) == 3 * MOST_AT_ONCE
        assert any("did not answer in time" in error for error in errors)
        # No one waits for long: neither for the answer nor for a free connection.
        assert time.monotonic() - began < 10
        index.close()


@pytest.mark.parametrize(
    ("body", "product", "message"),
    [
        (
            b'{"version": {"number": "8.19.4"}}',
            "Elasticsearch",
            "is Elasticsearch 8.19.4; this program needs version 9",
        ),
        (b'{"version": {}}', "Elasticsearch", "is Elasticsearch of an unknown version"),
        (b'{"version": {"number": "9.9.9"}}', "Another", "is not Elasticsearch"),
    ],
)
def test_other_servers(body: bytes, product: str, message: str) -> None:
    with answering(body, product) as url:
        index = opened(url)
        with pytest.raises(IndexUnsupported, match=message):
            index.state()
        index.close()


def test_a_wrong_password(access: Access, prefix: str) -> None:
    index = ElasticsearchIndex.open(replace(access, password=f"not {access.password}"), prefix=prefix)
    with pytest.raises(IndexUnavailable, match="REPATRIA_ELASTICSEARCH_USER"):
        index.state()
    index.close()


def test_a_certificate_of_another_authority(access: Access, prefix: str, tmp_path: Path) -> None:
    if not access.nodes[0].startswith("https"):
        pytest.fail("the test server must have TLS")
    index = ElasticsearchIndex.open(replace(access, ca=_other_authority(tmp_path / "ca.crt")), prefix=prefix)
    with pytest.raises(IndexUnavailable, match="REPATRIA_ELASTICSEARCH_CA"):
        index.state()
    index.close()
    with pytest.raises(IndexUnavailable, match="no file"):
        ElasticsearchIndex.open(replace(access, ca=tmp_path / "nothing"), prefix=prefix)


def _other_authority(path: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Another")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return path


def test_a_read_only_index(access: Access, client: Elasticsearch, prefix: str) -> None:
    index = ElasticsearchIndex.open(access, prefix=prefix)
    index.apply([entry("first", title="harbour")], generation=1)
    (objects,) = client.indices.get_alias(name=f"{prefix}-objects")
    # What the server does itself when a disk is full.
    client.indices.put_settings(index=objects, settings={"index.blocks.read_only_allow_delete": True})
    with pytest.raises(IndexUnavailable, match="read-only"):
        index.apply([entry("second")], generation=2)
    assert index.search_text("harbour", offset=0, limit=5, filters=Filters()).total == 1
    client.indices.put_settings(index=objects, settings={"index.blocks.read_only_allow_delete": None})
    index.apply([entry("second")], generation=2)
    assert index.state().objects == 2
    index.close()


@pytest.mark.parametrize(
    ("status", "kind", "expected", "message"),
    [
        (403, "security_exception", IndexUnavailable, "privileges"),
        (404, "index_not_found_exception", IndexDamaged, "repatria reindex"),
        (429, "es_rejected_execution_exception", IndexUnavailable, "overloaded"),
        (503, "search_phase_execution_exception", IndexUnavailable, "red"),
        (429, "circuit_breaking_exception", IndexUnavailable, "overloaded"),
        (400, "parsing_exception", SearchIndexError, "repatria reindex"),
    ],
)
def test_answers_in_our_words(status: int, kind: str, expected: type[Exception], message: str) -> None:
    body = {"error": {"root_cause": [{"type": kind, "reason": "because"}], "type": kind, "reason": "because"}}
    error = told(status, body, Access(("http://localhost:9200",)))
    assert type(error) is expected
    assert "because" in str(error)
    assert message in str(error)


def test_settings_choose_the_engine(access: Access, prefix: str, tmp_path: Path) -> None:
    settings = Settings(
        data=tmp_path, elasticsearch_url=access.nodes[0], elasticsearch_ca=access.ca, elasticsearch_user=access.user,
        elasticsearch_password=access.password, elasticsearch_prefix=prefix, elasticsearch_timeout=60,
    )  # fmt: skip
    for chosen, engine in ((settings, "elasticsearch"), (Settings(data=tmp_path), "embedded")):
        index = open_index(chosen)
        assert index.state().engine == engine
        index.close()
