"""Making an installation ready to serve: the database at this version's shape, the browser's files in place."""

import hashlib
import ipaddress
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.checks import ERROR
from django.core.management import call_command
from django.db import Error as DatabaseError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from placewide.web.config.checks import mounted, weaknesses

COPIES_KEPT = 5


class NotReadyError(Exception):
    """The installation cannot be used; the message says why and what to do."""


def prepare() -> None:
    """Bring database and static files to this version. Raises NotReadyError in plain words.

    An SQLite file is copied before its shape changes: the copies lie in the data folder, the newest few are kept.
    """
    _check_folder(settings.ENVIRONMENT.data)
    try:
        executor = MigrationExecutor(connection)
        _refuse_newer(executor)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            if executor.loader.applied_migrations:
                _copy_sqlite()
            call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    except DatabaseError as problem:
        raise NotReadyError(f"The database cannot be used: {str(problem).strip()}.") from problem
    collect_static()


def refuse_weak(host: str) -> list[str]:
    """What is only unwise, in sentences. Raises NotReadyError for what lets strangers in: weak settings of a shared
    installation, or one that is not shared and would listen to others at this host.
    """
    environment = settings.ENVIRONMENT
    if environment.mode == "local" and not _is_this_machine(host):
        raise NotReadyError(
            "PLACEWIDE_MODE is local, which opens an account for whoever comes: it listens at this machine only. "
            "Set PLACEWIDE_MODE=shared to let others in."
        )
    if environment.mode != "shared":
        return []
    found = weaknesses(environment, debug=settings.DEBUG, mounts=mounted())
    wrong = [message.msg for message in found if message.level >= ERROR]
    if wrong:
        raise NotReadyError("\n  ".join(("This must be mended before others can use it:", *wrong)))
    return [message.msg for message in found]


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def collect_static() -> None:
    """Put the browser's files in place under hashed names, when they changed."""
    stamp = settings.ENVIRONMENT.data / "static.stamp"
    wanted = _static_digest()
    root = Path(settings.STATIC_ROOT)
    if root.is_dir() and stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    shutil.rmtree(root, ignore_errors=True)
    # django-htmx brings another copy of htmx, parts of which are missing: ours is vendored.
    call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=["django_htmx"])
    stamp.write_text(wanted, encoding="ascii")


def _check_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise NotReadyError(f"The data folder {folder} cannot be made: {problem.strerror}.") from problem
    if not os.access(folder, os.W_OK):
        raise NotReadyError(f"The data folder {folder} cannot be written to; choose another with PLACEWIDE_DATA.")


def _refuse_newer(executor: MigrationExecutor) -> None:
    unknown = set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)
    ours = {app for app, _ in executor.loader.disk_migrations}
    newer = sorted(f"{app} {name}" for app, name in unknown if app in ours)
    if newer:
        raise NotReadyError(f"The database belongs to a newer Placewide ({newer[0]}); use that version or a backup.")


def _copy_sqlite() -> None:
    file: Path | None = settings.ENVIRONMENT.database.file
    if file is None or not file.exists():
        return
    copy = file.with_name(f"{file.stem}-before-{datetime.now():%Y%m%d-%H%M%S}{file.suffix}")  # noqa: DTZ005 - a name
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    for old in sorted(file.parent.glob(f"{file.stem}-before-*{file.suffix}"))[:-COPIES_KEPT]:
        old.unlink()


def _static_digest() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda pair: pair[0]):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
