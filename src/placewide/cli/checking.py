"""`placewide check`: everything wrong with a place file, and what a plan would need."""

from pathlib import Path

import typer

from placewide.cli.exits import WRONG_FILE, Leave, line_of, say
from placewide.cli.json_out import write_json
from placewide.cli.reading import limits_of, read_loosely
from placewide.domain.shared.findings import Finding, errors_of
from placewide.exchange.mapping import guess_file, save_mapping


def run(file: Path, *, mapping: Path | None, guess: Path | None, json_to: str | None, limit: list[str] | None) -> None:
    """Print the findings; exit code 2 if any is an error."""
    if guess is not None:
        _guess(file, guess, limit)
        mapping = guess
    loaded = read_loosely(file, mapping, limit)
    if json_to is not None:
        write_json({"findings": [_plain(finding) for finding in loaded.findings], "digest": loaded.digest}, json_to)
    else:
        _print(file, loaded.findings)
    if loaded.document is None or errors_of(loaded.findings):
        raise Leave(WRONG_FILE)


def _guess(file: Path, guess: Path, limit: list[str] | None) -> None:
    mapping = guess_file(file, limits_of(limit))
    save_mapping(mapping, guess)
    typer.echo(f"The mapping was guessed and written to {guess}. Correct it there and use it with --mapping.", err=True)


def _print(file: Path, findings: tuple[Finding, ...]) -> None:
    errors, warnings = errors_of(findings), [row for row in findings if row.severity != "error"]
    if errors:
        say(findings)
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
