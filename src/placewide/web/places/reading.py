"""What an uploaded file says, and what the place would become by it: nothing is stored here and nothing decided."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from placewide.domain.place.document import PlaceDocument
from placewide.domain.place.renaming import with_organisations_named
from placewide.domain.shared.findings import Finding, errors_of
from placewide.exchange.document.encode import encode
from placewide.exchange.document.json_writer import in_one_line
from placewide.exchange.document.merging import laid_over
from placewide.exchange.mapping.account import account_of
from placewide.exchange.mapping.apply import apply
from placewide.exchange.mapping.guessing.columns import guess_columns
from placewide.exchange.mapping.guessing.contents import Known, contents_of
from placewide.exchange.mapping.guessing.guess import guess
from placewide.exchange.mapping.headings import column_key, find_headings, read_headings
from placewide.exchange.mapping.placing import recognises
from placewide.exchange.mapping.reading import is_our_layout, read_cells
from placewide.exchange.mapping.record import Mapping, SheetMapping
from placewide.exchange.mapping.storage import MappingError, mapping_text, read_mapping
from placewide.exchange.mapping.wordings.texts import cell_text, look
from placewide.exchange.place_file import Loaded, load, loaded
from placewide.exchange.reading.confinement import read_confined
from placewide.exchange.reading.json_reader import read_json
from placewide.exchange.reading.source import Node, SourceError
from placewide.exchange.reading.workbook import Workbook
from placewide.exchange.reading.yaml_reader import read_yaml
from placewide.exchange.sheets.list_workbook import is_list_workbook, mentioned
from placewide.exchange.sheets.workbook_decoder import nodes_of_workbook
from placewide.web.places.storage import STORED

SAMPLES, LONGEST_SAMPLE = 3, 60


@dataclass(frozen=True, slots=True)
class Ground:
    """What is there already: the stored place, as nodes and as a document; `mapping` is how a workbook was read before
    (`asked`: how it is to be read now), `own` the organisation of the file that is the reader's own, known as `owner`.
    """

    nodes: Node
    document: PlaceDocument
    remembered: str = ""
    asked: str = ""
    own: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What was understood. `document` is what the place would become; None where something must be mended first."""

    document: PlaceDocument | None
    digest: str = ""
    findings: tuple[Finding, ...] = ()
    sentences: tuple[str, ...] = ()
    replaces: bool = False
    mapping: str = ""
    samples: tuple[dict[str, Any], ...] = ()
    organisations: tuple[tuple[str, str], ...] = ()


def understand(path: Path, ground: Ground) -> Understood:
    """Read a file in a limited child process and work out what the place would become.

    A whole place file of ours replaces the place; one list of ours, or anybody's workbook, is laid over it.
    """
    if path.suffix.lower() != ".xlsx":
        return _replacing(load(path))
    workbook, found = read_cells(path)
    if workbook is None:
        return Understood(document=None, findings=found)
    if is_our_layout(workbook):
        return _replacing(load(path))
    if is_list_workbook(workbook):
        return _list(path, ground)
    return _foreign(workbook, found, ground)


def _replacing(file: Loaded) -> Understood:
    document = file.document
    sentences = ("This is a whole place file: it replaces what is stored.", *_counts(document), *account_of(document))
    return Understood(
        document=document,
        digest=file.digest or "",
        findings=file.findings,
        sentences=sentences if document else (),
        replaces=True,
        organisations=_organisations(document),
    )


def _list(path: Path, ground: Ground) -> Understood:
    """A list that was downloaded from a place, changed in Excel, and comes back; its cells are read strictly."""
    try:
        reading = read_confined(path)
    except SourceError as problem:
        return Understood(document=None, findings=tuple(map(_finding, problem.findings)))
    if not isinstance(reading.result, Workbook):
        raise TypeError("an .xlsx file was read as something else than a workbook")
    node, found = nodes_of_workbook(reading.result, path.name)
    said = mentioned(reading.result)
    merged = _without_repeats(loaded(laid_over(ground.nodes, node, said), found), found)
    lists = " and ".join(sorted(said))
    sentence = f"These are {lists} of this place. Those that are not in the file stay as they are."
    return Understood(
        document=merged.document, digest=merged.digest or "", findings=merged.findings, sentences=(sentence,)
    )


def _without_repeats(result: Loaded, found: tuple[Finding, ...]) -> Loaded:
    return replace(result, findings=tuple(dict.fromkeys((*found, *result.findings))))


def _foreign(workbook: Workbook, found: tuple[Finding, ...], ground: Ground) -> Understood:
    """Anybody's workbook, by the mapping that was asked for, or the one that was used before, or a guess."""
    mapped = apply(workbook, mapping_for(workbook, ground))
    findings = (*found, *mapped.findings)
    understood = Understood(
        document=None,
        findings=findings,
        sentences=mapped.understood,
        mapping=mapping_text(mapped.mapping),
        samples=tuple(samples(workbook, mapped.mapping)),
        organisations=_organisations(mapped.document),
    )
    if mapped.document is None:
        return understood
    merged = _merged(mapped.document, mapped.mapping, ground)
    return replace(
        understood,
        document=merged.document,
        digest=merged.digest or "",
        findings=(*findings, *errors_of(merged.findings)),
    )


def _merged(document: PlaceDocument, mapping: Mapping, ground: Ground) -> Loaded:
    part = with_organisations_named(document, names_in(document, ground))
    nodes = read_json(in_one_line(encode(part)).encode(), "the spreadsheet", STORED).result
    whole = laid_over(ground.nodes, nodes)
    return loaded(_with_years(whole, max(ground.document.place.years, mapping.place.years or 0)))


def _with_years(whole: Node, years: int) -> Node:
    """A workbook may reach further than the place has been planned so far."""
    content = whole.value if isinstance(whole.value, dict) else {}
    place = content["place"]
    details = place.value if isinstance(place.value, dict) else {}
    longer = Node({**details, "years": Node(years, place.position)}, place.position)
    return Node({**content, "place": longer}, whole.position)


def names_in(document: PlaceDocument, ground: Ground) -> dict[str, str]:
    """The organisations of a file that the place knows under another id: by what was said, or by the same name."""
    known = {look(row.name or row.id): row.id for row in ground.document.organisations}
    ids = {row.id for row in ground.document.organisations}
    names = {
        str(row.id): str(known[look(row.name or row.id)])
        for row in document.organisations
        if row.id not in ids and look(row.name or row.id) in known
    }
    return names | ({ground.own: ground.owner} if ground.own and ground.owner else {})


def mapping_for(workbook: Workbook, ground: Ground) -> Mapping:
    """How this workbook is to be read; the place's name and years are its own, whatever the workbook is called."""
    mapping = parsed(ground.asked)
    if mapping is None:
        remembered = parsed(ground.remembered)
        known = remembered is not None and recognises(remembered, workbook)
        mapping = remembered if remembered is not None and known else guess(workbook, ground.document.place.first_year)
    sheets = tuple(_with_columns(sheet, workbook) for sheet in mapping.sheets)
    place = ground.document.place
    years = max(place.years, mapping.place.years or 0)
    facts = replace(mapping.place, id=place.id, name=place.name, first_year=place.first_year, years=years)
    return replace(mapping, sheets=sheets, place=facts)


def parsed(text: str) -> Mapping | None:
    """A stored mapping; None where there is none, or one of an older version that is no longer understood."""
    if not text:
        return None
    try:
        return read_mapping(read_yaml(text.encode(), "the mapping", STORED).result)
    except (MappingError, SourceError):
        return None


def _with_columns(mapping: SheetMapping, workbook: Workbook) -> SheetMapping:
    """A sheet of which somebody has said what it holds, with a guess at its columns."""
    sheet = next((one for one in workbook.sheets if one.name == mapping.sheet), None)
    headings = find_headings(sheet) if sheet is not None else None
    if mapping.holds == "ignore" or mapping.columns or sheet is None or headings is None:
        return mapping
    contents = {heading.index: contents_of(sheet, headings, heading.index) for heading in headings.found}
    columns = guess_columns(headings.found, contents, mapping.holds, Known())
    return replace(mapping, header_row=headings.row + 1, heading_rows=headings.rows, columns=columns)


def samples(workbook: Workbook, mapping: Mapping) -> Iterable[dict[str, Any]]:
    """For each mapped sheet, some values of each of its columns, as people see them."""
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    for one in mapping.sheets:
        sheet = sheets.get(one.sheet)
        places: dict[tuple[str, str, int], int] = {}
        row = (one.header_row or 1) - 1
        if sheet is not None and row < len(sheet.rows):
            places = {heading.key: heading.index for heading in read_headings(sheet, row, one.heading_rows).found}
        below = sheet.rows[row + 1 :] if sheet is not None else []
        yield {"sheet": one.sheet, "columns": [_sample(below, places.get(column_key(each))) for each in one.columns]}


def _sample(rows: list[list[Any]], index: int | None) -> str:
    if index is None:
        return ""
    texts = (cell_text(row[index]) for row in rows if index < len(row))
    found: list[str] = []
    for text in texts:
        if text and text[:LONGEST_SAMPLE] not in found:
            found.append(text[:LONGEST_SAMPLE])
        if len(found) == SAMPLES:
            break
    return " · ".join(found)


def _counts(document: PlaceDocument | None) -> tuple[str, ...]:
    if document is None:
        return ()
    organisations, funds = len(document.organisations), len(document.funds)
    return (f"It has {organisations} organisations, {len(document.projects)} projects and {funds} funds.",)


def _organisations(document: PlaceDocument | None) -> tuple[tuple[str, str], ...]:
    rows = document.organisations if document is not None else ()
    return tuple((str(row.id), row.name or str(row.id)) for row in rows)


def _finding(raw: Any) -> Finding:
    return Finding(raw.severity, "", raw.rule, raw.message, None, str(raw.position))
