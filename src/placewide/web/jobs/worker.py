"""A worker: takes the oldest job, has a child do it, keeps the lease meanwhile, writes down what came of it."""

import logging
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from functools import partial

from django.db import Error as DatabaseError
from django.db import close_old_connections, connections

from placewide.web.jobs import leases, registry
from placewide.web.jobs.child import LEAVES_WITHIN, Child, Say
from placewide.web.jobs.leases import Lease
from placewide.web.jobs.models import Job
from placewide.web.jobs.performing import Outcome, perform, settle
from placewide.web.jobs.rounds import Rounds

LOOKS_EVERY = 0.05
LISTENS_FOR = 0.2
PROGRESS_EVERY = 0.25
ASKS_EVERY = 0.5
BEATS_EVERY = 5.0
REAPS_EVERY = 5.0
PAUSE_WITHOUT_DATABASE = 1.0
log = logging.getLogger(__name__)

Stopped = Callable[[], bool]


class Worker:
    """Does one job after another. It forks, so its process must have no other thread."""

    def __init__(self, name: str) -> None:
        self.name = f"{name[:80]}-{secrets.token_hex(4)}"  # a lease belongs to this process, not to its successor
        self._rounds = Rounds()
        self._reaped = 0.0

    def run(self, stop: threading.Event | Stopped) -> None:
        """Work until `stop` says so; a job under way is then given back. A database that is away is waited for."""
        stopped = stop.is_set if isinstance(stop, threading.Event) else stop
        try:
            while not stopped():
                try:
                    if not self._turn(stopped):
                        time.sleep(LOOKS_EVERY)
                except DatabaseError as problem:
                    log.warning("The worker waits for the database: %s", problem)
                    connections.close_all()
                    time.sleep(PAUSE_WITHOUT_DATABASE)
        finally:
            self._rounds.end()
            connections.close_all()

    def _turn(self, stopped: Stopped) -> bool:
        """Whether there was a job to do."""
        close_old_connections()
        self._rounds.turn()
        if time.monotonic() - self._reaped >= REAPS_EVERY:
            leases.reap()
            self._reaped = time.monotonic()
        claimed = leases.claim(self.name, registry.kinds())
        if claimed is None:
            return False
        job, lease = claimed
        child = Child(partial(_perform_and_tell, job))
        _Attendance(child, lease, registry.work_of(job.kind).seconds, stopped, self._rounds).attend()
        return True


def _perform_and_tell(job: Job, say: Say) -> None:
    outcome = perform(job, lambda fraction, text: say({"progress": [fraction, text]}))
    say({"outcome": asdict(outcome)})


class _Attendance:
    """The time from a child's start to its end, whichever end that is."""

    def __init__(self, child: Child, lease: Lease, seconds: float, stopped: Stopped, rounds: Rounds) -> None:
        self._child = child
        self._lease = lease
        self._stopped = stopped
        self._rounds = rounds
        self._seconds = seconds
        now = time.monotonic()
        self._deadline = now + seconds
        self._asked = self._beaten = now
        self._told = 0.0
        self._progress: tuple[float, str] | None = None

    def attend(self) -> None:
        """Listen until the child has answered, and else until there is a reason to end it."""
        try:
            outcome = self._listen()
            if outcome is not None:
                settle(self._lease, outcome)
                self._child.end(patience=LEAVES_WITHIN)
                return
        except BaseException:
            self._child.end()
            raise

    def _listen(self) -> Outcome | None:
        while True:
            try:
                message = self._child.hear(LISTENS_FOR)
            except EOFError:
                self._end_child(leases.lose)
                return None
            if message is not None and "outcome" in message:
                return Outcome(**message["outcome"])
            if message is not None:
                self._progress = message["progress"][0], message["progress"][1]
            if self._has_reason_to_end():
                return None
            self._keep_up()

    def _has_reason_to_end(self) -> bool:
        now = time.monotonic()
        if self._stopped():
            self._end_child(leases.give_back)
        elif now >= self._deadline:
            words = f"This took longer than the {in_words(self._seconds)} that it may take, and was stopped."
            self._end_child(partial(leases.fail, error=words))
        elif now - self._asked >= ASKS_EVERY:
            self._asked = now
            if not leases.cancel_is_asked(self._lease):
                return False
            self._end_child(leases.call_off)
        else:
            return False
        return True

    def _keep_up(self) -> None:
        """Tell the progress, but not each of a thousand steps; renew the lease; let periodic work go on."""
        now = time.monotonic()
        if self._progress is not None and now - self._told >= PROGRESS_EVERY:
            leases.say_progress(self._lease, *self._progress)
            self._progress, self._told, self._beaten = None, now, now
        elif now - self._beaten >= BEATS_EVERY:
            leases.renew(self._lease)
            self._beaten = now
        self._rounds.turn()

    def _end_child(self, write_down: Callable[[Lease], bool]) -> None:
        """First the end, then the note of it: while the note says that it runs, nobody else starts it."""
        self._child.end()
        write_down(self._lease)


def in_words(seconds: float) -> str:
    """90 s are “90 seconds”, 900 s “15 minutes”."""
    if seconds >= 120 and seconds % 60 == 0:
        return f"{seconds / 60:.0f} minutes"
    return f"{seconds:g} second{'' if seconds == 1 else 's'}"
