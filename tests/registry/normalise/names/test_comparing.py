"""Names against names: levels, symmetry, and similarity that falls as names part."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.normalise.names import NameLevel, compare, compare_makers, parse_makers, person_name
from registry.normalise.names.model import Name

CASES = [
    ("Rembrandt van Rijn", "Rijn, Rembrandt van", NameLevel.SAME),
    ("Rembrandt", "Rembrandt Harmensz. van Rijn", NameLevel.SAME),
    ("Leonardo da Vinci", "Leonardo", NameLevel.SAME),
    ("William Turner", "Joseph Mallord William Turner", NameLevel.SAME),
    ("Kazimir Malevich", "Казимир Малевич", NameLevel.SAME),
    ("Canaletto (Giovanni Antonio Canal)", "Antonio Canal", NameLevel.SAME),
    ("El Greco (Doménikos Theotokópoulos)", "Greco, El", NameLevel.SAME),
    ("Anna Bilińska", "Anna Bilińska-Bohdanowicz", NameLevel.SAME),
    ("Lucas Cranach der Ältere", "Lucas Cranach the Elder", NameLevel.SAME),
    ("Albrecht Dürer", "Albrecht Duerer", NameLevel.SAME),
    ("Ivan Aivazovsky", "Иван Айвазовский", NameLevel.SAME),
    ("J.M.W. Turner", "Joseph Mallord William Turner", NameLevel.BY_INITIALS),
    ("Айвазовский И.К.", "Ivan Aivazovsky", NameLevel.BY_INITIALS),
    ("Iwan Ajwasowski", "Иван Константинович Айвазовский", NameLevel.VARIANT),
    ("Казимир Малевич", "Kasimir Malewitsch", NameLevel.VARIANT),
    ("Микола Пимоненко", "Николай Пимоненко", NameLevel.VARIANT),
    ("Mikhail Vrubel", "Михайло Врубель", NameLevel.VARIANT),
    ("Ilja Repin", "Répine, Ilya", NameLevel.VARIANT),
    ("Vincent van Gogh", "Винсент Ван Гог", NameLevel.VARIANT),
    ("Pieter Brueghel", "Peter Bruegel", NameLevel.VARIANT),
    ("محمود سعيد", "Mahmoud Said", NameLevel.VARIANT),
    ("张大千", "Zhang Daqian", NameLevel.VARIANT),
    ("Chang Ta-ch'ien", "Zhang Daqian", NameLevel.VARIANT),
    ("齐白石", "Ch'i Pai-shih", NameLevel.VARIANT),
    ("石涛", "Shitao", NameLevel.SAME),
    ("Turner", "Joseph Mallord William Turner", NameLevel.FAMILY_NAME),
    ("Шагал", "Marc Chagall", NameLevel.FAMILY_NAME),
    ("Andriienko-Nechytailo", "Andreenko-Nechitailo, Mikhail", NameLevel.FAMILY_NAME),
    ("Jan Brueghel", "Pieter Brueghel", NameLevel.OTHER_GIVEN),
    ("Jan Brueghel the Elder", "Jan Brueghel d. J.", NameLevel.OTHER_GIVEN),
    ("Pablo Picasso", "Henri Matisse", NameLevel.CONFLICT),
    ("John", "John Smith", NameLevel.CONFLICT),
    ("Jan van Eyck", "Jan van Goyen", NameLevel.CONFLICT),
    ("Unknown artist", "Rembrandt", NameLevel.MISSING),
    ("", "Rembrandt", NameLevel.MISSING),
    ("Flemish school", "Peter Paul Rubens", NameLevel.MISSING),
    ("Magnus Brahe (Tidigare ägare)", "Magnus Brahe", NameLevel.MISSING),
    ("Tiffany & Co.", "Tiffany Studios", NameLevel.SAME),
    ("Wedgwood", "Josiah Wedgwood & Sons", NameLevel.VARIANT),
]


@pytest.mark.parametrize(("one", "other", "level"), CASES, ids=[f"{one} / {other}" for one, other, _ in CASES])
def test_levels(one: str, other: str, level: NameLevel) -> None:
    found = compare_makers(parse_makers(one), parse_makers(other))
    assert found.level == level
    if level is not NameLevel.MISSING:
        assert found.one
        assert found.other


def test_levels_are_bands_of_the_similarity_best_first() -> None:
    by_level: dict[NameLevel, list[float]] = {level: [] for level in NameLevel}
    for one, other, level in CASES:
        by_level[level].append(compare_makers(parse_makers(one), parse_makers(other)).similarity)
    order = [level for level in NameLevel if level is not NameLevel.MISSING]
    for better, worse in itertools.pairwise(order):
        assert min(by_level[better]) >= max(by_level[worse])


WORDS = st.sampled_from(
    ["Jan", "Johann", "J.", "Pieter", "van", "Eyck", "Eijck", "Rembrandt", "Айвазовский", "Иван", "محمد", "石涛", "Brueghel",
     "the Elder", "d. J.", "Bilińska-Bohdanowicz", "Shih-t'ao", "de", "O'Keeffe", "Smith"]
)  # fmt: skip
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join).map(person_name).filter(lambda name: name is not None)


@given(NAMES, NAMES)
def test_comparing_is_symmetric_and_bounded(one: Name, other: Name) -> None:
    there, back = compare(one, other), compare(other, one)
    assert (there.level, there.similarity) == (back.level, back.similarity)
    assert 0.0 <= there.similarity <= 1.0
    assert (there.one, there.other) == (back.other, back.one)


@given(NAMES)
def test_a_name_is_itself(name: Name) -> None:
    found = compare(name, name)
    assert found.similarity >= 0.9
    assert found.level in (NameLevel.SAME, NameLevel.BY_INITIALS)


@given(st.sampled_from(["Rembrandt", "Aivazovsky", "Theotokopoulos", "Гончаренко", "Bilinska"]), st.integers(0, 12))
def test_similarity_never_rises_as_a_word_loses_its_letters(word: str, cut: int) -> None:
    longer, shorter = word[: len(word) - cut], word[: max(1, len(word) - cut - 1)]
    if len(longer) < 2 or len(shorter) < 2:
        return
    whole = Name(word, given=(word,))
    first = compare(whole, Name(longer, given=(longer,))).similarity
    second = compare(whole, Name(shorter, given=(shorter,))).similarity
    assert second <= first


@given(
    st.sampled_from(["Marc Chagall", "Jan van Eyck", "Иван Айвазовский"]),
    st.text(alphabet="qxz", min_size=3, max_size=9),
)
def test_a_foreign_family_name_is_never_more_alike_than_the_own(name: str, foreign: str) -> None:
    own = person_name(name)
    other = person_name(f"{name.split(maxsplit=1)[0]} {foreign.title()}")
    assert own is not None
    assert other is not None
    assert compare(own, other).similarity < compare(own, own).similarity
