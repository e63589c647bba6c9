"""Sizes in running text: dates, lot numbers and prices are left alone, and each size has its place."""

import time

import pytest

from registry.normalise.measurements import Part, find_measurements

LISTINGS = [
    ("oil on canvas, 1633, 160 by 128 cm", ["160 by 128 cm"]),
    ("Lot 12. Bronze, 33.5 cm high, Benin, 18th century, est. £5,000-8,000", ["33.5 cm high"]),
    ("Huile sur toile (rentoilée). 81 x 65 cm. Cadre en bois doré. 3 000 / 5 000 €", ["81 x 65 cm"]),
    ("Море. 1890 г. Холст, масло. 45 x 60 см. Подписано справа внизу.", ["45 x 60 см"]),
    ("Öl/Lwd., 40 x 30 cm, gerahmt (55 x 45 cm). Limit 800,- EUR", ["40 x 30 cm", "55 x 45 cm"]),
    ("لوحة زيتية، القرن التاسع عشر، ٥٠ × ٧٠ سم، رقم الجرد ١٢٣", ["٥٠ × ٧٠ سم"]),
    ("清乾隆 青花瓶 高35厘米", ["高35厘米"]),
    ("18 ct gold ring, 4.5 g, size 7", ["4.5 g"]),
    ("Etching, plate 20 x 15 cm, sheet 30 x 22 cm, edition 3/50", ["20 x 15 cm", "30 x 22 cm"]),
    ("London 1780, each 28 cm high, 32 oz 10 dwt", ["28 cm high, 32 oz 10 dwt"]),
    ("B. 1890, d. 1950. Watercolour, 30 x 40 cm", ["30 x 40 cm"]),
    ("height of the statue is 30 cm", ["height of the statue is 30 cm"]),
    ("olio su tela, cm 50x70, firmato", ["cm 50x70"]),
    ("painted in 1632 in Rome", []),
    ("lot 12, sold in 1990 for $ 12,000 in New York", []),
    ("12.5.1923, no. 1943.12.5, p. 30, fig. 12, ff. 212, scale 1:50", []),
    ("Greek, circa 480 B.C. Height 30 cm", ["Height 30 cm"]),
    ("480 B.C.E., H. 30 cm", ["H. 30 cm"]),
    ("A.D. 480, height 30 cm", ["height 30 cm"]),
    ("A.H. 1121, 30 x 20 cm", ["30 x 20 cm"]),
    ("V secolo a.C., 480 a. C., altezza cm 30", ["altezza cm 30"]),
    ("um 480 v. Chr., H. 30 cm", ["H. 30 cm"]),
    ("vers 480 av. J.-C. H. 30 cm", ["H. 30 cm"]),
    ("480 до н. э., высота 30 см", ["высота 30 см"]),
    ('"Opus 12" and "No. 5" of 2 in a series', []),
    ("XIX в., 1890-е гг., л. 212", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "places"), LISTINGS)
def test_places_of_sizes(text: str, places: list[str]) -> None:
    found = find_measurements(text)
    assert [size.span.of(text) for size in found.sizes] == places
    assert found.text == text


def test_numbers_without_a_unit_are_no_sizes_in_prose_and_no_fault_either() -> None:
    found = find_measurements("published 1990, 30 x 40, lot 5")
    assert (found.sizes, found.not_understood) == ((), ())


def test_what_is_given_twice_is_one_size_with_both_places() -> None:
    text = "72.5 x 64.7 cm (28 1/2 x 25 1/2 in.)"
    (size,) = find_measurements(text).sizes
    assert size.centimetres == (72.5, 64.7)
    assert [measure.also[0].of(text) for measure in size.measures] == ["28 1/2", "25 1/2 in"]


def test_a_frame_and_a_canvas_are_told_apart() -> None:
    sizes = find_measurements("Холст, масло, 30 х 40 см; с рамой 50 х 60 см").sizes
    assert [(size.part, size.centimetres) for size in sizes] == [
        (Part.OBJECT, (30.0, 40.0)),
        (Part.FRAME, (50.0, 60.0)),
    ]


@pytest.mark.parametrize(
    "pattern", ["1 ", "3 cm ", "12 x ", "H. 3 cm, W. 4 cm, ", "3 x 4 in. (7.6 x 10.2 cm), ", "(3 cm ", "lot "]
)
def test_long_lines_cost_no_more_than_their_length(pattern: str) -> None:
    """Numbers by the thousand are read in time that grows with them: 200 kB took minutes once."""
    text = (pattern * 200_000)[:200_000]
    began = time.process_time()
    find_measurements(text)
    assert time.process_time() - began < 5
