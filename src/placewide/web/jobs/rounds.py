"""What is done every so many seconds, in a process of its own: a slow mail server must not keep a job waiting."""

import logging
import time
from collections.abc import Sequence
from functools import partial

from placewide.web.jobs import registry
from placewide.web.jobs.child import Child, Say
from placewide.web.jobs.registry import Periodic

LONGEST_ROUND = 10 * 60.0
log = logging.getLogger(__name__)


class Rounds:
    """The periodic work of one worker; one round at a time."""

    def __init__(self) -> None:
        self._child: Child | None = None
        self._started = 0.0
        self._next: dict[str, float] = {}

    def turn(self) -> None:
        """Start what is due, unless the last round is still going."""
        now = time.monotonic()
        if self._is_going(now):
            return
        due = [each for each in registry.periodic() if now >= self._next.get(each.name, 0)]
        if due:
            self._next |= {each.name: now + each.seconds for each in due}
            self._started = now
            self._child = Child(partial(_call, due))

    def end(self) -> None:
        """Kill what is going."""
        if self._child is not None:
            self._child.end()
            self._child = None

    def _is_going(self, now: float) -> bool:
        if self._child is None:
            return False
        try:
            self._child.hear(0)
        except EOFError:
            self.end()
        else:
            if now - self._started > LONGEST_ROUND:
                log.error("A round of periodic work took longer than %d seconds and was ended.", LONGEST_ROUND)
                self.end()
        return self._child is not None


def _call(due: Sequence[Periodic], _: Say) -> None:
    for each in due:
        try:
            each.do()
        except Exception:  # one that fails must not keep the others from being called
            log.exception("%s failed", each.name)
