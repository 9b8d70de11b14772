"""What every raw reader gives: values with the place where each was found, and findings that name it."""

from __future__ import annotations

import datetime
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, Literal, NoReturn, TypeAlias, TypeVar

MEGABYTE = 1024 * 1024
MOST_FINDINGS = 200
"""A file with more errors than this is given up: nobody reads further."""

Severity: TypeAlias = Literal["error", "warning"]
Scalar: TypeAlias = str | int | Decimal | bool | datetime.date | datetime.datetime | None
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Position:
    """Where something stands: line and column (from 1) of a text, or sheet and cell of a workbook."""

    file: str
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        parts = [self.file]
        for name, part in (("line", self.line), ("column", self.column), ("sheet", self.sheet), ("cell", self.cell)):
            if part is not None:
                parts.append(f"{name} {part}")
        return ", ".join(parts)

    def __reduce__(self) -> tuple[type[Position], tuple[str, int | None, int | None, str | None, str | None]]:
        # The slots of a frozen dataclass are pickled one by one otherwise, which takes three times as long.
        return Position, (self.file, self.line, self.column, self.sheet, self.cell)


@dataclass(frozen=True, slots=True)
class Node:
    """A value and where it was found; the value of a key stands at its key, an item of a list at itself.

    ``plain`` marks text whose type nobody has decided yet: an unquoted YAML scalar or the text of a cell. It is
    kept as it was written (``017``, ``no``, ``1_000``), and the schema says what it means. Quoted text, numbers
    of JSON and numbers of a workbook are not plain: their type is known.
    """

    value: dict[str, Node] | list[Node] | Scalar
    position: Position
    plain: bool = False

    def __reduce__(self) -> tuple[type[Node], tuple[dict[str, Node] | list[Node] | Scalar, Position, bool]]:
        return Node, (self.value, self.position, self.plain)


@dataclass(frozen=True, slots=True)
class RawFinding:
    """Something that a reader found: ``rule`` is short and stable, ``message`` says what would be right."""

    rule: str
    message: str
    position: Position
    severity: Severity = "error"

    def __str__(self) -> str:
        return f"{self.position}: {self.message} [{self.rule}]"


class SourceError(Exception):
    """The file cannot be read safely; ``findings`` says why, each with its position."""

    def __init__(self, findings: list[RawFinding]) -> None:
        super().__init__(findings)
        self.findings = findings

    def __str__(self) -> str:
        return "\n".join(str(finding) for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Reading(Generic[Result]):
    """What was read, with the findings (warnings) that do not stand in the way of using it."""

    result: Result
    findings: tuple[RawFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that a file may ask of us; each can be raised by whoever trusts the file.

    ``ratio`` is unpacked to packed size of a part of a workbook. Rows and columns are counted from A1 to the last
    cell that holds something; ``cells`` is the area of all sheets together. With ``strict_cells`` a cell that holds
    an error, a formula without a value, or one fed by another workbook refuses the workbook; without, that is a
    warning, and the cell reads as empty or as the value last seen.
    """

    workbook_bytes: int = 10 * MEGABYTE
    unpacked_bytes: int = 50 * MEGABYTE
    ratio: int = 100
    entries: int = 200
    rows: int = 20_000
    columns: int = 200
    cells: int = 5_000_000
    cell_characters: int = 32_767
    strict_cells: bool = True
    text_bytes: int = 2 * MEGABYTE
    depth: int = 50
    nodes: int = 100_000
    number_digits: int = 30
    memory_bytes: int = 512 * MEGABYTE
    cpu_seconds: int = 20


class Notes:
    """Collects what a reader finds, so that all the errors of a file are told at once."""

    def __init__(self) -> None:
        self.errors: list[RawFinding] = []
        self.warnings: list[RawFinding] = []

    def error(self, rule: str, message: str, position: Position) -> None:
        """Note an error; ``raise_errors`` refuses the file for it."""
        self.add(RawFinding(rule, message, position))

    def warning(self, rule: str, message: str, position: Position) -> None:
        """Note something that whoever gave the file should know, though it can be used."""
        self.add(RawFinding(rule, message, position, "warning"))

    def add(self, finding: RawFinding) -> None:
        """Note a finding; too many errors refuse the file at once, warnings beyond the most are left out."""
        if finding.severity == "error":
            self.errors.append(finding)
            if len(self.errors) >= MOST_FINDINGS:
                self.raise_errors()
        elif len(self.warnings) < MOST_FINDINGS:
            self.warnings.append(finding)
        elif len(self.warnings) == MOST_FINDINGS:
            more = f"there are more than {MOST_FINDINGS} findings; the others are not shown"
            self.warnings.append(RawFinding("more_findings", more, Position(finding.position.file), "warning"))

    def refuse(self, rule: str, message: str, position: Position) -> NoReturn:
        """Note an error after which nothing more can be read, and raise ``SourceError`` with all errors."""
        raise SourceError([*self.errors, RawFinding(rule, message, position)])

    def raise_errors(self) -> None:
        """Raise ``SourceError`` when there is any error."""
        if self.errors:
            raise SourceError(self.errors)


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Pause the search for reference cycles, of which rows and nodes have none: it takes a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def refuse(rule: str, message: str, position: Position) -> NoReturn:
    """Raise ``SourceError`` with this one finding."""
    raise SourceError([RawFinding(rule, message, position)])


def shown(text: str, most: int = 60) -> str:
    """The text in quotation marks, for a message: shortened, with what cannot be printed escaped."""
    short = text if len(text) <= most else text[: most - 1] + "…"
    return "“" + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in short) + "”"
