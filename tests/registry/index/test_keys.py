"""Keys of records and of listings: what one says in its way, the other is found by."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.index.keys import listing_query, record_keys
from registry.index.keys.facts import date_keys, size_keys, size_ways
from registry.index.keys.words import title_keys, word_ways
from registry.normalise.measurements import measurements_of, read_measurements
from registry.records.object import CulturalObject
from registry.vocabulary.lists import Level


def record(sizes: str = "", **fields: Any) -> CulturalObject:
    now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    measured = measurements_of(read_measurements(sizes))
    return CulturalObject(
        **{"object_type": "painting", "status": "stolen", "measurements": measured, **fields},
        id="R-1", version=1, created_at=now, updated_at=now,
    )  # fmt: skip


def shared(text: str, keys: set[str]) -> set[str]:
    """Kinds of keys that a listing and a record share."""
    return {key[0] for said in listing_query(text).said for key, _ in said.ways if key in keys}


HARBOUR = record(
    "45.5 x 60 cm",
    titles=[{"value": "Harbour at Dusk"}],
    makers=[{"name": "Ivan Aivazovsky"}],
    materials_display="Oil on canvas",
    date={"display": "1876", "earliest": 1876, "latest": 1876},
)


@pytest.mark.parametrize(
    ("listing", "kinds"),
    [
        ("Harbuor at Dusk", "wa"),  # mistyped: one half, and the other word
        ("Иван Айвазовский", "wps"),
        ("ايفان ايفازوفسكي", "s"),
        ("Öl auf Leinwand, 45,5 x 60 cm", "mxdl"),
        ("Oil on canvas, 17 7/8 x 23 5/8 in.", "mdl"),
        ("Huile sur toile, 1876", "mye"),
        ("A. N. Other. Study. 1876. huile sur toile. 60 x 45.5 cm", "myexdl"),  # one sentence after the other
        ("circa 1874", "e"),
        ("painting", "o"),
    ],
)
def test_a_listing_asks_for_what_the_record_has(listing: str, kinds: str) -> None:
    assert set(kinds) <= shared(listing, set(record_keys(HARBOUR)[Level.PUBLIC]))


@pytest.mark.parametrize(
    "listing", ["Öl auf Leinwand, 90 x 120 cm", "1776", "A view of a town", "Untitled", "", "45.5"]
)
def test_it_does_not_ask_for_what_the_record_lacks(listing: str) -> None:
    assert shared(listing, set(record_keys(HARBOUR)[Level.PUBLIC])) <= {"m"}


def test_keys_have_the_confidentiality_of_their_field() -> None:
    keys = record_keys(HARBOUR.model_copy(update={"confidentiality": {"makers": Level.REGISTRAR}}))
    assert "w:aivazovski" in keys[Level.REGISTRAR]
    assert "w:aivazovski" not in keys[Level.PUBLIC]


def test_numbers_are_identifiers_and_not_asked_twice() -> None:
    query = listing_query("Inventory number: A 12/3", ["A-12.3"])
    assert query.identifiers == ("A123",)


def test_frames_are_no_size_of_the_work() -> None:
    assert not list(size_keys(read_measurements("framed 60 x 80 cm").sizes))


@given(st.floats(5, 3000), st.floats(5, 3000), st.floats(-0.012, 0.012))
def test_a_size_within_tolerance_is_always_found(first: float, second: float, off: float) -> None:
    registered = set(size_keys(read_measurements(f"{first:.1f} x {second:.1f} mm").sizes))
    (ways,) = size_ways(read_measurements(f"{first * (1 + off):.1f} x {second * (1 + off):.1f} mm").sizes)
    assert any(key in registered and key.startswith("d:") for key, _ in ways)


@given(st.text())
def test_any_text_makes_a_query(text: str) -> None:
    query = listing_query(text)
    assert all(0 < weight <= 1 for said in query.said for _, weight in said.ways)
    assert all(len(said.ways) <= 80 for said in query.said)


@given(st.from_regex(r"([bdglmnrst][aio]){3,5}", fullmatch=True), st.data())
def test_one_wrong_letter_leaves_one_half(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    letters = "aio" if word[at] in "aio" else "bdglmnrst"
    wrong = word[:at] + data.draw(st.sampled_from(letters)) + word[at + 1 :]
    asked = {key for ways in word_ways(wrong) for key, _ in ways}
    assert asked & {key for key in title_keys(word) if key[0] in "ab"}


def test_a_date_of_many_centuries_has_no_decades() -> None:
    assert list(date_keys(-3000, -500)) == ["y:-3000.-500"]
    assert list(date_keys(None, None)) == []
    assert list(date_keys(1850, None)) == ["y:1850.1850", "e:185"]
