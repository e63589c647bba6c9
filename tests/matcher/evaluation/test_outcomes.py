"""The journal survives a kill and never mixes two ways of answering."""

from pathlib import Path

import pytest

from matcher.evaluation.dataset.reading import read_folder
from matcher.evaluation.outcomes import Journal, Outcome
from matcher.evaluation.tasks import FULL, QUICK, Size, plan_tasks, spread
from matcher.evaluation.transforms import SUITE
from tests.matcher.evaluation.making import write_dataset

HEADER = {"scorer_version": "one", "schemes": {"words": "w"}}


def outcome(name: str) -> Outcome:
    """An outcome of a task."""
    return Outcome(task=name, kind="negative", about=name, labels={}, registered=False)


def test_what_was_added_is_read_again_after_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "outcomes.jsonl"
    with Journal(path, HEADER) as journal:
        journal.add(outcome("a"))
        journal.add(outcome("b"))
        # Seen by another process at once: nothing waits in a buffer.
        assert set(Journal(path, HEADER).read()) == {"a", "b"}
    with path.open("a", encoding="utf-8") as file:
        file.write('{"task": "torn", "ki')
    with Journal(path, HEADER) as journal:
        assert set(journal.read()) == {"a", "b"}
        journal.add(outcome("c"))
    assert set(Journal(path, HEADER).read()) == {"a", "b", "c"}


def test_outcomes_of_other_weights_schemes_or_code_are_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "outcomes.jsonl"
    with Journal(path, HEADER) as journal:
        journal.add(outcome("a"))
    other = Journal(path, {**HEADER, "scorer_version": "two"})
    assert other.read() == {}
    with other:
        other.add(outcome("b"))
    assert set(other.read()) == {"b"}


@pytest.mark.parametrize("size", [QUICK, FULL], ids=lambda size: size.name)
def test_a_plan_is_the_same_every_time_with_seeds_of_their_own(tmp_path: Path, size: Size) -> None:
    write_dataset(tmp_path)
    dataset = read_folder(tmp_path)
    tasks = plan_tasks(dataset, size)
    assert tasks == plan_tasks(dataset, size)
    assert len({task.id for task in tasks}) == len(tasks)
    transforms = [task for task in tasks if task.kind == "transform"]
    assert {task.transform for task in transforms} == set(SUITE)
    assert len({task.seed for task in transforms}) == len(transforms)
    assert [task.kind for task in tasks[:5]] == ["second"] * 3 + ["negative", "text"]
    few = plan_tasks(dataset, Size("few", 0, 1, 0))
    # The same query has the same seed whatever else is asked, so that outcomes of a smaller size are kept.
    assert {task.id: task.seed for task in few}.items() <= {task.id: task.seed for task in tasks}.items()


def test_a_sample_is_spread_over_the_domains(tmp_path: Path) -> None:
    import numpy as np

    write_dataset(tmp_path)
    objects = read_folder(tmp_path).objects
    assert {each.domain for each in spread(objects * 5, 3, np.random.default_rng(0))} == {"slab", "textile", "drawing"}
    assert len(spread(objects, 99, np.random.default_rng(0))) == 3
