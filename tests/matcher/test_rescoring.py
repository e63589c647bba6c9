"""A past match scored again comes out the same to the last bit, whatever happened to the records since."""

import datetime as dt
import json
import shutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.candidates import Candidates, Found, Route
from matcher.considered import Considered
from matcher.errors import NotReproducible, PicturesExpired
from matcher.matching import Matcher
from matcher.query import Query, QueryPhotograph
from matcher.rarity import Rarity
from matcher.rescoring import report, rescore
from matcher.service import Repatria
from matcher.weights import Weights
from registry.index.protocol import TermCounts
from registry.records.changes import apply_patch
from registry.records.photograph import PhotographFacts
from registry.sample.phone import DISGUISES, to_jpeg
from registry.store.errors import MatchNotFound
from registry.vocabulary.lists import Role
from tests.conftest import SmallRegister


@pytest.fixture(scope="module")
def small(small_register: SmallRegister, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallRegister]:
    """A copy of the generated register: these tests change records."""
    data = tmp_path_factory.mktemp("rescoring") / "data"
    shutil.copytree(small_register.repatria.settings.data, data)
    settings = small_register.repatria.settings.model_copy(update={"data": data})
    with Repatria.open(settings) as repatria:
        yield replace(small_register, repatria=repatria)


def photograph(small: SmallRegister, kind: str, disguise: str, seed: int = 3) -> QueryPhotograph:
    """A disguised picture of the first registered work of a kind."""
    work = next(each for each in small.works if each.kind == kind)
    rgb = DISGUISES[disguise](work.pictures[0].rgb, np.random.default_rng(seed))
    return QueryPhotograph(to_jpeg(rgb, 88), f"{kind}.jpg")


def question(small: SmallRegister, name: str) -> Query:
    """Questions that take different ways through the matcher."""
    title = small.works[0].record["titles"][0]["value"]
    number = small.works[1].record["inventory_numbers"][0]["value"]
    foreign = to_jpeg(small.unregistered[0].pictures[0].rgb, 80)
    return {
        "a phone photograph": Query((photograph(small, "painting", "phone_photo"),), text=title),
        "mirrored": Query((photograph(small, "manuscript", "mirror"),)),
        "a quarter turn": Query((photograph(small, "print", "quarter_turn"),), limit=3),
        "two sides": Query((photograph(small, "painting", "crop_15"), photograph(small, "print", "perspective"))),
        "not registered, so sought turned": Query((QueryPhotograph(foreign),), role=Role.TRADE),
        "split": Query((photograph(small, "painting", "phone_photo", 5), QueryPhotograph(foreign)), split=True),
        "words alone": Query(text=title, identifiers=(number,)),
    }[name]


@pytest.mark.parametrize(
    "name",
    [
        "a phone photograph",
        "mirrored",
        "a quarter turn",
        "two sides",
        "not registered, so sought turned",
        "split",
        "words alone",
    ],
)
def test_the_same_scorer_gives_the_same_answer(small: SmallRegister, name: str) -> None:
    answer = small.repatria.match(question(small, name))
    rescoring = small.repatria.rescore(answer.id)
    assert rescoring.then == answer
    assert rescoring.now.candidates == answer.candidates
    said = report(rescoring)
    assert (said.agrees, said.identical, said.remarks) == (True, True, ())
    assert [each.object_id for each in said.candidates] == [each.object_id for each in answer.candidates]
    assert [each.bits_now for each in said.candidates] == [each.score_bits for each in answer.candidates]
    assert {each.version for each in said.candidates} == {
        small.repatria.store.get(each.object_id).version for each in answer.candidates
    }


def test_what_happened_to_the_records_since_changes_nothing(small: SmallRegister) -> None:
    store, register = small.repatria.store, small.repatria.register
    query = question(small, "a phone photograph")
    answer = small.repatria.match(query)
    first = store.get(answer.candidates[0].object_id)
    patch = {"status": "recovered", "titles": [{"value": "Now called otherwise"}], "makers": [], "measurements": []}
    changed = store.change(first.id, apply_patch(first, patch), expected_version=first.version, actor="registrar")
    for each in answer.candidates[1:3]:
        record = store.get(each.object_id)
        store.change_photographs(record.id, [], expected_version=None, actor="registrar")
    # And another object that shows what was asked about, which a new search would bring up first.
    twin = store.add(changed.model_copy(update={"external_ids": ()}), actor="registrar")
    register.add_photograph(
        twin.id, query.photographs[0].data, PhotographFacts(), expected_version=None, actor="registrar"
    )
    again = small.repatria.match(query, save=False)
    assert again.candidates[0].object_id == twin.id
    assert again.candidates != answer.candidates
    rescoring = small.repatria.rescore(answer.id)
    assert rescoring.now.candidates == answer.candidates
    said = report(rescoring)
    assert said.identical
    assert said.candidates[0].version == first.version < changed.version
    assert rescoring.now.candidates[0].status == "stolen"
    assert said.registry_generation == answer.registry_generation < store.generation()


def test_the_index_may_be_away(small: SmallRegister) -> None:
    answer = small.repatria.match(question(small, "mirrored"))
    with Repatria.open(small.repatria.settings) as other:
        other.register.index.close()
        assert report(other.rescore(answer.id)).identical


def test_another_scorer_says_so_and_where_it_differs(small: SmallRegister) -> None:
    answer = small.repatria.match(question(small, "two sides"))
    weights = Weights.load()
    model = weights.picture.model_copy(update={"intercept": weights.picture.intercept - 40})
    other = weights.model_copy(update={"scorer_version": "another", "picture": model})
    matcher = Matcher(small.repatria.register, other)
    said = report(rescore(matcher, small.repatria.store.get_match(answer.id)))
    assert not said.agrees
    assert not said.identical
    assert (said.scorer_then, said.scorer_now) == (answer.scorer_version, "another")
    assert "Another scorer" in said.remarks[0]
    first = said.candidates[0]
    assert first.bits_then == answer.candidates[0].score_bits
    assert first.bits_now is None or first.bits_now < first.bits_then
    assert first.verdict_then == answer.candidates[0].verdict != first.verdict_now


def test_other_fingerprints_are_named(small: SmallRegister) -> None:
    answer = small.repatria.match(question(small, "a quarter turn"))
    settings = small.repatria.settings.model_copy(update={"descriptor": "none"})
    with Repatria.open(settings) as without:
        said = report(without.rescore(answer.id))
    assert any("seen in another way now (descriptor: none" in remark for remark in said.remarks)
    assert not said.identical


def test_an_altered_answer_is_noticed(small: SmallRegister) -> None:
    """Somebody with access to the database makes an answer milder."""
    store = small.repatria.store
    answer = small.repatria.match(question(small, "mirrored"))
    stored = store.get_match(answer.id)
    forged = json.loads(json.dumps(stored.answer))
    forged["candidates"][0]["score_bits"] = 0.5
    said = report(rescore(small.repatria.matcher, replace(stored, answer=forged)))
    assert not said.agrees
    assert said.candidates[0].bits_now == answer.candidates[0].score_bits
    assert "altered" in said.remarks[0]


def test_without_photographs_it_says_why_not(small: SmallRegister) -> None:
    store = small.repatria.store
    query = question(small, "mirrored")
    unkept = small.repatria.match(replace(query, keep_pictures=False))
    with pytest.raises(PicturesExpired, match=unkept.id):
        small.repatria.rescore(unkept.id)
    kept = small.repatria.match(replace(query, photographs=(photograph(small, "manuscript", "crop_15", 8),)))
    assert report(small.repatria.rescore(kept.id)).identical
    assert kept.pictures_kept_until is not None
    store.expire_queries(kept.pictures_kept_until + dt.timedelta(seconds=1))
    with pytest.raises(PicturesExpired, match="answer stays"):
        small.repatria.rescore(kept.id)
    assert store.get_match(kept.id).considered is None
    assert store.get_match(kept.id).answer["id"] == kept.id
    with pytest.raises(MatchNotFound):
        small.repatria.rescore("M-0")


@pytest.mark.parametrize("change", [{"considered": None}, {"considered": {"format": 99}}, {"answer": {"id": "x"}}])
def test_what_cannot_be_read_is_told(small: SmallRegister, change: dict[str, object]) -> None:
    answer = small.repatria.match(question(small, "words alone"))
    stored = replace(small.repatria.store.get_match(answer.id), **change)  # type: ignore[arg-type]
    with pytest.raises(NotReproducible, match=answer.id):
        rescore(small.repatria.matcher, stored)


HASHES = st.sets(st.text("0123456789abcdef", min_size=64, max_size=64), min_size=1, max_size=3)
FOUND = st.builds(
    lambda ranks, pictures, word_rank: (ranks, pictures, word_rank),
    st.dictionaries(st.sampled_from(Route), st.integers(1, 60), min_size=1),
    st.dictionaries(st.integers(0, 9), HASHES),
    st.dictionaries(st.integers(0, 9), st.integers(0, 60)),
)


@given(st.dictionaries(st.text("ABC", min_size=1, max_size=4), FOUND), st.frozensets(st.integers(0, 9)))
def test_what_was_considered_survives_being_stored(found: dict[str, tuple], turned: frozenset[int]) -> None:
    candidates = Candidates()
    for object_id, (ranks, pictures, word_rank) in found.items():
        candidates.found[object_id] = Found(object_id, set(ranks), ranks, defaultdict(set, pictures), word_rank)
    rarity = Rarity({"coin": TermCounts(9, {"dirham": 7})})
    before = Considered(candidates, turned, dict.fromkeys(found, 3), rarity)
    after = Considered.from_json(json.loads(json.dumps(before.to_json())))
    assert after.candidates.found == before.candidates.found
    assert (after.turned, after.versions, after.rarity) == (before.turned, before.versions, before.rarity)
