"""YAML, JSON and Excel hold the same content: there and back loses nothing."""

from hypothesis import HealthCheck, given, settings

from placewide.domain.place.digest import digest
from placewide.domain.place.document import PlaceDocument
from placewide.exchange.document.decode import decode
from placewide.exchange.place_file import file_bytes
from placewide.exchange.reading.json_reader import read_json
from placewide.exchange.reading.source import Limits
from placewide.exchange.reading.workbook_reader import read_workbook
from placewide.exchange.reading.yaml_reader import read_yaml
from placewide.exchange.sheets.workbook_decoder import nodes_of_workbook
from placewide.exchange.tests.documents import Recipe, all_keys, full_document, keys_said, recipes

LIMITS = Limits()
EXAMPLES = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


def again(document: PlaceDocument, suffix: str) -> PlaceDocument:
    """The document written as a file of this kind and read again."""
    data = file_bytes(document, suffix)
    if suffix == ".xlsx":
        node, findings = nodes_of_workbook(read_workbook(data, "place.xlsx", LIMITS).result, "place.xlsx")
        assert findings == ()
    else:
        read = read_yaml if suffix == ".yaml" else read_json
        node = read(data, "place" + suffix, LIMITS).result
    decoded = decode(node)
    assert decoded.findings == ()
    assert decoded.document is not None
    return decoded.document


@EXAMPLES
@given(recipes())
def test_yaml_loses_nothing(recipe: Recipe) -> None:
    document = recipe.document()
    assert again(document, ".yaml") == document


@EXAMPLES
@given(recipes())
def test_json_loses_nothing(recipe: Recipe) -> None:
    document = recipe.document()
    assert again(document, ".json") == document


@EXAMPLES
@given(recipes())
def test_excel_loses_nothing(recipe: Recipe) -> None:
    document = recipe.document()
    assert again(document, ".xlsx") == document


def test_the_digest_is_the_same_in_every_format() -> None:
    document = full_document()
    as_workbook = again(again(again(document, ".xlsx"), ".yaml"), ".json")
    assert digest(as_workbook) == digest(document)


def test_random_documents_fill_every_key_of_the_contract() -> None:
    said = set().union(*(keys_said(full_document(seed)) for seed in range(12)))
    fixed = {("PlaceDetails", "currency"), ("PlaceDocument", "placewide")}
    assert all_keys(PlaceDocument) - said == fixed
