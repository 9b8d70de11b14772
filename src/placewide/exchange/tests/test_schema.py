"""The published schema accepts what the reader accepts, and says what each key means."""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from placewide.exchange.document.encode import encode
from placewide.exchange.document.json_writer import json_text
from placewide.exchange.document.schema import json_schema
from placewide.exchange.place_file import load
from placewide.exchange.sheets.template import example_place
from placewide.exchange.tests.documents import Recipe, recipes

SAMPLES = sorted((Path(__file__).parents[4] / "samples").rglob("*.yaml"))
VALIDATOR = jsonschema.Draft202012Validator(json_schema())


def faults(text: str) -> list[str]:
    return [fault.json_path for fault in VALIDATOR.iter_errors(json.loads(text))]


def test_is_a_valid_schema_of_its_draft() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_is_plain_json() -> None:
    assert json.loads(json.dumps(json_schema())) == json_schema()


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(recipes())
def test_accepts_what_the_reader_accepts(recipe: Recipe) -> None:
    assert faults(json_text(encode(recipe.document()))) == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_accepts_the_samples(path: Path) -> None:
    document = load(path).document
    assert document is not None
    assert faults(json_text(encode(document))) == []


def test_accepts_costs_in_both_forms() -> None:
    place = '"place": {"id": "w", "first_year": "2026/27", "years": 5}'
    long = '[{"kind": "capital", "amounts": [1, null]}]'
    for costs in ('{"capital": [1, {"value": 2, "is": "about"}]}', long):
        assert faults(f'{{{place}, "projects": [{{"id": "p", "costs": {costs}}}]}}') == []


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('"nonsense": 1', "$"),
        ('"organisations": [{"id": "WGH"}]', "$.organisations[0].id"),
        ('"allocations": [{"id": "a", "amount": -1}]', "$.allocations[0].amount"),
        ('"funds": [{"id": "f", "rules": {"pays_at_most": 2}}]', "$.funds[0].rules"),
        ('"allocations": [{"id": "a", "status": "given"}]', "$.allocations[0].status"),
        ('"projects": [{"name": "x"}]', "$.projects[0]"),
    ],
)
def test_refuses_what_the_reader_refuses(text: str, path: str) -> None:
    place = '"place": {"id": "w", "first_year": "2026/27", "years": 5}'
    assert faults(f"{{{place}, {text}}}") == [path]


def test_explains_keys_and_gives_their_defaults() -> None:
    allocation = json_schema()["$defs"]["Allocation"]["properties"]
    assert allocation["may_share"]["description"] == (
        "May pay for costs that another organisation bears. True or false."
    )
    assert allocation["may_share"]["default"] is False
    assert json_schema()["$defs"]["Uncertainty"]["properties"]["rho"]["default"] == 0.3


def test_the_example_of_the_template_is_valid() -> None:
    assert faults(json_text(encode(example_place()))) == []
