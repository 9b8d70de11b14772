"""Keys, lists, records and rows: what is unknown, missing, repeated or of the wrong shape."""

from decimal import Decimal

import pytest

from placewide.domain.funding.records import CostLine
from placewide.domain.shared.figures import Pence
from placewide.domain.shared.identifiers import Identifier
from placewide.exchange.document.decode import decode
from placewide.exchange.reading.source import Limits, Node, Position
from placewide.exchange.reading.yaml_reader import read_yaml
from placewide.exchange.tests.reading import document_of, load_yaml, only_error, yaml_node


def test_names_the_nearest_known_key() -> None:
    finding = only_error("projects:\n  - id: record\n    leed: wgh\n")
    assert (finding.where, finding.rule, finding.record) == ("projects[0].leed", "unknown_key", "record")
    assert "did you mean “lead”?" in finding.message
    assert finding.position == "place.yaml, line 4, column 5"


@pytest.mark.parametrize("key", ["__class__", "__proto__", "Id", "NAME "])
def test_refuses_keys_of_any_other_spelling(key: str) -> None:
    assert only_error(f'organisations: [{{id: wgh, "{key}": x}}]').rule == "unknown_key"


def test_says_which_key_is_missing_and_what_it_means() -> None:
    node = read_yaml(b"place: {id: westmere, years: 5}", "place.yaml", Limits()).result
    findings = decode(node).findings
    assert [(finding.where, finding.rule) for finding in findings] == [("place.first_year", "missing_key")]
    assert "year 0: base year of prices" in findings[0].message


@pytest.mark.parametrize("version", ["2", '"2"', "1.5", "x", "[1]"])
def test_refuses_another_format_version_and_says_no_more(version: str) -> None:
    findings = load_yaml(f"placewide: {version}\nnonsense: 1\n").findings
    assert [finding.rule for finding in findings] == ["unknown_format_version"]
    assert "this Placewide reads version 1" in findings[0].message


def test_refuses_a_list_at_the_top() -> None:
    node = read_yaml(b"- a\n- b\n", "place.yaml", Limits()).result
    assert [finding.rule for finding in decode(node).findings] == ["not_a_place_file"]


@pytest.mark.parametrize(
    ("text", "where", "rule"),
    [
        ("projects: {a: {name: x}}", "projects", "not_a_list"),
        ("projects: record", "projects", "not_a_list"),
        ("projects: [{id: p, improves: f1}]", "projects[0].improves", "not_a_list"),
        ("projects: [{id: p, costs: 250000}]", "projects[0].costs", "not_a_list"),
        ("projects: [{id: p, costs: {capital: 250000}}]", "projects[0].costs[0].amounts", "not_a_list"),
        ("projects: [{id: p, costs: {captial: [1]}}]", "projects[0].costs", "not_a_list"),
        ("projects: [record]", "projects[0]", "not_a_mapping"),
        ("projects: [{id: p, serves: [4]}]", "projects[0].serves", "not_a_mapping"),
        ("organisations: [null]", "organisations[0]", "empty_item"),
        ("projects: [{id: p, partners: [null]}]", "projects[0].partners[0]", "empty_item"),
        ("contracts: [{}]", "contracts[0]", "empty_item"),
        ("contracts: [{Signed On: 2026}]", "contracts[0].Signed On", "bad_key"),
        ("strategy: [x]", "strategy", "not_a_mapping"),
        ("organisations: [{id: a, name: {b: c}}]", "organisations[0].name", "not_text"),
        ("limits: [{kind: capital, year: 2026/27}]", "limits[0].organisation", "missing_key"),
        ("scoping: {objective: 5}", "scoping.objective", "unknown_choice"),
    ],
)
def test_refuses_a_wrong_shape(text: str, where: str, rule: str) -> None:
    finding = next(finding for finding in load_yaml(text).findings if finding.severity == "error")
    assert (finding.where, finding.rule) == (where, rule)


def test_a_null_is_unknown_or_the_default() -> None:
    document = document_of("projects: [{id: p, lead: null, status: null, benefits: null, serves: {urgent: null}}]")
    project = document.projects[0]
    assert (project.lead, project.status, project.benefits, project.serves) == (None, "proposed", None, {})


def test_no_benefits_is_not_the_same_as_unknown_benefits() -> None:
    assert document_of("projects: [{id: p, benefits: []}]").projects[0].benefits == ()


def test_short_costs_are_lines_named_after_their_kind() -> None:
    costs = document_of("projects: [{id: p, costs: {capital: [1, null], revenue: null}}]").projects[0].costs
    assert costs == (
        CostLine(id=Identifier("capital"), kind="capital", amounts=(Pence(100), None)),
        CostLine(id=Identifier("revenue"), kind="revenue", amounts=None),
    )


def test_a_cost_line_takes_its_kind_as_id_where_no_other_could() -> None:
    costs = (
        document_of("projects: [{id: p, costs: [{kind: capital}, {id: licences, kind: revenue}]}]").projects[0].costs
    )
    assert [line.id for line in costs] == ["capital", "licences"]


@pytest.mark.parametrize("other", ["{kind: capital}", "{id: capital, kind: revenue}"])
def test_a_cost_line_needs_an_id_where_its_kind_is_taken(other: str) -> None:
    findings = load_yaml(f"projects: [{{id: p, costs: [{{kind: capital}}, {other}]}}]").findings
    assert {finding.rule for finding in findings if finding.severity == "error"} == {"missing_key"}


def test_reads_an_objective_as_name_blend_or_list() -> None:
    assert document_of("scoping: {objective: npsv}").scoping.objective == "npsv"
    blend = {"strategic_value": Decimal("0.7"), "npsv": Decimal("0.3")}
    assert document_of("scoping: {objective: {strategic_value: 0.7, npsv: 0.3}}").scoping.objective == blend
    both = document_of("scoping: {objective: [levelling, {strategic_value: 0.7, npsv: 0.3}]}").scoping.objective
    assert both == ("levelling", blend)


def test_reads_weights_of_scoping_as_an_organisation_or_a_mapping() -> None:
    assert document_of("scoping: {weights: wgh}").scoping.weights == "wgh"
    assert document_of("scoping: {weights: {urgent: 2}}").scoping.weights == {Identifier("urgent"): Decimal(2)}


def test_open_records_keep_any_keys() -> None:
    (contract,) = document_of("contracts: [{title: EPR, value: {from: 5, to: null}, note: null}]").contracts
    assert contract.id is None
    values: object = contract.values
    assert values == {"title": "EPR", "value": {"from": 5, "to": None}}


def test_tells_every_error_of_a_file_at_once() -> None:
    text = """
organisations: [{id: wgh, kind: x}, {id: wgh}]
projects: [{id: p, lead: wgx, costs: {capital: [TBC]}, statsu: closed}, 7]
allocations: [{id: a, amount: -1}]
"""
    found = {(finding.where, finding.rule) for finding in load_yaml(text).findings}
    assert found == {
        ("organisations[0].kind", "unknown_choice"),
        ("organisations[1]", "duplicate_id"),
        ("projects[0].lead", "unknown_reference"),
        ("projects[0].costs[0].amounts[0]", "not_amount"),
        ("projects[0].statsu", "unknown_key"),
        ("projects[1]", "not_a_mapping"),
        ("allocations[0].amount", "out_of_range"),
    }


def test_every_finding_has_a_position() -> None:
    findings = load_yaml("organisations: [{id: wgh}, {id: wgh, succeeded_by: x}]\nprojects: [{id: p}]\n").findings
    assert len(findings) == 3
    assert all(finding.position and finding.position.startswith("place.yaml, line ") for finding in findings)


def test_a_file_with_thousands_of_errors_is_told_quickly() -> None:
    at = Position("place.yaml", 1, 1)
    rows = [Node({"id": Node(f"o{number}", at), "knd": Node("x", at)}, at) for number in range(5_000)]
    top = yaml_node("").value
    assert isinstance(top, dict)
    assert len(decode(Node({**top, "organisations": Node(rows, at)}, at)).findings) == 5_000
