"""Listings of records: the same for a seed, each operation does what it says, hard pairs are other objects, and all runs."""

import json
from pathlib import Path

import numpy as np
import pytest

from matcher.errors import DatasetInvalid
from matcher.evaluation.listings.asking import Answers, ask
from matcher.evaluation.listings.facts import Facts, facts_of
from matcher.evaluation.listings.hard import hard_pairs, identity
from matcher.evaluation.listings.making import STRENGTHS, listing_of, plain_listing
from matcher.evaluation.listings.measuring import measure
from matcher.evaluation.listings.operations import OPERATIONS, Chance
from matcher.evaluation.listings.records import read_records
from matcher.evaluation.listings.tables import tables
from matcher.weights import Weights
from registry.normalise.materials import parse_medium
from registry.normalise.measurements import read_measurements
from registry.records.object import CulturalObject

ENTRY = Facts(
    maker="Ivan Aivazovsky", title="View of the Harbour at Night", date="1876", medium="Oil on canvas",
    size="45.5 x 60 cm", kind="painting", number="A 12", inscription="signed", lengths=(455.0, 600.0), years=(1876, 1876),
)  # fmt: skip


def chance(seed: int, *, replaced: bool = False) -> Chance:
    return Chance(np.random.default_rng(seed), replaced, ("Claude Monet",))


def done(name: str, seed: int = 1, *, replaced: bool = False) -> Facts:
    return OPERATIONS[name](ENTRY, chance(seed, replaced=replaced))


@pytest.fixture(scope="module")
def records() -> list[CulturalObject]:
    return read_records("known")[:60]


def test_the_same_seed_gives_the_same_listing_and_another_another(records: list[CulturalObject]) -> None:
    for strength, count in STRENGTHS.items():
        first = listing_of(records[0], strength, seed=1)
        assert first == listing_of(records[0], strength, seed=1)
        assert len(first.operations) == count
        assert len({listing_of(records[0], strength, seed=seed).text for seed in range(8)}) > 4


def test_a_heavy_listing_always_has_another_title_and_maker(records: list[CulturalObject]) -> None:
    for record in records:
        listing = listing_of(record, "heavy", makers=("Claude Monet",))
        assert {"attribution", "retitled"} <= set(listing.operations)
        assert record.title().casefold() not in listing.text.casefold()


@pytest.mark.parametrize("seed", range(12))
def test_another_language_names_the_same_materials_and_size(seed: int) -> None:
    translated = done("language", seed)
    concepts = {mention.concept for mention in parse_medium(translated.medium).mentions}
    assert concepts == {"oil_paint", "canvas"}
    assert translated.language != "en"
    assert read_measurements(translated.size).sizes[0].centimetres == (45.5, 60.0)


@pytest.mark.parametrize("seed", range(12))
def test_other_units_and_orders_mean_the_same_size(seed: int) -> None:
    for facts in (done("units", seed), done("order", seed), OPERATIONS["order"](done("units", seed), chance(seed))):
        read = sorted(read_measurements(facts.size).sizes[0].centimetres)
        assert read == pytest.approx([45.5, 60.0], abs=0.5)


def test_what_is_dropped_is_gone_and_date_medium_and_size_stay_where_names_are_replaced() -> None:
    for seed in range(12):
        left = done("dropped", seed)
        assert left.number == left.inscription == left.kind == ""
        assert [left.maker, left.date, left.medium, left.size].count("") == 1
        assert left.title == ENTRY.title
        replaced = done("dropped", seed, replaced=True)
        assert (replaced.date, replaced.medium, replaced.size) == (ENTRY.date, ENTRY.medium, ENTRY.size)


def test_names_are_downgraded_or_replaced() -> None:
    assert "Aivazovsky" in done("attribution").maker != ENTRY.maker
    assert all("Aivazovsky" not in done("attribution", seed, replaced=True).maker for seed in range(6))
    assert all(done("retitled", seed).title != ENTRY.title for seed in range(6))
    assert all("Harbour" in done("retitled", seed).title for seed in range(6))
    assert all("Harbour" not in done("retitled", seed, replaced=True).title for seed in range(6))


def test_noise_and_typos_change_a_little_and_leave_units() -> None:
    noisy = [done("noise", seed) for seed in range(20)]
    assert any(each.title != ENTRY.title for each in noisy)
    assert all(each.size.endswith(" cm") for each in noisy)
    assert all(abs(len(done("typos", seed).title) - len(ENTRY.title)) <= 2 for seed in range(20))


def test_a_plain_listing_says_what_the_record_says_but_not_its_number(records: list[CulturalObject]) -> None:
    facts = facts_of(records[0])
    text = plain_listing(records[0]).text
    assert " ".join(facts.title.split()) in text
    assert facts.number == "" or facts.number not in text


def row(number: int, **changed: str) -> str:
    plain = {
        "id": f"r{number}", "title": "Mountains", "maker": "J. M. W. Turner", "date_text": "1819", "medium": "Graphite on paper",
        "dimensions_text": "support: 113 x 187 mm", "classification": "drawing", "accession_number": f"D{number}",
        "inscriptions": None, "language": "en",
    }  # fmt: skip
    return json.dumps({**plain, **changed})


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small register of texts that has hard pairs of several kinds."""
    rng = np.random.default_rng(3)
    lines = [
        row(number, dimensions_text=f"support: {112 + number % 3} x {186 + number % 2} mm") for number in range(12)
    ]
    for number in range(12, 80):
        lines.append(
            row(
                number,
                title=f"{rng.choice(['Harbour', 'Castle', 'Bridge'])} at {rng.choice(['Lille', 'Ghent'])} {number}",
                maker=str(rng.choice(["Jan Fyt", "Mary Cassatt", "Ilya Repin", "Anna Boch"])),
                date_text=str(1700 + int(rng.integers(200))),
                medium=str(rng.choice(["Oil on canvas", "Lithograph on paper", "Gelatin silver print"])),
                dimensions_text=f"{int(rng.integers(100, 900))} x {int(rng.integers(100, 900))} mm",
                classification=str(rng.choice(["painting", "print", "photograph"])),
            )
        )
    lines += [
        row(100 + number, title="Harbour", maker="Jan Fyt", dimensions_text=f"support: {200 + 50 * number} x 900 mm")
        for number in range(6)
    ]
    folder = tmp_path_factory.mktemp("texts")
    (folder / "text_registry.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_lines_are_read_as_records(texts: Path) -> None:
    record = read_records(str(texts))[0]
    assert record.date is not None
    assert (record.date.earliest, record.object_type.level1.value, record.makers[0].name) == (
        1819,
        "drawing",
        "J. M. W. Turner",
    )
    assert [float(each.value) for each in record.measurements] == [112, 186]


@pytest.mark.parametrize(
    ("content", "said"), [(None, "is not there"), ('{"title": 1', "line 1"), ('{"id": "x"}', "line 1")]
)
def test_what_is_no_register_of_texts_is_refused(tmp_path: Path, content: str | None, said: str) -> None:
    if content is not None:
        (tmp_path / "text_registry.jsonl").write_text(content, encoding="utf-8")
    with pytest.raises(DatasetInvalid, match=said):
        read_records(str(tmp_path))


def test_hard_pairs_are_other_objects(texts: Path) -> None:
    records = read_records(str(texts))
    by_id = {record.id: record for record in records}
    pairs = hard_pairs(records, 60, seed=1)
    assert {"page of one book", "other version", "edition"} <= {pair.kind for pair in pairs}
    for pair in pairs:
        assert pair.other.id != pair.listing.about
        if pair.kind == "other version":
            assert identity(by_id[pair.listing.about]) != identity(pair.other)
    assert [pair.other.id for pair in pairs] == [pair.other.id for pair in hard_pairs(records, 60, seed=1)]


@pytest.fixture(scope="module")
def answers(texts: Path) -> Answers:
    """The small register asked."""
    return ask("small", read_records(str(texts)), lambda *_: None, sample=15, hard=40)


def test_the_right_record_is_nearly_always_found(answers: Answers) -> None:
    assert len(answers.asked) == 45
    found = [asked.place is not None for asked in answers.asked]
    assert sum(found) >= 42
    for asked in answers.asked:
        assert [pair.same for pair in asked.pairs].count(True) >= (asked.place is not None)
        assert asked.place is None or asked.pairs[asked.place].same


def test_figures_are_shares_and_stand_in_the_tables(answers: Answers) -> None:
    measured = measure(answers, Weights.load())
    assert [row.strength for row in measured.rows] == ["light", "medium", "heavy", "heavy unique"]
    assert all(0 <= share <= 1 for row in measured.rows for share in (row.found, row.first, row.strong))
    assert all(row.first <= row.found for row in measured.rows)
    assert measured.rows[0].first > 0.5
    text = tables(measured)
    assert all(each.kind in text for each in measured.hard)
    assert all(name in text for name, _, _ in measured.operations)
