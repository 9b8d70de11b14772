"""A process of its own for a piece of work: it can be ended at any moment, with all that it started, and its memory is
given back. It tells its parent what it has to say in JSON, and never outlives it.
"""

import fcntl
import json
import multiprocessing
import os
import select
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from django.db import connections

Message = dict[str, Any]
Say = Callable[[Message], None]
LEAVES_WITHIN = 1.0


class Child:
    """`work(say)` in a forked process. The parent has one thread only, and loses its database connections here:
    two processes on one connection would mix up their answers.
    """

    def __init__(self, work: Callable[[Say], None]) -> None:
        connections.close_all()
        context = multiprocessing.get_context("fork")
        self._reader, writer = context.Pipe(duplex=False)
        parent_gone, self._parent_lives = os.pipe()
        ends = (self._reader, self._parent_lives, writer, parent_gone)
        self._process = context.Process(target=_run, args=(work, *ends), daemon=False)
        self._process.start()
        self._is_open = True
        writer.close()
        os.close(parent_gone)

    def hear(self, seconds: float) -> Message | None:
        """The next message, None when none comes in that time. Raises EOFError when it has ended and said all."""
        try:
            if self._reader.poll(seconds if self._process.is_alive() else 0):
                heard: Message = json.loads(self._reader.recv_bytes())
                return heard
        except OSError as broken:  # it was ended in the middle of a message
            raise EOFError from broken
        if not self._process.is_alive() and not self._reader.poll(0):
            raise EOFError
        return None

    def end(self, patience: float = 0.0) -> None:
        """Let it leave for so long, then kill it and whatever it started. A second time it does nothing."""
        if not self._is_open or self._process.pid is None:
            return
        self._is_open = False
        self._process.join(patience)
        with suppress(ProcessLookupError, PermissionError):  # it is gone, or has no group of its own yet
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.join()
        self._reader.close()
        os.close(self._parent_lives)


def _run(
    work: Callable[[Say], None], reader: Connection, parent_lives: int, writer: Connection, parent_gone: int
) -> None:
    os.setsid()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    reader.close()
    os.close(parent_lives)
    _leave_with_parent(parent_gone)
    try:
        work(lambda message: writer.send_bytes(json.dumps(message, allow_nan=False).encode()))
    finally:
        connections.close_all()


def _leave_with_parent(parent_gone: int) -> None:
    """The pipe's other end closes when the parent dies, however it dies. The kernel then sends SIGIO, which ends the
    whole group; a thread that watches would forbid the work to fork.
    """
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(parent_gone, fcntl.F_SETOWN, -os.getpgrp())
    fcntl.fcntl(parent_gone, fcntl.F_SETFL, fcntl.fcntl(parent_gone, fcntl.F_GETFL) | os.O_ASYNC)
    if select.select([parent_gone], [], [], 0)[0]:
        os.kill(os.getpid(), signal.SIGKILL)
