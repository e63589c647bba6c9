"""Category alerts from listings as they are written, and none where none is due. All listings are constructed."""

import datetime as dt

import pytest

from matcher.risk import CategoryAlert, ImportHint, category_alerts, import_hint, listing_subject
from registry.normalise.listing import FieldKind, read_listing

TODAY = dt.date(2026, 11, 24)
DOGON = "DOGON, Mali\nFigure d'ancêtre debout, bras levés\nBois, patine croûteuse\nHauteur : 45 cm"


def alerts_of(text: str) -> tuple[CategoryAlert, ...]:
    return category_alerts(listing_subject(read_listing(text)), TODAY)


def hint_of(text: str, *, alerted: bool) -> ImportHint | None:
    return import_hint(listing_subject(read_listing(text)), TODAY, alerted=alerted)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Statuette Dogon, Mali. Bois à patine sombre. H. 32 cm. XIXe siècle. Estimation : 20 000 - 30 000 €", "mali_dogon_wood"),
        (DOGON, "mali_dogon_wood"),
        ("تمثال خشبي دوغون، مالي، القرن الثامن عشر، الارتفاع 40 سم", "mali_dogon_wood"),
        ("Dogon kneeling figure, wood, Mali, 18th century. Height 38 cm", "mali_dogon_wood"),
        ("Догонская деревянная фигура, Мали, XIX век. Высота 40 см", "mali_dogon_wood"),
        ("Fragment de mosaïque byzantine à décor d'oiseaux. Tesselles de marbre. Gaza, VIe siècle. 80 x 60 cm", "gaza_byzantine"),
        ("Byzantine mosaic panel with a bird, Gaza, 6th century AD, stone tesserae, 90 x 70 cm", "gaza_byzantine"),
        ("لوحة فسيفساء بيزنطية من غزة، القرن السادس الميلادي، 80 × 60 سم", "gaza_byzantine"),
        ("Gaza. Philisto-Arabian AR drachm, 5th-4th century BC. 3.9 g, 14 mm", "gaza_classical"),
        ("Drachme en argent, Gaza, Ve-IVe siècle av. J.-C., 3,9 g", "gaza_classical"),
        ("عملة فضية من غزة، القرن الرابع قبل الميلاد", "gaza_classical"),
        ("Sumerische Keilschrifttafel, Ton, Ur III, 5 x 4 cm", "iraq_cuneiform"),
        ("Рельеф. Пальмира, известняк, II век н. э.", "syria_palmyra"),
        ("Busto funerario palmireno, piedra caliza, siglo II", "syria_palmyra"),
        ("Масло, холст. Украинская школа, XIX век. Пейзаж. 50 х 70 см", "ukraine_museum_paintings"),
    ],
)  # fmt: skip
def test_listings_that_alert(text: str, category: str) -> None:
    alerts = alerts_of(text)
    assert category in [alert.category for alert in alerts]
    assert all(reason.standing in {"agrees", "not said"} for alert in alerts for reason in alert.reasons)


@pytest.mark.parametrize(
    "text",
    [
        "Karmstol, rokoko, Stockholm, 1700-talets mitt. Bok, höjd 95 cm. Utropspris 20 000 SEK",
        "A Swedish armchair, mid 18th century, beech, height 95 cm",
        "Jan van Goyen (1596-1656)\nRiver landscape\noil on panel, 1640\n€50,000-70,000",
        "Sabel, karabela, 1500-talets slut, stål",
        "Ur med foder av silver, 1700-talets slut, diameter 53 mm",
        "Noh mask, wood, Edo period, Japan",
        "Ten Views of Kiev, etching, 1890",
        "Simon of Cyrene helps Jesus to carry the Cross, wood engraving on paper, Eric Gill, 1917",
        "Commode, bois de rose, dessus de marbre brèche d'Alep, vers 1755",
        "Table lamp, brass, 1950s",
        "Dogon figure, wood, Mali, 2015",
        "Bronze bust of a man, Rome, 19th century. Provenance: collection of the ambassador, Palmyra House",
        "",
        "123",
    ],
)
def test_listings_that_do_not(text: str) -> None:
    assert alerts_of(text) == ()


def test_without_words_nothing_is_said() -> None:
    assert alerts_of("") == ()
    assert hint_of("", alerted=False) is None


def test_an_alert_gives_the_words_the_field_and_the_law() -> None:
    (alert,) = alerts_of(DOGON)
    said = {reason.what: (reason.said, reason.field) for reason in alert.reasons}
    assert said["type"] == ("Figure", FieldKind.TITLE)
    assert said["place"][0] == "Mali"
    assert said["period"] == (None, None)
    law = {each.citation: each for each in alert.instruments}
    assert law["82 FR 43692"].in_force is False
    assert law["87 FR 57142 (CBP Dec. 22-23)"].in_force is True
    assert any(not each.verified for each in alert.instruments)
    assert alert.photograph
    assert alert.ask
    assert "says nothing about this object" in alert.sentence


def test_provenance_may_name_the_region_but_speaks_against_none() -> None:
    (tablet,) = alerts_of("Cuneiform tablet, clay, c. 2050 BC\nProvenance: private collection, Kathmandu")
    assert (tablet.category, tablet.certain_place) == ("iraq_cuneiform", False)
    (bust,) = alerts_of("Bust of a woman\nlimestone\n2nd century AD\nProvenance: Palmyra")
    assert (bust.category, bust.certain_place) == ("syria_palmyra", True)


def test_an_open_date_contradicts_only_where_it_must() -> None:
    assert alerts_of("Dogon figure, wood, Mali, before 1900")
    assert not alerts_of("Dogon figure, wood, Mali, after 1990")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Attic red-figure lekythos, 5th century BC, terracotta, height 30 cm", "B"),
        ("Fragment de mosaïque, Gaza, VIe siècle", "B"),
        ("Statuette Dogon, Mali. Bois. XVIIe siècle. Estimation : 20 000 - 30 000 €", "C"),
        ("Statuette Dogon, Mali. Bois. XVIIe siècle. Estimation : 2 000 - 3 000 €", None),
        ("Statuette Dogon, Mali. Bois. XIXe siècle. Estimation : 20 000 - 30 000 €", None),
        ("Indian painting, gouache on paper, 1650, €25,000", "C"),
        ("Indian painting, gouache on paper, 1650", None),
        ("Italian school, painting, oil on canvas, 1650, €25,000", None),
        ("A Swedish armchair, mid 18th century, €25,000", None),
    ],
)
def test_the_import_hint(text: str, part: str | None) -> None:
    hint = hint_of(text, alerted=bool(alerts_of(text)))
    assert (hint.part if hint else None) == part
    if hint is not None:
        assert hint.evidence
        assert "no ruling" in hint.disclaimer
        assert (hint.minimum_age, hint.minimum_value_eur) == {"B": (250, None), "C": (200, 18_000)}[hint.part or ""]


def test_an_estimate_across_the_threshold_asks_for_the_value() -> None:
    text = "Dogon figure, wood, Mali, 17th century, €15,000-25,000"
    hint = hint_of(text, alerted=True)
    assert hint is not None
    assert any("value" in question for question in hint.open_questions)
