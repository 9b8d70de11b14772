"""What makes an installation unsafe for many: said by `check --deploy`, and a reason for a shared one not to start."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, Warning, register

from placewide.web.config.environment import SHORTEST_KEY, Environment

MOUNTS = Path("/proc/self/mounts")
NETWORK_DRIVES = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "fuse.sshfs"})
FEWEST_CHARACTERS = 10


def weaknesses(environment: Environment, *, debug: bool, mounts: str = "") -> list[CheckMessage]:
    """What is wrong with an installation that others can reach; errors first. `mounts` reads as Linux tells them."""
    found = [*_of_address(environment), *_of_key(environment), *_of_data(environment, mounts)]
    if debug:
        found.append(Error("DEBUG is on: error pages would tell passers-by how everything works.", id="placewide.E005"))
    if environment.mode == "shared" and environment.mail is None:
        found.append(
            Warning("PLACEWIDE_MAIL is not set: invitations and sign-in links reach nobody.", id="placewide.W001")
        )
    return sorted(found, key=lambda message: -message.level)


def enter() -> None:
    """Have `check --deploy` ask for them."""
    register(check_environment, Tags.security, deploy=True)


def check_environment(**_given: Any) -> list[CheckMessage]:
    """The check of `check --deploy`."""
    return weaknesses(settings.ENVIRONMENT, debug=settings.DEBUG, mounts=mounted())


def mounted() -> str:
    """The drives of this machine, one a line; empty where the machine does not tell."""
    try:
        return MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _of_address(environment: Environment) -> Iterator[CheckMessage]:
    if environment.mode != "shared":
        yield Warning(
            f"PLACEWIDE_MODE is {environment.mode}: it lets in whoever comes. Set it to shared before others can "
            "reach this.",
            id="placewide.W002",
        )
        if environment.behind_proxy:
            yield Error(
                f"PLACEWIDE_PROXY is yes, but PLACEWIDE_MODE is {environment.mode}: what stands behind a proxy for "
                "others must be shared.",
                id="placewide.E004",
            )
        return
    if not environment.encrypted:
        yield Error(
            "PLACEWIDE_ADDRESS begins with http: passwords and sums would travel in the clear. Put an https address "
            "in front.",
            id="placewide.E001",
        )
    elif not environment.behind_proxy:
        yield Error(
            "PLACEWIDE_PROXY is not yes: Placewide speaks http to a proxy that speaks https; without one, every page "
            "would lead to itself for ever.",
            id="placewide.E003",
        )


def _of_key(environment: Environment) -> Iterator[CheckMessage]:
    key = environment.secret_key
    if environment.mode == "shared" and (len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_CHARACTERS):
        yield Error(
            f"PLACEWIDE_SECRET_KEY can be guessed: give at least {SHORTEST_KEY} characters by chance, such as "
            'python3 -c "import secrets; print(secrets.token_urlsafe(60))" prints.',
            id="placewide.E002",
        )


def _of_data(environment: Environment, mounts: str) -> Iterator[CheckMessage]:
    file = environment.database.file
    if file is None:
        return
    if environment.mode == "shared":
        yield Info(
            "The database is an SQLite file: right for one machine. For a second one, use PLACEWIDE_DATABASE.",
            id="placewide.I001",
        )
    if drive_of(file, mounts) in NETWORK_DRIVES:
        yield Warning(
            f"The database {file} lies on a network drive, where SQLite loses data when two machines write. Use a "
            "drive of this machine, or PLACEWIDE_DATABASE.",
            id="placewide.W003",
        )


def drive_of(file: Path, mounts: str) -> str:
    """The type of the file system that a file lies on, by the longest mount point above it; empty if not told."""
    rows = [line.split() for line in mounts.splitlines()]
    above = [(row[1], row[2]) for row in rows if len(row) > 2 and file.is_relative_to(row[1].replace("\\040", " "))]
    return max(above, key=lambda pair: len(pair[0]), default=("", ""))[1]
