"""Risk categories: what they must hold, whom they alert to, and the tables of the EU."""

import datetime as dt

import pytest
from pydantic import ValidationError

from registry.normalise.eu_import_helper import eu_import_hint
from registry.normalise.risk_matching import Agreement, RiskSubject, risk_alerts, subject_from_text
from registry.vocabulary.eu_import import eu_import_tables
from registry.vocabulary.lists import ObjectType
from registry.vocabulary.risks import Instrument, InstrumentKind, RiskCategory, risk_regions

TODAY = dt.date(2026, 1, 1)


def test_the_regions_asked_for_are_there() -> None:
    assert {region.id for region in risk_regions()} >= {
        "mali", "gaza", "iraq", "syria", "yemen", "afghanistan", "libya", "sudan", "ukraine", "cambodia", "nepal",
        "west_africa",
    }  # fmt: skip
    assert sum(len(region.categories) for region in risk_regions()) >= 50


def test_every_instrument_names_its_source_and_the_unchecked_say_so() -> None:
    instruments = [instrument for region in risk_regions() for instrument in region.instruments]
    assert any(not instrument.verified for instrument in instruments)
    for instrument in instruments:
        assert instrument.verified == instrument.source.startswith("http")


def test_every_region_has_an_instrument_that_was_checked() -> None:
    assert all(any(instrument.verified for instrument in region.instruments) for region in risk_regions())


def test_dates_of_the_domain_reference() -> None:
    def since(region_id: str) -> set[dt.date | None]:
        (region,) = (region for region in risk_regions() if region.id == region_id)
        return {instrument.since for instrument in region.instruments}

    assert dt.date(1990, 8, 6) in since("iraq")
    assert dt.date(2011, 3, 15) in since("syria")
    (ukraine,) = (region for region in risk_regions() if region.id == "ukraine")
    restriction = next(one for one in ukraine.instruments if one.kind is InstrumentKind.IMPORT_RESTRICTION)
    assert (restriction.begins, restriction.ends) == (dt.date(2024, 9, 10), dt.date(2029, 3, 5))
    assert restriction.in_force(TODAY)
    assert restriction.in_force(dt.date(2029, 3, 6)) is False


@pytest.mark.parametrize(
    ("text", "years", "first"),
    [
        ("Dogon ancestor couple, wood, Mali", (1700, 1900), "mali_dogon_wood"),
        ("statuette Dogon en bois", (None, None), "mali_dogon_wood"),
        ("textile tellem, coton", (1100, 1300), "mali_tellem_textile"),
        ("مخطوطات تمبكتو على ورق", (1500, 1800), "mali_manuscripts"),
        ("مخطوط من غزة", (1500, 1700), "gaza_manuscripts"),
        ("cuneiform tablet, clay", (-2100, -2000), "iraq_cuneiform"),
        ("Keilschrifttafel", (None, None), "iraq_cuneiform"),
        ("Palmyrene funerary bust of a woman, limestone", (150, 250), "syria_palmyra"),
        ("mosaic panel, Apamea", (400, 500), "syria_mosaic"),
        ("tête en albâtre, Yémen", (-300, 100), "yemen_alabaster"),
        ("Gandhara schist relief of the Buddha", (100, 300), "afghanistan_gandhara"),
        ("funerary bust of a woman, marble, Cyrene", (-300, 200), "libya_funerary"),
        ("shabti, faience, Napata", (-700, -600), "sudan_kush"),
        ("Скифская золотая бляха, Крым", (-400, -300), "ukraine_scythian"),
        ("icon, tempera on panel, Ukrainian", (1700, 1800), "ukraine_icons"),
        ("高棉砂岩佛像", (1000, 1200), "cambodia_stone"),
        ("Uma-Maheshvara, stone relief, Bhaktapur", (1000, 1300), "nepal_stone"),
        ("thangka, pigment on cotton", (1800, 1900), "nepal_painting"),
        ("Nok terracotta head", (-500, 200), "west_africa_terracotta"),
    ],
)
def test_alerts(text: str, years: tuple[int | None, int | None], first: str) -> None:
    alerts = risk_alerts(subject_from_text(text, earliest=years[0], latest=years[1]))
    assert alerts[0].category.id == first
    assert all(reason.agreement is not Agreement.CONTRADICTS for alert in alerts for reason in alert.reasons)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Bust, marble, Rome", (100, 200)),
        ("oil on canvas, French school", (1800, 1850)),
        ("Palmyrene funerary bust, limestone", (1950, 1950)),  # the time contradicts
        ("Dogon figure, bronze", (1700, 1900)),  # the material contradicts
        ("coin", (None, None)),  # a type of everywhere, no place
        ("thangka, Paris, French school", (1900, 1950)),
        ("", (None, None)),
    ],
)
def test_no_alert(text: str, years: tuple[int | None, int | None]) -> None:
    assert risk_alerts(subject_from_text(text, earliest=years[0], latest=years[1])) == ()


def test_a_type_without_words_is_taken_from_the_closed_list() -> None:
    subject = RiskSubject(place_words="Umma, Iraq", level1=ObjectType.CUNEIFORM_TABLET)
    assert [alert.category.id for alert in risk_alerts(subject)] == ["iraq_cuneiform"]


def test_an_alert_says_whether_the_place_was_named() -> None:
    (named,) = risk_alerts(subject_from_text("cuneiform tablet from Umma"))
    (guessed,) = risk_alerts(subject_from_text("cuneiform tablet"))
    assert (named.certain_place, guessed.certain_place) == (True, False)


def test_broken_categories_are_refused() -> None:
    whole = {"id": "x", "title": "title", "summary": "summary", "types": ["coin"], "earliest": 1, "latest": 2,
             "photograph": ["front"]}  # fmt: skip
    RiskCategory.model_validate(whole)
    with pytest.raises(ValidationError, match="no vocabulary"):
        RiskCategory.model_validate({**whole, "types": ["unheard_of"]})
    with pytest.raises(ValidationError, match="after the latest"):
        RiskCategory.model_validate({**whole, "earliest": 3})
    with pytest.raises(ValidationError, match="names the page"):
        Instrument(
            name="name", kind=InstrumentKind.CONVENTION, issued_by="somebody", source="domain reference", verified=True
        )


def test_the_tables_of_the_regulation() -> None:
    tables = eu_import_tables()
    assert tables.applies_from == dt.date(2025, 6, 28)
    assert (tables.parts["B"].minimum_age, tables.parts["B"].minimum_value_eur) == (250, None)
    assert (tables.parts["C"].minimum_age, tables.parts["C"].minimum_value_eur) == (200, 18_000)


@pytest.mark.parametrize(
    ("types", "year", "value", "in_eu", "excavated", "part"),
    [
        ({"cuneiform_tablet"}, -2000, 300, False, None, "B"),
        ({"statue"}, 200, None, False, True, "B"),
        ({"mosaic"}, 1990, 10_000, False, None, None),
        ({"painting"}, 1650, 50_000, False, False, "C"),
        ({"portrait"}, 1650, 50_000, False, False, "C"),
        ({"painting"}, 1650, 10_000, False, False, None),
        ({"painting"}, 1950, 50_000, False, False, None),
        ({"coin"}, 1700, 20_000, None, False, "C"),
        ({"cuneiform_tablet"}, -2000, 300, True, None, None),
        ({"cuneiform_tablet"}, None, None, False, True, "B"),
        (set(), 1650, 50_000, False, None, None),
    ],
)
def test_the_import_helper(
    types: set[str], year: int | None, value: float | None, in_eu: bool | None, excavated: bool | None, part: str | None
) -> None:
    hint = eu_import_hint(
        frozenset(types), latest_year=year, value_eur=value, made_in_eu=in_eu, excavated=excavated, on=TODAY
    )
    assert hint.part == part
    assert (hint.measure is None) == (part is None)
    assert bool(hint.evidence) == (part is not None)
    assert "no ruling" in hint.disclaimer


def test_before_the_regulation_applies_no_part_is_named() -> None:
    hint = eu_import_hint(
        frozenset({"cuneiform_tablet"}),
        latest_year=-2000,
        value_eur=None,
        made_in_eu=False,
        excavated=True,
        on=dt.date(2025, 6, 27),
    )
    assert hint.part is None
