"""Tests of the web run on the database that `PLACEWIDE_DATABASE` names, or on an SQLite file of their own.

A file, not memory: threads and child processes must see it as separate connections, with locks as in real life.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

from placewide.web.audit import guards
from placewide.web.audit.models import BEGINNING, Head
from placewide.web.tests.cast import as_, world

__all__ = ["as_", "world"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A database for each process: runs side by side, and the workers of one run, must not meet."""
    database = settings.DATABASES["default"]
    database.setdefault("TEST", {})["NAME"] = f"test_placewide_{os.getpid()}"
    if database["ENGINE"].endswith("sqlite3"):
        folder: Path = tmp_path_factory.mktemp("database")
        database["TEST"]["NAME"] = str(folder / "test.sqlite3")
        database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"  # a power cut may lose tests, a kill does not


@pytest.fixture(scope="session", autouse=True)
def tables_can_be_emptied_between_tests() -> Iterator[None]:
    """Transactional tests end by emptying every table, which the guards of the audit refuse as they should. So they
    are lifted for that moment only, put back, and the chain begins anew.
    """
    empty: Callable[[TransactionTestCase], None] = vars(TransactionTestCase)["_fixture_teardown"]

    def empty_and_guard(case: TransactionTestCase) -> None:
        guards.lift(connection)
        empty(case)
        Head.objects.create(seq=0, digest=BEGINNING)
        guards.put(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_and_guard)
        yield
