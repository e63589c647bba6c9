"""Copies of registered photographs for the web: re-encoded without metadata, made once and kept among derived files."""

from contextlib import suppress
from typing import Literal

from api.errors import PhotographNotShown
from matcher.service import Repatria
from registry.imaging.decode import DecodeLimits
from registry.imaging.display import display_copy
from registry.records.object import CulturalObject
from registry.records.photograph import Photograph
from registry.records.visibility import visible
from registry.registering.photographs import decode_limits
from registry.store.errors import ObjectNotFound, StorageFull
from registry.vocabulary.lists import Role

Size = Literal["thumbnail", "display"]
SIDES: dict[Size, int] = {"thumbnail": 400, "display": 1600}
"""Longer side in pixels of each kind of copy."""
QUERY_SIDE = 1600


def seen_object(repatria: Repatria, object_id: str, role: Role) -> CulturalObject:
    """The record as a role sees it. Raises ObjectNotFound for what is not there and for what it may not see alike."""
    record = visible(repatria.store.get(object_id), role)
    if record is None:
        raise ObjectNotFound(object_id)
    return record


def seen_photograph(repatria: Repatria, object_id: str, sha256: str, role: Role) -> Photograph:
    """A photograph that a role may see. Raises ObjectNotFound, PhotographNotShown."""
    for photograph in seen_object(repatria, object_id, role).photographs:
        if photograph.sha256 == sha256:
            return photograph
    raise PhotographNotShown("This object has no such photograph.")


def copy_of(repatria: Repatria, sha256: str, size: Size) -> bytes:
    """The JPEG copy of a registered photograph, made now if it is not there yet."""
    derived, scheme = repatria.register.derived, f"jpeg{SIDES[size]}"
    made = derived.get(size, sha256, scheme)
    if made is not None:
        return made
    made = display_copy(repatria.store.pictures.get(sha256), SIDES[size], _generous(repatria))
    # Showing the copy needs no room; whoever runs the server learns of the full disk by the next write.
    with suppress(StorageFull):
        derived.put(size, sha256, scheme, made)
    return made


def query_copy(repatria: Repatria, sha256: str) -> bytes:
    """The JPEG copy of a query photograph; never kept. Raises PictureNotFound once its time has passed."""
    return display_copy(repatria.store.get_query(sha256), QUERY_SIDE, decode_limits(repatria.settings))


def _generous(repatria: Repatria) -> DecodeLimits:
    """Registered pictures were accepted once: a limit lowered since must not hide them."""
    return DecodeLimits(
        max_bytes=max(repatria.settings.max_picture_bytes, 500_000_000),
        max_pixels=max(repatria.settings.max_picture_pixels, 500_000_000),
    )
