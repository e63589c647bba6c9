"""Gathers labelled comparisons for a fit: the matcher's own, on datasets whose pictures may be fitted on.

The matcher runs as it always does, with weights that only choose what is looked at closely, so that what is fitted does not
depend on what was fitted before. A comparison with a registered object that is right is a true pair; photographs that show
nothing of the registered side are left out, since nothing can be learnt from them about what sameness looks like.
"""

from collections.abc import Sequence
from pathlib import Path

from matcher.evaluation.code import code_version
from matcher.evaluation.dataset.model import Dataset
from matcher.evaluation.outcomes import Outcome
from matcher.evaluation.registering import Step, Workplace
from matcher.evaluation.running import Way, run
from matcher.evaluation.tasks import FIT, Kind, Size, Task, plan_tasks
from matcher.fitting.fit import Gathered
from matcher.fitting.pairs import LabelledPair
from matcher.fitting.records import documented_cases
from matcher.weights import HingeTerm, PictureModel, Provenance, Thresholds, Weights
from registry.settings import Settings

_KINDS: tuple[Kind, ...] = ("second", "negative", "transform")

GATHERING = Weights(
    scorer_version="gathering-1",
    provenance=Provenance(
        data="none: chooses what is compared while data are gathered",
        data_sha256="",
        fitted_on="",
        code_version="",
        picture_pairs=0,
        text_pairs=0,
        schemes={},
    ),
    picture=PictureModel(
        intercept=0.0,
        terms=(
            HingeTerm(measure="similarity", knots=(0.0, 1.0), weights=(10.0,)),
            HingeTerm(measure="hash_closeness", knots=(0.5, 1.0), weights=(10.0,)),
            HingeTerm(measure="neighbour_inliers", knots=(2.5, 8.0), weights=(2.0,)),
        ),
    ),
    additional_photograph_share=0.0,
    words_alone=0.0,
    text={},
    thresholds=Thresholds(strong_candidate=30.0, possible=12.0, weak=0.0),
)
"""Its bits are never used; below `possible` a query is also sought in its other orientations."""


def gather(
    datasets: Sequence[Dataset], work: Path, settings: Settings, step: Step, *, processes: int = 2, size: Size = FIT
) -> Gathered:
    """The labelled comparisons of all datasets, their measuring-only sources left out. Raises EvaluationRefused."""
    pairs: list[LabelledPair] = []
    registered: list[str] = []
    queries, names = 0, []
    schemes: dict[str, str] = {}
    for dataset in (each.for_fitting() for each in datasets):
        place = Workplace.of(work, dataset, settings)
        tasks = [task for task in plan_tasks(dataset, size, only=_KINDS) if task.label("surface") != "none"]
        done = run(dataset, place, tasks, Way(GATHERING, comparisons=True, processes=processes), step)
        for task, outcome in zip(done.tasks, done.outcomes, strict=True):
            pairs.extend(labelled(dataset, task, outcome))
        registered += [f"{dataset.name}/{task.id}" for task in done.tasks if task.right]
        queries += len(done.tasks)
        names.append(f"{dataset.name} ({len(done.tasks)} queries, {dataset.digest[:8]})")
        schemes = done.schemes
    data = f"{', '.join(names)} and {len(documented_cases())} documented cases"
    return Gathered(data, pairs, registered, queries, schemes, code_version())


def labelled(dataset: Dataset, task: Task, outcome: Outcome) -> list[LabelledPair]:
    """The labelled pairs of one query; names of objects are those of the dataset, told apart by its own name.

    Another impression of one plate is left out: its photograph is one of the registered picture, too, so that calling it
    wrong would teach that agreeing surfaces mean nothing. Numbers and words have to tell impressions apart.
    """
    return [
        LabelledPair(
            dataset=dataset.name,
            query=f"{dataset.name}/{task.id}",
            about=f"{dataset.name}/{task.about}",
            object=f"{dataset.name}/{each.object}",
            photograph=task.transform is None,
            registered=bool(task.right),
            same=each.same,
            relative=each.relative,
            measures=each.measures,
        )
        for each in outcome.compared
        if not (each.relative and dataset.by_id[each.object].same_image)
    ]
