"""Results as JSON, on standard output or in a file."""

import json
from pathlib import Path
from typing import Any

import typer


def write_json(result: Any, to: str) -> None:
    """Write the result to a path, or to standard output for `-`."""
    text = json.dumps(result, ensure_ascii=False, indent=1)
    if to == "-":
        typer.echo(text)
    else:
        Path(to).write_text(text + "\n", encoding="utf-8")
