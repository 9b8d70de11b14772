"""Reading the file that a command is given, with its limits and its mapping."""

from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from placewide.cli.exits import WRONG_FILE, Leave, refuse_usage, say
from placewide.domain.place.digest import digest
from placewide.domain.place.document import PlaceDocument
from placewide.domain.shared.findings import Finding, errors_of
from placewide.exchange.place_file import Loaded, load
from placewide.exchange.reading.source import Limits

if TYPE_CHECKING:
    from placewide.exchange.mapping.apply import Mapped


def read(file: Path, mapping: Path | None, limit: list[str] | None) -> tuple[PlaceDocument, tuple[Finding, ...]]:
    """The document and its warnings. A wrong file ends the command with exit code 2 and every error."""
    loaded = read_loosely(file, mapping, limit)
    if loaded.document is None or errors_of(loaded.findings):
        say(loaded.findings)
        hint_at_mapping(file, loaded.findings)
        raise Leave(WRONG_FILE)
    return loaded.document, loaded.findings


def hint_at_mapping(file: Path, findings: tuple[Finding, ...]) -> None:
    """A workbook of which we know no sheet is somebody's own, and can be read by a mapping."""
    found = {(finding.rule, finding.where) for finding in findings}
    if ("missing_key", "place") in found and any(rule == "unknown_sheet" for rule, _ in found):
        typer.echo(
            f"This workbook is not laid out as ours; “placewide check {file} --guess map.yaml” says how to read it.",
            err=True,
        )


def read_loosely(file: Path, mapping: Path | None, limit: list[str] | None) -> Loaded:
    """What can be read of the file, errors and all."""
    limits = limits_of(limit)
    if mapping is None:
        return load(file, limits)
    from placewide.exchange.mapping.reading import read_any
    from placewide.exchange.mapping.storage import MappingError, load_mapping

    try:
        given = load_mapping(mapping)
    except MappingError as problem:
        return Loaded(None, problem.findings, None)
    return loaded_from(read_any(file, given, limits))


def loaded_from(mapped: "Mapped") -> Loaded:
    """A workbook read by a mapping; what was understood of it goes to standard error."""
    for line in mapped.understood:
        typer.echo(line, err=True)
    return Loaded(mapped.document, mapped.findings, digest(mapped.document) if mapped.document else None)


def limits_of(given: list[str] | None) -> Limits:
    """Reading limits with those of the command line laid over the defaults."""
    known = {field.name for field in fields(Limits) if field.name != "strict_cells"}
    changes: dict[str, Any] = {}
    for text in given or []:
        name, _, number = text.partition("=")
        if name not in known or not number.isascii() or not number.isdigit():
            raise refuse_usage(f"--limit {text}: write NAME=NUMBER with one of {', '.join(sorted(known))}.")
        changes[name] = int(number)
    return replace(Limits(), **changes)
