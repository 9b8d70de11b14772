"""What was understood of a workbook, in plain sentences, so that it can be shown and corrected."""

from collections import Counter
from collections.abc import Iterable, Iterator

from placewide.domain.place.document import PlaceDocument
from placewide.domain.place.plannable import PLANNED, allocation_lacks, lacks
from placewide.domain.shared.figures import pence
from placewide.domain.shared.money import pounds
from placewide.exchange.mapping.placing import find_tables
from placewide.exchange.mapping.record import MONEY, Column, Mapping, SheetMapping
from placewide.exchange.mapping.remarks import Remarks
from placewide.exchange.mapping.tables import Entry, Record, Table
from placewide.exchange.mapping.totals import totals_of
from placewide.exchange.mapping.wordings.money import read_money
from placewide.exchange.mapping.wordings.words import UNKNOWN
from placewide.exchange.reading.source import shown
from placewide.exchange.reading.workbook import Workbook

DOUBTFUL = 80
"""Percent below which a guess is shown as one to look at."""
_MOST_NAMED = 12
_GENERAL = (("the amount of", "an amount in some year"), ("the kind of", "whether a cost is capital or revenue"),
            ("the yearly amounts", "the years of a cost or benefit"))  # fmt: skip
_UNITS = {"pounds": "pounds", "thousands": "thousands of pounds", "millions": "millions of pounds"}


def describe(mapping: Mapping, workbook: Workbook) -> tuple[str, ...]:
    """What a mapping makes of a workbook: sheet by sheet its rows, columns, years and unit, and one row read back."""
    return describe_tables(mapping, find_tables(workbook, mapping, Remarks()))


def describe_tables(mapping: Mapping, tables: Iterable[Table]) -> tuple[str, ...]:
    """The same for sheets that have been found already."""
    by_sheet = {table.mapping.sheet: table for table in tables}
    sentences = [_place(mapping)]
    for sheet in mapping.sheets:
        table = by_sheet.get(sheet.sheet)
        if table is not None:
            sentences.extend(_table(table))
        elif sheet.holds == "ignore":
            sentences.append(f"Sheet “{sheet.sheet}” is not read{_because(sheet)}.")
    return (*sentences, *_scoring(mapping, by_sheet.values()), *_words(mapping))


def account_of(document: PlaceDocument | None) -> tuple[str, ...]:
    """What can be planned with what was read, and what that lacks which cannot."""
    if document is None:
        return ()
    return (*_projects(document), *_allocations(document))


def _place(mapping: Mapping) -> str:
    facts = mapping.place
    if facts.first_year is None:
        return f"The place is called {shown(facts.name or 'place')}; its first year is not known."
    years = facts.years or 5
    span = f"{facts.first_year} to {facts.first_year.plus(years - 1)}" if years > 1 else f"{facts.first_year} alone"
    return f"The place is called {shown(facts.name or 'place')}, and its plan covers {span}."


def _because(sheet: SheetMapping) -> str:
    return f": {sheet.because}" if sheet.because else ""


def _table(table: Table) -> Iterator[str]:
    mapping, name = table.mapping, f"Sheet “{table.mapping.sheet}”"
    sure = f" ({mapping.sure} % sure)" if mapping.sure is not None else ""
    rows = "one row" if len(table.records) == 1 else f"{len(table.records)} rows"
    yield f"{name} holds {mapping.holds}{sure}: {rows} below the headers in row {table.headings.row + 1}."
    used = sorted(mapping.used(), key=lambda column: list(table.places.values()).index(column))
    plain = [
        f"{in_words(column.feeds)} from “{column.label}”" for column in used if column.feeds not in (*MONEY, "score")
    ]
    if plain:
        yield f"{name} gives {_listed(plain)}."
    yield from _money(name, mapping, [column for column in used if column.feeds in MONEY])
    scores = [f"“{column.label}”" for column in used if column.feeds == "score"]
    if scores:
        yield f"{name} gives scores in {_listed(scores)}."
    doubtful = [_doubt(column) for column in used if column.sure is not None and column.sure < DOUBTFUL]
    if doubtful:
        yield f"{name}, please check: {'; '.join(doubtful)}."
    unused = [f"“{column.label}”" + (f" ({column.because})" if column.because else "")
              for column in mapping.columns if column.feeds == "nothing"]  # fmt: skip
    if unused:
        yield f"{name}, not used: {'; '.join(unused)}."
    yield from _rows(name, table)


def in_words(feeds: str) -> str:
    """A field in words."""
    return feeds.replace("_", " ")


def _money(name: str, mapping: SheetMapping, columns: list[Column]) -> Iterator[str]:
    if not columns:
        return
    told = []
    for column in columns:
        said = " ".join(filter(None, (column.kind or mapping.kind, column.year)))
        told.append(f"“{column.label}”" + (f" as {said}" if said else ""))
    units = sorted({_UNITS[column.unit or mapping.unit] for column in columns})
    yield f"{name} gives amounts, in {' and '.join(units)}, in {_listed(told)}."
    if mapping.holds == "allocations" and mapping.status is not None:
        yield f"{name}: all money counts as {mapping.status}, because no column says it."
    if mapping.holds == "allocations" and not mapping.status and not _feeds(mapping, "status"):
        yield f"{name}: nothing says whether the money is awarded, so none counts; write “status: awarded” if it is."
    if mapping.holds == "allocations" and not _feeds(mapping, "may_share") and not _feeds(mapping, "shareable"):
        may = "all" if mapping.may_share else "none"
        yield f"{name}: {may} of the money may be shared, as no column says it (“may_share” in the mapping)."
    if any(column.year for column in columns) and mapping.holds != "allocations":
        between = "unknown; write “blank: zero” if it means none" if mapping.blank == "unknown" else "none as well"
        yield f"{name}: an empty cell outside the amounts of a row means none; one between them is {between}."
    kinds = mapping.holds != "benefits" and mapping.kind is None and not _feeds(mapping, "kind")
    if kinds and any(column.kind is None for column in columns):
        yield f"{name}: some amounts are neither capital nor revenue; write “kind: capital” or “kind: revenue”."


def _feeds(mapping: SheetMapping, field: str) -> bool:
    return any(column.feeds == field for column in mapping.columns)


def _doubt(column: Column) -> str:
    return f"“{column.label}” feeds {in_words(column.feeds)} ({column.sure} % sure, because {column.because})"


def _rows(name: str, table: Table) -> Iterator[str]:
    for rule, what in (("total_row", "totals"), ("note_row", "notes or headings"), ("heading", "headings of a kind"),
                       ("header_row", "headers again"), ("row_without_name", "no name")):  # fmt: skip
        rows = [str(left.record.row + 1) for left in table.left if left.rule == rule]
        if rows:
            yield f"{name}, left out as {what}: row{'s' if len(rows) > 1 else ''} {_listed(rows)}."
    totals = totals_of(table)
    if totals:
        agree = sum(total.stated_pence == total.added_pence for total in totals)
        yield f"{name}: {agree} of {len(totals)} totals agree with the rows that were read."
    if table.records:
        record = table.records[0]
        told = [said for entry in record.entries if (said := _read_back(record, entry)) is not None]
        yield f"{name}, row {record.row + 1} read back: {', '.join(told)}."


def _read_back(record: Record, entry: Entry) -> str | None:
    column = entry.column
    if not entry.text:
        return None
    if column.feeds not in (*MONEY, "shareable"):
        of = f" for {column.priority}" if column.priority else ""
        return f"{in_words(column.feeds)}{of} {shown(entry.text, 40)}"
    money = read_money(entry.value, column.unit or record.sheet.unit)
    said = " ".join(filter(None, (column.kind or record.kind, column.year))) or in_words(column.feeds)
    if money.pence is not None:
        return f"{said} {pounds(money.pence)}"
    return None if money.is_empty else f"{said} unknown ({shown(entry.text, 20)})"


def _scoring(mapping: Mapping, tables: Iterable[Table]) -> Iterator[str]:
    scored = {"score", "priority"}
    proposals = [table.mapping for table in tables if table.mapping.holds == "proposals"]
    if not proposals or any(column.feeds in scored for sheet in proposals for column in sheet.columns):
        return
    if mapping.no_scores == "equal":
        yield "No column scores the proposals; each counts the same, as the mapping says."
    else:
        yield "No column scores the proposals, so none can be planned; write “no_scores: equal” to count all the same."


def _words(mapping: Mapping) -> Iterator[str]:
    words = mapping.words
    lists = (("project statuses", words.project_status), ("statuses of money", words.money_status),
             ("kinds", words.kind), ("kinds of organisation", words.organisation_kind),
             ("classes of benefit", words.benefit_class))  # fmt: skip
    for what, said in lists:
        known = [f"“{word}” as {means}" for word, means in said.items() if means != UNKNOWN]
        unknown = [f"“{word}”" for word, means in said.items() if means == UNKNOWN]
        if known:
            yield f"Words for {what}: {_listed(known)}."
        if unknown:
            yield f"Words for {what} that are not understood: {_listed(unknown)}; say under “words” what they mean."
    if words.score:
        yield f"Words for scores: {_listed([f'“{word}” as {score}' for word, score in words.score.items()])}."
    if mapping.organisations:
        same = [f"“{short}” is “{full}”" for short, full in mapping.organisations.items()]
        yield f"Organisations written in two ways: {_listed(same)}."


def _projects(document: PlaceDocument) -> Iterator[str]:
    planned = [project for project in document.projects if project.status in PLANNED]
    missing = {str(project.id): lacks(document, project) for project in planned}
    able = sum(1 for lacking in missing.values() if not lacking)
    yield f"{len(document.projects)} projects were read; {able} can be planned, {_lacking(len(planned) - able)}."
    if len(planned) < len(document.projects):
        yield f"{len(document.projects) - len(planned)} of them are parked, declined or closed, and so not planned."
    counts = Counter(lack for lacking in missing.values() for lack in {_general(each) for each in lacking})
    if counts:
        yield f"What they lack: {_listed([f'{lack} ({number})' for lack, number in counts.most_common()])}."


def _lacking(number: int) -> str:
    return "1 lacks something" if number == 1 else f"{number} lack something"


def _general(lack: str) -> str:
    """What is lacking, without which cost or benefit lacks it."""
    general = next((words for start, words in _GENERAL if lack.startswith(start)), lack)
    return general.replace("scores by priority (serves)", "scores")


def _allocations(document: PlaceDocument) -> Iterator[str]:
    counted = [each for each in document.allocations if not allocation_lacks(each) and each.status == "awarded"]
    total = sum(pence(each.amount) or 0 for each in counted)
    number = len(document.allocations)
    yield f"{number} allocations were read; {len(counted)} of them are awarded and complete, {pounds(total)} in all."


def _listed(items: list[str]) -> str:
    more = len(items) - _MOST_NAMED
    return ", ".join(items[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
