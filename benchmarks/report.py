"""The table of docs/accuracy.md."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from benchmarks.dataset import Dataset
from benchmarks.runs import Outcome

_FEWEST = 3
"""A label with fewer queries has no row of its own."""


def table(dataset: Dataset, outcomes: Sequence[Outcome], plain: Mapping[str, int]) -> str:
    """Recall by disguise, surface, source and view, beside pHash-64; verdicts; false alarms; times. Markdown."""
    parts = [
        f"Dataset `{dataset.name}`: {len(dataset.registry)} registered pictures, {len(dataset.second)} second "
        f"photographs, {len(dataset.negatives)} negatives. R@1 and R@10 are recall at rank 1 and 10.",
        "### Disguised registry pictures",
        _recall(_kind(outcomes, "disguise"), plain, "disguise"),
        "### Second photographs, by common surface",
        _recall(_kind(outcomes, "second"), plain, "surface"),
        "### Second photographs, by source",
        _recall(_kind(outcomes, "second"), plain, "source", "surface"),
        "### Second photographs, by view",
        _recall(_kind(outcomes, "second"), plain, "view"),
        "### Verdicts",
        _verdicts(outcomes),
        "### Time of an answer",
        _times(outcomes),
    ]
    return "\n\n".join(part for part in parts if part)


def _kind(outcomes: Iterable[Outcome], kind: str) -> list[Outcome]:
    return [each for each in outcomes if each.kind == kind]


def _recall(outcomes: Sequence[Outcome], plain: Mapping[str, int], *labels: str) -> str:
    if not outcomes:
        return "(not measured)"
    groups: dict[tuple[str, ...], list[Outcome]] = {}
    for each in outcomes:
        named = dict(each.labels)
        groups.setdefault(tuple(named[label] for label in labels), []).append(each)
    rare = [key for key, group in groups.items() if len(group) < _FEWEST]
    if len(rare) > 1:
        rest = [each for key in rare for each in groups.pop(key)]
        groups[("(fewer than three each)", *([""] * (len(labels) - 1)))] = rest
    lines = [
        f"| {' | '.join(labels)} | queries | R@1 | R@10 | strong | pHash-64 R@1 | pHash-64 R@10 |",
        "|" + " --- |" * (len(labels) + 6),
    ]
    for key, group in sorted(groups.items()):
        ranks = np.array([each.rank for each in group])
        theirs = np.array([plain[each.id] for each in group])
        strong = np.mean([each.right_verdict == "strong_candidate" for each in group])
        values = [np.mean(ranks == 1), np.mean((ranks >= 1) & (ranks <= 10)), strong]
        values += [np.mean(theirs == 1), np.mean(theirs <= 10)]
        lines.append(f"| {' | '.join(key)} | {len(group)} | " + " | ".join(f"{value:.1%}" for value in values) + " |")
    return "\n".join(lines)


def _verdicts(outcomes: Sequence[Outcome]) -> str:
    def flat(each: Outcome) -> bool:
        return dict(each.labels).get("flat") == "True"

    def manuscript(each: Outcome) -> bool:
        return "manuscript" in dict(each.labels).get("domain", "")

    groups: list[tuple[str, Callable[[Outcome], bool], str]] = [
        ("disguises of flat works (right object)", lambda each: each.kind == "disguise" and flat(each), "right"),
        (
            "disguises of objects in the round (right object)",
            lambda each: each.kind == "disguise" and not flat(each),
            "right",
        ),
        *(
            (
                f"second photographs, surface {name} (right object)",
                lambda each, name=name: each.kind == "second" and dict(each.labels)["surface"] == name,
                "right",
            )
            for name in ("same", "partial", "none")
        ),
        ("second photographs (best wrong object)", lambda each: each.kind == "second", "wrong"),
        ("disguises (best wrong object)", lambda each: each.kind == "disguise", "wrong"),
        ("negatives: manuscript pages", lambda each: each.kind == "negative" and manuscript(each), "wrong"),
        ("negatives: all others", lambda each: each.kind == "negative" and not manuscript(each), "wrong"),
    ]
    lines = ["| queries | number | strong_candidate | possible | weak |", "| --- | --- | --- | --- | --- |"]
    for name, belongs, side in groups:
        group = [each for each in outcomes if belongs(each)]
        if not group:
            continue
        verdicts = [each.right_verdict if side == "right" else each.best_wrong_verdict for each in group]
        counts = [verdicts.count(verdict) for verdict in ("strong_candidate", "possible", "weak")]
        cells = " | ".join(f"{count} ({count / len(group):.1%})" for count in counts)
        lines.append(f"| {name} | {len(group)} | {cells} |")
    return "\n".join(lines)


def _times(outcomes: Sequence[Outcome]) -> str:
    times = np.array([each.total_ms for each in outcomes])
    return (
        f"Median {np.median(times):.0f} ms, 95th percentile {np.quantile(times, 0.95):.0f} ms a query with one inference "
        "thread, as many queries at once as the measuring machine has cores. Speed is measured properly in "
        "docs/performance.md."
    )
