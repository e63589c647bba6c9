"""Identifiers sort by time, read back as typed, and notice a slip."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.store.ids import ALPHABET, MATCH, OBJECT, is_allowed, new_id, read_id

moments = st.integers(min_value=0, max_value=2**45 - 1)


@given(moments)
def test_reads_back(moment: int) -> None:
    identifier = new_id(OBJECT, milliseconds=moment)
    assert len(identifier) == 19
    assert set(identifier[3:]) <= set(ALPHABET)
    assert read_id(identifier) == identifier
    assert is_allowed(identifier)


@given(moments, moments)
def test_sorts_by_time(one: int, other: int) -> None:
    if one < other:
        assert new_id(OBJECT, milliseconds=one) < new_id(OBJECT, milliseconds=other)


@given(moments, st.integers(0, 15), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(moment: int, place: int, symbol: str) -> None:
    identifier = new_id(OBJECT, milliseconds=moment)
    slip = identifier[: 3 + place] + symbol + identifier[4 + place :]
    assert (read_id(slip) == identifier) == (slip == identifier)


@given(moments)
def test_reads_what_people_type(moment: int) -> None:
    identifier = new_id(OBJECT, milliseconds=moment)
    spoken = identifier.lower().replace("0", "o").replace("1", "l")
    assert read_id(f"  {spoken[:7]} {spoken[7:]} ") == identifier
    assert read_id(identifier.replace("-", "")) == identifier


@pytest.mark.parametrize("text", ["", "RP-", "RP-123", "XX-0000000000000000", "RP-UUUUUUUUUUUUUUUU", "RP-" + "0" * 17])
def test_refuses_what_is_none(text: str) -> None:
    assert read_id(text) is None


def test_kinds_are_told_apart() -> None:
    assert read_id(new_id(MATCH)) is None
    assert read_id(new_id(MATCH), MATCH) is not None


def test_many_in_one_moment_differ() -> None:
    assert len({new_id(OBJECT, milliseconds=1) for _ in range(1000)}) == 1000


@given(st.text(alphabet=string.printable, max_size=80))
def test_given_ids_are_harmless_in_paths(text: str) -> None:
    if is_allowed(text):
        assert 1 <= len(text) <= 64
        assert not set(text) & set("/\\ \n\t?#%&")
        assert text[0].isalnum()
