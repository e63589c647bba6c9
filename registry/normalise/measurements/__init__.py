"""Sizes and weights from text: read, found, compared, and put into and taken from records.

`read_measurements` understands a field of measurements, `find_measurements` finds sizes in running text; both return
`Measurements`: sizes of parts, lengths in millimetres and weights in grams, each with its span in the original text.
docs/measurements.md tells what is understood and how it is compared.
"""

from registry.normalise.measurements.comparing import SizeComparison, SizeLevel, compare_sizes
from registry.normalise.measurements.reading import find_measurements, read_measurements
from registry.normalise.measurements.recorded import measurements_of, recorded_sizes
from registry.normalise.measurements.values import Measure, Measurements, NotUnderstood, Part, Reason, Size
from registry.normalise.measurements.words import in_words

__all__ = [
    "Measure",
    "Measurements",
    "NotUnderstood",
    "Part",
    "Reason",
    "Size",
    "SizeComparison",
    "SizeLevel",
    "compare_sizes",
    "find_measurements",
    "in_words",
    "measurements_of",
    "read_measurements",
    "recorded_sizes",
]
