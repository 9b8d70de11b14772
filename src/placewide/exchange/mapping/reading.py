"""Reads a workbook that is not laid out as ours from a file, by a mapping or by a guess."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from placewide.domain.shared.findings import Finding
from placewide.exchange.mapping.apply import Mapped, apply
from placewide.exchange.mapping.guessing.guess import guess
from placewide.exchange.mapping.record import Mapping
from placewide.exchange.mapping.wordings.texts import ERROR_MARK
from placewide.exchange.reading.confinement import read_confined
from placewide.exchange.reading.source import Limits, RawFinding, SourceError
from placewide.exchange.reading.workbook import Cell, Sheet, Workbook
from placewide.exchange.reading.workbook_scan import cell_place
from placewide.exchange.sheets.workbook_layout import KEYS_HEADERS

_UNTRUSTED = frozenset({"cell_error", "formula_without_value", "external_link"})


def read_any(path: Path, mapping: Mapping | None = None, limits: Limits | None = None) -> Mapped:
    """Read a workbook in a limited child process, by a mapping, or by a guess where none is given.

    A cell that holds an error, or a value that cannot be trusted, is unknown. A workbook of our own layout is refused:
    it needs no mapping. A file that cannot be read gives a Mapped without document, with the reasons as findings.
    """
    workbook, found = read_cells(path, limits)
    if workbook is None:
        return _refused(found, mapping)
    if is_our_layout(workbook):
        what = "this workbook is in Placewide's own layout: read it without a mapping"
        return _refused([Finding("error", "", "own_layout", what, None, path.name), *found], mapping)
    mapped = apply(workbook, guess(workbook) if mapping is None else mapping)
    return replace(mapped, findings=(*found, *mapped.findings))


def read_cells(path: Path, limits: Limits | None = None) -> tuple[Workbook | None, tuple[Finding, ...]]:
    """The cells of any workbook, read in a limited child process, with what is to be known of them.

    A cell that cannot be trusted holds a mark, so that it is never taken for empty. None where it cannot be read.
    """
    if path.suffix.lower() != ".xlsx":
        what = "a mapping reads workbooks that end in .xlsx; save the spreadsheet as one"
        return None, (Finding("error", "", "wrong_type", what, None, path.name),)
    try:
        reading = read_confined(path, replace(limits or Limits(), strict_cells=False))
    except SourceError as problem:
        return None, tuple(map(_finding, problem.findings))
    found = tuple(map(_finding, reading.findings))
    if not isinstance(reading.result, Workbook):
        raise TypeError("an .xlsx file was read as something else than a workbook")
    if any(finding.rule == "more_findings" for finding in reading.findings):
        what = "too many cells hold errors to tell which amounts can be trusted; correct them first"
        return None, (Finding("error", "", "too_many_errors", what, None, path.name), *found)
    return _without_untrusted(reading.result, reading.findings), found


def is_our_layout(workbook: Workbook) -> bool:
    """Whether a workbook is one that `placewide template` or `convert` writes: it has our sheet of keys, `place`."""
    for sheet in workbook.sheets:
        headers = [str(cell).strip().casefold() for cell in sheet.rows[0][:2]] if sheet.rows else []
        if sheet.name.strip().casefold() == "place" and tuple(headers) == KEYS_HEADERS[:2]:
            return True
    return False


def _refused(findings: Iterable[Finding], mapping: Mapping | None) -> Mapped:
    return Mapped(None, tuple(findings), (), mapping or Mapping())


def _finding(raw: RawFinding) -> Finding:
    return Finding(raw.severity, "", raw.rule, raw.message, None, str(raw.position))


def _without_untrusted(workbook: Workbook, findings: Iterable[RawFinding]) -> Workbook:
    """The workbook with a mark in each cell that cannot be trusted, so that it is never taken for empty."""
    marked: dict[str, set[tuple[int, int]]] = {}
    for finding in findings:
        place = cell_place(finding.position.cell) if finding.position.cell else None
        if finding.rule in _UNTRUSTED and finding.position.sheet and place is not None:
            marked.setdefault(finding.position.sheet, set()).add(place)
    return Workbook(tuple(_marked(sheet, marked.get(sheet.name, set())) for sheet in workbook.sheets))


def _marked(sheet: Sheet, places: set[tuple[int, int]]) -> Sheet:
    if not places:
        return sheet
    rows: list[list[Cell]] = [list(row) for row in sheet.rows]
    for row, column in places:
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].extend(None for _ in range(column + 1 - len(rows[row])))
        rows[row][column] = ERROR_MARK
    return replace(sheet, rows=rows)
