"""Titles: how rare the shared words are decides, and another title is no exclusion."""

import pytest

from matcher.answer import EvidenceKind
from matcher.evidence.described import Described
from matcher.evidence.recorded import Recorded
from matcher.evidence.title import title_terms
from matcher.rarity import Rarity
from registry.records.object import CulturalObject
from tests.matcher.evidence.making import level, outcome, record

TITLE = EvidenceKind.TITLE


def titled(*values: str) -> CulturalObject:
    return record(titles=[{"value": value} for value in values])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Title: Harbour at Dusk", "same"),
        ("Title: Harbor at dusk", "same"),
        ("Title: Harbour at dusk with seventeen Genoese galleys", "contained"),
        ("Title: Harbour of Feodosia", "other"),
        ("Title: Sailing boats", "other"),
        ("two boats lie at dusk in the harbour before the storm comes", "contained"),
        ("a large painting that shows nothing but snow", "missing"),
        ("Title: Untitled", "missing"),
        ("", "missing"),
    ],
)
def test_titles(text: str, expected: str) -> None:
    assert level(TITLE, text) == expected


@pytest.mark.parametrize(
    ("registered", "listed", "expected"),
    [
        ("Still life", "Still life", "common"),
        ("Пейзаж", "Пейзаж", "missing"),
        ("Untitled", "Untitled", "missing"),
        ("Ohne Titel", "Ohne Titel", "missing"),
        ("Quiet harbour with lanterns, boats and gulls", "Quiet evening at sea", "rare words"),
        ("Storm, coast, river, church", "Storm, house, street, garden", "rare words"),
        ("River, church and village", "River, church, winter", "few words"),
        ("The Storm on the Sea of Galilee", "Storm on the Sea of Galilee", "same and rare"),
        ("Гавань в Феодосии", "Gavan v Feodosii", "same and rare"),
        ("ميناء فيودوسيا", "ميناء فيودوسيا", "same and rare"),
        ("Panorama Dutch Mountain 12 x 15° Sea II A", "Dutch Mountain", "contained"),
    ],
)
def test_rare_words_count_and_commonplace_ones_hardly(registered: str, listed: str, expected: str) -> None:
    assert level(TITLE, f"Title: {listed}", titled(registered)) == expected


def test_the_best_of_several_titles_counts() -> None:
    assert level(TITLE, "Title: Port of Kaffa", titled("Harbour at dusk", "The port of Kaffa")) == "same and rare"


def test_the_makers_name_in_a_title_is_no_evidence_of_the_title() -> None:
    assert level(TITLE, "Title: Ivan Aivazovsky, seascape", titled("Aivazovsky, Ivan: a ship")) == "other"


def test_what_is_rare_in_one_kind_of_object_may_be_common_in_another() -> None:
    coins = [record(id=f"RP-{n}", object_type="coin", titles=[{"value": f"Dirham, Wasit {n}"}]) for n in range(2000)]
    rarity = Rarity.counted(coins)
    coin = record(object_type="coin", titles=[{"value": "Dirham, Wasit"}])
    assert outcome(TITLE, "Title: Dirham, Wasit", coin, rarity=rarity).level == "missing"
    assert outcome(TITLE, "Title: Dirham, Wasit", titled("Dirham, Wasit"), rarity=rarity).level == "same and rare"


def test_the_rarity_that_counted_is_told_beside_the_registered_title() -> None:
    assert outcome(TITLE, "Title: Harbour at dusk").registry == "Harbour at dusk [harbour 3.0, dusk 10.0 bits]"


def test_a_record_without_a_title_is_missing_not_contradicting() -> None:
    assert level(TITLE, "Title: Harbour", record(titles=[])) == "missing"


def test_every_word_that_was_weighed_is_among_those_to_count() -> None:
    described = Described("Title: Harbour at duks with galleys")
    assert title_terms(described, Recorded(record())) >= {"harbour", "galleys"}
