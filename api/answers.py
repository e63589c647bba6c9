"""Stored answers as a caller may read them."""

from api.redaction import redact
from api.security import Action, Caller, decide
from matcher.answer import MatchAnswer
from matcher.service import Repatria
from registry.store.errors import MatchNotFound
from registry.store.matches import StoredMatch


def read_answer(repatria: Repatria, match_id: str, caller: Caller) -> tuple[MatchAnswer, StoredMatch]:
    """The answer, redacted for the caller's role. Raises MatchNotFound for what is not there or not theirs alike."""
    stored = repatria.store.get_match(match_id)
    if not decide(caller, Action.READ_MATCH, stored.key_id).allowed:
        raise MatchNotFound(match_id)
    return shown_answer(repatria, MatchAnswer.model_validate(stored.answer), caller), stored


def shown_answer(repatria: Repatria, answer: MatchAnswer, caller: Caller) -> MatchAnswer:
    """An answer redacted for the caller's role by the records as they are now."""
    records = repatria.store.get_many([candidate.object_id for candidate in answer.candidates])
    return redact(answer, records, caller.role)
