"""The API under whatever its description allows, and what it does not: no fault of ours, answers as described, and
never a word of another place.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from placewide.web.access.doors.api import API
from placewide.web.config.api import api
from placewide.web.tests.addresses import addresses
from placewide.web.tests.test_canaries import fill

SNAPSHOT = Path(__file__).with_name("openapi.json")
WRITE_SNAPSHOT = "WRITE_OPENAPI"
CHECKS = (not_a_server_error, response_schema_conformance, content_type_conformance, status_code_conformance)
ABOUT = {
    "riverside": ("riverside", "riverside", "riverside", "otherton", ""),
    "otherton": ("otherton", "otherton", "otherton", "riverside", ""),
}
"""Of which places is asked with a token of a place: mostly of its own, at times of the other, or of whatever comes."""
THERE = {"section": "projects", "key": "shared_record", "number": 1, "suffix": "yaml"}
"""What stands in both places under these names."""
Case = schemathesis.Case[Any]
PEOPLE = {"reader": "riverside", "owner": "riverside", "stranger": "otherton"}


def described() -> str:
    """The description as it is checked in."""
    return json.dumps(api.get_openapi_schema(), indent=1, default=str) + "\n"


def test_the_description_is_the_one_that_was_agreed() -> None:
    """Programs rely on it. `WRITE_OPENAPI=yes script/test <this file>` writes it anew, to be read before it is kept."""
    if os.environ.get(WRITE_SNAPSHOT):
        SNAPSHOT.write_text(described(), encoding="utf-8")
    assert json.loads(SNAPSHOT.read_text(encoding="utf-8")) == json.loads(described())


def test_every_operation_is_a_door() -> None:
    operations = {
        f"api:{operation['operationId']}"
        for methods in api.get_openapi_schema()["paths"].values()
        for operation in methods.values()
    }
    assert operations == set(API) - {"api:api-root", "api:openapi-json"}
    assert set(API) <= {address.name for address in addresses()}


@pytest.fixture
def schema(db: None) -> Iterator[schemathesis.BaseSchema]:
    """The description, read from the application itself. A request must not end the transaction of the test."""
    fill("riverside", "canaryone")
    fill("otherton", "canarytwo")
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def ask_everything(schema: schemathesis.BaseSchema, name: str, examples: int) -> dict[int, int]:
    """Ask every operation so often with a person's token; how often each status came back."""
    foreign = b"canarytwo" if PEOPLE[name] == "riverside" else b"canaryone"
    came: dict[int, int] = {}
    for result in schema.get_all_operations():
        assert isinstance(result, Ok)
        operation = result.ok()

        @hypothesis.settings(
            max_examples=examples, deadline=None, database=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @hypothesis.given(case=operation.as_strategy(), place=st.sampled_from(ABOUT[PEOPLE[name]]))
        def ask(case: Case, place: str) -> None:
            cache.clear()  # what is fuzzed is not what limits how often one may ask
            case.path_parameters = {**(case.path_parameters or {}), **lifelike(case, place)}
            answer = case.call(headers={"Authorization": f"Bearer {name}"})
            case.validate_response(answer, checks=list(CHECKS))
            assert foreign not in answer.content
            came[answer.status_code] = came.get(answer.status_code, 0) + 1

        ask()
    return came


def lifelike(case: Case, place: str) -> dict[str, object]:
    """What is there, in place of what chance named: by chance alone nearly nothing would be found."""
    there = {**THERE, "place": place} if place else {}
    return {name: there[name] for name in case.path_parameters or {} if name in there}


@pytest.mark.parametrize("name", PEOPLE)
def test_no_question_makes_it_fail_or_tell_of_another_place(schema: schemathesis.BaseSchema, name: str) -> None:
    came = ask_everything(schema, name, examples=12)
    assert came.get(200, 0) > 10, came


@pytest.mark.heavy
@pytest.mark.parametrize("name", PEOPLE)
def test_no_question_of_many_makes_it_fail(schema: schemathesis.BaseSchema, name: str) -> None:
    ask_everything(schema, name, examples=130)
