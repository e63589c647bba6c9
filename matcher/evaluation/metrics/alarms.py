"""What was said that should not have been: false alarms on negatives, and what each verdict amounted to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matcher.evaluation.metrics.bootstrap import Resampler, Share
from matcher.evaluation.metrics.recall import grouped
from matcher.evaluation.outcomes import Outcome

LADDER = ("strong_candidate", "possible", "weak")
NONE = "none"


@dataclass(frozen=True)
class Alarms:
    """False alarms of a group of negatives: the share whose answer reaches at least each verdict."""

    name: str
    values: tuple[str, ...]
    reached: dict[str, Share]


@dataclass(frozen=True)
class Confusion:
    """What one kind of truth was answered with: how many times each verdict, `none` where there was none."""

    truth: str
    counts: dict[str, int]
    objects: int

    @property
    def queries(self) -> int:
        """All queries of this kind."""
        return sum(self.counts.values())


def reaches(verdict: str | None, least: str) -> bool:
    """Whether a verdict is at least another."""
    return verdict in LADDER[: LADDER.index(least) + 1]


def alarms(name: str, negatives: Sequence[Outcome], *labels: str) -> list[Alarms]:
    """False alarms by the values of some labels."""
    found = []
    for values, group in grouped(negatives, *labels).items():
        draw = Resampler([each.about for each in group])
        reached = {least: draw.share([reaches(each.verdict, least) for each in group]) for least in LADDER}
        found.append(Alarms(name, values, reached))
    return found


def _wrong(outcome: Outcome) -> str | None:
    return outcome.best_wrong.verdict if outcome.best_wrong else None


def _look_alike(outcome: Outcome) -> str | None:
    return next((each.verdict for each in outcome.listed if each.relative), None)


def _right(outcome: Outcome) -> str | None:
    return outcome.right.verdict if outcome.right else None


_ROWS: tuple[tuple[str, Callable[[Outcome], bool], Callable[[Outcome], str | None]], ...] = (
    ("right object, transforms of flat works", lambda o: o.kind == "transform" and o.label("flat") == "flat", _right),
    (
        "right object, transforms of objects in the round",
        lambda o: o.kind == "transform" and o.label("flat") != "flat",
        _right,
    ),
    ("right object, second photographs of the same side", lambda o: o.label("surface") == "same", _right),
    ("right object, second photographs, partly the same", lambda o: o.label("surface") == "partial", _right),
    ("right object, second photographs of another side", lambda o: o.label("surface") == "none", _right),
    ("right object, words alone", lambda o: o.kind == "text" and o.registered, _right),
    ("best wrong object, flat works", lambda o: _pictured(o) and o.label("flat") == "flat", _wrong),
    ("best wrong object, objects in the round", lambda o: _pictured(o) and o.label("flat") != "flat", _wrong),
    ("best look-alike of the object asked about", lambda o: any(each.relative for each in o.listed), _look_alike),
    (
        "not registered, look-alikes are",
        lambda o: o.kind == "negative" and o.label("related") == "yes",
        lambda o: o.verdict,
    ),
    ("not registered", lambda o: o.kind == "negative" and o.label("related") != "yes", lambda o: o.verdict),
    ("not registered, words alone", lambda o: o.kind == "text" and not o.registered, lambda o: o.verdict),
)


def _pictured(outcome: Outcome) -> bool:
    return outcome.kind in {"second", "transform"}


def confusion(outcomes: Sequence[Outcome]) -> list[Confusion]:
    """What every kind of truth was answered with."""
    found = []
    for truth, belongs, verdict_of in _ROWS:
        group = [each for each in outcomes if belongs(each)]
        if group:
            verdicts = [verdict_of(each) for each in group]
            counts = {name: verdicts.count(name) for name in LADDER}
            counts[NONE] = len(group) - sum(counts.values())
            found.append(Confusion(truth, counts, len({each.about for each in group})))
    return found
