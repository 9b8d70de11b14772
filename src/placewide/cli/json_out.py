"""Results as JSON, on standard output or in a file."""

import json
from pathlib import Path
from typing import Any

import typer

from placewide.cli.exits import refuse_usage, writing


def write_json(result: Any, to: str) -> None:
    """Write the result to a path, or to standard output for `-`."""
    text = json.dumps(result, ensure_ascii=False, indent=1)
    if to == "-":
        typer.echo(text)
        return
    with writing(to):
        Path(to).write_text(text + "\n", encoding="utf-8")


def check_target(to: str | None) -> None:
    """Refuse a path that cannot be written before anybody has waited for what would go there."""
    if to is not None and to != "-" and (Path(to).is_dir() or not Path(to).parent.is_dir()):
        raise refuse_usage(f"--json {to}: give the path of a file in a folder that exists, or - for standard output.")
