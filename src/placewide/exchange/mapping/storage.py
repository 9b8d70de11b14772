"""A mapping as a YAML file that a person can read and correct."""

from collections.abc import Iterator
from pathlib import Path

from placewide.domain.shared.definition import RecordForm
from placewide.domain.shared.findings import Finding
from placewide.domain.shared.json_text import Plain
from placewide.domain.shared.trail import Trail
from placewide.exchange.document.collector import Collector
from placewide.exchange.document.decode import read_value
from placewide.exchange.document.encode import encode_record
from placewide.exchange.document.json_writer import in_one_line
from placewide.exchange.document.positions import position_of
from placewide.exchange.document.yaml_writer import yaml_text
from placewide.exchange.mapping.record import FIELDS, MONEY, REPEATED, Column, Mapping, SheetMapping
from placewide.exchange.mapping.wordings.years import parse_year_name
from placewide.exchange.reading.confinement import read_confined
from placewide.exchange.reading.source import Limits, Node, Position, SourceError, shown
from placewide.exchange.reading.workbook import Workbook

_PREFACE = """\
# How Placewide reads a spreadsheet that is laid out in your own way. Correct what is wrong, and use the file again.
#
# holds: {holds}
# feeds, by what the sheet holds:
{fields}
#   … and “nothing” for a column that is not to be read.
# unit: pounds, thousands or millions; of the sheet, or of one column.
# year: 2026/27, or Year 1 counted from the start of the project. kind: capital or revenue.
# blank: what an empty cell between two amounts means, unknown or zero.
# organisations, projects: another way of writing a name -> the name that is meant.
# no_scores: “equal” counts every proposal the same where no column scores them; else they cannot be planned yet.
# words: what the words of your spreadsheet mean; “unknown” where nobody has said it yet.

"""
_FACTS = ("mapping", "place", "no_scores", "score_max")


class MappingError(Exception):
    """The file is no mapping; `findings` say what is wrong, with line and path."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings


def save_mapping(mapping: Mapping, path: Path) -> None:
    """Write a mapping; what it does not say is left out, and a file that cannot be written leaves the old one alone."""
    beside = path.with_name(path.name + ".part")
    try:
        beside.write_text(mapping_text(mapping), encoding="utf-8")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def mapping_text(mapping: Mapping) -> str:
    """The YAML of a mapping, with what may be written in it on top."""
    fields = "\n".join(f"#   {holds}: {', '.join(FIELDS[holds])}" for holds in FIELDS if FIELDS[holds])
    preface = _PREFACE.format(holds=", ".join(FIELDS), fields=fields)
    plain: dict[str, Plain] = {"mapping": 1, **encode_record(mapping)}
    sheets = plain.pop("sheets", None)
    listed = "".join(["sheets:\n", *map(_sheet_text, mapping.sheets)]) if sheets else ""
    facts = "".join(f"{name}: {_in_flow(plain.pop(name))}\n" for name in _FACTS if name in plain)
    return preface + facts + listed + (yaml_text(plain) if plain else "")


def _sheet_text(sheet: SheetMapping) -> str:
    """A sheet of a mapping: a line for each key, and one for each column, however long."""
    plain = encode_record(sheet)
    plain.pop("columns", None)
    if any(column.feeds in MONEY for column in sheet.columns):
        plain["unit"] = sheet.unit
    keys = [f"{name}: {_in_flow(value)}" for name, value in plain.items()]
    columns = [f"  - {{{_column_text(column)}}}" for column in sheet.columns]
    lines = ["- " + keys[0], *("  " + key for key in keys[1:]), *(["  columns:"] if columns else []), *columns]
    return "\n".join(lines) + "\n"


def _column_text(column: Column) -> str:
    plain = encode_record(column)
    names = [name for name in ("header", "under", "occurrence") if name in plain]
    shown_first: dict[str, Plain] = {**{name: plain.pop(name) for name in names}, "feeds": column.feeds}
    return ", ".join(f"{name}: {_in_flow(value)}" for name, value in {**shown_first, **plain}.items())


def _in_flow(value: Plain) -> str:
    """A value as it may stand between braces: plain where that is safe, else quoted as in JSON, which is YAML too."""
    text = yaml_text([value]).strip()
    return text[1:-1] if text.startswith("[") and "\n" not in text else in_one_line(value)


def load_mapping(path: Path, limits: Limits | None = None) -> Mapping:
    """Read a mapping in a limited child process. Raises MappingError with every finding when it is not valid."""
    if path.suffix.lower() not in (".yaml", ".yml"):
        what = "a mapping is a YAML file; give one that ends in .yaml"
        raise MappingError((Finding("error", "", "wrong_type", what, None, path.name),))
    try:
        reading = read_confined(path, limits)
    except SourceError as problem:
        raise MappingError(tuple(
            Finding(raw.severity, "", raw.rule, raw.message, None, str(raw.position)) for raw in problem.findings
        )) from problem  # fmt: skip
    if isinstance(reading.result, Workbook):
        raise TypeError("a YAML file was read as a workbook")
    return read_mapping(reading.result)


def read_mapping(node: Node) -> Mapping:
    """The mapping that the nodes of a file hold. Raises MappingError."""
    out = Collector()
    if not isinstance(node.value, dict) or "mapping" not in node.value:
        out.refuse(Trail(), node, "not_a_mapping", "this is no mapping of a workbook; one begins with “mapping: 1”")
        raise MappingError(tuple(out.findings))
    mapping = read_value(RecordForm(Mapping), node, Trail(), out)
    if not out.findings and isinstance(mapping, Mapping):
        out.findings.extend(_checked(mapping, node))
    if out.findings or not isinstance(mapping, Mapping):
        raise MappingError(tuple(out.findings))
    return mapping


def check_mapping(mapping: Mapping) -> tuple[Finding, ...]:
    """What of a mapping contradicts itself: fields that do not fit the sheet, years that are none, columns twice."""
    return tuple(_checked(mapping, Node(None, Position("mapping"))))


def _checked(mapping: Mapping, node: Node) -> Iterator[Finding]:
    for number, sheet in enumerate(mapping.sheets):
        for rule, message, step in _of_sheet(sheet):
            where = f"sheets[{number}].{step}"
            yield Finding(
                "error", where, rule, f"sheet {shown(sheet.sheet)}: {message}", None, str(position_of(node, where))
            )


def _of_sheet(sheet: SheetMapping) -> Iterator[tuple[str, str, str]]:
    fed: set[str] = set()
    for number, column in enumerate(sheet.columns):
        step = f"columns[{number}]"
        if column.feeds == "nothing":
            continue
        if column.feeds not in FIELDS[sheet.holds] and sheet.holds != "ignore":
            fitting = ", ".join(FIELDS[sheet.holds])
            what = f"a sheet of {sheet.holds} has no “{column.feeds}”; write nothing, or one of: {fitting}"
            yield "field_not_here", what, f"{step}.feeds"
        if column.feeds in fed and column.feeds not in REPEATED:
            what = f"two columns feed “{column.feeds}”; let one of them feed nothing"
            yield "field_twice", what, f"{step}.feeds"
        fed.add(column.feeds)
        yield from ((rule, what, f"{step}.{key}") for rule, what, key in _of_column(column))


def _of_column(column: Column) -> Iterator[tuple[str, str, str]]:
    if column.year is not None and parse_year_name(column.year) is None:
        yield "bad_year", f"{shown(column.year)} is no year; write one such as 2026/27, or Year 1", "year"
    for key in ("year", "unit"):
        if getattr(column, key) is not None and column.feeds not in (*MONEY, "shareable"):
            yield "not_money", f"{shown(column.header)} has a {key} but feeds “{column.feeds}”, which is no money", key
