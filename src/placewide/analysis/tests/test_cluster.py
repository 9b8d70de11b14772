"""A Dask cluster on this machine gives the same answers as local processes, also when a worker is killed."""

import importlib
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from placewide.analysis.executors import Running, answer_all
from placewide.analysis.questions import worth_confined
from placewide.domain.plan.tests.simple import money, place, project

pytestmark = [
    pytest.mark.heavy,
    # Dask's own threads and sockets end a little after the cluster does.
    pytest.mark.filterwarnings("default"),
]
PLACE = place([project("one", 3, capital=[60]), project("two", 2, capital=[60])], [money("a", "trust", "capital", 100)])


@contextmanager
def cluster() -> Iterator[str]:
    """Two worker processes behind a scheduler on loopback; yields its address."""
    distributed = importlib.import_module("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, processes=True
    ) as local:
        yield local.scheduler_address


def square_or_die_once(flag: str, item: int, _seconds: float) -> int:
    if item == 3 and not Path(flag).exists():
        Path(flag).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return item * item


def test_a_killed_worker_of_the_cluster_costs_time_only(tmp_path: Path) -> None:
    with cluster() as address:
        answered = answer_all(square_or_die_once, str(tmp_path / "died"), range(10), running=Running(scheduler=address))
    assert (tmp_path / "died").exists()
    assert answered.in_order() == [item * item for item in range(10)]


def test_the_cluster_answers_as_local_processes_do() -> None:
    with cluster() as address:
        there = worth_confined(PLACE, running=Running(scheduler=address))
    assert there == worth_confined(PLACE)
