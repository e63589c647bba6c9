"""Candidates that belong together: the better one explains the other, parts of one thing only tell of each other."""

import pytest

from matcher.answer import Verdict, VerdictRule
from matcher.cases import Case
from matcher.relations import explained, related
from matcher.verdict import Decision
from tests.matcher.evidence.making import record

STRONG = Decision(Verdict.STRONG_CANDIDATE)


def case(object_id: str, bits: float, *relations: tuple[str, str | None, str | None]) -> Case:
    """A case with relations: kind, object id, words."""
    ties = [{"kind": kind, "object_id": other, "text": text} for kind, other, text in relations]
    return Case(record(id=object_id, relations=ties), ("text",), [], bits)


@pytest.mark.parametrize("kind", ["companion", "other version", "copy of", "cast of"])
@pytest.mark.parametrize("told_by", ["A", "B"])
def test_a_better_relative_explains_the_resemblance_whoever_tells_of_it(kind: str, told_by: str) -> None:
    better = case("A", 20, *([(kind, "B", None)] if told_by == "A" else []))
    lesser = case("B", 12, *([(kind, "A", None)] if told_by == "B" else []))
    decision = explained(STRONG, lesser, [better, lesser])
    assert decision.verdict == Verdict.POSSIBLE
    assert (decision.reasons[0].rule, decision.reasons[0].object_id) == (VerdictRule.EXPLAINED_BY_RELATION, "A")
    assert explained(STRONG, better, [better, lesser]) == STRONG
    assert [each.object_id for each in related(better, [better, lesser])] == ["B"]
    assert [each.object_id for each in related(lesser, [better, lesser])] == ["A"]


def test_two_that_cannot_be_told_apart_take_nothing_from_each_other() -> None:
    one, other = case("A", 20, ("companion", "B", None)), case("B", 19.5)
    assert explained(STRONG, other, [one, other]) == STRONG


@pytest.mark.parametrize("kind", ["joins with", "member of", "same hoard"])
def test_parts_of_one_thing_are_told_and_keep_their_verdict(kind: str) -> None:
    one, other = case("A", 20, (kind, "B", None)), case("B", 12)
    assert explained(STRONG, other, [one, other]) == STRONG
    assert related(other, [one, other])[0].kind == kind


def test_strangers_have_nothing_to_tell() -> None:
    one, other = case("A", 20), case("B", 12)
    assert related(one, [one, other]) == ()
    assert explained(STRONG, other, [one, other]) == STRONG


def test_relatives_in_words_are_told() -> None:
    alone = case("A", 20, ("copy of", None, "the panel in Dresden"))
    (tie,) = related(alone, [alone])
    assert (tie.text, tie.object_id) == ("the panel in Dresden", None)
    assert "copy of" in tie.sentence
