"""The real application on loopback with its worker, in its own folder, as `placewide serve` and `demo` start it."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

SOURCE = Path(__file__).parents[3] / "src"
STARTS_WITHIN = 90.0


@dataclass(frozen=True, slots=True)
class Site:
    """Where it answers, and where its data lies."""

    address: str
    data: Path

    def letter(self, to: str) -> str:
        """The newest letter to an address, as it lies in the outbox."""
        with closing(sqlite3.connect(self.data / "placewide.sqlite3", timeout=20)) as database:
            row = database.execute('SELECT text FROM mail_message WHERE "to" = ? ORDER BY id DESC', (to,)).fetchone()
        assert row is not None, f"nobody wrote to {to}"
        return str(row[0])

    def link(self, to: str) -> str:
        """The address in the newest letter to somebody."""
        found = re.search(r"https?://\S+", self.letter(to))
        assert found is not None
        return found[0]


@contextmanager
def served(command: str, data: Path) -> Iterator[Site]:
    """`command` is serve (an empty installation of one's own) or demo."""
    port = _free_port()
    mode = "demo" if command == "demo" else "local"
    address = f"http://localhost:{port}"
    given = {"PLACEWIDE_DATA": str(data), "PLACEWIDE_MODE": mode, "PLACEWIDE_ADDRESS": address}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PLACEWIDE_", "DJANGO_"))}
    line = [sys.executable, "-m", "placewide.web", command, "--port", str(port)]
    line += ["--no-browser"] if command == "demo" else []
    with (
        (data.parent / f"{data.name}.log").open("wb") as log,
        subprocess.Popen(line, cwd=SOURCE, env={**kept, **given}, stdout=log, stderr=log) as process,
    ):
        try:
            _wait(process, port)
            yield Site(address, data)
        finally:
            process.send_signal(signal.SIGTERM)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        with closing(HTTPConnection("127.0.0.1", port, timeout=2)) as connection:
            try:
                connection.request("GET", "/health/")
                if connection.getresponse().status == 200:
                    return
            except OSError:
                time.sleep(0.1)
    raise AssertionError("the application did not start")
