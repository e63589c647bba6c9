"""Datasets to measure on: `model` says what one is, `reading` reads it from a folder or makes the project's own.

`manifest` is the documented format, `eval_dev` the layout of the development set, `generated` writes the project's own set
(painted works, simulated photographs) in the documented format.
"""

from matcher.evaluation.dataset.model import Dataset
from matcher.evaluation.dataset.reading import read_dataset

__all__ = ["Dataset", "read_dataset"]
