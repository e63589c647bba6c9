"""`Filters` as clauses of a query: the same for objects and for views, whose facets are copies."""

from typing import Any

from registry.index.protocol import Filters

Clause = dict[str, Any]


def clauses(filters: Filters) -> list[Clause]:
    """Clauses that all have to hold. The first is the clearance, which also leaves the state document out."""
    conditions: list[Clause] = [{"range": {"access": {"lte": int(filters.clearance)}}}]
    for field, values in (
        ("object_type", filters.object_types),
        ("status", filters.statuses),
        ("country", filters.countries),
    ):
        if values:
            conditions.append({"terms": {field: sorted(str(value) for value in values)}})
    if filters.years is not None:
        first, last = filters.years
        conditions.append({"range": {"years": {"gte": first, "lte": last, "relation": "intersects"}}})
    if filters.has_picture is not None:
        conditions.append({"term": {"has_picture": filters.has_picture}})
    return conditions
