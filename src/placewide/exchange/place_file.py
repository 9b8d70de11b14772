"""Place files: read, checked and written, by their suffix."""

from dataclasses import dataclass, replace
from pathlib import Path

from placewide.domain.place.checks import check, check_half_read
from placewide.domain.place.digest import digest
from placewide.domain.place.document import PlaceDocument
from placewide.domain.shared.findings import Finding
from placewide.exchange.document.decode import decode
from placewide.exchange.document.encode import encode
from placewide.exchange.document.json_writer import json_text
from placewide.exchange.document.positions import position_of
from placewide.exchange.document.yaml_writer import yaml_text
from placewide.exchange.reading.confinement import read_confined
from placewide.exchange.reading.source import Limits, Node, RawFinding, SourceError, no_garbage_collection
from placewide.exchange.reading.workbook import Workbook
from placewide.exchange.sheets.workbook_decoder import nodes_of_workbook
from placewide.exchange.sheets.workbook_writer import workbook_bytes

SUFFIXES = (".yaml", ".yml", ".json", ".xlsx")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file holds. `document` and `digest` are None when any finding is an error."""

    document: PlaceDocument | None
    findings: tuple[Finding, ...]
    digest: str | None


def load(path: Path, limits: Limits | None = None) -> Loaded:
    """Read and check a place file in a limited child process; every finding has its position in the file."""
    try:
        reading = read_confined(path, limits)
    except SourceError as problem:
        return Loaded(None, tuple(map(_finding, problem.findings)), None)
    found = tuple(map(_finding, reading.findings))
    if isinstance(reading.result, Workbook):
        with no_garbage_collection():
            node, of_sheets = nodes_of_workbook(reading.result, path.name)
        return loaded(node, (*found, *of_sheets))
    return loaded(reading.result, found)


def loaded(node: Node, findings: tuple[Finding, ...] = ()) -> Loaded:
    """Decode and check the nodes of a file; `findings` are those of reading it."""
    with no_garbage_collection():
        return _loaded(node, findings)


def _loaded(node: Node, findings: tuple[Finding, ...]) -> Loaded:
    decoded = decode(node)
    document = decoded.document
    if document is not None and not _has_errors(findings):
        found = _placed(check(document), node)
        if _has_errors(found):
            return Loaded(None, (*findings, *found), None)
        return Loaded(document, (*findings, *found), digest(document))
    half_read = document or decoded.half_read
    rest = _placed(check_half_read(half_read), node) if half_read is not None else ()
    return Loaded(None, (*findings, *decoded.findings, *rest), None)


def save(document: PlaceDocument, path: Path) -> None:
    """Write a place file of the kind that the suffix names. A file that cannot be written leaves the old one alone.

    Raises ValueError for another suffix, and WorkbookError when the document does not fit into a workbook.
    """
    content = file_bytes(document, path.suffix.lower())
    beside = path.with_name(path.name + ".part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def file_bytes(document: PlaceDocument, suffix: str) -> bytes:
    """The content of a place file of this kind."""
    if suffix in (".yaml", ".yml"):
        return yaml_text(encode(document)).encode()
    if suffix == ".json":
        return json_text(encode(document)).encode()
    if suffix == ".xlsx":
        return workbook_bytes(document)
    raise ValueError(f"a place file ends in {', '.join(SUFFIXES)}, not in “{suffix}”")


def convert(source: Path, target: Path, limits: Limits | None = None) -> Loaded:
    """Write a place file as another kind; nothing is written when the source has an error."""
    result = load(source, limits)
    if result.document is not None:
        save(result.document, target)
    return result


def _has_errors(findings: tuple[Finding, ...]) -> bool:
    return any(finding.severity == "error" for finding in findings)


def _placed(findings: tuple[Finding, ...], node: Node) -> tuple[Finding, ...]:
    return tuple(replace(finding, position=str(position_of(node, finding.where))) for finding in findings)


def _finding(raw: RawFinding) -> Finding:
    return Finding(raw.severity, "", raw.rule, raw.message, None, str(raw.position))
