"""Computing a match for a caller: in its key's turn, off the event loop, a few at once."""

from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from functools import partial

from starlette.requests import Request

from api.errors import TooManyMatches
from api.match_form import rules_of
from api.security import Caller
from api.state import Parts
from api.uploads import throw_away
from matcher.answer import MatchAnswer
from matcher.query import Query


@asynccontextmanager
async def turn(parts: Parts, request: Request, caller: Caller) -> AsyncIterator[None]:
    """One of the caller's turns, taken before the body is read: what is read is held in memory until it is answered.

    Raises TooManyMatches, with the body read and thrown away.
    """
    with ExitStack() as held:
        try:
            held.enter_context(parts.turns.taken(caller.actor))
        except TooManyMatches:
            await throw_away(request, rules_of(parts.settings))
            raise
        yield


async def compute(parts: Parts, query: Query, caller: Caller) -> MatchAnswer:
    """The answer as it was computed, not yet redacted. Raises QueryRefused, Busy, StorageFull."""
    return await parts.pool.run(partial(parts.repatria.match, query, key_id=caller.key_id))
