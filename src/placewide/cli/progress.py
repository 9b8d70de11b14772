"""How far something long is, on standard error: a line that is rewritten on a terminal, elsewhere one now and then.

Standard output stays the result alone.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from placewide.analysis.confined_planning import Progress

REWRITTEN_EVERY, WRITTEN_EVERY = 0.1, 10.0
"""Seconds between two looks at it: on a terminal, and in a log."""
CLEAR = "\r\x1b[K"


class Line:
    """One thing's progress. `said` is asked for only when it is shown."""

    def __init__(self, stream: TextIO | None = None, now: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream or sys.stderr
        self._now = now
        self._rewrites = self._stream.isatty()
        self._every = REWRITTEN_EVERY if self._rewrites else WRITTEN_EVERY
        self._last = now()
        self._open = False

    def begin(self, said: str) -> None:
        """Shown at once, whatever was shown before."""
        self._last = self._now()
        self._write(said)

    def show(self, said: Callable[[], str]) -> None:
        """Shown if enough time has gone by since something was."""
        if self._now() - self._last >= self._every:
            self._last = self._now()
            self._write(said())

    def clear(self) -> None:
        """Nothing is left of it on a terminal; a log keeps what it has."""
        if self._open:
            self._stream.write(CLEAR)
            self._stream.flush()
            self._open = False

    def _write(self, said: str) -> None:
        self._stream.write(f"{CLEAR}{said}" if self._rewrites else f"{said}\n")
        self._stream.flush()
        self._open = self._rewrites


@contextmanager
def counted(what: str) -> Iterator[Progress]:
    """Progress of one thing as “what: 12 of 40, 3 s”."""
    line = Line()
    try:
        yield counting(line, what)
    finally:
        line.clear()


def counting(line: Line, what: str) -> Progress:
    """What shows how many of how many are done on this line."""

    def tell(seconds: float, done: float | None, whole: float) -> None:
        line.show(lambda: f"{what}: {min(done or 0, whole):.0f} of {whole:.0f}, {seconds:.0f} s")

    return tell


@contextmanager
def solving() -> Iterator[Progress]:
    """Progress of the search for a plan: best so far and what nothing can exceed."""
    line = Line()

    def tell(seconds: float, best: float | None, bound: float) -> None:
        found = "no plan yet" if best is None else f"best {best:.6g}"
        line.show(lambda: f"solving: {seconds:.0f} s, {found}, nothing can exceed {bound:.6g}")

    try:
        yield tell
    finally:
        line.clear()
