"""Going through a whole index page by page, on an unchanging view of it (a point in time)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from registry.index.elasticsearch.connection import Connection
from registry.index.errors import SearchIndexError

PAGE = 5_000
_KEPT = "2m"

Clause = dict[str, Any]


@contextmanager
def _point_in_time(connection: Connection, index: str) -> Iterator[dict[str, str]]:
    opened = connection.ask(lambda client: client.open_point_in_time(index=index, keep_alive=_KEPT))
    pit = {"id": str(opened["id"]), "keep_alive": _KEPT}
    try:
        yield pit
    finally:
        # It ends by itself soon.
        with suppress(SearchIndexError):
            connection.ask(lambda client: client.close_point_in_time(id=pit["id"]))


def every_hit(
    connection: Connection, index: str, query: Clause, sort: Sequence[Clause], fields: Sequence[str]
) -> Iterator[Any]:
    """Every document that matches, with the values of `fields`, in the order of `sort`, which must leave no ties."""
    with _point_in_time(connection, index) as pit:
        after: list[Any] | None = None
        while True:
            more = {"search_after": after} if after else {}
            answer = connection.order(
                lambda client, more=more: client.search(  # type: ignore[misc]
                    pit=pit, query=query, sort=list(sort), size=PAGE, source=False, docvalue_fields=list(fields),
                    track_total_hits=False, allow_partial_search_results=False, **more,
                )
            )  # fmt: skip
            hits = answer["hits"]["hits"]
            yield from hits
            if len(hits) < PAGE:
                return
            after = hits[-1]["sort"]


def every_group(connection: Connection, index: str, fields: Sequence[str]) -> Iterator[tuple[tuple[Any, ...], int]]:
    """The distinct values of `fields` together, in rising order, and how many documents have them."""
    sources = [{field: {"terms": {"field": field}}} for field in fields]
    with _point_in_time(connection, index) as pit:
        after: dict[str, Any] | None = None
        while True:
            composite: Clause = {"size": PAGE, "sources": sources} | ({"after": after} if after else {})
            answer = connection.order(
                lambda client, composite=composite: client.search(  # type: ignore[misc]
                    pit=pit, size=0, aggregations={"groups": {"composite": composite}}, track_total_hits=False,
                    allow_partial_search_results=False,
                )
            )  # fmt: skip
            groups = answer["aggregations"]["groups"]
            for bucket in groups["buckets"]:
                yield tuple(bucket["key"][field] for field in fields), int(bucket["doc_count"])
            after = groups.get("after_key")
            if after is None:
                return
