"""Simulated phone photographs and other disguises of a picture, for tests, benchmarks and the demo."""

from registry.sample.phone.catalogue import DISGUISES
from registry.sample.phone.full import phone_photo, shoot
from registry.sample.phone.jpeg import as_phone_jpeg, from_jpeg, to_jpeg
from registry.sample.phone.strength import STRENGTHS, Disguise, Strength
from registry.sample.phone.surroundings import surface
from registry.sample.phone.table import several_objects

__all__ = [
    "DISGUISES",
    "STRENGTHS",
    "Disguise",
    "Strength",
    "as_phone_jpeg",
    "from_jpeg",
    "phone_photo",
    "several_objects",
    "shoot",
    "surface",
    "to_jpeg",
]
