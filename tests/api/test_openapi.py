"""Schemathesis sends what the OpenAPI document allows, and what it does not: no 500, and answers as documented."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.app import create_app
from registry.settings import Settings
from tests.api.conftest import World
from tests.api.live import serving

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 15
DOCUMENT = create_app(Settings(data=Path("unused"))).openapi()
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)
OPERATIONS = [
    pytest.param(path, method.upper(), mode, id=f"{method.upper()} {path} {mode.value}")
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
    for mode in GenerationMode
    # Where nothing can be sent, nothing can be sent wrongly.
    if mode is GenerationMode.POSITIVE or operation.get("parameters") or operation.get("requestBody")
]


@pytest.fixture(scope="module")
def address(own_world: World) -> Iterator[str]:
    """A running server of an application of its own."""
    with serving(create_app(own_world.settings)) as running:
        yield running


@pytest.mark.parametrize(("path", "method", "mode"), OPERATIONS)
def test_the_document_holds(address: str, own_world: World, path: str, method: str, mode: GenerationMode) -> None:
    known = {"object_id": own_world.ids["arabic"], "match_id": "M-unknown"}

    @given(case=SCHEMA[path][method].as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    def holds(case: Any) -> None:
        if mode is GenerationMode.POSITIVE:
            case.path_parameters.update({name: known[name] for name in case.path_parameters if name in known})
        headers = own_world.headers("registrar")
        case.validate_response(case.call(base_url=address, headers=headers), checks=CHECKS)

    holds()
