"""One task through the matcher as it is: the picture made, the question asked, the answer told as an outcome."""

from collections.abc import Mapping
from pathlib import Path

import cv2

from matcher.answer import Candidate, MatchAnswer
from matcher.errors import QueryRefused
from matcher.evaluation import baselines
from matcher.evaluation.baselines import Known
from matcher.evaluation.outcomes import KEPT, RANKED, Baseline, Compared, Listed, Outcome
from matcher.evaluation.tasks import Task
from matcher.evaluation.transforms import SUITE
from matcher.evidence.picture import measures
from matcher.matching import Matcher
from matcher.query import Query, QueryPhotograph
from matcher.signals import Signals
from matcher.trace import Trace
from matcher.weights import Weights
from registry.imaging.decode import decode
from registry.registering.register import Register
from registry.sample.phone import to_jpeg
from registry.settings import Settings
from registry.vocabulary.lists import Role

_QUALITY = 90
"""JPEG quality at which a transformed picture is sent."""


def query_bytes(task: Task) -> bytes:
    """The JPEG of a task's query, the same at every call."""
    data = Path(task.path).read_bytes()
    if task.transform is None:
        return data
    return to_jpeg(SUITE[task.transform](decode(data).rgb, task.seed, task.strength), _QUALITY)


class Examiner:
    """Answers tasks against the register of a dataset, in one process with one thread."""

    def __init__(
        self,
        settings: Settings,
        weights: Weights,
        signals: Signals,
        known: Mapping[str, Known],
        families: Mapping[str, str],
        *,
        comparisons: bool,
    ) -> None:
        """`families` names the family of registered objects; `comparisons` keeps the measures of comparisons, for a fit."""
        cv2.setNumThreads(1)
        self.register = Register.open(settings.model_copy(update={"threads": 1}))
        self.matcher = Matcher(self.register, weights, signals=signals)
        self._known = known
        self._families = families
        self._comparisons = comparisons
        records = list(self.register.store.all_objects())
        self.names = {record.id: record.external_ids[0].value for record in records}

    def close(self) -> None:
        """Close the register."""
        self.register.close()

    def query(self, task: Task) -> Query:
        """The question of a task."""
        photographs = (QueryPhotograph(query_bytes(task)),) if task.path else ()
        return Query(photographs, task.text, task.identifiers, limit=RANKED, role=Role.ADMINISTRATOR)

    def examine(self, task: Task) -> Outcome:
        """Ask, and tell what came back."""
        return self.examine_fully(task)[0]

    def examine_fully(self, task: Task) -> tuple[Outcome, MatchAnswer | None]:
        """The outcome and the whole answer (None where the query was refused)."""
        query, trace = self.query(task), Trace()
        told = Outcome(
            task=task.id, kind=task.kind, about=task.about, labels=dict(task.labels), registered=bool(task.right)
        )
        try:
            answer = self.matcher.match(query, trace)
        except QueryRefused as refused:
            return told.model_copy(update={"refused": refused.code}), None
        names = [self.names[each.object_id] for each in answer.candidates]
        rank = next((place for place, name in enumerate(names, start=1) if name in task.right), 0)
        listed = [self._listed(task, each) for each in answer.candidates]
        outcome = told.model_copy(
            update={
                "rank": rank,
                "right": listed[rank - 1] if rank else None,
                "listed": tuple(listed[:KEPT]),
                "verdict": answer.verdict.value,
                "routes": self._routes(task, trace),
                "baselines": self._baselines(task, query, trace),
                "stages": answer.timing.stages,
                "total_ms": answer.timing.total_ms,
                "compared": self._compared(task, trace) if self._comparisons else (),
            }
        )
        return outcome, answer

    def _listed(self, task: Task, candidate: Candidate) -> Listed:
        name = self.names[candidate.object_id]
        right = name in task.right
        return Listed(
            object=name,
            bits=candidate.score_bits,
            verdict=candidate.verdict.value if candidate.verdict else None,
            probability=candidate.probability,
            right=right,
            relative=not right and self._relative(task, name),
        )

    def _relative(self, task: Task, name: str) -> bool:
        return task.family is not None and self._families.get(name) == task.family

    def _routes(self, task: Task, trace: Trace) -> dict[str, int]:
        """The best place of a right object in the lists of each route."""
        places: dict[str, int] = {}
        for object_id, found in trace.candidates.found.items():
            if self.names[object_id] in task.right:
                for route, place in found.ranks.items():
                    places[route.value] = min(place, places.get(route.value, place))
        return places

    def _baselines(self, task: Task, query: Query, trace: Trace) -> dict[str, Baseline]:
        if not query.photographs:
            return {}
        rgb = decode(query.photographs[0].data).rgb
        vectors = {name: method(rgb) for name, method in baselines.methods().items()}
        if trace.looks and trace.looks[0].informative and trace.looks[0].descriptors is not None:
            vectors[baselines.SSCD] = trace.looks[0].descriptors[0]
        return {
            name: self._known[name].outcome(vector, task.right)
            for name, vector in vectors.items()
            if name in self._known
        }

    def _compared(self, task: Task, trace: Trace) -> tuple[Compared, ...]:
        """The measures of every comparison that was made with all means."""
        found = []
        for each in trace.compared:
            if each.comparison.verified:
                name = self.names[each.object_id]
                same = name in task.right
                taken = {key: round(value, 5) for key, value in measures(each.comparison).items()}
                found.append(
                    Compared(object=name, same=same, relative=self._relative(task, name) and not same, measures=taken)
                )
        return tuple(found)
