"""`placewide check`: everything wrong with a place file, and what a plan would need."""

from pathlib import Path

import typer

from placewide.cli.exits import WRONG_FILE, Leave, line_of, say, writing
from placewide.cli.json_out import check_target, write_json
from placewide.cli.reading import hint_at_mapping, limits_of, loaded_from, read_loosely
from placewide.domain.shared.findings import Finding, errors_of
from placewide.exchange.place_file import Loaded


def run(file: Path, *, mapping: Path | None, guess: Path | None, json_to: str | None, limit: list[str] | None) -> None:
    """Print the findings; exit code 2 if any is an error."""
    check_target(json_to)
    loaded = read_loosely(file, mapping, limit) if guess is None else _guessed(file, guess, limit)
    if json_to is not None:
        write_json({"findings": [_plain(finding) for finding in loaded.findings], "digest": loaded.digest}, json_to)
        say(errors_of(loaded.findings))
    else:
        _print(file, loaded.findings)
    if loaded.document is None or errors_of(loaded.findings):
        raise Leave(WRONG_FILE)


def _guessed(file: Path, guess: Path, limit: list[str] | None) -> Loaded:
    """The workbook as a guess reads it, the guess being kept to be corrected; nothing is kept of one that is empty."""
    from placewide.exchange.mapping.reading import read_any
    from placewide.exchange.mapping.storage import save_mapping

    mapped = read_any(file, limits=limits_of(limit))
    loaded = loaded_from(mapped)
    if mapped.mapping.sheets:
        with writing(guess):
            save_mapping(mapped.mapping, guess)
        typer.echo(
            f"The mapping was guessed and written to {guess}. Correct it there, use it with --mapping.", err=True
        )
    return loaded


def _print(file: Path, findings: tuple[Finding, ...]) -> None:
    errors, warnings = errors_of(findings), [row for row in findings if row.severity != "error"]
    if errors:
        say(findings)
        hint_at_mapping(file, findings)
        typer.echo(f"{file.name}: {len(errors)} to mend before it can be used.")
        return
    for finding in warnings:
        typer.echo(line_of(finding))
    more = f"; {len(warnings)} things to know" if warnings else ""
    typer.echo(f"{file.name}: sound{more}.")


def _plain(finding: Finding) -> dict[str, str | None]:
    return {
        "severity": finding.severity,
        "where": finding.where,
        "rule": finding.rule,
        "message": finding.message,
        "record": finding.record,
        "position": finding.position,
    }
