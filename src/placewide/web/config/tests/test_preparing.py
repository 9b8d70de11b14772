"""A database is brought to this version, copied before, and refused in plain words where that cannot be."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

CODE = """
import sys, django
django.setup()
from placewide.web.config.preparing import NotReadyError, prepare
try:
    prepare()
except NotReadyError as problem:
    sys.exit(f"not ready: {problem}")
"""


def prepared_in(folder: Path, **more: str) -> str:
    """Prepare an installation in a process of its own; why it is not ready, or nothing."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("PLACEWIDE_")}
    given = {"DJANGO_SETTINGS_MODULE": "placewide.web.config.settings", "PLACEWIDE_SECRET_KEY": "k" * 60, **more}
    ran = subprocess.run(
        [sys.executable, "-c", CODE],
        env={**others, "PLACEWIDE_DATA": str(folder), **given},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return ran.stderr


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared") / "data"
    assert prepared_in(folder) == ""
    return folder


@pytest.fixture
def home(once: Path, tmp_path: Path) -> Path:
    """A data folder that is ready, to be spoilt."""
    shutil.copytree(once, tmp_path / "data")
    return tmp_path / "data"


def copies(home: Path) -> list[str]:
    return sorted(file.name for file in home.glob("placewide-before-*.sqlite3"))


def change(home: Path, *statements: str) -> None:
    with closing(sqlite3.connect(home / "placewide.sqlite3")) as database, database:
        for statement in statements:
            database.execute(statement)


def tables(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as database:
        return {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_makes_everything_that_is_needed(once: Path) -> None:
    assert {"accounts_user", "places_place", "site_cache"} <= tables(once / "placewide.sqlite3")
    assert (once / "static" / "staticfiles.json").exists()
    assert copies(once) == []


def test_copies_the_file_before_its_shape_changes_and_keeps_the_newest_few(home: Path) -> None:
    change(home, "DROP TABLE django_session", "DELETE FROM django_migrations WHERE app = 'sessions'")
    for number in range(6):
        (home / f"placewide-before-2025010{number}-000000.sqlite3").write_bytes(b"")
    assert prepared_in(home) == ""
    kept = copies(home)
    assert len(kept) == 5
    assert kept[0] == "placewide-before-20250102-000000.sqlite3"
    assert "django_session" not in tables(home / kept[-1])
    assert "django_session" in tables(home / "placewide.sqlite3")


def test_a_database_of_a_newer_version_is_left_alone(home: Path) -> None:
    change(
        home, "INSERT INTO django_migrations (app, name, applied) VALUES ('places', '9999_of_tomorrow', '2030-01-01')"
    )
    assert "not ready: The database belongs to a newer Placewide (places 9999_of_tomorrow)" in prepared_in(home)
    assert copies(home) == []


def test_what_is_no_database_is_said_to_be_none(home: Path) -> None:
    (home / "placewide.sqlite3").write_bytes(b"something else entirely" * 100)
    assert "not ready: The database cannot be used: file is not a database." in prepared_in(home)


def test_a_server_that_does_not_answer_is_said_not_to(home: Path) -> None:
    told = prepared_in(home, PLACEWIDE_DATABASE="postgresql://somebody:canary@127.0.0.1:1/placewide")
    assert "not ready: The database cannot be used: " in told
    assert "canary" not in told


def test_a_data_folder_that_cannot_be_made_is_said_to_be_none(home: Path) -> None:
    assert "not ready: The data folder" in prepared_in(home / "placewide.sqlite3")
