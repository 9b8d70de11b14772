"""A workbook of 50,000 rows: into rows by our reader against python-calamine alone, and into the checked document.

Our reader looks through the file first, reads it in a child process that may do nothing else, and makes every number
exact; the target is at most twice the time of the library, which does none of this. Best of three, side by side.
"""

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from placewide.domain.shared.findings import errors_of
from placewide.exchange.place_file import load
from placewide.exchange.reading.confinement import read_confined
from placewide.exchange.reading.source import MEGABYTE, Limits
from placewide.exchange.reading.workbook_reader import read_workbook

ROWS = 50_000
COLUMNS = ("id", "name", "holder", "fund", "kind", "year", "carry_forward", "amount", "status", "may_share")
RAISED = replace(
    Limits(), rows=ROWS + 10, nodes=2_000_000, memory_bytes=2_048 * MEGABYTE, unpacked_bytes=200 * MEGABYTE,
    cpu_seconds=60,
)  # fmt: skip
ROUNDS = 3


def write(path: Path) -> None:
    """A place with many allocations, in our own layout."""
    book = xlsxwriter.Workbook(path)
    sheets: dict[str, list[tuple[object, ...]]] = {
        "place": [("key", "value"), ("placewide", 1), ("id", "many"), ("first_year", "2026/27"), ("years", 5)],
        "organisations": [("id", "kind"), *((f"o{at}", "nhs_trust") for at in range(12))],
        "funds": [("id", "own_money"), ("national", False), ("own", True)],
        "allocations": [COLUMNS, *(_allocation(at) for at in range(ROWS))],
    }
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    book.close()


def _allocation(at: int) -> tuple[object, ...]:
    kind, fund = ("capital", "revenue")[at % 2], ("national", "own")[at % 3 == 0]
    year = f"{2026 + at % 5}/{27 + at % 5}"
    amount = at * 37 % 900_000 + at % 100 / 100
    return f"a{at}", f"Allocation {at}", f"o{at % 12}", fund, kind, year, at % 4 == 0, amount, "awarded", at % 2 == 0


def _by_library(path: Path) -> object:
    book = CalamineWorkbook.from_path(path)
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def _into_document(path: Path) -> object:
    loaded = load(path, RAISED)
    if loaded.document is None or len(loaded.document.allocations) != ROWS:
        raise ValueError(f"the workbook was not read: {errors_of(loaded.findings)[:3]}")
    return loaded


def main() -> None:
    """Prints one line a way of reading."""
    ways: dict[str, Callable[[Path], object]] = {
        "python-calamine alone": _by_library,
        "ours, into rows": lambda path: read_confined(path, RAISED),
        "ours, into rows, in this process": lambda path: read_workbook(path.read_bytes(), path.name, RAISED),
        "ours, into the checked document": _into_document,
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "many.xlsx"
        write(path)
        print(f"Reading {ROWS:,} rows of {len(COLUMNS)} columns ({path.stat().st_size / MEGABYTE:.1f} MB)\n")
        seconds: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(ROUNDS):
            for name, read in ways.items():
                begun = time.perf_counter()
                read(path)
                seconds[name].append(time.perf_counter() - begun)
    base = min(seconds["python-calamine alone"])
    print(f"  {'':34} {'seconds':>8} {'÷ calamine':>11}")
    for name, taken in seconds.items():
        print(f"  {name:34} {min(taken):8.2f} {min(taken) / base:11.1f}")


if __name__ == "__main__":
    main()
