"""The charts of the report."""

from collections.abc import Mapping, Sequence

from matcher.evaluation.metrics.alarms import LADDER, NONE, Confusion
from matcher.evaluation.metrics.bootstrap import Share
from matcher.evaluation.metrics.recall import Group
from matcher.evaluation.metrics.summary import Stage
from matcher.evaluation.report import svg
from matcher.fitting.reliability import Reliability

_LEFT, _ROW = 170.0, 22.0
_WIDTH = 720.0
_FEW = 20
"""A bin of the reliability curve with fewer candidates is drawn hollow, and no line goes through it."""


def recall_by_transform(groups: Sequence[Group]) -> str:
    """A row for each transform, a dot with its interval for each strength, and the plain methods as small marks."""
    names = list(dict.fromkeys(group.values[0] for group in groups))
    scale = _Scale(_LEFT, _WIDTH - 70, 0.0, 1.0)
    height = 46 + len(names) * _ROW
    parts = [_grid(scale, 30, height - 16)]
    for row, name in enumerate(names):
        middle = 40 + row * _ROW
        parts.append(svg.words(_LEFT - 12, middle + 4, name.replace("_", " "), anchor="end"))
        parts.append(svg.line(_LEFT, middle, _WIDTH - 70, middle, "#f0efea"))
        mine = [group for group in groups if group.values[0] == name]
        for group in mine:
            for method, mark in (("pHash-64", "#9a9a94"), ("SSCD alone", "#4d7c4d")):
                if method in group.baselines and group.values[1] == "medium":
                    at = scale(group.baselines[method][1])
                    note = f"{method}, medium: {group.baselines[method][1]:.0%} first"
                    parts.append(svg.box(at - 1.5, middle - 6, 3, 12, mark, note))
        for group in mine:
            place = {"light": -5.0, "medium": 0.0, "strong": 5.0}.get(group.values[1], 0.0)
            parts += _dot(
                scale, middle + place, group.recall[1], svg.COLOURS.get(group.values[1], svg.INK), group.values[1]
            )
    legend = [("light", svg.COLOURS["light"]), ("medium", svg.COLOURS["medium"]), ("strong", svg.COLOURS["strong"])]
    legend += [("pHash-64 (medium)", "#9a9a94"), ("SSCD alone (medium)", "#4d7c4d")]
    return svg.drawing("Share of queries whose object came first", _WIDTH, height, [*parts, _legend(legend)])


def routes(group: Group) -> str:
    """Recall of each route, of their union and of the answer at 1, 10 and 50, side by side."""
    rows: list[tuple[str, Mapping[int, float]]] = [(name, found) for name, found in group.routes.items()]
    rows.append(("answer", {rank: share.value for rank, share in group.recall.items()}))
    rows += [(f"{name} (baseline)", found) for name, found in group.baselines.items()]
    scale = _Scale(_LEFT + 20, _WIDTH - 70, 0.0, 1.0)
    height = 46 + len(rows) * (_ROW + 6)
    parts = [_grid(scale, 30, height - 16)]
    shades = {50: "#dcdad2", 10: "#a9b8c2", 1: "#33586f"}
    for row, (name, found) in enumerate(rows):
        top = 34 + row * (_ROW + 6)
        parts.append(svg.words(_LEFT + 8, top + 14, name, anchor="end"))
        for rank, colour in shades.items():
            width = scale(found.get(rank, 0.0)) - scale(0.0)
            parts.append(svg.box(scale(0.0), top + 2, width, 16, colour, f"{name}: {found.get(rank, 0):.1%} at {rank}"))
    legend = [(f"among the first {rank}" if rank > 1 else "first", colour) for rank, colour in reversed(shades.items())]
    return svg.drawing("Recall of every route at 1, 10 and 50", _WIDTH, height, [*parts, _legend(legend)])


def reliability(curves: Mapping[str, Reliability]) -> str:
    """Predicted against seen share; the nearer to the diagonal, the more honest."""
    side, left, top = 360.0, 60.0, 20.0
    across, down = _Scale(left, left + side, 0.0, 1.0), _Scale(top + side, top, 0.0, 1.0)
    parts = []
    for step in range(0, 11, 2):
        share = step / 10
        parts += [
            svg.line(across(share), top, across(share), top + side),
            svg.line(left, down(share), left + side, down(share)),
        ]
        parts.append(svg.words(across(share), top + side + 18, f"{share:.0%}", anchor="middle", colour=svg.FAINT))
        parts.append(svg.words(left - 8, down(share) + 4, f"{share:.0%}", anchor="end", colour=svg.FAINT))
    parts.append(svg.line(across(0), down(0), across(1), down(1), svg.FAINT, 1.2, "5 4"))
    palette = ("#9a9a94", "#33586f", "#c46f00")
    for (name, curve), colour in zip(curves.items(), palette, strict=False):
        points = [(across(each.predicted), down(each.observed)) for each in curve.bins]
        sure = [point for point, each in zip(points, curve.bins, strict=True) if each.candidates >= _FEW]
        parts.append(svg.path(sure, colour))
        for (x, y), each in zip(points, curve.bins, strict=True):
            note = f"{name}: said {each.predicted:.1%}, was {each.observed:.1%} ({each.candidates} candidates)"
            parts.append(svg.circle(x, y, 3 + 5 * each.weight**0.5, colour, note, hollow=each.candidates < _FEW))
    parts.append(svg.words(left + side / 2, top + side + 40, "probability that was given", anchor="middle"))
    key = left + side + 24
    for row, ((name, curve), colour) in enumerate(zip(curves.items(), palette, strict=False)):
        parts.append(svg.box(key, top + 8 + row * 46, 12, 12, colour))
        parts.append(svg.words(key + 18, top + 18 + row * 46, name))
        error = f"expected calibration error {curve.expected_error:.1%}, Brier {curve.brier:.3f}"
        parts.append(svg.words(key + 18, top + 34 + row * 46, error, colour=svg.FAINT))
    return svg.drawing("Reliability: share that was right, by probability given", _WIDTH + 60, top + side + 56, parts)


def verdicts(rows: Sequence[Confusion]) -> str:
    """What each kind of truth was answered with, as a bar of shares."""
    left, right = 370.0, _WIDTH + 60
    height = 40 + len(rows) * (_ROW + 4)
    parts = []
    for row, each in enumerate(rows):
        top, start = 32 + row * (_ROW + 4), left
        parts.append(svg.words(left - 12, top + 14, f"{each.truth} ({each.queries})", anchor="end"))
        for verdict in (*LADDER, NONE):
            share = each.counts[verdict] / each.queries
            width = share * (right - left)
            parts.append(svg.box(start, top, width, 18, svg.VERDICTS[verdict], f"{verdict}: {share:.1%}"))
            if width > 34:
                ink = "#fff" if verdict in LADDER[:2] else svg.INK
                parts.append(
                    svg.words(start + width / 2, top + 13, f"{share:.0%}", anchor="middle", colour=ink, size=11)
                )
            start += width
    legend = [(name.replace("_", " "), svg.VERDICTS[name]) for name in (*LADDER, NONE)]
    return svg.drawing("Verdicts by what was true", _WIDTH + 70, height, [*parts, _legend(legend)])


def stages(rows: Sequence[Stage]) -> str:
    """Median milliseconds of each stage."""
    longest = max((each.p95 for each in rows), default=1.0) or 1.0
    scale = _Scale(_LEFT, _WIDTH - 120, 0.0, longest)
    parts = []
    for row, each in enumerate(rows):
        top = 6 + row * _ROW
        parts.append(svg.words(_LEFT - 12, top + 13, each.name, anchor="end"))
        parts.append(
            svg.box(_LEFT, top + 3, scale(each.p95) - _LEFT, 12, "#dcdad2", f"95th percentile {each.p95:.0f} ms")
        )
        parts.append(svg.box(_LEFT, top + 3, scale(each.median) - _LEFT, 12, "#33586f", f"median {each.median:.0f} ms"))
        parts.append(
            svg.words(scale(each.p95) + 6, top + 13, f"{each.median:.0f} / {each.p95:.0f} ms", colour=svg.FAINT)
        )
    return svg.drawing("Median and 95th percentile of each stage", _WIDTH, 12 + len(rows) * _ROW, parts)


class _Scale:
    """Maps a range of values to a range of user units."""

    def __init__(self, start: float, end: float, low: float, high: float) -> None:
        self._start, self._end, self._low, self._high = start, end, low, high

    def __call__(self, value: float) -> float:
        return self._start + (value - self._low) / (self._high - self._low) * (self._end - self._start)


def _grid(scale: _Scale, top: float, bottom: float) -> str:
    parts = []
    for step in range(0, 11, 2):
        x = scale(step / 10)
        parts.append(svg.line(x, top, x, bottom))
        parts.append(svg.words(x, bottom + 14, f"{step * 10}%", anchor="middle", colour=svg.FAINT, size=11))
    return "".join(parts)


def _dot(scale: _Scale, y: float, share: Share, colour: str, name: str) -> list[str]:
    note = f"{name}: {share.value:.1%} first ({share.low:.0%} to {share.high:.0%}, {share.queries} queries)"
    return [
        svg.line(scale(share.low), y, scale(share.high), y, colour, 1.4),
        svg.circle(scale(share.value), y, 3.6, colour, note),
    ]


def _legend(entries: Sequence[tuple[str, str]]) -> str:
    parts, x = [], 8.0
    for name, colour in entries:
        parts.append(svg.box(x, 6, 11, 11, colour))
        parts.append(svg.words(x + 16, 16, name, size=11.5))
        x += 30 + 6.4 * len(name)
    return "".join(parts)
