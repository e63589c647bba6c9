"""What no sum of bits overrides: decisive contradictions, decisive support, and records of groups."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.answer import EvidenceItem, EvidenceKind, Verdict, VerdictRule
from matcher.evidence.kinds import KINDS
from matcher.verdict import AGAINST, FOR, RANKS, decide, verdict_of
from matcher.weights import Thresholds
from tests.matcher.evidence.making import record

THRESHOLDS = Thresholds(strong_candidate=8, possible=4, weak=1)


def item(kind: EvidenceKind, level: str) -> EvidenceItem:
    """An evidence item; its bits are of no matter, since the sum is given."""
    return EvidenceItem(
        kind=kind,
        standing="supports",
        level=level,
        support_bits=1,
        query_value="a",
        registry_value="b",
        sentence="A sentence.",
        source="test",
    )


ITEMS = st.lists(
    st.sampled_from([(each.kind, level) for each in KINDS for level in (*each.levels, "missing")]), max_size=8
).map(lambda keys: [item(*key) for key in keys])


@pytest.mark.parametrize(
    ("bits", "verdict"),
    [(8, Verdict.STRONG_CANDIDATE), (7.9, Verdict.POSSIBLE), (4, Verdict.POSSIBLE), (1, Verdict.WEAK), (0.9, None)],
)
def test_bits_alone(bits: float, verdict: Verdict | None) -> None:
    assert verdict_of(bits, THRESHOLDS) == verdict
    assert decide(bits, [], record(), THRESHOLDS).reasons == ()


@pytest.mark.parametrize("key", AGAINST)
def test_a_decisive_contradiction_caps_the_verdict_whatever_the_sum(key: tuple[EvidenceKind, str]) -> None:
    decision = decide(40, [item(*key)], record(), THRESHOLDS)
    assert decision.verdict == Verdict.POSSIBLE
    (reason,) = decision.reasons
    assert (reason.rule, reason.kinds) == (VerdictRule.DECISIVE_CONTRADICTION, (key[0],))
    assert AGAINST[key] in reason.sentence
    assert decide(0, [item(*key)], record(), THRESHOLDS).reasons == ()


@pytest.mark.parametrize("key", FOR)
def test_decisive_support_lifts_a_weak_sum(key: tuple[EvidenceKind, str]) -> None:
    decision = decide(-9, [item(*key)], record(), THRESHOLDS)
    assert decision.verdict == Verdict.POSSIBLE
    assert decision.reasons[0].rule == VerdictRule.DECISIVE_SUPPORT
    assert decide(9, [item(*key)], record(), THRESHOLDS).verdict == Verdict.STRONG_CANDIDATE


def test_a_contradiction_stands_above_support() -> None:
    both = [item(*next(iter(FOR))), item(*next(iter(AGAINST)))]
    assert decide(-9, both, record(), THRESHOLDS).verdict is None
    assert decide(40, both, record(), THRESHOLDS).verdict == Verdict.POSSIBLE


@given(st.floats(-40, 40), ITEMS)
def test_a_group_record_never_is_a_match_for_an_item(bits: float, items: list[EvidenceItem]) -> None:
    decision = decide(bits, items, record(scope="group"), THRESHOLDS)
    assert decision.verdict in (None, Verdict.WEAK)


@given(st.floats(-40, 40), ITEMS)
def test_every_change_of_a_verdict_is_told_and_only_changes_are(bits: float, items: list[EvidenceItem]) -> None:
    decision = decide(bits, items, record(), THRESHOLDS)
    plain = verdict_of(bits, THRESHOLDS)
    assert (decision.verdict == plain) == (decision.reasons == ())
    if any(reason.rule == VerdictRule.DECISIVE_CONTRADICTION for reason in decision.reasons):
        assert RANKS.index(decision.verdict) < RANKS.index(plain)


@given(st.floats(-40, 40), st.floats(0, 40), ITEMS)
def test_more_bits_never_lower_a_verdict(bits: float, more: float, items: list[EvidenceItem]) -> None:
    less, better = (decide(total, items, record(), THRESHOLDS).verdict for total in (bits, bits + more))
    assert RANKS.index(less) <= RANKS.index(better)


def test_the_decisive_levels_are_ends_of_their_scales() -> None:
    scales = {each.kind: each.levels for each in KINDS}
    assert all(scales[kind][0] == level for kind, level in AGAINST)
    assert all(scales[kind][-1] == level for kind, level in FOR)
