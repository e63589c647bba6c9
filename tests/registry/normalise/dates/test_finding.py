"""Dates inside catalogue text, and the numbers that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.normalise.dates import Role, find_dates


def found(text: str) -> list[tuple[str, int | None, int | None, str]]:
    return [
        (text[each.start : each.end], each.reading.earliest, each.reading.latest, each.reading.role.value)
        for each in find_dates(text)
    ]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "Jan Vermeulen (1632-1675), The Concert, c. 1663-1666. 72.5 x 64.7 cm. Inv. P21W27. Stolen 18 March 1990.",
            [
                ("1632-1675", 1632, 1675, "life"),
                ("c. 1663-1666", 1663, 1666, "made"),
                ("18 March 1990", 1990, 1990, "acquired"),
            ],
        ),
        (
            "Lot 1650. R. Harmensz (1606 Leiden - 1669 Amsterdam), signed and dated 1633, 130 x 203 mm, est. £1,500-2,000.",
            [("1606", 1606, 1606, "life"), ("1669", 1669, 1669, "life"), ("1633", 1633, 1633, "made")],
        ),
        (
            "Öl auf Leinwand. Um 1650/60. 80 x 60 cm. Rückseitig Inv.-Nr. 1887. Schätzpreis 1800-2200 €",
            [("Um 1650/60", 1650, 1660, "made")],
        ),
        (
            "Huile sur toile, fin du XVIIe siècle - début XVIIIe siècle. H. 120 cm L. 90 cm. Estimation : 1500/2000 €",
            [("fin du XVIIe siècle - début XVIIIe siècle", 1667, 1734, "made")],
        ),
        (
            "Икона «Спас». Вторая половина XIX века. 31 × 26 см. Инв. № 1887. Оценка 1500-2000 €. Реставрация 1985 г.",
            [("Вторая половина XIX века", 1851, 1900, "made"), ("1985 г", 1985, 1985, "altered")],
        ),
        (
            "مصحف مخطوط، مؤرخ سنة ١١٢١ هـ / ١٧٠٩ م، ٢٥ × ١٨ سم، رقم ١٨٥٠",
            [("سنة ١١٢١ هـ / ١٧٠٩ م", 1709, 1709, "made")],
        ),
        ("清乾隆 青花瓶 高38厘米 编号1887", [("清乾隆", 1736, 1795, "made")]),
        ("Bronze. Guss 1960er Jahre. Nummeriert 3/8.", [("1960er Jahre", 1960, 1969, "printed")]),
        ("Manuscrito. Siglo XVIII. 25 hojas.", [("Siglo XVIII", 1701, 1800, "made")]),
        ("painted in 1650 in Rome", [("1650", 1650, 1650, "made")]),
        ("Safavid tile panel, Iran", [("Safavid", 1501, 1736, "made")]),
        ("1ª metà del XVII secolo, olio su tela", [("1ª metà del XVII secolo", 1601, 1650, "made")]),
    ],
)
def test_dates_in_catalogue_text(text: str, dates: list[tuple[str, int | None, int | None, str]]) -> None:
    assert found(text) == dates


@pytest.mark.parametrize(
    "text",
    [
        "1200 x 1500 mm",
        "height 1650 mm, weight 1887 g",
        "40 x 50 cm",
        "Inv. 1887.12; M.1980.15.S; 1887,0402.12; 1980-2-155",
        "inv. no. 1650, lot 1743, cat. 1887, № 1650, Nr. 1920, p. 1650",
        "KP-1234, КП-1650, T01745, AB1650",
        "$1650, 1650 €, EUR 1500-2000, £1,500",
        "Estimate 1500-2000",
        "edition 12/75, tel. 1234 5678",
        "2000 pieces, 1990 pages, 1500 years old",
        "in the style of the 16th century; 17th century style; Louis XV style",
        "a song of songs, Han Solo, may be classical",
        "",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert found(text) == []


def test_two_dates_of_one_text_keep_their_places_and_roles() -> None:
    text = "printed in 1920 from a plate of 1890"
    assert [(each.reading.role, text[each.start : each.end]) for each in find_dates(text)] == [
        (Role.PRINTED, "1920"),
        (Role.MADE, "1890"),
    ]


@given(st.text(max_size=60), st.text(max_size=60))
def test_spans_are_in_order_and_inside_the_text(before: str, after: str) -> None:
    text = f"{before} c. 1650, {after}"
    last = 0
    for each in find_dates(text):
        assert last <= each.start < each.end <= len(text)
        last = each.end
