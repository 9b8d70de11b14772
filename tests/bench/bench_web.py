"""Processor time and queries of a list page of 50, signed in, with filter form and totals, as its list grows.

The reach is 15 ms and 8 queries whatever the number of rows; each figure is the median of some requests. Runs on a
throw-away SQLite database, or on that which PLACEWIDE_DATABASE names, in a database of tests.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "placewide.web.tests.settings")
ROWS = (50, 1_000, 20_000)
REQUESTS = 40
PAGES = {
    "long list": "/riverside/choose/",
    "long list, page 7": "/riverside/choose/?page=7",
    "long list, filtered": "/riverside/choose/?q=care&organisation=hospital",
    "long list, by amount": "/riverside/choose/?sort=-amount",
    "empty view": "/health/",
}


def main() -> None:
    """Prints a line for each page and size."""
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import get_runner, setup_test_environment, teardown_test_environment

    setup_test_environment()
    runner = get_runner(settings)(verbosity=0, interactive=False)
    with tempfile.TemporaryDirectory() as folder:
        database = settings.DATABASES["default"]
        if database["ENGINE"].endswith("sqlite3"):
            database.setdefault("TEST", {})["NAME"] = f"{folder}/bench.sqlite3"
        old = runner.setup_databases()
        try:
            _measure()
        finally:
            runner.teardown_databases(old)
            teardown_test_environment()


def _measure() -> None:
    from placewide.web.places.tests.filling import fill
    from placewide.web.tests.cast import build_world

    world = build_world()
    client = world.client("office")
    print("list pages of 50, signed in: median processor time and queries (reach: 15 ms, 8)\n")
    print(f"  {'page':24} {'rows':>7} {'ms':>7} {'queries':>8} {'kB':>6}")
    for rows in ROWS:
        fill(world.riverside, "projects", rows)
        for name, address in PAGES.items():
            milliseconds, queries, size = _one(client, address)
            print(f"  {name:24} {rows:7,} {milliseconds:7.1f} {queries:8} {size / 1000:6.1f}", flush=True)


def _one(client: Any, address: str) -> tuple[float, int, int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    answer = client.get(address)
    assert answer.status_code == 200, address
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
        queries = len(asked)
    spent = [_processor_time(lambda: client.get(address)) for _ in range(REQUESTS)]
    return statistics.median(spent) * 1_000, queries, len(answer.content)


def _processor_time(do: Callable[[], object]) -> float:
    begun = time.process_time()
    do()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
