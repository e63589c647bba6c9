"""Computing a match for a caller: off the event loop, a few at once."""

from functools import partial

from api.security import Caller
from api.state import Parts
from matcher.answer import MatchAnswer
from matcher.query import Query


async def compute(parts: Parts, query: Query, caller: Caller) -> MatchAnswer:
    """The answer as it was stored, not yet redacted. Raises QueryRefused, Busy, StorageFull."""
    return await parts.pool.run(partial(parts.repatria.match, query, key_id=caller.key_id))
