"""The tables of docs/accuracy.md: the same figures as the report, in Markdown."""

from collections.abc import Sequence

from matcher.evaluation.metrics.alarms import LADDER, NONE, Alarms, Confusion
from matcher.evaluation.metrics.bootstrap import Share
from matcher.evaluation.metrics.recall import Group
from matcher.evaluation.metrics.summary import Measured

MARK = "matcher/evaluation/report/markdown.py"
"""Names the marks in docs/accuracy.md between which `repatria evaluate --publish` writes."""

_FEWEST = 3
"""A label with fewer queries has no row of its own in the documentation; the report has them all."""
_NOT_PUBLISHED = {"By situation and strength", "Second photographs by surface and shape"}


def tables(measured: Measured) -> str:
    """All tables, with what they were measured on."""
    about = measured.about
    asked = ", ".join(f"{number} {kind}" for kind, number in about.asked.items())
    parts = [
        f"Dataset `{about.dataset}` ({about.dataset_digest[:8]}), {about.objects} objects, {about.pictures} registered "
        f"pictures; size `{about.size}`: {asked} queries of {about.planned} planned; scorer `{about.scorer_version}`, code "
        f"`{about.code}`, {about.measured_on}. R@1, R@10 and R@50 are recall at a rank; brackets hold 95% intervals, "
        "resampled by object; @99% is recall where 99% of all accepted first candidates are right, negatives included.",
    ]
    for heading, groups in measured.groups.items():
        common = [group for group in groups if group.recall[1].queries >= _FEWEST]
        if common and heading not in _NOT_PUBLISHED:
            parts += [f"### {heading}", recall_table(common)]
    parts += ["### Candidate routes, photographs of another side left out", routes_table(measured.overall)]
    parts += ["### Verdicts by what was true", confusion_table(measured.confusion)]
    for heading, alarms in measured.alarms.items():
        parts += [f"### False alarms: {heading.lower()}", alarms_table(alarms)]
    if measured.reliability:
        parts += ["### Calibration", _reliability(measured)]
    parts += ["### Time of an answer", _times(measured)]
    return "\n\n".join(parts)


def recall_table(groups: Sequence[Group]) -> str:
    """Recall by label, beside the plain methods."""
    methods = list(dict.fromkeys(method for group in groups for method in group.baselines))
    labels = len(groups[0].values)
    head = [
        "",
        *[""] * (labels - 1),
        "queries",
        "R@1",
        "R@10",
        "R@50",
        "@99%",
        "strong",
        *(f"{name} R@1" for name in methods),
    ]
    rows = [
        [
            *group.values,
            str(group.recall[1].queries),
            interval(group.recall[1]),
            interval(group.recall[10]),
            percent(group.recall[50].value),
            percent(group.at_precision["99%"].value),
            percent(group.strong.value),
            *(percent(group.baselines[name][1]) if name in group.baselines else "" for name in methods),
        ]
        for group in groups
    ]
    return table(head, rows)


def routes_table(group: Group) -> str:
    """Recall of each route, their union, the answer and the baselines, over all queries with photographs."""
    rows = [[name, *(percent(found[rank]) for rank in (1, 10, 50))] for name, found in group.routes.items()]
    rows.append(["**answer**", *(percent(group.recall[rank].value) for rank in (1, 10, 50))])
    rows += [
        [f"{name} (baseline)", *(percent(found[rank]) for rank in (1, 10, 50))]
        for name, found in group.baselines.items()
    ]
    return table(["route", "R@1", "R@10", "R@50"], rows)


def confusion_table(rows: Sequence[Confusion]) -> str:
    """What each kind of truth was answered with."""
    head = ["truth", "queries", "objects", *(name.replace("_", " ") for name in (*LADDER, NONE))]
    return table(
        head,
        [
            [
                each.truth,
                str(each.queries),
                str(each.objects),
                *(f"{each.counts[name]} ({percent(each.counts[name] / each.queries)})" for name in (*LADDER, NONE)),
            ]
            for each in rows
        ],
    )


def alarms_table(groups: Sequence[Alarms]) -> str:
    """False alarms per thousand negatives, at each verdict."""
    rows = [
        [
            " ".join(group.values) or "all",
            str(group.reached["weak"].queries),
            *(_thousand(group.reached[name]) for name in LADDER),
        ]
        for group in groups
    ]
    return table(
        ["negatives", "queries", *(f"{name.replace('_', ' ')} or more, per thousand" for name in LADDER)], rows
    )


def _thousand(share: Share) -> str:
    return f"{share.value * 1000:.0f} ({share.low * 1000:.0f} to {share.high * 1000:.0f})"


def _reliability(measured: Measured) -> str:
    rows = [
        [name, percent(curve.expected_error), f"{curve.brier:.4f}", str(sum(each.candidates for each in curve.bins))]
        for name, curve in measured.reliability.items()
    ]
    return table(["probabilities", "expected calibration error", "Brier score", "candidates"], rows)


def _times(measured: Measured) -> str:
    rows = [[each.name, f"{each.median:.0f} ms", f"{each.p95:.0f} ms"] for each in (*measured.stages, measured.answer)]
    note = "One inference thread a query, as many queries at once as processes were started; docs/performance.md has speed."
    return f"{table(['stage', 'median', '95th percentile'], rows)}\n\n{note}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [f"| {' | '.join(head)} |", "|" + " --- |" * len(head)]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def interval(share: Share) -> str:
    """A share with its interval: "91% (86 to 95)"."""
    return f"{share.value:.1%} ({share.low * 100:.0f} to {share.high * 100:.0f})"


def percent(value: float) -> str:
    """A share in percent."""
    return f"{value:.1%}"
