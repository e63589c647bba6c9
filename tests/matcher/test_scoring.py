"""Bits add up as documented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.answer import EvidenceItem, EvidenceKind
from matcher.scoring import best_pictures, score_bits
from matcher.weights import Weights

WEIGHTS = Weights.load()


def item(bits: float, photograph: int | None = None) -> EvidenceItem:
    """An evidence item of a photograph, or of a title where none is named."""
    return EvidenceItem(
        kind=EvidenceKind.TITLE if photograph is None else EvidenceKind.PICTURE,
        standing="supports" if bits > 0 else "contradicts",
        support_bits=bits,
        query_value="a",
        registry_value="b",
        sentence="A sentence.",
        source="test",
        query_photographs=() if photograph is None else (photograph,),
    )


def test_the_best_view_of_a_photograph_counts_once() -> None:
    items = [item(3, 0), item(5, 0), item(4, 1)]
    assert [each.support_bits for each in best_pictures(items)] == [5, 4]


def test_further_photographs_add_their_share_and_never_take_away() -> None:
    share = WEIGHTS.additional_photograph_share
    assert score_bits([item(5, 0), item(4, 1)], WEIGHTS, one_object=True) == pytest.approx(5 + 4 * share, abs=0.01)
    assert score_bits([item(5, 0), item(-4, 1)], WEIGHTS, one_object=True) == 5
    assert score_bits([item(5, 0), item(4, 1)], WEIGHTS, one_object=False) == 5


@given(st.lists(st.floats(-10, 10), max_size=6), st.floats(-10, 10))
def test_more_support_never_lowers_the_score(values: list[float], more: float) -> None:
    items = [item(value, number) for number, value in enumerate(values)]
    before = score_bits(items, WEIGHTS, one_object=True)
    after = score_bits([*items, item(abs(more), len(values))], WEIGHTS, one_object=True)
    assert after >= before - 0.01 or not values
