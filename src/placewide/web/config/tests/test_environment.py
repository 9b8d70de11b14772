"""Settings are read once; whatever is wrong is said in a sentence that names the variable."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from placewide.web.config.environment import VARIABLES, Environment, SettingError, read_environment

LONG = "k" * 60
SHARED = {
    "PLACEWIDE_MODE": "shared",
    "PLACEWIDE_ADDRESS": "https://westmere.example",
    "PLACEWIDE_SECRET_KEY": LONG,
}


def read(folder: Path, **more: str) -> Environment:
    return read_environment({"PLACEWIDE_DATA": str(folder), **more})


def test_a_laptop_needs_no_setting_at_all(tmp_path: Path) -> None:
    environment = read(tmp_path)
    assert (environment.mode, environment.address, environment.mail) == ("local", "http://localhost:8000", None)
    assert environment.database.file == tmp_path / "placewide.sqlite3"
    assert not environment.encrypted


def test_reads_everything_that_a_shared_server_has(tmp_path: Path) -> None:
    given = {
        **SHARED,
        "PLACEWIDE_DATABASE": "postgresql://place:w%40y@db.example:5433/wide",
        "PLACEWIDE_MAIL": "smtp://post:s%3Acret@mail.example",
        "PLACEWIDE_PROXY": "yes",
    }
    environment = read(tmp_path, **given)
    where = environment.database
    assert (where.host, where.port, where.name, where.user, where.password) == (
        "db.example", "5433", "wide", "place", "w@y",
    )  # fmt: skip
    assert environment.mail is not None
    assert (environment.mail.port, environment.mail.password) == (587, "s:cret")
    assert environment.mail_from == "placewide@westmere.example"
    assert environment.encrypted
    assert environment.behind_proxy


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PLACEWIDE_MODE", "production"),
        ("PLACEWIDE_ADDRESS", "westmere.example"),
        ("PLACEWIDE_ADDRESS", "ftp://westmere.example"),
        ("PLACEWIDE_ADDRESS", "https://westmere.example/placewide"),
        ("PLACEWIDE_ADDRESS", "https://somebody@westmere.example"),
        ("PLACEWIDE_ADDRESS", "http://localhost:99999"),
        ("PLACEWIDE_ADDRESS", "http://[half"),
        ("PLACEWIDE_DATABASE", "mysql://host/name"),
        ("PLACEWIDE_DATABASE", "postgresql://host"),
        ("PLACEWIDE_DATABASE", "postgresql://host:many/name"),
        ("PLACEWIDE_MAIL", "mail.example"),
        ("PLACEWIDE_MAIL", "http://mail.example"),
        ("PLACEWIDE_MAIL", "smtp://mail.example:port"),
        ("PLACEWIDE_MAIL_FROM", "nobody"),
        ("PLACEWIDE_MAIL_FROM", "a@b.example\nBcc: c@d.example"),
        ("PLACEWIDE_PROXY", "perhaps"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        read(tmp_path, **{name: value})


@pytest.mark.parametrize("missing", ["PLACEWIDE_ADDRESS", "PLACEWIDE_SECRET_KEY"])
@pytest.mark.parametrize("empty", [False, True])
def test_a_shared_server_needs_its_address_and_its_key(tmp_path: Path, missing: str, empty: bool) -> None:
    given = {**SHARED, missing: ""} if empty else {name: value for name, value in SHARED.items() if name != missing}
    with pytest.raises(SettingError, match=f"{missing} must be given"):
        read(tmp_path, **given)


def test_no_password_is_repeated_where_an_address_is_refused(tmp_path: Path) -> None:
    for name in ("PLACEWIDE_DATABASE", "PLACEWIDE_MAIL"):
        with pytest.raises(SettingError) as refused:
            read(tmp_path, **{name: "what://place:canary@host:port/name"})
        assert "canary" not in str(refused.value)


def test_a_variable_that_nobody_knows_is_refused_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="PLACEWIDE_DATABSE is not a setting") as refused:
        read(tmp_path, PLACEWIDE_DATABSE="postgresql://host/name")
    assert all(name in str(refused.value) for name in VARIABLES)


def test_the_key_is_kept_where_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = read(tmp_path).secret_key
    assert len(first) >= 50
    assert read(tmp_path).secret_key == first
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["secret-key"]


def test_processes_that_start_at_once_share_one_key(tmp_path: Path) -> None:
    code = "from placewide.web.config.environment import read_environment; print(read_environment().secret_key)"
    given = {**os.environ, "PLACEWIDE_DATA": str(tmp_path / "new")}
    started = [
        subprocess.Popen([sys.executable, "-c", code], env=given, stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    told = {process.communicate(timeout=60)[0].strip() for process in started}
    assert len(told) == 1
    assert len(told.pop()) >= 50


@pytest.fixture
def without_rights() -> Iterator[None]:
    """Whoever runs everything as root may write everywhere: for a moment, this process is somebody else."""
    if os.getuid():
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


def test_a_data_folder_that_cannot_be_written_to_is_refused_in_plain_words(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    tmp_path.chmod(0o555)
    request.getfixturevalue("without_rights")
    with pytest.raises(SettingError, match=r"cannot be used .* choose another with PLACEWIDE_DATA"):
        read(tmp_path / "data")


def test_a_data_folder_that_is_a_file_is_refused_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(SettingError, match="cannot be used"):
        read(tmp_path / "data")
