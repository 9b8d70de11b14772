"""Serving: the web processes and a worker side by side, watched, and ended together."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType

from placewide.web.config.preparing import NotReadyError
from placewide.web.jobs.worker import Worker

THREADS = 2
PATIENCE = 15.0
LOOKS_EVERY = 0.2
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Ctrl-C, the service manager, and a terminal window that is closed."""


def refuse_taken(host: str, port: int) -> None:
    """Raises NotReadyError where one cannot listen: the web server itself would try for seconds, again and again."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, OverflowError) as problem:
        raise NotReadyError(
            f"Placewide cannot listen at {host}:{port} ({problem}); choose another with --host or --port."
        ) from problem


def serve(host: str, port: int, processes: int) -> int:
    """Serve until told to stop. A part that dies is started again; the exit code is 0, or 1 where one cannot start."""
    stop = False

    def stopped(_number: int, _frame: FrameType | None) -> None:
        nonlocal stop
        stop = True

    for number in ENDINGS:
        signal.signal(number, stopped)
    parts = [_Part(_web(host, port, processes)), _Part([sys.executable, "-m", "placewide.web", "worker"])]
    for part in parts:
        part.start()
    try:
        while not stop:
            time.sleep(LOOKS_EVERY)
            if not stop and not all(part.keep() for part in parts):
                return 1
    finally:
        for part in parts:
            part.ask_to_end()
        for part in parts:
            part.end()
    return 0


def work() -> int:
    """Do jobs until told to stop."""
    stop = False

    def stopped(_number: int, _frame: FrameType | None) -> None:
        nonlocal stop
        stop = True

    for number in ENDINGS:
        signal.signal(number, stopped)
    Worker("worker").run(lambda: stop)
    return 0


def _web(host: str, port: int, processes: int) -> list[str]:
    return [
        sys.executable, "-m", "gunicorn", "placewide.web.config.wsgi:application",
        "--bind", f"{host}:{port}", "--workers", str(processes), "--threads", str(THREADS),
        "--timeout", "60", "--graceful-timeout", "10", "--log-level", "warning",
        "--max-requests", "20000", "--max-requests-jitter", "2000",
    ]  # fmt: skip


class _Part:
    """A child process that is started again when it dies, unless it dies at once three times."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = list(command)
        self._process: subprocess.Popen[bytes] | None = None
        self._began = 0.0
        self._quick_deaths = 0

    def start(self) -> None:
        self._began = time.monotonic()
        # Ctrl-C goes to the whole group of a terminal: a session of its own lets us end the parts in good order.
        self._process = subprocess.Popen(self._command, start_new_session=True)  # noqa: S603 - our own command

    def keep(self) -> bool:
        """Whether the part runs, or runs again."""
        if self._process is None or self._process.poll() is None:
            return True
        self._quick_deaths = self._quick_deaths + 1 if time.monotonic() - self._began < 3 else 0
        if self._quick_deaths >= 3:
            return False
        self.start()
        return True

    def ask_to_end(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def end(self) -> None:
        if self._process is None:
            return
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
