"""The connection: who we are, how long we wait, how many ask at once, and the errors in our own words.

A request is tried on another node only when the connection itself failed, never after a timeout or an answer, so that a
slow server is not asked more because it is slow. Everything this package sends may be sent twice without harm.
"""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from elastic_transport import ConnectionTimeout, TlsError, TransportError
from elasticsearch import ApiError, Elasticsearch, UnsupportedProductError

from registry.index.errors import (
    IndexClosed,
    IndexDamaged,
    IndexUnavailable,
    IndexUnsupported,
    SearchIndexError,
)

OLDEST_MAJOR = 9
MOST_AT_ONCE = 16
"""Requests of one process at the same time; others wait, no longer than a request may take."""
WRITING_FACTOR = 12
"""How much longer than a search a write, a refresh or a change of indices may take."""
_DEFAULT_PORT = 9200


@dataclass(frozen=True)
class Access:
    """Where the server is and who asks: user and password, or an API key, or neither where security is off."""

    nodes: tuple[str, ...]
    ca: Path | None = None
    user: str | None = None
    password: str | None = None
    api_key: str | None = None
    timeout: float = 10.0

    @property
    def where(self) -> str:
        """The nodes, for messages."""
        return ", ".join(self.nodes)


class Connection:
    """A pool of connections, safe from any thread. Nothing is sent before the first call."""

    def __init__(self, access: Access) -> None:
        self.access = access
        options: dict[str, Any] = {}
        if access.api_key is not None:
            options["api_key"] = access.api_key
        elif access.user is not None:
            options["basic_auth"] = (access.user, access.password or "")
        if access.ca is not None:
            if not access.ca.is_file():
                raise IndexUnavailable(f"REPATRIA_ELASTICSEARCH_CA names {access.ca}, which is no file.")
            options["ca_certs"] = str(access.ca)
        self._client = Elasticsearch(
            [_with_port(node) for node in access.nodes],
            request_timeout=access.timeout,
            connections_per_node=MOST_AT_ONCE,
            max_retries=max(1, min(2, len(access.nodes) - 1)),
            retry_on_timeout=False,
            retry_on_status=(),
            **options,
        )
        self._patient = self._client.options(request_timeout=access.timeout * WRITING_FACTOR)
        self._free = threading.BoundedSemaphore(MOST_AT_ONCE)
        self._checked = False
        self._closed = False

    @property
    def patience(self) -> str:
        """How long the server may wait for a shard or a master before it refuses a write; its own default is a minute."""
        return f"{max(1, round(self.access.timeout))}s"

    def ask[T](self, request: Callable[[Elasticsearch], T]) -> T:
        """Send a search or another short request."""
        return self._send(self._client, request)

    def order[T](self, request: Callable[[Elasticsearch], T]) -> T:
        """Send a request that may take long: a write, a refresh, a change of indices."""
        return self._send(self._patient, request)

    def close(self) -> None:
        """Close all connections."""
        self._closed = True
        self._client.close()

    def _send[T](self, client: Elasticsearch, request: Callable[[Elasticsearch], T]) -> T:
        if self._closed:
            raise IndexClosed("This index was closed; open it again.")
        if not self._free.acquire(timeout=self.access.timeout):
            raise IndexUnavailable(
                f"Elasticsearch at {self.access.where} is slow: {MOST_AT_ONCE} requests of this process wait for it "
                "already. Try again later."
            )
        try:
            with self._told():
                if not self._checked:
                    self._check_version()
                return request(client)
        finally:
            self._free.release()

    def _check_version(self) -> None:
        """Ask the server's version in a form that any version understands, before anything else is sent.

        The client would turn a JSON type in the header into that of its own version, which an older server refuses.
        """
        answer = self._client.perform_request("GET", "/", headers={"accept": "*/*"}).body
        version = str(answer.get("version", {}).get("number", "")) if isinstance(answer, Mapping) else ""
        if not version.split(".")[0].isdigit() or int(version.split(".")[0]) < OLDEST_MAJOR:
            raise IndexUnsupported(
                f"The server at {self.access.where} is Elasticsearch {version or 'of an unknown version'}; this program "
                f"needs version {OLDEST_MAJOR}. Upgrade the server, or unset REPATRIA_ELASTICSEARCH_URL to use the "
                "embedded index."
            )
        self._checked = True

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell the client's errors as ours."""
        try:
            yield
        except UnsupportedProductError as error:
            raise IndexUnsupported(f"The server at {self.access.where} is not Elasticsearch.") from error
        except ApiError as error:
            raise told(error.status_code, error.body, self.access) from error
        except TlsError as error:
            raise IndexUnavailable(
                f"The certificate of Elasticsearch at {self.access.where} cannot be trusted ({error.message}). Set "
                "REPATRIA_ELASTICSEARCH_CA to the file of the authority that signed it."
            ) from error
        except ConnectionTimeout as error:
            raise IndexUnavailable(
                f"Elasticsearch at {self.access.where} did not answer in time. Try again later; if it stays slow, look at "
                "its load or raise REPATRIA_ELASTICSEARCH_TIMEOUT."
            ) from error
        except TransportError as error:
            raise IndexUnavailable(
                f"Elasticsearch at {self.access.where} cannot be reached ({error.message}). Start it, or check "
                "REPATRIA_ELASTICSEARCH_URL."
            ) from error


def told(status: int, body: object, access: Access) -> SearchIndexError:
    """An answer that is an error, in our words. `body` is what the server said, of a request or of a part of one."""
    kind, reason = _cause(body)
    said = f"Elasticsearch at {access.where} said: {reason or kind or status}"
    if kind == "cluster_block_exception" and status < 500:
        return IndexUnavailable(
            f"The search index is read-only or closed, mostly because a disk of Elasticsearch is full. {said}. Free space "
            "there; writes are kept in the store and indexed then."
        )
    if status == 404:
        return IndexDamaged(f"something of it is missing. {said}")
    if kind == "circuit_breaking_exception":
        status = 429
    remedy = _REMEDIES.get(min(status, 500))
    if remedy is not None:
        return IndexUnavailable(f"{said}. {remedy}")
    return SearchIndexError(f"{said}. The index may have been altered: `repatria reindex` builds it anew.")


_REMEDIES = {
    401: "Check REPATRIA_ELASTICSEARCH_USER and _PASSWORD, or REPATRIA_ELASTICSEARCH_API_KEY.",
    403: "Give the user or key the privileges `monitor` and `manage_index_templates` on the cluster and `all` on the "
    "indices whose names REPATRIA_ELASTICSEARCH_PREFIX begins.",
    429: "It is overloaded: try again later.",
    500: "Parts of the search index cannot be reached (the cluster is red, or has no master at the moment): wait, or look "
    "at its nodes.",
}


def _cause(body: object) -> tuple[str, str]:
    """Type and reason of an error body, of the deepest cause that is told."""
    error = body.get("error", body) if isinstance(body, Mapping) else body
    if not isinstance(error, Mapping):
        return "", str(error or "")
    roots = error.get("root_cause") or [error]
    kind, reason = str(roots[0].get("type", "")), str(roots[0].get("reason", ""))
    if kind in ("", "exception", "search_phase_execution_exception") and error.get("reason"):
        reason = str(error["reason"])
    return kind, reason


def _with_port(node: str) -> str:
    parts = urlsplit(node if "//" in node else f"https://{node}")
    if parts.port is not None:
        return parts.geturl()
    return parts._replace(netloc=f"{parts.netloc}:{_DEFAULT_PORT}").geturl()
