"""Stored answers as a caller may read them."""

from api.redaction import redact
from api.security import Action, Caller, decide
from matcher.answer import MatchAnswer
from matcher.keeping import recalled
from matcher.service import Repatria
from matcher.understood import understood
from registry.store.errors import MatchNotFound
from registry.store.matches import StoredMatch


def read_answer(repatria: Repatria, match_id: str, caller: Caller) -> tuple[MatchAnswer, StoredMatch]:
    """The answer, redacted for the caller's role. Raises MatchNotFound for what is not there or not theirs alike.

    Whoever shows what was read says so with `note_reading`.
    """
    stored = repatria.store.get_match(match_id)
    if not decide(caller, Action.READ_MATCH, stored.key_id).allowed:
        raise MatchNotFound(match_id)
    return shown_answer(repatria, MatchAnswer.model_validate(recalled(stored).answer), caller), stored


def note_reading(repatria: Repatria, stored: StoredMatch, caller: Caller, part: str = "answer") -> None:
    """Write into the audit log that somebody reads a part of another's match; one's own is nobody else's business."""
    if stored.key_id != caller.key_id:
        repatria.store.audit.record(caller.actor, "match viewed", stored.id, {"part": part})


def shown_answer(repatria: Repatria, answer: MatchAnswer, caller: Caller) -> MatchAnswer:
    """An answer redacted for the caller's role by the records as they are now, with what was understood of its words."""
    records = repatria.store.get_many([candidate.object_id for candidate in answer.candidates])
    return redact(answer, records, caller.role).model_copy(update={"understood": understood(answer.text)})
