"""Runs the real command in a process of its own, with what it took."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO


@dataclass(frozen=True)
class Ran:
    """How a command ended: what it said, and the processor time and memory of it and its children."""

    code: int
    out: str
    err: str
    cpu_seconds: float
    megabytes: float


def placewide(*arguments: str | Path, folder: Path | None = None) -> Ran:
    """Run `python -m placewide` with these arguments in a folder; temporary files would land there too."""
    environment = {**os.environ, **({"TMPDIR": str(folder)} if folder else {})}
    command = [sys.executable, "-m", "placewide", *map(str, arguments)]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = subprocess.Popen(command, stdout=out, stderr=err, cwd=folder, env=environment)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        return Ran(child.returncode, _text(out), _text(err), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


def errors_in(text: Ran | str) -> Sequence[str]:
    """The lines that tell an error."""
    said = text if isinstance(text, str) else text.err
    return [line for line in said.splitlines() if line.startswith("error: ")]
