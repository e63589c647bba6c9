"""Repeating a request safely: the same Idempotency-Key with the same content gives the same result, done once.

Objects need no memory for it: their id is derived from the key, so a repetition meets the object that is there, after a
restart and from another machine too. Matches are remembered by the process for a day; a repetition that it does not
remember is computed again and gives an equal answer under a new id.
"""

import asyncio
import hashlib
import re
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from api.errors import FieldError, FieldsRefused, KeyReused
from registry.store.ids import ALPHABET, OBJECT, check_character

HEADER = "Idempotency-Key"
_FORM = re.compile(r"[\x21-\x7e]{1,200}")
_REMEMBERED_SECONDS = 24 * 3600
_MOST = 10_000


def checked_key(key: str | None) -> str | None:
    """The header's value, or None without one. Raises FieldsRefused for one that is no plain word."""
    if key is None:
        return None
    if _FORM.fullmatch(key) is None:
        raise FieldsRefused(
            f"{HEADER} cannot be used.",
            fields=[FieldError(HEADER, "Use 1 to 200 printable ASCII characters without spaces, such as a UUID.")],
        )
    return key


def object_id_for(caller: str, key: str) -> str:
    """The object id that belongs to a caller's Idempotency-Key, in the form of all object ids."""
    digest = hashlib.sha256(f"{caller}\n{key}".encode()).digest()
    body = "".join(ALPHABET[byte % 32] for byte in digest[:15])
    return f"{OBJECT}-{body}{check_character(body)}"


class RememberedMatches:
    """Matches of the last day by caller and key. For one event loop."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[str, str], tuple[float, str, asyncio.Future[str]]] = OrderedDict()

    async def once(self, caller: str, key: str, content: str, compute: Callable[[], Awaitable[str]]) -> str:
        """The match id for a key, computed by the first who asks; whoever asks meanwhile waits for it.

        `content` is a digest of the request. Raises KeyReused where the key came with another one.
        """
        self._forget()
        place = (caller, key)
        known = self._known.get(place)
        if known is not None:
            if known[1] != content:
                raise KeyReused(f"The {HEADER} was sent before with other content.")
            return await asyncio.shield(known[2])
        future: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._known[place] = (time.monotonic(), content, future)
        try:
            match_id = await compute()
        except BaseException as error:
            self._known.pop(place, None)  # it may have been forgotten meanwhile
            if isinstance(error, Exception):
                future.set_exception(error)
                future.exception()  # mark as seen: there may be nobody else waiting
            else:
                future.cancel()
            raise
        future.set_result(match_id)
        return match_id

    def _forget(self) -> None:
        oldest = time.monotonic() - _REMEMBERED_SECONDS
        while self._known:
            place = next(iter(self._known))
            if self._known[place][0] > oldest and len(self._known) < _MOST:
                return
            del self._known[place]
