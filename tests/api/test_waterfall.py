"""The waterfall adds up to the score, whatever was counted in part."""

import pytest

from api.pages.answer import outline
from api.pages.waterfall import waterfall
from matcher.answer import Candidate, EvidenceItem, EvidenceKind
from registry.vocabulary.lists import ObjectType, Scope, Status

THRESHOLDS = {"weak": 2.0, "possible": 6.0, "strong_candidate": 12.0}


def item(kind: EvidenceKind, bits: float) -> EvidenceItem:
    standing = "supports" if bits > 0 else "contradicts" if bits else "missing"
    return EvidenceItem(
        kind=kind,
        standing=standing,
        support_bits=bits,
        query_value="a",
        registry_value="b",
        sentence="They compare.",
        source="test",
    )


def candidate(score: float, *items: EvidenceItem) -> Candidate:
    return Candidate(
        object_id="RP-1",
        external_ids=(),
        title="Title",
        object_type=ObjectType.COIN,
        scope=Scope.ITEM,
        status=Status.STOLEN,
        status_note="",
        verdict=None,
        score_bits=score,
        evidence=items,
        found_by=(),
    )


PICTURE, TITLE, SIZE = EvidenceKind.PICTURE, EvidenceKind.TITLE, EvidenceKind.SIZE


@pytest.mark.parametrize(
    ("score", "items", "counted", "words_alone"),
    [
        (7.0, (item(PICTURE, 9.0), item(SIZE, -2.0)), [9.0, -2.0], 0.0),
        (4.1, (item(PICTURE, -8.2), item(PICTURE, 4.1)), [0.0, 4.1], 0.0),
        (11.0, (item(PICTURE, 10.0), item(PICTURE, 4.0), item(PICTURE, -3.0)), [10.0, 1.0, 0.0], 0.0),
        (-2.5, (item(TITLE, 8.0), item(SIZE, 0.0)), [8.0, 0.0], -10.5),
        (0.0, (), [], 0.0),
    ],
)
def test_rows_add_up_to_the_score(score: float, items, counted: list[float], words_alone: float) -> None:
    drawn = waterfall(candidate(score, *items), THRESHOLDS)
    assert [row.counted for row in drawn.rows] == pytest.approx(counted)
    assert drawn.words_alone == words_alone
    assert sum(row.counted for row in drawn.rows) + drawn.words_alone == pytest.approx(score)
    for row in drawn.rows:
        assert (row.bar is None) == (row.counted == 0)
        assert row.bar is None or (0 <= row.bar.start <= 100 and row.bar.start + row.bar.width <= 100.1)
    assert [name for name, _ in drawn.marks] == ["weak", "possible", "strong_candidate"]


def test_outlines_stay_on_the_picture() -> None:
    assert outline(((-0.2, 0.5), (1.4, 0.25))) == "0.00,50.00 100.00,25.00"
