"""Small place files for tests: what is typed is read as the command line would read it."""

from typing import Any

from placewide.domain.place.document import PlaceDocument
from placewide.domain.shared.findings import Finding
from placewide.exchange.document.decode import decode
from placewide.exchange.place_file import Loaded, loaded
from placewide.exchange.reading.json_reader import read_json
from placewide.exchange.reading.source import Limits, Node
from placewide.exchange.reading.yaml_reader import read_yaml

PLACE = "place: {id: westmere, first_year: 2026/27, years: 5}\n"


def yaml_node(text: str) -> Node:
    """The raw nodes of a YAML file of this content, `place` given."""
    return read_yaml((PLACE + text).encode(), "place.yaml", Limits()).result


def json_node(text: str) -> Node:
    """The raw nodes of a JSON file of this content, `place` given."""
    place = '{"place": {"id": "westmere", "first_year": "2026/27", "years": 5}, '
    return read_json((place + text + "}").encode(), "place.json", Limits()).result


def document_of(text: str) -> PlaceDocument:
    """The document of a YAML file that has no error."""
    decoded = decode(yaml_node(text))
    assert decoded.document is not None, decoded.findings
    return decoded.document


def load_yaml(text: str) -> Loaded:
    """The file decoded and checked."""
    return loaded(yaml_node(text))


def only_error(text: str) -> Finding:
    """The one error of a YAML file, found while decoding or checking."""
    return the_only(load_yaml(text))


def the_only(result: Loaded) -> Finding:
    errors = [finding for finding in result.findings if finding.severity == "error"]
    assert len(errors) == 1, errors
    assert result.document is None
    return errors[0]


def warnings_of(text: str) -> list[tuple[str, str]]:
    """Path and rule of each warning of a YAML file that has no error."""
    result = load_yaml(text)
    assert result.document is not None, result.findings
    return [(finding.where, finding.rule) for finding in result.findings if finding.severity == "warning"]


def amount_error(text: str) -> Finding:
    """The one error of an allocation whose amount is written so in YAML."""
    return only_error(f"allocations: [{{id: a1, amount: {text}}}]")


def free_value(text: str) -> Any:
    """What a free value that is written so in YAML means."""
    return document_of(f"observations: [{{id: o1, value: {text}}}]").observations[0].value
