"""The settings that an installation may give, read once when it starts; whatever is wrong is said at once.

Every variable begins with `PLACEWIDE_`; the table in docs/guide/running.md is made from `VARIABLES`.
"""

import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args
from urllib.parse import SplitResult, unquote, urlsplit

Mode = Literal["local", "demo", "shared"]

VARIABLES: Mapping[str, str] = {
    "PLACEWIDE_MODE": "local (one machine), demo (sample place, open sign-in) or shared (behind HTTPS); default local",
    "PLACEWIDE_DATA": "folder for the database and the secret key; default .placewide in the current folder",
    "PLACEWIDE_DATABASE": "postgresql://user:password@host/name; default an SQLite file in the data folder",
    "PLACEWIDE_SECRET_KEY": "signing key of at least 50 characters; required when shared, else kept in the data folder",
    "PLACEWIDE_ADDRESS": "the address that people type, such as https://westmere.example; required when shared",
    "PLACEWIDE_MAIL": "smtp://user:password@host:587 to send mail; default: mail stays in the outbox",
    "PLACEWIDE_MAIL_FROM": "the sender of mail; default placewide@ the host of the address",
    "PLACEWIDE_PROXY": "yes when a trusted proxy in front sets X-Forwarded-Proto and X-Forwarded-For; default no",
}
SHORTEST_KEY = 50


class SettingError(Exception):
    """A setting that cannot be used; the message names it and what would be right."""


@dataclass(frozen=True, slots=True)
class Database:
    """Where the data lies: an SQLite file, or a PostgreSQL server."""

    file: Path | None = None
    host: str = ""
    port: str = ""
    name: str = ""
    user: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True)
class MailServer:
    host: str
    port: int
    user: str
    password: str


@dataclass(frozen=True, slots=True)
class Environment:
    """What the installation is: all that differs between a laptop, a demo and a shared server."""

    mode: Mode
    data: Path
    database: Database
    secret_key: str
    address: str
    mail: MailServer | None
    mail_from: str
    behind_proxy: bool

    @property
    def host(self) -> str:
        return urlsplit(self.address).hostname or "localhost"

    @property
    def encrypted(self) -> bool:
        return self.address.startswith("https://")


def read_environment(variables: Mapping[str, str] = os.environ) -> Environment:
    """The environment of this process. An empty variable counts as not given. Raises SettingError for one that is
    unknown or cannot be used.
    """
    given = {name: value for name, value in variables.items() if name.startswith("PLACEWIDE_") and value.strip()}
    unknown = sorted(set(given) - set(VARIABLES))
    if unknown:
        raise SettingError(f"{unknown[0]} is not a setting of Placewide; there are {', '.join(VARIABLES)}")
    mode = given.get("PLACEWIDE_MODE", "local")
    if mode not in get_args(Mode):
        raise SettingError(f"PLACEWIDE_MODE is “{mode}”; it may be local, demo or shared")
    address = _address(given, cast(Mode, mode))
    data = Path(given.get("PLACEWIDE_DATA", ".placewide")).expanduser().absolute()
    return Environment(
        mode=cast(Mode, mode),
        data=data,
        database=_database(given.get("PLACEWIDE_DATABASE"), data),
        secret_key=_secret_key(given, cast(Mode, mode), data),
        address=address,
        mail=_mail(given.get("PLACEWIDE_MAIL")),
        mail_from=_sender(given.get("PLACEWIDE_MAIL_FROM", f"placewide@{urlsplit(address).hostname}")),
        behind_proxy=_yes(given, "PLACEWIDE_PROXY"),
    )


def _address(given: Mapping[str, str], mode: Mode) -> str:
    wanted = "write it as https://westmere.example"
    if mode == "shared" and "PLACEWIDE_ADDRESS" not in given:
        raise SettingError(f"PLACEWIDE_ADDRESS must be given when shared; {wanted}")
    address = given.get("PLACEWIDE_ADDRESS", "http://localhost:8000").rstrip("/")
    parts = _parts("PLACEWIDE_ADDRESS", address, wanted)
    if parts.scheme not in ("http", "https") or parts.username or address != f"{parts.scheme}://{parts.netloc}":
        raise SettingError(f"PLACEWIDE_ADDRESS is “{address}”; {wanted}, without anything behind the host")
    return address


def _database(address: str | None, data: Path) -> Database:
    if not address:
        return Database(file=data / "placewide.sqlite3")
    wanted = "it must read postgresql://user:password@host/name"
    # what is wrong is said without the address: it holds a password
    parts = _parts("PLACEWIDE_DATABASE", address, wanted, needs_host=False)
    if parts.scheme not in ("postgres", "postgresql") or len(parts.path) < 2:
        raise SettingError(f"PLACEWIDE_DATABASE cannot be used; {wanted}")
    return Database(
        host=unquote(parts.hostname or ""),
        port=str(parts.port or ""),
        name=unquote(parts.path[1:]),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def _secret_key(given: Mapping[str, str], mode: Mode, data: Path) -> str:
    if "PLACEWIDE_SECRET_KEY" in given:
        return given["PLACEWIDE_SECRET_KEY"]
    if mode == "shared":
        raise SettingError(f"PLACEWIDE_SECRET_KEY must be given when shared, with at least {SHORTEST_KEY} characters")
    kept = data / "secret-key"
    try:
        if not kept.exists():
            data.mkdir(parents=True, exist_ok=True)
            _write_privately(kept, secrets.token_urlsafe(SHORTEST_KEY))
        return kept.read_text(encoding="ascii").strip()
    except OSError as problem:
        raise SettingError(
            f"The data folder {data} cannot be used ({problem.strerror}); choose another with PLACEWIDE_DATA"
        ) from problem


def _write_privately(path: Path, text: str) -> None:
    """Two processes may start at once: the first one's file holds, and nobody ever reads half of it."""
    descriptor, beside = tempfile.mkstemp(prefix=".secret-key-", dir=path.parent)  # which only its owner may read
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(text)
        os.link(beside, path)
    except FileExistsError:
        return
    finally:
        Path(beside).unlink()


def _mail(address: str | None) -> MailServer | None:
    if not address:
        return None
    wanted = "it must read smtp://user:password@host:587"
    parts = _parts("PLACEWIDE_MAIL", address, wanted)
    if parts.scheme != "smtp":
        raise SettingError(f"PLACEWIDE_MAIL cannot be used; {wanted}")
    return MailServer(
        parts.hostname or "", parts.port or 587, unquote(parts.username or ""), unquote(parts.password or "")
    )


def _sender(address: str) -> str:
    if "@" not in address or len(address.splitlines()) > 1:
        raise SettingError("PLACEWIDE_MAIL_FROM must be one e-mail address, such as placewide@westmere.example")
    return address


def _parts(name: str, address: str, wanted: str, *, needs_host: bool = True) -> SplitResult:
    """The parts of an address, of which host and port can be read."""
    try:
        parts = urlsplit(address)
        usable = (parts.hostname or not needs_host) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise SettingError(f"{name} cannot be read as an address; {wanted}")
    return parts


def _yes(given: Mapping[str, str], name: str) -> bool:
    value = given.get(name, "no").lower()
    if value not in ("yes", "no"):
        raise SettingError(f"{name} is “{value}”; it may be yes or no")
    return value == "yes"
