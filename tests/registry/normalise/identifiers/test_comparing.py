"""Numbers, editions and counts compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.normalise.identifiers import (
    Agreement,
    EditionLevel,
    ExtentLevel,
    IdentifierLevel,
    compare_editions,
    compare_extents,
    compare_identifiers,
    compare_institutions,
    find_editions,
    find_extents,
    find_identifiers,
    identifier_keys,
)

Level = IdentifierLevel


@pytest.mark.parametrize(
    ("one", "institution", "other", "other_institution", "level"),
    [
        ("IM 56.642", "Iraq Museum", "ІМ-56642", "المتحف العراقي", Level.SAME_WITH_INSTITUTION),
        ("IM 56642", None, "56642", "National Museum of Iraq", Level.SAME_WITH_INSTITUTION),
        ("56642", None, "IM 56642", "Iraq Museum", Level.SAME),
        ("АВ-17/3", None, "ab 17.3", None, Level.SAME),
        ("1234", "Louvre", "1234", "British Museum", Level.OTHER_INSTITUTION),
        ("1234", "Hermitage", "1234", "Государственный Эрмитаж", Level.SAME_WITH_INSTITUTION),
        ("1234", "Kunsthaus Zug", "1234", "Zuger Kunsthaus", Level.SAME),
        ("T01745", None, "TO1745", None, Level.SAME_SCANNED),
        ("T01745", None, "T01746", None, Level.OTHER),
        ("12345", None, "12346", None, Level.OTHER),
        ("IM 56642", None, "IM 56643", None, Level.OTHER),
        ("IM 56642", None, "", None, Level.MISSING),
        (None, None, "IM 56642", None, Level.MISSING),
        ("—", None, "IM 56642", None, Level.MISSING),
    ],
)
def test_numbers(one: str, institution: str, other: str, other_institution: str, level: Level) -> None:
    assert compare_identifiers(one, other, institution, other_institution) is level
    assert compare_identifiers(other, one, other_institution, institution) is level


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        ("Musée du Louvre", "Louvre Museum", Agreement.SAME),
        ("Лувр", "卢浮宫", Agreement.SAME),
        ("Musée du Louvre", "British Museum", Agreement.DIFFERENT),
        ("Museum of Fine Arts, Ghent", "Museum of Fine Arts, Leipzig", Agreement.UNCLEAR),
        ("Nalanda Museum", "Museum Nalanda", Agreement.SAME),
        ("Museum", "National Museum", Agreement.UNCLEAR),
        (None, "Louvre", Agreement.UNCLEAR),
    ],
)
def test_institutions(one: str | None, other: str | None, agreement: Agreement) -> None:
    assert compare_institutions(one, other) is agreement
    assert compare_institutions(other, one) is agreement


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("3/50", "numbered 3 from an edition of 50", EditionLevel.SAME),
        ("3/50", "4/50", EditionLevel.OTHER),
        ("3/50", "3/75", EditionLevel.OTHER),
        ("3/50", "edition of 50", EditionLevel.OPEN),
        ("3/50", "A.P. 3/10", EditionLevel.OTHER),
        ("3/50", "artist's proof", EditionLevel.OTHER),
        ("E.A. II/X", "AP 2/10", EditionLevel.SAME),
        ("artist's proof", "épreuve d'artiste", EditionLevel.OPEN),
        ("3/50", "etching", EditionLevel.MISSING),
    ],
)
def test_editions(one: str, other: str, level: EditionLevel) -> None:
    first, second = (next(iter(find_editions(text)), None) for text in (one, other))
    assert compare_editions(first, second) is level
    assert compare_editions(second, first) is level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("ff. 212", "٢١٢ ورقة", ExtentLevel.SAME),
        ("98 folios", "л. 212", ExtentLevel.FEWER),
        ("230 folios", "Bl. 212", ExtentLevel.OTHER),
        ("15 lines", "١٥ سطرا", ExtentLevel.SAME),
        ("15-17 lines", "16 Zeilen", ExtentLevel.SAME),
        ("13 lines", "15 lines", ExtentLevel.OTHER),
        ("13 lines", "212 folios", ExtentLevel.MISSING),
        ("a book", "212 folios", ExtentLevel.MISSING),
    ],
)
def test_extents(one: str, other: str, level: ExtentLevel) -> None:
    first, second = (next(iter(find_extents(text)), None) for text in (one, other))
    assert compare_extents(first, second) is level


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    for found in (*find_identifiers(text), *find_editions(text), *find_extents(text)):
        assert 0 <= found.span.start < found.span.end <= len(text)
    keys = identifier_keys(text)
    assert identifier_keys(keys.folded).folded == keys.folded
    assert identifier_keys(keys.fuzzy).fuzzy == keys.fuzzy


words = st.sampled_from(
    "inv. no. Nr. № 1234 IM 56642 lot 12 ff. 212 л. Bl. 3/50 E.A. II/X ed. of of 50 edition MS Or. رقم الجرد ١٢ 馆藏号 : . , ( ) "
    '1999, 9-15.1 85.AF.90 numbered hallmarked "JB" 15 lines + - / a b КП-12'.split()
)


@given(st.lists(words, max_size=10).map(" ".join) | st.lists(words, max_size=6).map("".join))
def test_no_mixture_is_too_strange(text: str) -> None:
    for found in find_identifiers(text):
        assert found.span.of(text) == found.value
        assert found.keys == identifier_keys(found.value)
    editions = find_editions(text)
    assert all(each.of is None or each.number is None or each.number >= 0 for each in editions)
    assert all(each.low <= each.high for each in find_extents(text))


@given(
    st.text(alphabet="ABCDEFGHKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=12),
    st.sampled_from([" ", "-", ".", "/", " - "]),
)
def test_punctuation_and_case_do_not_count(value: str, sign: str) -> None:
    broken = sign.join(value)
    assert identifier_keys(broken.lower()).folded == identifier_keys(value).folded == value
    assert compare_identifiers(value, broken) in {Level.SAME, Level.SAME_WITH_INSTITUTION}
