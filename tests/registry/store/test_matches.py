"""Answers stay; the pictures they were asked with go when their time has come."""

import datetime as dt
import hashlib

import pytest

from registry.store import PictureFiles, Store
from registry.store.errors import Conflict, MatchNotFound, PictureNotFound, UnstorableContent
from registry.store.ids import MATCH, new_id, read_id

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def keep(store: Store, data: bytes, until: dt.datetime) -> str:
    """Keep a picture and name it."""
    sha256 = hashlib.sha256(data).hexdigest()
    store.keep_query(sha256, data, until)
    return sha256


def test_an_answer_is_kept_as_given(store: Store) -> None:
    match_id = new_id(MATCH)
    answer = {"id": match_id, "registry_generation": 7, "verdict": "possible", "score": 0.1, "text": "мис"}
    request = {"limit": 10, "role": "officer"}
    saved = store.save_match(answer, request, NOON, pictures=["ab" * 32, "cd" * 32, "ab" * 32], key_id="k1")
    assert saved == match_id
    found = store.get_match(match_id)
    assert (found.answer, found.request, found.generation) == (answer, request, 7)
    assert (found.kept_until, found.key_id) == (NOON, "k1")
    assert found.pictures == ("ab" * 32, "cd" * 32, "ab" * 32)


def test_an_answer_without_id_gets_one(store: Store) -> None:
    match_id = store.save_match({}, {})
    assert read_id(match_id, MATCH) == match_id
    assert store.get_match(match_id).kept_until is None


def test_an_answer_is_never_replaced(store: Store) -> None:
    store.save_match({"id": "RM-1", "verdict": "weak"}, {})
    with pytest.raises(Conflict, match="RM-1"):
        store.save_match({"id": "RM-1", "verdict": "possible"}, {})
    assert store.get_match("RM-1").answer["verdict"] == "weak"


def test_unknown_and_unstorable_answers(store: Store) -> None:
    with pytest.raises(MatchNotFound, match="RM-9"):
        store.get_match("RM-9")
    with pytest.raises(MatchNotFound):
        store.get_match("RM\0")
    with pytest.raises(UnstorableContent):
        store.save_match({"id": "a/b"}, {})
    with pytest.raises(UnstorableContent):
        store.save_match({"text": "\0"}, {})


def test_pictures_expire_and_answers_stay(store: Store) -> None:
    sha256 = keep(store, b"phone photo", NOON)
    match_id = store.save_match({}, {}, NOON, pictures=[sha256])
    assert store.expire_queries(NOON - DAY) == 0
    assert store.get_query(sha256) == b"phone photo"
    assert store.expire_queries(NOON) == 1
    assert store.expire_queries(NOON) == 0
    with pytest.raises(PictureNotFound):
        store.get_query(sha256)
    assert store.get_match(match_id).pictures == (sha256,)


def test_a_picture_stays_while_another_answer_needs_it(store: Store) -> None:
    sha256 = keep(store, b"x", NOON)
    store.save_match({}, {}, NOON, pictures=[sha256])
    store.save_match({}, {}, NOON + 2 * DAY, pictures=[sha256])
    assert store.expire_queries(NOON + DAY) == 0
    assert store.get_query(sha256) == b"x"
    assert store.expire_queries(NOON + 2 * DAY) == 1


def test_the_later_moment_counts(store: Store) -> None:
    sha256 = keep(store, b"x", NOON + DAY)
    assert keep(store, b"x", NOON) == sha256
    assert store.expire_queries(NOON) == 0
    keep(store, b"x", NOON + 3 * DAY)
    assert store.expire_queries(NOON + 2 * DAY) == 0
    assert store.expire_queries(NOON + 3 * DAY) == 1
    assert keep(store, b"x", NOON + 9 * DAY) == sha256
    assert store.get_query(sha256) == b"x"


def test_bytes_must_fit_their_hash(store: Store) -> None:
    with pytest.raises(UnstorableContent, match="not the SHA-256"):
        store.keep_query("ab" * 32, b"x", NOON)


def test_query_pictures_are_no_registered_ones(store: Store) -> None:
    sha256 = keep(store, b"x", NOON)
    assert not store.pictures.exists(sha256)
    registered = store.pictures.put(b"y")
    with pytest.raises(PictureNotFound):
        store.get_query(registered)
    store.expire_queries(NOON)
    assert store.pictures.get(registered) == b"y"


def test_expiry_goes_on_where_a_crash_stopped_it(store: Store, pictures_url: str) -> None:
    sha256 = keep(store, b"x", NOON)
    PictureFiles(pictures_url.removesuffix("pictures") + "queries").remove(sha256)
    assert store.expire_queries(NOON) == 1
    with pytest.raises(PictureNotFound):
        store.get_query(sha256)


def test_pictures_are_forgotten_on_request(store: Store) -> None:
    later = dt.datetime.now(dt.UTC) + DAY
    own, shared = keep(store, b"own", later), keep(store, b"shared", later)
    first = store.save_match({}, {}, later, pictures=[own, shared])
    second = store.save_match({}, {}, later, pictures=[shared])
    assert store.forget_match_pictures(first) == 1
    with pytest.raises(PictureNotFound):
        store.get_query(own)
    assert store.get_query(shared) == b"shared"
    assert store.get_match(first).kept_until is None
    assert store.forget_match_pictures(second) == 1
    with pytest.raises(MatchNotFound):
        store.forget_match_pictures("RM-0")
