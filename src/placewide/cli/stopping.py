"""Ctrl-C while something long runs: once to stop with the best so far, twice to end at once."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

SAID = b"\nplacewide: stopping with what there is so far; Ctrl-C again ends at once.\n"


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """What says whether somebody has asked to stop. The second time, KeyboardInterrupt is raised.

    Child processes inherit the handler and get the same signal from a terminal: they go on, because their parent
    tells them when to stop.
    """
    asked = False
    own = os.getpid()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True
        if os.getpid() == own:
            os.write(2, SAID)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)
