"""What holds for every kind of evidence, and for the weights file that goes with the list."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.answer import EvidenceKind
from matcher.evidence.described import Described
from matcher.evidence.kinds import KINDS, TextKind, text_evidence, text_levels
from matcher.evidence.levels import MISSING
from matcher.evidence.recorded import Recorded
from matcher.weights import Weights
from tests.matcher.evidence.making import record

WEIGHTS = Weights.load()
BY_NAME = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind.value)
LISTINGS = (
    "Ivan Aivazovsky (1817-1900)\nHarbour at Dusk\noil on canvas, 72.5 x 64.7 cm\nsigned and dated 1888",
    "Айвазовский И.К. «Гавань в сумерках». 1888 г. Холст, масло, 72,5 х 64,7 см.",
    "Atelier d'Ivan Aïvazovski\nPort au crépuscule\nHuile sur toile, vers 1890. 66 x 58 cm. Numéroté 3/50",
    "Nach Iwan Aiwasowski: Hafen. Öl auf Leinwand, 19. Jh., 73 x 65 cm, Inv.-Nr. 56642",
    "إيفان آيفازوفسكي، الميناء عند الغسق، زيت على قماش، ٧٢ × ٦٥ سم",
)


def test_every_kind_but_pictures_is_in_the_list_once() -> None:
    assert {each.kind for each in KINDS} == set(EvidenceKind) - {EvidenceKind.PICTURE}
    assert len({each.kind for each in KINDS}) == len(KINDS)


@BY_NAME
def test_every_level_has_a_sentence_and_missing_is_outside_the_order(kind: TextKind) -> None:
    assert set(kind.sentences) == set(kind.scale)
    assert len(set(kind.sentences.values())) == len(kind.scale)
    assert MISSING in set(kind.scale)
    assert MISSING not in kind.levels


@BY_NAME
def test_every_level_has_bits_and_better_levels_count_no_less(kind: TextKind) -> None:
    weighed = WEIGHTS.text[kind.kind.value]
    assert set(weighed) == {*kind.levels, MISSING}
    bits = [weighed[level] for level in kind.levels]
    assert bits == sorted(bits)
    assert weighed[MISSING] == 0


def test_the_weights_know_no_other_kind() -> None:
    assert set(WEIGHTS.text) == {each.kind.value for each in KINDS}


@settings(max_examples=30, deadline=None)
@given(st.one_of(st.sampled_from(LISTINGS), st.text(max_size=200)))
def test_any_words_give_one_item_of_every_kind_and_missing_is_neutral(text: str) -> None:
    described, recorded = Described(text), Recorded(record())
    items = text_evidence(described, recorded, WEIGHTS)
    assert [item.kind for item in items] == [each.kind for each in KINDS]
    assert {item.kind.value: item.level for item in items} == text_levels(described, recorded)
    for item in items:
        assert (item.standing == "missing") == (item.level == MISSING)
        assert item.level != MISSING or item.support_bits == 0
        assert item.standing != "contradicts" or item.support_bits < 0


@pytest.mark.parametrize("text", LISTINGS)
def test_a_listing_in_any_language_finds_more_for_its_record_than_against_it(text: str) -> None:
    items = text_evidence(Described(text), Recorded(record()), WEIGHTS)
    assert sum(item.support_bits for item in items) > 0


@pytest.mark.parametrize("empty", ["", "  \n", "…"])
def test_no_words_say_nothing(empty: str) -> None:
    assert set(text_levels(Described(empty), Recorded(record())).values()) == {MISSING}


def test_a_bare_record_is_missing_everything_but_its_kind() -> None:
    bare = record(titles=[], makers=[], date=None, materials=[], measurements=[], inventory_numbers=[])
    for text in LISTINGS:
        levels = text_levels(Described(text), Recorded(bare))
        assert {kind for kind, level in levels.items() if level != MISSING} <= {"object_type"}


def test_a_corrected_field_stands_against_what_was_read() -> None:
    text = "Maker: Arkhip Kuindzhi\nDate: 1901\n\nIvan Aivazovsky, Harbour at dusk, 1888, oil on canvas"
    levels = text_levels(Described(text), Recorded(record()))
    assert (levels["maker"], levels["date"]) == ("other artist", "apart")
