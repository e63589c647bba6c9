"""The report: one HTML page that opens anywhere, without network or scripts, and the same figures as JSON beside it."""

import json
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from matcher.evaluation.metrics.alarms import LADDER, NONE
from matcher.evaluation.metrics.recall import Group
from matcher.evaluation.metrics.summary import Measured
from matcher.evaluation.report import charts
from matcher.evaluation.report.gallery import Entry
from matcher.evaluation.report.headline import headline
from matcher.evaluation.report.markdown import interval, percent

_TEMPLATE = Path(__file__).with_name("report.html")


def write_report(
    folder: Path, measured: Measured, misses: Sequence[Entry], alarms: Sequence[Entry]
) -> tuple[Path, Path]:
    """Write `report.html` and `report.json` into a folder and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    page, data = folder / "report.html", folder / "report.json"
    page.write_text(render(measured, misses, alarms), encoding="utf-8")
    data.write_text(json.dumps(measured.to_json(), ensure_ascii=False, indent=1, allow_nan=False), encoding="utf-8")
    return page, data


def render(measured: Measured, misses: Sequence[Entry], alarms: Sequence[Entry]) -> str:
    """The page as text."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(interval=interval, percent=percent)
    transforms = measured.groups.get("By transform and strength", ())
    drawn = {
        "routes": charts.routes(measured.overall),
        "verdicts": charts.verdicts(measured.confusion),
        "stages": charts.stages(measured.stages),
        "transforms": charts.recall_by_transform(transforms) if transforms else "",
        "reliability": charts.reliability(measured.reliability) if measured.reliability else "",
    }
    return environment.from_string(_TEMPLATE.read_text(encoding="utf-8")).render(
        measured=measured,
        about=measured.about,
        headline=headline(measured),
        methods=_methods(measured),
        # Drawn by our own functions, which escape every text they are given.
        charts={name: Markup(chart) for name, chart in drawn.items()},  # noqa: S704
        misses=misses,
        alarms=alarms,
        ladder=LADDER,
        none=NONE,
    )


def _methods(measured: Measured) -> dict[str, list[str]]:
    """The plain methods that each table has a column for."""
    return {heading: _of(groups) for heading, groups in measured.groups.items()}


def _of(groups: Sequence[Group]) -> list[str]:
    return list(dict.fromkeys(method for group in groups for method in group.baselines))
