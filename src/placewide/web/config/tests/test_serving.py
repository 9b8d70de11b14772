"""`serve` as it really runs: processes on loopback, their files, their end, and what keeps them from starting."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ENDS_WITHIN = 15.0
STARTS_WITHIN = 90.0
COMMAND = [sys.executable, "-m", "placewide.web"]


def environment(folder: Path) -> dict[str, str]:
    others = {name: value for name, value in os.environ.items() if not name.startswith(("PLACEWIDE_", "DJANGO_"))}
    return {**others, "PLACEWIDE_DATA": str(folder)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(true: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.1)
    return False


class Site:
    """A running `serve` with a data folder and a port of its own."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.process = subprocess.Popen(
            [*COMMAND, "serve", "--port", str(self.port), "--processes", "1"], env=environment(folder)
        )

    def get(self, path: str) -> tuple[int, dict[str, str], str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode()
        finally:
            connection.close()

    def answers(self) -> bool:
        try:
            return self.get("/health/")[0] == 200
        except OSError:
            return False

    def end(self) -> None:
        """Its parts are asked to end with it: killed, it would leave them behind."""
        self.process.terminate()
        try:
            self.process.wait(3 * ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            for number in [*self.parts().values(), self.process.pid]:
                os.kill(number, signal.SIGKILL)
            self.process.wait()

    def parts(self) -> dict[str, int]:
        """The processes that it started, by what they are."""
        found = {}
        for number in children(self.process.pid):
            words = Path(f"/proc/{number}/cmdline").read_bytes().decode()
            found["worker" if words.rstrip("\0").endswith("worker") else "web"] = number
        return found


def children(process: int) -> list[int]:
    return [int(number) for number in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def is_gone(process: int) -> bool:
    return not Path(f"/proc/{process}").exists()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    running = Site(tmp_path_factory.mktemp("serving"))
    try:
        assert until(running.answers, STARTS_WITHIN)
        yield running
    finally:
        running.end()


def test_answers_with_pages_and_does_not_say_which_version_it_runs(site: Site) -> None:
    assert site.get("/health/")[2] == "ok\n"
    status, headers, page = site.get("/help/")
    assert (status, "Help" in page) == (200, True)
    assert not re.search(r"\d", headers.get("Server", ""))


def test_files_have_hashed_names_and_are_kept_for_ever(site: Site) -> None:
    names = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', site.get("/")[2]))
    assert names
    for name in names:
        status, headers, _ = site.get(name)
        assert status == 200, name
        assert re.search(r"\.[0-9a-f]{12}\.", name), name
        assert "max-age=315360000" in headers["Cache-Control"], name
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_worker_that_is_killed_comes_back(site: Site) -> None:
    assert until(lambda: "worker" in site.parts(), 10)
    before = site.parts()
    os.kill(before["worker"], signal.SIGKILL)
    assert until(lambda: site.parts().get("worker", before["worker"]) != before["worker"], 10)
    assert site.parts()["web"] == before["web"]


def test_a_second_one_at_the_same_address_says_so(site: Site, tmp_path: Path) -> None:
    ran = run(tmp_path, "serve", "--port", str(site.port))
    assert ran.returncode == 3
    assert f"cannot listen at 127.0.0.1:{site.port}" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_ends_with_all_its_parts_when_told_to(site: Site) -> None:
    """The last of this file: the site is gone afterwards."""
    assert until(lambda: len(site.parts()) == 2, 10)
    parts = site.parts()
    site.process.send_signal(signal.SIGTERM)
    assert site.process.wait(ENDS_WITHIN) == 0
    assert all(is_gone(part) for part in parts.values())
    assert not site.answers()


@pytest.mark.heavy
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_ends_as_well_by_keyboard_and_with_its_terminal(tmp_path: Path, number: signal.Signals) -> None:
    running = Site(tmp_path)
    try:
        assert until(running.answers, STARTS_WITHIN)
        parts = running.parts()
        running.process.send_signal(number)
        assert running.process.wait(ENDS_WITHIN) == 0
        assert all(is_gone(part) for part in parts.values())
    finally:
        running.end()


def run(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], env={**environment(folder), **more}, capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip


def test_says_in_plain_words_which_setting_is_wrong(tmp_path: Path) -> None:
    ran = run(tmp_path, "serve", PLACEWIDE_MODE="production")
    assert (ran.returncode, ran.stdout) == (3, "")
    assert ran.stderr == "placewide: PLACEWIDE_MODE is “production”; it may be local, demo or shared\n"


def test_a_shared_one_with_weak_settings_does_not_start(tmp_path: Path) -> None:
    weak = {
        "PLACEWIDE_MODE": "shared",
        "PLACEWIDE_ADDRESS": "http://westmere.example",
        "PLACEWIDE_SECRET_KEY": "short",
    }
    ran = run(tmp_path, "serve", **weak)
    assert ran.returncode == 3
    assert "PLACEWIDE_ADDRESS begins with http" in ran.stderr
    assert not (tmp_path / "placewide.sqlite3").exists()
