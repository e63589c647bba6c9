"""Sizes as catalogues write them."""

import pytest

from registry.normalise.dimensions import sizes_in


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("72,5 x 64.7 cm", [(72.5, 64.7)]),
        ("28 1/2 × 25½ in.", [(72.39, 64.77)]),
        ("H. 30 cm; W. 20 cm", [(30.0, 20.0)]),
        ("1.2 m by 80 cm", [(120.0, 80.0)]),
        ("oil on canvas, 1633, 160 by 128 cm", [(160.0, 128.0)]),
        ("130 x 203 mm", [(13.0, 20.3)]),
        ('10" x 12"', [(25.4, 30.48)]),
        ("10 x 12 in (25 x 30 cm)", [(25.4, 30.48), (25.0, 30.0)]),
        ("33.5 cm high", [(33.5,)]),
        ("painted in 1632 in Rome", []),
        ("lot 12, sold in 1990", []),
        ("", []),
    ],
)
def test_sizes(text: str, sizes: list[tuple[float, ...]]) -> None:
    assert sizes_in(text) == sizes
