"""The main job on a real register: a disguised or photographed work comes back first, with evidence to look at."""

import hashlib

import cv2
import numpy as np
import pytest

from matcher.answer import EvidenceKind, MatchAnswer, Verdict
from matcher.errors import QueryRefused
from matcher.explain.overlay import side_by_side, warped
from matcher.query import Query, QueryPhotograph
from registry.sample.phone import DISGUISES, from_jpeg, phone_photo, to_jpeg
from registry.vocabulary.lists import Role
from tests.conftest import SmallRegister

FLAT = ("painting", "print", "drawing", "manuscript", "textile")


def jpeg_of(small: SmallRegister, kind: str, disguise: str | None = None, seed: int = 3) -> tuple[str, bytes]:
    """The object id and a (disguised) JPEG of the first registered work of a kind."""
    work = next(each for each in small.works if each.kind == kind)
    rgb = work.pictures[0].rgb
    if disguise is not None:
        rgb = DISGUISES[disguise](rgb, np.random.default_rng(seed))
    return small.id_of(work), to_jpeg(rgb, 88)


def ask(small: SmallRegister, *photographs: bytes, **more: object) -> MatchAnswer:
    """The answer to a query, not kept."""
    query = Query(tuple(QueryPhotograph(data) for data in photographs), **more)  # type: ignore[arg-type]
    return small.repatria.match(query, save=False)


@pytest.mark.parametrize("disguise", ["jpeg_q30", "mirror", "quarter_turn", "crop_15", "perspective", "phone_photo"])
@pytest.mark.parametrize("kind", ["painting", "manuscript"])
def test_a_disguised_work_is_found_first(small_register: SmallRegister, kind: str, disguise: str) -> None:
    object_id, data = jpeg_of(small_register, kind, disguise)
    answer = ask(small_register, data)
    assert answer.candidates[0].object_id == object_id
    calibration = small_register.repatria.matcher.weights.calibration
    assert (answer.candidates[0].probability is None) == (calibration is None)
    assert answer.base_rate == (calibration.base_rate if calibration else None)
    # A phone photograph may look no better than one of a companion would, which must not be called strong.
    enough = {Verdict.STRONG_CANDIDATE, Verdict.POSSIBLE} if disguise == "phone_photo" else {Verdict.STRONG_CANDIDATE}
    assert answer.verdict in enough


def test_what_is_not_registered_is_no_strong_candidate(small_register: SmallRegister) -> None:
    for work in small_register.unregistered:
        photo = phone_photo(work.pictures[0].rgb, np.random.default_rng(5), "medium")
        answer = ask(small_register, to_jpeg(photo, 85))
        assert answer.verdict != Verdict.STRONG_CANDIDATE, work.key
        assert "not stolen" in answer.coverage.statement


def test_the_same_question_gets_the_same_answer(small_register: SmallRegister) -> None:
    _, data = jpeg_of(small_register, "painting", "phone_photo")
    first, second = ask(small_register, data), ask(small_register, data)
    assert first.candidates == second.candidates
    assert (first.schemes, first.scorer_version, first.thresholds) == (
        second.schemes,
        second.scorer_version,
        second.thresholds,
    )


def test_the_answer_says_what_it_is_made_of(small_register: SmallRegister) -> None:
    _, data = jpeg_of(small_register, "painting", "perspective")
    answer = ask(small_register, data)
    assert answer.inputs[0].sha256 == hashlib.sha256(data).hexdigest()
    assert answer.registry_generation == small_register.repatria.store.generation()
    assert set(answer.schemes) == {"hashes", "descriptor", "local_features", "words"}
    assert answer.degraded == ()
    picture = next(item for item in answer.candidates[0].evidence if item.kind == EvidenceKind.PICTURE)
    assert picture.picture is not None
    assert picture.picture.inliers > 20
    assert len(picture.picture.query.polygon) >= 3
    assert len(picture.picture.registry.polygon) >= 3
    assert "same spots" in picture.sentence


def test_the_overlay_lies_on_the_registered_picture(small_register: SmallRegister) -> None:
    work = next(each for each in small_register.works if each.kind == "painting")
    _, data = jpeg_of(small_register, "painting", "perspective")
    answer = ask(small_register, data)
    match = answer.candidates[0].evidence[0].picture
    assert match is not None
    registered = from_jpeg(to_jpeg(work.pictures[0].rgb, 90))
    laid, base = warped(from_jpeg(data), registered, match)
    assert laid.shape == base.shape
    centre = tuple(slice(side // 3, 2 * side // 3) for side in base.shape[:2])
    one = cv2.GaussianBlur(laid[centre], (0, 0), 4).astype(float).ravel()
    other = cv2.GaussianBlur(base[centre], (0, 0), 4).astype(float).ravel()
    assert np.corrcoef(one, other)[0, 1] > 0.9
    sheet = side_by_side(from_jpeg(data), registered, match)
    assert sheet.shape[1] > base.shape[1]


def test_points_of_a_mirrored_query_are_told_on_the_picture_as_it_was_sent(small_register: SmallRegister) -> None:
    _, data = jpeg_of(small_register, "painting", "mirror")
    match = ask(small_register, data).candidates[0].evidence[0].picture
    assert match is not None
    assert match.orientation == "mirror"
    assert match.points
    for pair in match.points:
        assert pair.query[0] == pytest.approx(1 - pair.registry[0], abs=0.03)
        assert pair.query[1] == pytest.approx(pair.registry[1], abs=0.03)


def test_photographs_of_one_object_add_up(small_register: SmallRegister) -> None:
    object_id, first = jpeg_of(small_register, "painting", "phone_photo", seed=1)
    _, second = jpeg_of(small_register, "painting", "phone_photo", seed=2)
    alone = ask(small_register, first).candidates[0]
    both = ask(small_register, first, second).candidates[0]
    apart = ask(small_register, first, second, one_object=False).candidates[0]
    assert alone.object_id == both.object_id == object_id
    assert both.score_bits >= apart.score_bits
    assert {number for item in both.evidence for number in item.query_photographs} == {0, 1}


def test_words_alone_find_a_record(small_register: SmallRegister) -> None:
    work = small_register.works[0]
    answer = ask(small_register, text=work.record["titles"][0]["value"])
    assert small_register.id_of(work) in {each.object_id for each in answer.candidates[:5]}
    assert all(item.picture is None for each in answer.candidates for item in each.evidence)


def test_an_identifier_alone_finds_a_record(small_register: SmallRegister) -> None:
    work = small_register.works[1]
    number = work.record["inventory_numbers"][0]["value"]
    answer = ask(small_register, identifiers=(number,))
    assert answer.candidates[0].object_id == small_register.id_of(work)
    assert answer.candidates[0].evidence[0].kind == EvidenceKind.IDENTIFIER


def test_the_limit_counts_candidates_and_those_below_weak_are_marked(small_register: SmallRegister) -> None:
    _, data = jpeg_of(small_register, "painting")
    answer = ask(small_register, data, limit=4)
    assert len(answer.candidates) == 4
    assert [each.below_weak for each in answer.candidates] == [each.verdict is None for each in answer.candidates]
    assert answer.candidates[-1].below_weak


def test_a_blank_picture_is_answered_as_carrying_no_information(small_register: SmallRegister) -> None:
    answer = ask(small_register, to_jpeg(np.full((300, 400, 3), 200, np.uint8), 90))
    assert answer.verdict == Verdict.NO_CANDIDATE_FOUND
    assert not answer.inputs[0].carries_information
    assert "no information" in answer.notices[0]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        (Query(), "empty_query"),
        (Query(text="   "), "empty_query"),
        (Query(tuple(QueryPhotograph(b"x") for _ in range(9))), "too_many_photographs"),
        (Query((QueryPhotograph(b""),)), "empty_file"),
        (Query((QueryPhotograph(b"plain words"),)), "not_an_image"),
    ],
)
def test_what_cannot_be_answered_is_refused(small_register: SmallRegister, query: Query, code: str) -> None:
    with pytest.raises(QueryRefused) as refused:
        small_register.repatria.match(query)
    assert refused.value.code == code


def test_answers_are_kept_and_pictures_only_if_asked(small_register: SmallRegister) -> None:
    store = small_register.repatria.store
    _, data = jpeg_of(small_register, "print", "jpeg_q30")
    digest = hashlib.sha256(data).hexdigest()
    unkept = small_register.repatria.match(Query((QueryPhotograph(data),), keep_pictures=False))
    assert store.get_match(unkept.id).answer["inputs"][0]["sha256"] == digest
    with pytest.raises(Exception, match=digest[:8]):
        store.get_query(digest)
    kept = small_register.repatria.match(Query((QueryPhotograph(data),)))
    assert store.get_query(digest) == data
    assert MatchAnswer.model_validate(store.get_match(kept.id).answer) == kept


def test_the_public_does_not_match_against_what_it_may_not_see(small_register: SmallRegister) -> None:
    _, data = jpeg_of(small_register, "painting")
    for role in Role:
        answer = ask(small_register, data, role=role)
        assert answer.candidates, role
