"""Lists, mappings and free values in one cell."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placewide.domain.place.document import Organisation, Project
from placewide.domain.scope.records import Scoping
from placewide.domain.shared.definition import Form, FreeForm, definition_of
from placewide.exchange.reading.source import Node, Position
from placewide.exchange.sheets.cell_text import CellRefusedError, cell_of, node_of

AT = Position("place.xlsx", sheet="projects", cell="A2")


def form(record: type[object], name: str) -> Form:
    return definition_of(record).by_name[name].form


REQUIRES, STARTS, SERVES = form(Project, "requires"), form(Project, "starts"), form(Project, "serves")
OBJECTIVE, IDS = form(Scoping, "objective"), form(Organisation, "ids")


def plain(node: Node) -> object:
    if isinstance(node.value, dict):
        return {key: plain(item) for key, item in node.value.items()}
    if isinstance(node.value, list):
        return [plain(item) for item in node.value]
    return node.value


@pytest.mark.parametrize(
    ("of", "value", "cell"),
    [
        (REQUIRES, ["a", "b"], "a; b"),
        (REQUIRES, [], None),
        (STARTS, [], "none"),
        (REQUIRES, ["none"], '["none"]'),
        (SERVES, {"urgent": 4, "frailty": Decimal("2.5")}, "urgent: 4; frailty: 2.5"),
        (IDS, {"charity": "1; 2"}, '{"charity": "1; 2"}'),
        (OBJECTIVE, "npsv", "npsv"),
        (OBJECTIVE, {"npsv": 1}, "npsv: 1"),
        (OBJECTIVE, ["npsv", "levelling"], "npsv; levelling"),
        (OBJECTIVE, ["npsv"], '["npsv"]'),
        (OBJECTIVE, ["npsv", {"levelling": 1}], '["npsv", {"levelling": 1}]'),
        (FreeForm(), "12", '"12"'),
        (FreeForm(), "[draft] text", "[draft] text"),
        (FreeForm(), 12, 12),
        (FreeForm(), {"a": [1, None]}, '{"a": [1, null]}'),
    ],
)
def test_writes_the_simplest_cell_that_reads_back(of: Form, value: Any, cell: object) -> None:
    assert cell_of(of, value, nullable=of is STARTS) == cell


@pytest.mark.parametrize(
    ("of", "cell", "value"),
    [
        (REQUIRES, "a;b ; c", ["a", "b", "c"]),
        (REQUIRES, 5, [5]),
        (SERVES, "urgent:4;frailty : 2", {"urgent": "4", "frailty": "2"}),
        (SERVES, '{"urgent": 4.50}', {"urgent": Decimal("4.50")}),
        (SERVES, "none", {}),
        (FreeForm(), '"12"', "12"),
        (FreeForm(), "[draft] text", "[draft] text"),
        (FreeForm(), "{", "{"),
    ],
)
def test_reads_what_people_write(of: Form, cell: object, value: object) -> None:
    assert plain(node_of(of, cell, AT)) == value


@pytest.mark.parametrize(
    ("of", "cell"),
    [(SERVES, "urgent"), (SERVES, "a: 1; a: 2"), (SERVES, '{"a": 1, "a": 2}'), (REQUIRES, "[a"), (REQUIRES, "[NaN]")],
)
def test_refuses_what_cannot_be_understood(of: Form, cell: str) -> None:
    with pytest.raises(CellRefusedError):
        node_of(of, cell, AT)


def test_refuses_a_cell_that_nests_too_deep() -> None:
    with pytest.raises(CellRefusedError, match="more than 50 deep"):
        node_of(FreeForm(), "[" * 60 + "]" * 60, AT)
    assert node_of(FreeForm(), "[" * 30_000, AT).value == "[" * 30_000


@given(st.dictionaries(st.text(), st.text()))
def test_any_mapping_of_texts_survives_its_cell(mapping: dict[str, str]) -> None:
    cell = cell_of(IDS, mapping, nullable=True)
    assert plain(node_of(IDS, cell, AT)) == {
        key: item or (None if isinstance(cell, str) and cell[0] != "{" else "") for key, item in mapping.items()
    }
