"""Addresses within this server, in one place: paths only, since only a proxy in front knows the outer name."""

from urllib.parse import quote


def object_url(object_id: str) -> str:
    """The record of an object."""
    return f"/v1/objects/{quote(object_id, safe='')}"


def photograph_url(object_id: str, sha256: str, size: str) -> str:
    """A registered photograph: `size` is thumbnail, display or original."""
    return f"{object_url(object_id)}/photographs/{sha256}/{size}"


def match_url(match_id: str) -> str:
    """A stored answer."""
    return f"/v1/matches/{quote(match_id, safe='')}"


def query_photograph_url(match_id: str, sha256: str) -> str:
    """A photograph that was sent for matching, while it is kept."""
    return f"{match_url(match_id)}/photographs/{sha256}"


def overlay_url(match_id: str, object_id: str, number: int, kind: str) -> str:
    """An image of a comparison: evidence item `number` of a candidate, counted from 0 as stored."""
    return f"{match_url(match_id)}/overlay/{quote(object_id, safe='')}/{number}/{kind}"
