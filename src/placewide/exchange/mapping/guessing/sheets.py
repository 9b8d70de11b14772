"""Guesses what each sheet of a workbook holds: from its name, and from how well its headers fit."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from placewide.domain.funding.records import AllocationStatus, Kind
from placewide.exchange.mapping.guessing.columns import guess_columns
from placewide.exchange.mapping.guessing.contents import Contents, Known, contents_of
from placewide.exchange.mapping.headings import Headings, find_headings, kind_in, read_headings, unit_in
from placewide.exchange.mapping.record import MONEY, Column, Feeds, Holds, SheetMapping, Unit
from placewide.exchange.mapping.tables import is_total
from placewide.exchange.mapping.vocabulary import ASIDE_SHEET_WORDS, SHEET_NAMES
from placewide.exchange.mapping.wordings.texts import cell_text, look
from placewide.exchange.reading.workbook import Cell, Sheet, Workbook

_LEAST_FIT = 2.0
_REPEATING = 0.5
_TITLE_STATUSES: tuple[tuple[AllocationStatus, str], ...] = (
    ("awarded", "confirmed"), ("awarded", "awarded"), ("awarded", "secured"), ("indicative", "indicative"),
    ("indicative", "provisional"), ("announced", "announced"), ("bid", "bids"),
)  # fmt: skip
_READ: tuple[Holds, ...] = ("proposals", "costs", "allocations", "organisations", "priorities", "benefits")
_NEEDED: dict[Holds, tuple[frozenset[Feeds], ...]] = {
    "proposals": (frozenset({"name"}),),
    "costs": (frozenset({"project", "code"}), frozenset({"cost"})),
    "allocations": (frozenset({"holder", "fund"}), frozenset({"amount"})),
    "organisations": (frozenset({"name"}), frozenset({"kind", "ods", "code"})),
    "priorities": (frozenset({"name"}), frozenset({"weight"})),
    "benefits": (frozenset({"project", "code"}), frozenset({"benefit", "name"})),
}
"""Of each set at least one field must be fed, or the sheet cannot hold this."""
_TELLING: dict[Holds, dict[Feeds, tuple[float, float]]] = {
    "proposals": {"cost": (0.3, 0.6), "code": (0.5, 0.5), "notes": (0.3, 0.3), "score": (0.5, 2.0),
                  "kind": (0.0, 0.0), "year": (0.0, 0.0), "item": (0.0, 0.0), "bearer": (0.3, 0.3)},
    "costs": {"cost": (1.0, 3.0), "notes": (0.3, 0.3), "bearer": (0.5, 0.5), "code": (0.5, 0.5)},
    "allocations": {"amount": (1.0, 2.0), "notes": (0.3, 0.3), "may_share": (1.5, 1.5), "shareable": (1.5, 1.5),
                    "carry_forward": (1.5, 1.5), "only_for": (1.5, 1.5)},
    "organisations": {"ods": (2.0, 2.0), "code": (0.5, 0.5)},
    "priorities": {"weight": (2.0, 2.0), "code": (0.3, 0.3)},
    "benefits": {"benefit": (1.0, 2.0), "class": (1.5, 1.5), "code": (0.5, 0.5)},
    "ignore": {},
}  # fmt: skip
"""How much a field says about what a sheet holds, and how much all columns that feed it say at most; else 1."""


@dataclass(frozen=True, slots=True)
class _Guess:
    sheet: Sheet
    headings: Headings
    holds: Holds
    columns: tuple[Column, ...]
    fit: float

    def fed(self) -> frozenset[Feeds]:
        return frozenset(column.feeds for column in self.columns)


def guess_sheets(workbook: Workbook) -> tuple[SheetMapping, ...]:
    """What every sheet holds and which column feeds what."""
    guesses: dict[str, list[_Guess]] = {sheet.name: _guesses(sheet, Known()) for sheet in workbook.sheets}
    main = _main_proposals(guesses)
    known = _known(guesses, main)
    guesses = {sheet.name: _guesses(sheet, known) for sheet in workbook.sheets}
    found = []
    for sheet in workbook.sheets:
        why = _ignored(sheet, main)
        best = None if why else _best(guesses[sheet.name], main)
        if best is None:
            found.append(SheetMapping(sheet=sheet.name, holds="ignore", because=why or _why_nothing(sheet)))
        else:
            found.append(_mapped(best))
    return _without_repeats(found, workbook, main)


def _guesses(sheet: Sheet, known: Known) -> list[_Guess]:
    headings = find_headings(sheet)
    if headings is None:
        return []
    contents = {heading.index: contents_of(sheet, headings, heading.index) for heading in headings.found}
    found = [_guess(sheet, headings, contents, holds, known) for holds in _READ]
    return [guess for guess in found if guess is not None]


def _guess(
    sheet: Sheet, headings: Headings, contents: dict[int, Contents], holds: Holds, known: Known
) -> _Guess | None:
    columns = guess_columns(headings.found, contents, holds, known)
    guess = _Guess(sheet, headings, holds, columns, _fit(columns, holds) + _by_name(sheet, holds))
    possible = all(guess.fed() & needed for needed in _NEEDED[holds]) and guess.fit >= _LEAST_FIT
    return guess if possible else None


def _fit(columns: tuple[Column, ...], holds: Holds) -> float:
    told: dict[Feeds, float] = {}
    for column in columns:
        if column.feeds != "nothing":
            each, most = _TELLING[holds].get(column.feeds, (1.0, 1.0))
            sure = (column.sure or 0) / 100
            told[column.feeds] = min(most, told.get(column.feeds, 0.0) + each * sure)
    return sum(told.values())


def _by_name(sheet: Sheet, holds: Holds) -> float:
    name = look(sheet.name)
    names = SHEET_NAMES[holds].split("|")
    if name in names:
        return 2.5
    return 1.5 if any(set(each.split()) <= set(name.split()) for each in names) else 0.0


def _main_proposals(guesses: dict[str, list[_Guess]]) -> str | None:
    """The sheet that fits a list of proposals best, the longer the better.

    Sheets that are hidden or old by their name are taken only where there is no other.
    """
    fitting = [guess for found in guesses.values() for guess in found if guess.holds == "proposals"]
    named = [guess for guess in fitting if not _is_aside(guess.sheet)]
    longest = max((len(guess.sheet.rows) for guess in fitting), default=1)

    def rank(guess: _Guess) -> tuple[float, str]:
        return _lead(guess, guesses) + len(guess.sheet.rows) / longest, guess.sheet.name

    best = max(named or fitting, key=rank, default=None)
    return best.sheet.name if best is not None else None


def _known(guesses: dict[str, list[_Guess]], main: str | None) -> Known:
    """The names and references in the list of proposals."""
    found = [guess for guess in guesses.get(main or "", []) if guess.holds == "proposals"]
    weighed = [guess for every in guesses.values() for guess in every if guess.holds == "priorities"]
    return Known(
        frozenset().union(*(_looks(guess, "name") for guess in found)),
        frozenset().union(*(_looks(guess, "code") for guess in found)),
        frozenset().union(*(_looks(guess, "name") for guess in weighed)),
    )


def _looks(guess: _Guess, feeds: Feeds) -> frozenset[str]:
    indices = [heading.index for heading, column in zip(guess.headings.found, guess.columns, strict=True)
               if column.feeds == feeds]  # fmt: skip
    rows = guess.sheet.rows[guess.headings.row + 1 :]
    return frozenset(look(cell_text(row[index])) for index in indices for row in rows if index < len(row)) - {""}


def _lead(guess: _Guess, guesses: dict[str, list[_Guess]]) -> float:
    others = [other.fit for other in guesses[guess.sheet.name] if other.holds != "proposals"]
    return guess.fit + min(0.0, guess.fit - max(others, default=0.0))


def _best(guesses: list[_Guess], main: str | None) -> _Guess | None:
    def rank(guess: _Guess) -> tuple[float, int]:
        further = guess.holds == "proposals" and guess.sheet.name != main
        return (guess.fit - (1.0 if further else 0.0), -_READ.index(guess.holds))

    proposals = [guess for guess in guesses if guess.holds == "proposals" and guess.sheet.name == main]
    return max(proposals or guesses, key=rank, default=None)


def _is_aside(sheet: Sheet) -> bool:
    name = look(sheet.name)
    marked = any(set(look(words).split()) <= set(name.split()) for words in ASIDE_SHEET_WORDS)
    return sheet.hidden or marked or name in SHEET_NAMES["ignore"].split("|")


def _ignored(sheet: Sheet, main: str | None) -> str | None:
    if sheet.name == main or not _is_aside(sheet):
        return None
    if sheet.hidden:
        return "the sheet is hidden; say what it holds if it is to be read"
    return f"the name “{sheet.name}” suggests that nothing here is to be read"


def _why_nothing(sheet: Sheet) -> str:
    if not any(map(any, sheet.rows)):
        return "the sheet is empty"
    if find_headings(sheet) is None:
        return "no row of headers was recognised"
    return "its headers fit none of the lists that are read"


def _mapped(guess: _Guess) -> SheetMapping:
    above = _titles(guess.sheet, guess.headings)
    has_money = any(column.feeds in MONEY for column in guess.columns)
    return SheetMapping(
        sheet=guess.sheet.name,
        holds=guess.holds,
        header_row=guess.headings.row + 1,
        heading_rows=guess.headings.rows,
        unit=_unit(above) if has_money else "pounds",
        kind=_kind(above) if has_money else None,
        status=_status(above) if guess.holds == "allocations" and "status" not in guess.fed() else None,
        carry_down=_carries_down(guess),
        sure=min(99, round(guess.fit * 20)),
        because=f"its name and headers fit a list of {guess.holds}",
        columns=guess.columns,
    )  # fmt: skip


def _titles(sheet: Sheet, headings: Headings) -> list[str]:
    """What stands above the headers, and the name of the sheet."""
    rows = sheet.rows[: max(0, headings.row + 1 - headings.rows)]
    return [*(text for row in rows for cell in row if (text := cell_text(cell))), sheet.name]


def _unit(above: Iterable[str]) -> Unit:
    units = [unit for text in above if (unit := unit_in(text)) is not None]
    return next((unit for unit in units if unit != "pounds"), "pounds")


def _kind(above: Iterable[str]) -> Kind | None:
    return next((kind for text in above if (kind := kind_in(text)) is not None), None)


def _status(above: Iterable[str]) -> AllocationStatus | None:
    """The status that a title gives all money of a sheet, such as “Confirmed allocations”."""
    words = {word for text in above for word in look(text).split()}
    found = [status for status, word in _TITLE_STATUSES if word in words]
    return found[0] if len(found) == 1 and "not" not in words else None


def _carries_down(guess: _Guess) -> bool:
    """Whether many rows have money but no project, because it is written only once for all its rows."""
    keys = [column for column in guess.columns if column.feeds in ("project", "code", "name")]
    if guess.holds not in ("costs", "benefits", "proposals") or not keys:
        return False
    places = dict(zip(guess.columns, (heading.index for heading in guess.headings.found), strict=True))
    told = [column for column in guess.columns if column.feeds in (*MONEY, "kind", "item", "year")]
    bare = full = 0
    for row in guess.sheet.rows[guess.headings.row + 1 :]:
        if any(isinstance(cell, str) and is_total(cell) for cell in row) or len(_texts(row, places, told)) < 2:
            continue
        if _texts(row, places, keys):
            full += 1
        else:
            bare += 1
    return bare > 0 and bare * 4 >= full


def _texts(row: list[Cell], places: dict[Column, int], columns: list[Column]) -> list[str]:
    cells = (row[places[column]] for column in columns if places[column] < len(row))
    return [text for cell in cells if (text := cell_text(cell))]


def _without_repeats(found: list[SheetMapping], workbook: Workbook, main: str | None) -> tuple[SheetMapping, ...]:
    """Further lists of proposals that only repeat the main one are left out, so that nothing is read twice."""
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    lists = [mapping for mapping in found if mapping.holds == "proposals"]
    known = next((_names(sheets[each.sheet], each) for each in lists if each.sheet == main), set())
    repeats = set()
    for mapping in lists:
        names = _names(sheets[mapping.sheet], mapping)
        if mapping.sheet != main and len(names & known) > _REPEATING * len(names):
            repeats.add(mapping.sheet)
    why = f"it repeats proposals of the sheet “{main}”"
    return tuple(replace(each, holds="ignore", because=why) if each.sheet in repeats else each for each in found)


def _names(sheet: Sheet, mapping: SheetMapping) -> set[str]:
    headings = read_headings(sheet, (mapping.header_row or 1) - 1, mapping.heading_rows)
    places = dict(zip((heading.index for heading in headings.found), mapping.columns, strict=True))
    index = next((index for index, column in places.items() if column.feeds == "name"), None)
    rows = sheet.rows[headings.row + 1 :] if index is not None else []
    return {look(cell_text(row[index])) for row in rows if index is not None and index < len(row)} - {""}
