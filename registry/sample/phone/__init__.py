"""Simulated phone photographs and other disguises of a picture, for tests, benchmarks and the demo."""

from registry.sample.phone.catalogue import DISGUISES
from registry.sample.phone.full import phone_photo, photographed, shoot
from registry.sample.phone.jpeg import as_phone_jpeg, from_jpeg, to_jpeg
from registry.sample.phone.shot import Outline, Shot
from registry.sample.phone.strength import STRENGTHS, Disguise, Strength
from registry.sample.phone.surroundings import surface
from registry.sample.phone.table import several_objects, several_photographed

__all__ = [
    "DISGUISES",
    "STRENGTHS",
    "Disguise",
    "Outline",
    "Shot",
    "Strength",
    "as_phone_jpeg",
    "from_jpeg",
    "phone_photo",
    "photographed",
    "several_objects",
    "several_photographed",
    "shoot",
    "surface",
    "to_jpeg",
]
