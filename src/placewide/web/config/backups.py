"""Everything that is stored, in one compressed file that either database reads back: what a drill restores is proved.

The file has a line of JSON for each row. The first line says what wrote it, the last how many rows there are and the
SHA-256 of all that stands before it, so that a damaged or cut file is refused before anything is read from it.
"""

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

Item = TypeVar("Item")

FORMAT = "placewide-backup/1"
LEFT_OUT = frozenset({"sessions.session", "contenttypes.contenttype", "auth.permission"})
"""Who is signed in, and what Django makes by itself, are not carried over."""
AT_A_TIME = 500


class BackupError(Exception):
    """The file or the database cannot be used for restoring; the message says why. Nothing was changed."""


def backup(file: Path) -> str:
    """Write all rows as they stand at one moment; others may go on writing afterwards. Returns what was written."""
    beside = file.with_name(file.name + ".part")
    digest, rows = hashlib.sha256(), 0
    with transaction.atomic(), gzip.open(beside, "wt", encoding="utf-8", newline="\n") as target:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for line in _lines():
            digest.update(line.encode())
            target.write(line)
            rows += 1
        target.write(json.dumps({"rows": rows - 1, "sha256": digest.hexdigest()}) + "\n")
    beside.replace(file)
    return f"{rows - 1} rows in {file} ({file.stat().st_size:,} bytes, sha256 {digest.hexdigest()[:16]}…)"


def restore(file: Path) -> str:
    """Read a backup into the empty database, all or nothing.

    Raises BackupError for a file that is damaged, of another version of the tables, or a database that is not empty.
    """
    header, rows = checked_backup(file)
    if header.get("migrations") != _migrations():
        raise BackupError(
            f"The backup was written by Placewide {header.get('version')}; restore it with that version, then upgrade."
        )
    with transaction.atomic(), connection.constraint_checks_disabled():
        _refuse_unless_empty()
        for model in stored_models():
            if model._meta.label_lower not in _APPEND_ONLY:
                model._base_manager.all().delete()
        for _, lines in _by_model(file):
            for row in serializers.deserialize("jsonl", "".join(lines)):
                row.object.save_base(raw=True, force_insert=True)  # as it stands: no date is set anew
        connection.check_constraints()
        _reset_sequences()
    return f"{rows} rows restored from {file}"


_APPEND_ONLY = frozenset({"audit.event"})


def stored_models() -> list[type[models.Model]]:
    """Every stored model, each after those that it refers to."""
    ordered = serializers.sort_dependencies([(config, None) for config in apps.get_app_configs()])
    return [
        model
        for model in ordered
        if model._meta.managed and not model._meta.proxy and model._meta.label_lower not in LEFT_OUT
    ]


def _lines() -> Iterator[str]:
    header = {
        "format": FORMAT,
        "version": settings.PLACEWIDE_VERSION,
        "at": timezone.now().isoformat(),
        "migrations": _migrations(),
    }
    yield json.dumps(header) + "\n"
    for model in stored_models():
        rows = model._base_manager.order_by("pk").iterator(chunk_size=AT_A_TIME)
        for some in _batches(rows, AT_A_TIME):
            yield from rows_text(some).splitlines(keepends=True)


def rows_text(rows: Sequence[models.Model], fields: Sequence[str] | None = None) -> str:
    """A line of JSON for each row, times to the microsecond."""
    return str(serializers.serialize("jsonl", rows, fields=fields, cls=_ExactEncoder))


class _ExactEncoder(DjangoJSONEncoder):
    """Django's own cuts times to milliseconds, and what was hashed has more."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def _migrations() -> list[str]:
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def checked_backup(file: Path) -> tuple[dict[str, Any], int]:
    """The header and the number of rows of a sound file."""
    digest, last, header, lines = hashlib.sha256(), "", "", 0
    try:
        with gzip.open(file, "rt", encoding="utf-8", newline="\n") as source:
            for line in source:
                if lines == 1:
                    header = last
                if lines:
                    digest.update(last.encode())
                last, lines = line, lines + 1
        said = json.loads(last)
        first = json.loads(header)
    except (OSError, EOFError, ValueError, zlib.error) as problem:
        raise BackupError(f"{file} is damaged or not a backup: {problem}.") from problem
    if not isinstance(said, dict) or said.get("sha256") != digest.hexdigest() or said.get("rows") != lines - 2:
        raise BackupError(f"{file} is damaged: its checksum does not fit.")
    if not isinstance(first, dict) or first.get("format") != FORMAT:
        raise BackupError(f"{file} is not a backup that this Placewide reads.")
    return first, lines - 2


def _by_model(file: Path) -> Iterator[tuple[str, list[str]]]:
    """The rows in their order, in runs of one model."""
    run: list[str] = []
    of = ""
    with gzip.open(file, "rt", encoding="utf-8", newline="\n") as source:
        next(source)
        for line in source:
            row = json.loads(line)
            model = row.get("model", "")
            if model != of or len(run) >= AT_A_TIME:
                if run:
                    yield of, run
                of, run = model, []
            if model:
                run.append(line)


def _refuse_unless_empty() -> None:
    for label in ("accounts.User", "places.Place", "audit.Event"):
        if apps.get_model(label)._base_manager.exists():
            raise BackupError("The database is not empty; restore into a new one.")


def _reset_sequences() -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), stored_models()):
            cursor.execute(statement)
