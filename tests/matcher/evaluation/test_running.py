"""A real evaluation of a tiny dataset: asked once, resumed, reported, and its comparisons gathered for a fit."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from matcher.errors import EvaluationRefused
from matcher.evaluation import baselines
from matcher.evaluation.dataset import Dataset
from matcher.evaluation.dataset.reading import read_folder
from matcher.evaluation.evaluate import Asked, Evaluation, evaluate, measure
from matcher.evaluation.examining import Examiner, query_bytes
from matcher.evaluation.gathering import gather
from matcher.evaluation.outcomes import Outcome
from matcher.evaluation.registering import Workplace
from matcher.evaluation.report.markdown import MARK, tables
from matcher.evaluation.report.publishing import publish_between
from matcher.evaluation.running import families
from matcher.evaluation.tasks import Size, Task, plan_tasks
from matcher.signals import ALL_SIGNALS, Signals
from matcher.weights import Weights
from registry.settings import Settings
from tests.matcher.evaluation.making import write_dataset

SMALL = Size("small", 0, 1, 0, transforms=("small", "mirror"))


@dataclass
class Seen:
    """Progress as it was told."""

    steps: list[tuple[str, int, int]] = field(default_factory=list)

    def __call__(self, what: str, done: int, of: int) -> None:
        self.steps.append((what, done, of))

    def asked(self) -> int:
        """How many queries were asked."""
        return sum(what == "queries" for what, _, _ in self.steps)


@dataclass(frozen=True)
class Done:
    """An evaluated dataset, and all that is needed to go on with it."""

    dataset: Dataset
    work: Path
    settings: Settings
    evaluation: Evaluation
    seen: Seen

    def asked(self, **changes: object) -> Asked:
        """The evaluation as it was asked for, or changed."""
        return Asked(**{"size": SMALL, "weights": Weights.load(), "processes": 1, **changes})  # type: ignore[arg-type]

    @property
    def journal(self) -> Path:
        """Where the outcomes lie."""
        return Workplace.of(self.work, self.dataset, self.settings).folder / "outcomes.jsonl"


@pytest.fixture(scope="module")
def done(model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Done:
    """The tiny dataset, evaluated."""
    folder = tmp_path_factory.mktemp("evaluated")
    write_dataset(folder / "tiny")
    dataset = read_folder(folder / "tiny")
    settings = Settings(data=folder / "unused", models=model_folder, workers=1)
    seen = Seen()
    asked = Asked(SMALL, Weights.load(), processes=1)
    return Done(dataset, folder / "work", settings, evaluate(dataset, folder / "work", settings, asked, seen), seen)


@pytest.fixture
def examiner(done: Done) -> Iterator[Examiner]:
    """The tiny dataset asked in this process, with all signals."""
    found = open_examiner(done, ALL_SIGNALS)
    yield found
    found.close()


def open_examiner(done: Done, signals: Signals) -> Examiner:
    """An examiner of the evaluated dataset."""
    place = Workplace.of(done.work, done.dataset, done.settings)
    known = baselines.load(place.known)
    return Examiner(place.settings, Weights.load(), signals, known, families(done.dataset), comparisons=True)


def task_of(done: Done, name: str) -> Task:
    """A task by its id."""
    return next(task for task in plan_tasks(done.dataset, SMALL) if task.id == name)


def test_everything_planned_was_asked_and_measured(done: Done) -> None:
    measured = done.evaluation.measured
    assert measured.about.asked == {"second": 3, "negative": 1, "text": 1, "transform": 2}
    assert measured.about.planned == done.seen.asked() == 7
    assert measured.overall.recall[1].value == 1.0
    assert set(measured.overall.baselines) >= {"pHash-64", "dHash-64", "SSCD alone"}
    assert {stage.name for stage in measured.stages} >= {"descriptors", "verification"}
    assert [group.values for group in measured.groups["By transform and strength"]] == [
        ("small", "medium"),
        ("mirror", "medium"),
    ]


def test_a_killed_run_goes_on_where_it_was_and_answers_the_same(done: Done) -> None:
    before = [Outcome.model_validate_json(line) for line in done.journal.read_text(encoding="utf-8").splitlines()[1:]]
    lines = done.journal.read_text(encoding="utf-8").splitlines(keepends=True)
    done.journal.write_text("".join(lines[:-2]) + lines[-2][:40], encoding="utf-8")
    seen = Seen()
    run, _, _ = measure(done.dataset, done.work, done.settings, done.asked(), seen)
    assert seen.asked() == 2
    told = {each.task: each for each in run.outcomes}
    for each in before:
        unclocked = {"stages", "total_ms"}
        assert told[each.task].model_dump(exclude=unclocked) == each.model_dump(exclude=unclocked)


def test_when_the_time_is_up_nothing_more_is_asked(done: Done) -> None:
    done.journal.rename(done.journal.with_suffix(".kept"))
    try:
        with pytest.raises(EvaluationRefused, match="no time was left"):
            measure(done.dataset, done.work, done.settings, done.asked(minutes=0.0), Seen())
    finally:
        done.journal.with_suffix(".kept").replace(done.journal)


def test_the_report_is_one_page_that_needs_nothing_else(done: Done) -> None:
    page = done.evaluation.page.read_text(encoding="utf-8")
    assert "<script" not in page
    for address in re.findall(r'(?:src|href)="([^"]*)"', page):
        assert address.startswith("data:image/jpeg;base64,")
    assert set(re.findall(r"https?://[^\s\"<]+", page)) <= {"http://www.w3.org/2000/svg"}
    assert page.count("<svg") >= 4
    assert "nan" not in re.findall(r"[a-z]+", page.partition("<main>")[2].partition("<article")[0].casefold())
    data = json.loads(done.evaluation.data.read_text(encoding="utf-8"))
    assert data["about"]["dataset"] == "tiny"
    assert data["overall"]["recall"]["1"]["queries"] == 5


def test_the_tables_go_between_the_marks_of_a_page(done: Done, tmp_path: Path) -> None:
    page = tmp_path / "accuracy.md"
    page.write_text(f"Before\n<!-- begin: {MARK} -->\nstale\n<!-- end: {MARK} -->\nAfter\n", encoding="utf-8")
    publish_between(page, MARK, tables(done.evaluation.measured))
    text = page.read_text(encoding="utf-8")
    assert text.startswith("Before")
    assert text.endswith("After\n")
    assert "stale" not in text
    assert "| same | 3 | 100.0%" in text
    assert "By transform" not in text, "a label with fewer than three queries has no row"
    page.write_text("no marks", encoding="utf-8")
    with pytest.raises(EvaluationRefused, match="lacks the marks"):
        publish_between(page, MARK, "x")


def test_a_route_tells_its_own_rank_and_an_unregistered_relative_is_known(done: Done, examiner: Examiner) -> None:
    found = examiner.examine(task_of(done, "textile-phone"))
    assert found.rank == 1
    assert found.routes["descriptor"] == 1
    assert set(found.routes) <= {"hash", "descriptor", "turned descriptor", "visual words"}
    other = examiner.examine(task_of(done, "other"))
    assert not other.registered
    assert other.rank == 0
    assert [each.object for each in other.listed if each.relative] == ["textile"]


@pytest.mark.parametrize("name", Signals.names())
def test_a_signal_that_is_left_out_says_nothing(done: Done, name: str) -> None:
    examiner = open_examiner(done, Signals.without([name]))
    try:
        found = examiner.examine(task_of(done, "slab-phone"))
    finally:
        examiner.close()
    measures = {key for each in found.compared for key in each.measures}
    if name == "verification":
        assert found.compared == ()
    elif name == "words":
        assert "visual words" not in found.routes
    else:
        assert {"hashes": "hash", "descriptor": "descriptor"}[name] not in found.routes
        assert {"hashes": "hash_closeness", "descriptor": "similarity"}[name] not in measures
    assert found.rank == 1


def test_a_query_is_the_same_bytes_every_time(done: Done) -> None:
    task = next(task for task in plan_tasks(done.dataset, SMALL) if task.transform == "small")
    assert query_bytes(task) == query_bytes(task)


def test_comparisons_are_gathered_from_what_may_be_fitted_on(done: Done) -> None:
    size = Size("few", 0, 1, 0, transforms=("mirror",), transformed_negatives=1)
    gathered = gather([done.dataset], done.work, done.settings, Seen(), processes=1, size=size)
    assert {pair.object for pair in gathered.pairs} == {"tiny-open/slab", "tiny-open/textile"}
    assert gathered.queries == 2 + 2 + 1
    assert len(gathered.registered) == 3
    assert {pair.query for pair in gathered.pairs if pair.same} == set(gathered.registered)
    relatives = [pair for pair in gathered.pairs if pair.relative]
    assert relatives
    assert all(not pair.registered and pair.object == "tiny-open/textile" for pair in relatives)
    assert all("inliers" in pair.measures for pair in gathered.pairs)
    assert {pair.photograph for pair in gathered.pairs} == {True, False}
