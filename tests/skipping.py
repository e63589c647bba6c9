"""What cannot be tried on a user's machine is skipped, with a reason; where `CI=true` nothing may go untried.

One rule for all tests, whatever skips them: a mark, a fixture, a module that is not there.
"""

import os
from collections.abc import Generator

import pytest

NO_DOCKER = "no Docker daemon answers"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A skipped test; all that are skipped for want of Docker share one line of the summary, not one each."""
    report = yield
    if report.skipped and isinstance(report.longrepr, tuple) and NO_DOCKER in report.longrepr[2]:
        report.longrepr = ("tests/servers.py", 1, report.longrepr[2])
    return _tried(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A skipped module."""
    return _tried((yield))


def _tried[Report: (pytest.TestReport, pytest.CollectReport)](report: Report) -> Report:
    """The report, a failure where something was skipped, or expected to fail, that CI has to try."""
    if report.skipped and os.environ.get("CI") == "true":
        reason = (
            report.longrepr[2] if isinstance(report.longrepr, tuple) else getattr(report, "wasxfail", report.longrepr)
        )
        report.outcome = "failed"
        report.longrepr = f"CI must try this: {reason}"
        vars(report).pop("wasxfail", None)
    return report
