"""Asking a stack, and what of two answers has to be the same."""

from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest

from tests.docker.stack import Stack

BITS = 1e-6
"""How far the same evidence may differ: rounding of the same numbers computed in another order."""


def ask(stack: Stack, key: str, photograph: Path) -> dict[str, Any]:
    """The answer over HTTP."""
    answer = httpx.post(
        f"{stack.address}/v1/match",
        headers={"Authorization": f"Bearer {key}"},
        files={"photos": (photograph.name, photograph.read_bytes(), "image/jpeg")},
        timeout=120,
    )
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def records(answer: dict[str, Any]) -> list[list[tuple[str, str]]]:
    """The external ids of the candidates, best first."""
    return [
        [(each["scheme"], each["value"]) for each in candidate["external_ids"]] for candidate in answer["candidates"]
    ]


def assert_same(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Two installations say the same: all but their own ids, generations and times."""
    assert records(one) == records(other)
    assert _exact(one) == _exact(other)
    assert _supports(one) == pytest.approx(_supports(other), abs=BITS)


def _exact(answer: dict[str, Any]) -> dict[str, Any]:
    same = {name: answer[name] for name in ("verdict", "degraded", "schemes", "scorer_version", "inputs")}
    verdicts = [candidate["verdict"] for candidate in answer["candidates"]]
    kinds = [[item["kind"] for item in candidate["evidence"]] for candidate in answer["candidates"]]
    return {**same, "verdicts": verdicts, "kinds": kinds}


def _supports(answer: dict[str, Any]) -> list[float]:
    """Each candidate's sum and what each item of its evidence adds, in bits."""
    found = []
    for candidate in answer["candidates"]:
        found += [candidate["score_bits"], *(item["support_bits"] for item in candidate["evidence"])]
    return found
