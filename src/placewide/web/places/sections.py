"""The lists of the place document that are kept as rows, and what a list of rows shows of each record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from placewide.domain.funding.records import Allocation, Fund, SpendingLimit
from placewide.domain.place.document import Organisation, PlaceDocument, Project
from placewide.domain.scope.records import Scenario
from placewide.domain.shared.definition import ListForm, RecordForm, keys_of
from placewide.domain.shared.figures import Amount, pence
from placewide.web.access.table import Kind

KINDS: Mapping[str, Kind] = {
    "organisations": Kind.ORGANISATION,
    "projects": Kind.PROJECT,
    "funds": Kind.FUND,
    "allocations": Kind.ALLOCATION,
    "scenarios": Kind.SCENARIO,
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a list shows, sorts and finds of one record."""

    title: str
    organisation: str = ""
    status: str = ""
    year: str = ""
    amount_pence: int | None = None


def sections() -> dict[str, type[Any]]:
    """The lists of records of the document, with the class of their records, in the document's order."""
    return {
        key.name: key.form.item.record
        for key in keys_of(PlaceDocument)
        if isinstance(key.form, ListForm) and isinstance(key.form.item, RecordForm)
    }


def kind_of(section: str) -> Kind:
    """The kind by which the access table knows the records of a list."""
    return KINDS.get(section, Kind.RECORD)


def key_of(record: Any, ordinal: int) -> str:
    """The key of a record's row: its id, or its place in the list where it has none."""
    return getattr(record, "id", None) or f"{ordinal:06d}"


def shown(record: Any, document: PlaceDocument) -> Shown:
    """What a list shows of a record."""
    if isinstance(record, Organisation):
        return Shown(record.name or record.id, organisation=record.id, status=record.kind or "")
    if isinstance(record, Project):
        return Shown(record.name or record.id, record.lead or "", record.status, amount_pence=_cost(record))
    if isinstance(record, Fund):
        return Shown(record.name or record.id)
    if isinstance(record, Allocation):
        return _allocation(record, document)
    if isinstance(record, SpendingLimit):
        return Shown(record.kind, record.organisation, year=str(record.year), amount_pence=pence(record.amount))
    if isinstance(record, Scenario):
        return Shown(record.name or record.id)
    return Shown(_title(record), organisation=getattr(record, "organisation", None) or "")


def _allocation(allocation: Allocation, document: PlaceDocument) -> Shown:
    fund = next((fund for fund in document.funds if fund.id == allocation.fund), None)
    title = allocation.name or (fund.name if fund is not None else None) or allocation.fund or allocation.id
    year = "" if allocation.year is None else str(allocation.year)
    return Shown(title, allocation.holder or "", allocation.status or "", year, pence(allocation.amount))


def _title(record: Any) -> str:
    for name in ("name", "title", "statement", "what", "measure", "id"):
        value = getattr(record, name, None)
        if isinstance(value, str) and value:
            return value
    values = getattr(record, "values", None) or {}
    words = [str(value) for value in values.values() if isinstance(value, str)]
    return words[0] if words else "Record"


def _cost(project: Project) -> int | None:
    """Base-year pounds of all cost lines of the project, or of its first option; None where any is unknown."""
    lines = project.costs or (project.options[0].costs if project.options else ())
    amounts = [_total(line.amounts if line.amounts is not None else (line.total,)) for line in lines]
    return None if not amounts or None in amounts else sum(amount for amount in amounts if amount is not None)


def _total(amounts: Iterable[Amount | None]) -> int | None:
    known = [pence(amount) for amount in amounts]
    return None if None in known else sum(amount for amount in known if amount is not None)
