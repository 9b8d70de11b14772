"""Reads a workbook by a mapping: into the same nodes as any place file, and through the same checks."""

import re
from dataclasses import dataclass

from placewide.domain.place.document import PlaceDocument
from placewide.domain.shared.findings import Finding
from placewide.domain.shared.years import FinancialYear
from placewide.exchange.mapping.account import account_of, describe_tables
from placewide.exchange.mapping.placing import find_tables
from placewide.exchange.mapping.record import Mapping
from placewide.exchange.mapping.records.allocations import AllocationReader
from placewide.exchange.mapping.records.nodes import leaf, list_node, record_node, text_leaf
from placewide.exchange.mapping.records.organisations import Organisations
from placewide.exchange.mapping.records.projects import Projects
from placewide.exchange.mapping.records.proposals import ProposalReader
from placewide.exchange.mapping.records.scores import Scores
from placewide.exchange.mapping.records.timing import Horizon
from placewide.exchange.mapping.remarks import Remarks
from placewide.exchange.mapping.storage import check_mapping
from placewide.exchange.mapping.tables import Table
from placewide.exchange.mapping.totals import check_totals, note_left_rows
from placewide.exchange.mapping.wordings.texts import cell_text
from placewide.exchange.place_file import loaded
from placewide.exchange.reading.source import Node, Position
from placewide.exchange.reading.workbook import Workbook

_WITH_VAT = re.compile(r"\b(?:inc|incl|including|includes?|with)\b\.? vat\b|vat incl", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a workbook holds, read by a mapping. `document` is None when any finding is an error.

    `understood` says in plain sentences what was read from where; `mapping` is the one that was used.
    """

    document: PlaceDocument | None
    findings: tuple[Finding, ...]
    understood: tuple[str, ...]
    mapping: Mapping


def apply(workbook: Workbook, mapping: Mapping) -> Mapped:
    """Read a workbook as a mapping says. What cannot be read is unknown, with a finding that names its cell."""
    remarks = Remarks()
    remarks.found.extend(check_mapping(mapping))
    if remarks.has_errors:
        return Mapped(None, tuple(remarks.found), (), mapping)
    tables = find_tables(workbook, mapping, remarks)
    position = Position(workbook.sheets[0].file if workbook.sheets else "workbook")
    _check_needed(tables, mapping, position, remarks)
    understood = describe_tables(mapping, tables)
    if remarks.has_errors:
        return Mapped(None, tuple(remarks.found), understood, mapping)
    node = _place_node(tables, mapping, position, remarks)
    result = loaded(node)
    findings = (*remarks.found, *result.findings)
    return Mapped(result.document, findings, (*understood, *account_of(result.document)), mapping)


def _check_needed(tables: list[Table], mapping: Mapping, position: Position, remarks: Remarks) -> None:
    if not any(table.mapping.holds == "proposals" for table in tables):
        what = "no sheet holds proposals, so there is nothing to plan; say in the mapping which one does"
        remarks.error(position, "no_proposals", what)
    if mapping.place.first_year is None:
        what = "no financial year is named, so Year 1 may be any; write “first_year: 2026/27” under “place”"
        remarks.error(position, "no_first_year", what)


def _place_node(tables: list[Table], mapping: Mapping, position: Position, remarks: Remarks) -> Node:
    records = [record for table in tables for record in table.records]
    note_left_rows(tables, remarks)
    check_totals(tables, remarks)
    _note_vat(tables, remarks)
    horizon = Horizon(mapping.place.first_year or FinancialYear(0), mapping.place.years or 5)
    organisations = Organisations(tables, mapping, remarks)
    projects = Projects(tables, mapping, remarks)
    scores = Scores(tables, mapping, remarks)
    proposals = ProposalReader(mapping, projects, organisations, scores, horizon, remarks)
    proposals.take(records)
    allocations = AllocationReader(mapping, projects, organisations, horizon, remarks)
    allocations.take(records)
    return record_node(position, {
        "placewide": leaf(1, position),
        "place": _facts(mapping, horizon, position),
        "organisations": list_node(organisations.nodes(), position),
        "strategy": scores.strategy(position),
        "projects": list_node(proposals.nodes(), position),
        "funds": list_node(allocations.fund_nodes(), position),
        "allocations": list_node(allocations.nodes(), position),
    })  # fmt: skip


def _note_vat(tables: list[Table], remarks: Remarks) -> None:
    """Warn where a title or header says that costs include VAT: they are planned without."""
    for table in tables:
        if table.mapping.holds not in ("costs", "proposals"):
            continue
        for row, cells in enumerate(table.sheet.rows[: table.headings.row + 1]):
            for index, cell in enumerate(cells):
                if _WITH_VAT.search(cell_text(cell)):
                    what = "costs are planned without VAT, and this says that they include it; give them without"
                    remarks.warn(table.sheet.position(row, index), "vat_included", what)


def _facts(mapping: Mapping, horizon: Horizon, position: Position) -> Node:
    facts = mapping.place
    numbers = {
        "years": horizon.years, "appraisal_years": facts.appraisal_years, "inflation": facts.inflation,
        "contingency": facts.contingency,
    }  # fmt: skip
    return record_node(position, {
        "id": leaf(facts.id or "place", position),
        "name": text_leaf(facts.name, position),
        "first_year": leaf(str(horizon.first), position),
        **{name: leaf(number, position) for name, number in numbers.items() if number is not None},
    })  # fmt: skip
