"""Statements of several makers, life dates, aliases, roles, and texts that are no names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.normalise.names import RANKS, LifeDates, MakerKind, parse_makers, retrieval_keys
from registry.normalise.names.life import find_life_dates
from registry.vocabulary.lists import AttributionQualifier


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ivan Aivazovsky and Ilya Repin", ["Ivan Aivazovsky", "Ilya Repin"]),
        ("Anna Lund; Bo Ek", ["Anna Lund", "Bo Ek"]),
        ("| |  Anna Lund|Bo Ek  | |", ["Anna Lund", "Bo Ek"]),
        ("Anna Lund, Bo Ek and Cy Dahl", ["Anna Lund", "Bo Ek", "Cy Dahl"]),
        ("John Constable, David Lucas", ["John Constable", "David Lucas"]),
        ("Иван Шишкин и Константин Савицкий", ["Иван Шишкин", "Константин Савицкий"]),
        ("Peter Paul Rubens und Jan Brueghel", ["Peter Paul Rubens", "Jan Brueghel"]),
        ("Martín Rico y Ortega", ["Martín Rico y Ortega"]),
        ("Johann Kändler; Meissen Porcelain Manufactory", ["Johann Kändler", "Meissen Porcelain Manufactory"]),
        ("- Lid: Anna Lund - Bowl: Bo Ek", ["Anna Lund", "Bo Ek"]),
        ("", []),
    ],
)
def test_several_makers(text: str, names: list[str]) -> None:
    assert [maker.name.whole for maker in parse_makers(text) if maker.name] == names


def test_places_are_those_of_the_original() -> None:
    text = "Anna Lund (1900-1950); attributed to Bo Ek"
    assert [text[maker.start : maker.end] for maker in parse_makers(text)] == [
        "Anna Lund (1900-1950)",
        "attributed to Bo Ek",
    ]


def test_a_qualifier_alone_belongs_to_the_next_name_or_to_the_last() -> None:
    (desiderio,) = parse_makers("Workshop of|Desiderio da Firenze")
    assert desiderio.qualifier is AttributionQualifier.WORKSHOP_OF
    (titian,) = parse_makers("Titian; workshop")
    assert titian.qualifier is AttributionQualifier.WORKSHOP_OF


def test_of_two_qualifiers_the_farther_from_autograph_counts() -> None:
    (maker,) = parse_makers("attributed to a follower of Hieronymus Bosch")
    assert maker.qualifiers == (AttributionQualifier.ATTRIBUTED_TO, AttributionQualifier.FOLLOWER_OF)
    assert maker.qualifier is AttributionQualifier.FOLLOWER_OF
    assert maker.rank > RANKS[AttributionQualifier.ATTRIBUTED_TO] > RANKS[AttributionQualifier.BY] == 0


def test_aliases_life_culture_and_role() -> None:
    (maker,) = parse_makers("Giovanni Antonio Canal, called Canaletto (Italian, 1697-1768)")
    assert [alias.whole for alias in maker.aliases] == ["Canaletto"]
    assert maker.life == LifeDates(1697, 1768)
    assert maker.culture == "italian"
    (owner,) = parse_makers("Magnus Brahe (Tidigare ägare)")
    assert owner.role == "former owner"


@pytest.mark.parametrize(
    ("text", "life"),
    [
        ("(1606-1669)", LifeDates(1606, 1669)),
        ("c. 1525–1569", LifeDates(1525, 1569, circa=True)),
        ("1830-95", LifeDates(1830, 1895)),
        ("b. 1970", LifeDates(1970, None)),
        ("né en 1920", LifeDates(1920, None)),
        ("geb. 1920", LifeDates(1920, None)),
        ("род. 1920", LifeDates(1920, None)),
        ("生于1920", LifeDates(1920, None)),
        ("d. 1701", LifeDates(None, 1701)),
        ("active 1500-1520", LifeDates(1500, 1520, active=True)),
        ("fl. c.1650", LifeDates(1650, None, active=True, circa=True)),
    ],
)
def test_life_dates(text: str, life: LifeDates) -> None:
    found = find_life_dates(text)
    assert found is not None
    assert (found[0].first, found[0].last, found[0].active) == (life.first, life.last, life.active)


@pytest.mark.parametrize("text", ["1920", "um 1700", "lot 15", "17th century", ""])
def test_no_life_dates(text: str) -> None:
    assert find_life_dates(text) is None


@given(st.text())
def test_any_text_is_parsed_with_places_inside_it(text: str) -> None:
    for maker in parse_makers(text):
        assert 0 <= maker.start < maker.end <= len(text)
        assert (maker.name is None) == (maker.kind in (MakerKind.UNKNOWN, MakerKind.SCHOOL))


@given(st.text(max_size=40))
def test_keys_are_the_same_for_the_same_name(text: str) -> None:
    for maker in parse_makers(text):
        if maker.name is not None:
            assert retrieval_keys(maker.name) == retrieval_keys(maker.name)
            assert all(key[1] == ":" and key[0] in "wpszt" for key in retrieval_keys(maker.name))


def test_names_in_other_scripts_share_a_key() -> None:
    def keys(text: str) -> frozenset[str]:
        (maker,) = parse_makers(text)
        assert maker.name is not None
        return retrieval_keys(maker.name, kinds="wpsz")

    assert keys("Айвазовский") & keys("Ivan Ajwasowski")
    assert keys("محمود سعيد") & keys("Mahmoud Said")
    assert keys("石涛") & keys("Shih-t'ao")
    assert not keys("Rembrandt") & keys("Vermeer")
