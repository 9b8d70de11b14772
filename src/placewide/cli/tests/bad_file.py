"""One file of the corpus: the good place with one thing broken, and what must be said of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from placewide.cli.tests.good_place import good
from placewide.cli.tests.spreadsheet import Spreadsheet


@dataclass(frozen=True)
class Broken:
    """The file, and where in it the fault lies, as a message names it."""

    content: bytes
    place: str = ""


@dataclass(frozen=True)
class BadFile:
    """A file to refuse with this rule, naming the record where there is one, and the words that help.

    A fault that shows in several places is told once for each: `errors`, or any number of them when 0.
    """

    name: str
    suffix: str
    build: Callable[[], Broken]
    rule: str
    record: str | None = None
    says: str = ""
    errors: int = 1


@dataclass(frozen=True)
class OddFile:
    """A file to read, with these findings and no others of its own."""

    name: str
    suffix: str
    build: Callable[[], bytes]
    findings: tuple[str, ...] = ()


def exchanged(text: str, old: str, new: str, within: str = "", shift: int = 0) -> Broken:
    """One text exchanged for another, the first after `within`; the fault lies `shift` lines below the first change."""
    start = text.index(within) if within else 0
    at = text.index(old, start)
    content = text[:at] + new + text[at + len(old) :]
    differs = next((i for i, (a, b) in enumerate(zip(text, content, strict=False)) if a != b), len(text))
    return Broken(content.encode(), f"line {content.count(chr(10), 0, differs) + 1 + shift},")


def in_text(
    name: str,
    suffix: str,
    old: str,
    new: str,
    rule: str,
    *,
    within: str = "",
    record: str | None = None,
    says: str = "",
    errors: int = 1,
    shift: int = 0,
) -> BadFile:
    """The good place as text, with one text exchanged for another."""

    def build() -> Broken:
        return exchanged(good(suffix).decode(), old, new, within, shift)

    return BadFile(name, suffix, build, rule, record, says, errors)


def in_cell(
    name: str,
    sheet: str,
    header: str,
    row: Mapping[str, object],
    value: str | float | int,
    rule: str,
    *,
    record: str | None = None,
    says: str = "",
) -> BadFile:
    """The good place as a workbook, with another value in one cell: text as text, a number as a number."""

    def build() -> Broken:
        book = Spreadsheet.of(good(".xlsx"))
        cell = book.cell(sheet, header, row)
        if isinstance(value, str):
            book = book.with_text(sheet, cell, value)
        else:
            book = book.with_cell(sheet, cell, f"<v>{value!r}</v>")
        return Broken(book.written(), f"sheet {sheet}, cell {cell}")

    return BadFile(name, ".xlsx", build, rule, record, says)
