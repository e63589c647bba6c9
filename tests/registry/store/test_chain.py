"""Canonical text and the links of a hash chain."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.store.chain import GENESIS, canonical, link
from registry.store.errors import UnstorableContent

plain = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@given(st.dictionaries(plain, plain))
def test_one_text_for_one_value(value: dict[str, str]) -> None:
    text = canonical(value)
    assert json.loads(text) == value
    assert canonical(dict(reversed(list(value.items())))) == text


@pytest.mark.parametrize(
    "value", [{"a": float("inf")}, {"a": float("nan")}, {"a": ["b\0"]}, {"a\0": 1}, {"a": "\ud800"}]
)
def test_refuses_what_sql_cannot_hold(value: dict[str, object]) -> None:
    with pytest.raises(UnstorableContent):
        canonical(value)


def test_a_backslash_is_no_nul() -> None:
    assert canonical({"a": "\\u0000"}) == r'{"a":"\\u0000"}'


@given(plain, plain)
def test_fields_cannot_flow_into_each_other(one: str, other: str) -> None:
    if other:
        assert link(GENESIS, one + other, "") != link(GENESIS, one, other)


def test_the_chain_is_pinned() -> None:
    """The hashes in stores out there depend on this very text: it must not change."""
    assert link(GENESIS, 1, "é") == "95fe38dd71fd3ab811ff486a33479d61f28ed307aa603a7c9b2a1cab75c97d27"
