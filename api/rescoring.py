"""A past match scored again, as a caller may read it."""

from dataclasses import replace

from api.answers import read_answer, shown_answer
from api.security import Caller
from matcher.rescoring import RescoredMatch, report
from matcher.service import Repatria


def rescored(repatria: Repatria, match_id: str, caller: Caller) -> RescoredMatch:
    """Both answers redacted for the caller's role before they are compared.

    Raises MatchNotFound as `read_answer` does, PicturesExpired and NotReproducible as the matcher does.
    """
    then, _ = read_answer(repatria, match_id, caller)
    rescoring = repatria.rescore(match_id)
    return report(replace(rescoring, then=then, now=shown_answer(repatria, rescoring.now, caller)))
