"""How the command line ends: exit codes, and the one exception that carries them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer

from placewide.domain.shared.findings import Finding

DONE, NO_PLAN, WRONG_FILE, WRONG_USAGE = 0, 1, 2, 3
MOST_SHOWN = 200


class Leave(Exception):  # noqa: N818 (it is a way out, not an error)
    """Ends the command with this exit code, everything having been said."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def say(findings: Sequence[Finding]) -> None:
    """Findings on standard error: errors first, each with its position, rule and record."""
    order = {"error": 0, "warning": 1, "note": 2}
    ordered = sorted(findings, key=lambda finding: order[finding.severity])
    for finding in ordered[:MOST_SHOWN]:
        typer.echo(line_of(finding), err=True)
    if len(ordered) > MOST_SHOWN:
        typer.echo(f"… and {len(ordered) - MOST_SHOWN} more findings.", err=True)


def line_of(finding: Finding) -> str:
    place = " · ".join(part for part in (finding.position, finding.where, finding.record) if part)
    return f"{finding.severity}: {place}: {finding.message} [{finding.rule}]"


def refuse_usage(message: str) -> Leave:
    typer.echo(f"placewide: {message}", err=True)
    return Leave(WRONG_USAGE)


@contextmanager
def writing(path: str | Path) -> Iterator[None]:
    """Ends the command with a sentence when the file cannot be written."""
    try:
        yield
    except OSError as problem:
        raise refuse_usage(f"{path} cannot be written: {problem.strerror}.") from None
