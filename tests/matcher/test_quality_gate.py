"""The quality gate: a small evaluation of the generated set must be no worse than the committed baseline.

After a change that is meant to move the figures: `repatria evaluate --gate --update`, and say why in the commit. With one
signal left out (`repatria evaluate --gate --without words`) it fails; docs/decisions/0009-evaluation.md has the figures.
"""

from pathlib import Path

import pytest

from matcher.evaluation.dataset import read_dataset
from matcher.evaluation.evaluate import Asked, measure
from matcher.evaluation.gate import WORKS, fallen, figures, read_baseline
from matcher.evaluation.tasks import GATE
from matcher.weights import Weights
from registry.settings import Settings


@pytest.mark.models
def test_the_figures_of_the_generated_set_have_not_fallen(model_folder: Path, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "unused", models=model_folder)
    dataset = read_dataset("generated", tmp_path, works=WORKS)
    asked = Asked(GATE, Weights.load(), processes=settings.workers)
    run, _, _ = measure(dataset, tmp_path, settings, asked, lambda *_: None)
    assert len(run.outcomes) == len(run.tasks) > 40
    assert fallen(figures(run.outcomes), read_baseline()) == []
