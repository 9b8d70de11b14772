"""`check --deploy` is silent for what is safe for many, and says in a sentence what is not; weak ones do not start."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.checks import WARNING
from pytest_django.fixtures import Settings

from placewide.web.config.checks import drive_of, weaknesses
from placewide.web.config.environment import Environment, read_environment
from placewide.web.config.preparing import NotReadyError, refuse_weak

KEY = "nGqDkXxh4RkJ7kq0cYx0yT0o8mSdVZ1rLwE5bPfAiHUtN3vQ9sWzBgCjK2M6"
SHARED = {
    "PLACEWIDE_MODE": "shared",
    "PLACEWIDE_ADDRESS": "https://westmere.example",
    "PLACEWIDE_SECRET_KEY": KEY,
    "PLACEWIDE_DATABASE": "postgresql://placewide@db.example/placewide",
    "PLACEWIDE_MAIL": "smtp://post:secret@mail.example:587",
    "PLACEWIDE_PROXY": "yes",
}
WEAK = {
    "http": ({"PLACEWIDE_ADDRESS": "http://westmere.example"}, "E001"),
    "short key": ({"PLACEWIDE_SECRET_KEY": KEY[:49]}, "E002"),
    "key of one letter": ({"PLACEWIDE_SECRET_KEY": "a" * 60}, "E002"),
    "no proxy": ({"PLACEWIDE_PROXY": "no"}, "E003"),
    "local behind a proxy": ({"PLACEWIDE_MODE": "local"}, "E004"),
    "demo behind a proxy": ({"PLACEWIDE_MODE": "demo"}, "E004"),
    "no mail": ({"PLACEWIDE_MAIL": ""}, "W001"),
    "for one": ({"PLACEWIDE_MODE": "local", "PLACEWIDE_PROXY": ""}, "W002"),
}


def environment(folder: Path, **more: str) -> Environment:
    return read_environment({**SHARED, "PLACEWIDE_DATA": str(folder), **more})


def deployed(folder: Path, given: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """`check --deploy --fail-level WARNING`, as whoever deploys runs it."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("PLACEWIDE_")}
    command = ["check", "--deploy", "--fail-level", "WARNING", "--settings", "placewide.web.config.settings"]
    return subprocess.run(
        [sys.executable, "-m", "django", *command],
        env={**others, "PLACEWIDE_DATA": str(folder), **given},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_shared_installation_passes_every_check(tmp_path: Path) -> None:
    ran = deployed(tmp_path, SHARED)
    assert ran.returncode == 0, ran.stderr
    assert "no issues" in ran.stdout + ran.stderr


def test_a_weak_one_does_not(tmp_path: Path) -> None:
    ran = deployed(tmp_path, {**SHARED, "PLACEWIDE_ADDRESS": "http://a.example", "PLACEWIDE_SECRET_KEY": "short"})
    assert ran.returncode != 0
    for found in ("placewide.E001", "placewide.E002", "security.W009", "security.W012"):
        assert found in ran.stderr


@pytest.mark.parametrize("name", WEAK)
def test_each_weakness_is_named(tmp_path: Path, name: str) -> None:
    given, wanted = WEAK[name]
    found = weaknesses(environment(tmp_path, **given), debug=False)
    assert f"placewide.{wanted}" in {message.id for message in found}
    assert max(message.level for message in found) >= WARNING
    assert all("PLACEWIDE_" in message.msg for message in found)


def test_error_pages_with_their_causes_are_an_error(tmp_path: Path) -> None:
    assert [message.id for message in weaknesses(environment(tmp_path), debug=True)] == ["placewide.E005"]
    assert weaknesses(environment(tmp_path), debug=False) == []


MOUNTS = "/dev/sda1 / ext4 rw 0 0\nserver:/share /srv nfs4 rw 0 0\n/dev/sdb1 /srv/own\\040disk xfs rw 0 0\n"


@pytest.mark.parametrize(
    ("file", "drive"),
    [("/var/lib/p.sqlite3", "ext4"), ("/srv/p.sqlite3", "nfs4"), ("/srv/own disk/p.sqlite3", "xfs")],
)
def test_knows_on_which_drive_a_file_lies(file: str, drive: str) -> None:
    assert drive_of(Path(file), MOUNTS) == drive


def test_sqlite_is_right_for_one_machine_and_wrong_on_a_drive_of_several(tmp_path: Path) -> None:
    one = environment(tmp_path, PLACEWIDE_DATABASE="")
    assert [message.id for message in weaknesses(one, debug=False)] == ["placewide.I001"]
    several = replace(one, database=replace(one.database, file=Path("/srv/placewide.sqlite3")))
    assert "placewide.W003" in {message.id for message in weaknesses(several, debug=False, mounts=MOUNTS)}


def test_a_weak_shared_installation_does_not_start(tmp_path: Path, settings: Settings) -> None:
    settings.ENVIRONMENT = environment(tmp_path, PLACEWIDE_ADDRESS="http://a.example", PLACEWIDE_SECRET_KEY="x")  # noqa: S106
    with pytest.raises(NotReadyError, match=r"(?s)PLACEWIDE_ADDRESS.*PLACEWIDE_SECRET_KEY"):
        refuse_weak("127.0.0.1")


def test_an_unwise_one_starts_and_says_so(tmp_path: Path, settings: Settings) -> None:
    settings.ENVIRONMENT = environment(tmp_path, PLACEWIDE_MAIL="")
    assert any("PLACEWIDE_MAIL" in said for said in refuse_weak("0.0.0.0"))  # noqa: S104


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "placewide.example"])  # noqa: S104
def test_an_installation_for_one_listens_to_nobody_else(tmp_path: Path, settings: Settings, host: str) -> None:
    settings.ENVIRONMENT = environment(tmp_path, PLACEWIDE_MODE="local")
    with pytest.raises(NotReadyError, match="this machine only"):
        refuse_weak(host)
    assert refuse_weak("127.0.0.1") == refuse_weak("localhost") == refuse_weak("::1") == []
