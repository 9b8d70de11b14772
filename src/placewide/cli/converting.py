"""`placewide convert`, `schema` and `template`."""

from pathlib import Path

import typer

from placewide.cli.exits import refuse_usage, writing
from placewide.cli.json_out import write_json
from placewide.cli.reading import read
from placewide.exchange.document.schema import json_schema
from placewide.exchange.place_file import SUFFIXES, save
from placewide.exchange.sheets.template import write_template
from placewide.exchange.sheets.workbook_writer import WorkbookError


def run(file: Path, target: Path, *, mapping: Path | None, limit: list[str] | None) -> None:
    """Write the place as the kind of file that the suffix of `target` names; nothing if the source is wrong."""
    if target.suffix.lower() not in SUFFIXES:
        raise refuse_usage(f"{target.name}: a place file ends in {', '.join(SUFFIXES)}.")
    document, _ = read(file, mapping, limit)
    try:
        with writing(target):
            save(document, target)
    except WorkbookError as problem:
        raise refuse_usage(f"{target.name} cannot hold this place: {problem}") from None
    typer.echo(str(target))


def print_schema() -> None:
    write_json(json_schema(), "-")


def write_empty(target: Path) -> None:
    if target.suffix.lower() != ".xlsx":
        raise refuse_usage(f"{target.name}: the template is a workbook and ends in .xlsx.")
    with writing(target):
        write_template(target)
    typer.echo(str(target))
