"""An answer that runs out of time is given all the same, and says what was left out."""

from matcher.deadline import Deadline
from matcher.query import Query, QueryPhotograph
from matcher.service import Repatria
from registry.sample.phone import to_jpeg
from tests.conftest import SmallRegister


def test_without_time_only_the_first_photograph_is_seen_and_nothing_compared_closely(
    small_register: SmallRegister,
) -> None:
    work, other = small_register.works[:2]
    photographs = tuple(QueryPhotograph(to_jpeg(each.pictures[0].rgb, 90)) for each in (work, other))
    hurried = small_register.repatria.settings.model_copy(update={"match_seconds": 1e-6})
    with Repatria.open(hurried) as repatria:
        answer = repatria.match(Query(photographs), save=False)
    assert answer.candidates[0].object_id == small_register.id_of(work), "found by hash and descriptor alone"
    assert {item.query_photographs for each in answer.candidates for item in each.evidence} == {(0,)}
    assert all(item.picture.inliers == 0 for each in answer.candidates for item in each.evidence if item.picture)
    (told,) = answer.degraded
    assert "0.000001 s" in told or "1e-06 s" in told
    assert "may have been missed" in told


def test_with_time_enough_nothing_is_left_out(small_register: SmallRegister) -> None:
    data = to_jpeg(small_register.works[0].pictures[0].rgb, 90)
    assert small_register.repatria.match(Query((QueryPhotograph(data),)), save=False).degraded == ()


def test_nothing_left_to_do_is_nothing_left_out() -> None:
    over = Deadline(-1)
    assert over.passed()
    assert not over.skips(0)
    assert over.sentence() is None
    assert over.skips(3)
    assert "3 comparisons" in (over.sentence() or "")
