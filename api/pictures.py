"""Copies of registered photographs for the web: re-encoded without metadata, made once and kept among derived files.

Decoding an original of 100 megapixels may take 0.8 GB, so only `DECODED_AT_ONCE` are decoded at the same time, whatever
for; who has to wait for it waits without a thread, and nobody waits for a copy that is there.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Literal

from anyio.to_thread import run_sync

from api.errors import PhotographNotShown
from api.state import Parts
from matcher.service import Repatria, accepted_limits
from registry.imaging.display import display_copy
from registry.records.object import CulturalObject
from registry.records.photograph import Photograph
from registry.records.visibility import visible
from registry.store.errors import ObjectNotFound, StorageFull
from registry.vocabulary.lists import Role

Size = Literal["thumbnail", "display"]
SIDES: dict[Size, int] = {"thumbnail": 400, "display": 1600}
"""Longer side in pixels of each kind of copy."""
QUERY_SIDE = 1600
DECODED_AT_ONCE = 2


async def decoding[Result](parts: Parts, work: Callable[[], Result]) -> Result:
    """The result of work that decodes originals, done in a thread when its turn has come."""
    return await run_sync(work, limiter=parts.decoding)


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


def made_copy(repatria: Repatria, sha256: str, size: Size) -> bytes | None:
    """The JPEG copy of a registered photograph, if it was made before."""
    return repatria.register.derived.get(size, sha256, _scheme(size))


def make_copy(repatria: Repatria, sha256: str, size: Size) -> bytes:
    """The JPEG copy, made now unless somebody else was quicker. Decodes: see `decoding`."""
    made = made_copy(repatria, sha256, size)
    if made is not None:
        return made
    made = display_copy(repatria.store.pictures.get(sha256), SIDES[size], accepted_limits(repatria.settings))
    # Showing the copy needs no room; whoever runs the server learns of the full disk by the next write.
    with suppress(StorageFull):
        repatria.register.derived.put(size, sha256, _scheme(size), made)
    return made


def _scheme(size: Size) -> str:
    return f"jpeg{SIDES[size]}"


def query_copy(repatria: Repatria, sha256: str) -> bytes:
    """The JPEG copy of a query photograph; never kept. Decodes. Raises PictureNotFound once its time has passed."""
    return display_copy(repatria.store.get_query(sha256), QUERY_SIDE, accepted_limits(repatria.settings))
