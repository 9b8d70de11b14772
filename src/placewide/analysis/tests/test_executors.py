"""Many questions, one way to run them: in order, whatever happens to a worker, and stopped with what there is."""

import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from placewide.analysis.confined_planning import AnalysisError
from placewide.analysis.executors import Running, answer_all

TWO = Running(workers=2)


def add(shared: int, item: int, _seconds: float) -> int:
    return shared + item


def die_once(flag: str, item: int, _seconds: float) -> int:
    """The worker that meets item 3 first kills itself, as an operator or the kernel would."""
    if item == 3 and not Path(flag).exists():
        Path(flag).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return item * item


def always_die(_shared: None, item: int, _seconds: float) -> int:
    if item == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def refuse(_shared: None, item: int, _seconds: float) -> int:
    raise ValueError(f"no {item}")


def sleep(_shared: None, item: float, _seconds: float) -> float:
    time.sleep(item)
    return item


def eat(_shared: None, item: int, _seconds: float) -> int:
    return len(bytearray(item))


def test_answers_come_back_in_order() -> None:
    assert answer_all(add, 10, range(20), running=TWO).in_order() == list(range(10, 30))


def test_nothing_asked_nothing_answered() -> None:
    answered = answer_all(add, 1, [])
    assert answered.in_order() == []
    assert answered.complete


def test_a_killed_worker_costs_time_only(tmp_path: Path) -> None:
    answered = answer_all(die_once, str(tmp_path / "died"), range(12), running=TWO)
    assert answered.in_order() == [item * item for item in range(12)]
    assert answered.restarts == 1


def test_a_question_that_kills_every_worker_is_given_up_and_the_others_stand() -> None:
    answered = answer_all(always_die, None, range(3), running=Running(workers=1))
    assert 0 not in answered.by_position
    assert answered.restarts == 4
    assert not answered.complete


def test_what_goes_wrong_in_a_question_is_raised() -> None:
    with pytest.raises(ValueError, match="no 0"):
        answer_all(refuse, None, [0], running=TWO)


def test_stops_with_what_has_been_answered() -> None:
    heard: list[tuple[Any, ...]] = []
    begun = time.monotonic()
    answered = answer_all(
        sleep,
        None,
        [0.0, 0.0, 60.0, 60.0],
        running=Running(workers=2, stopped=lambda: len(heard) == 2),
        progress=lambda *event: heard.append(event),
    )
    assert answered.in_order() == [0.0, 0.0, None, None]
    assert [event[1:] for event in heard] == [(1.0, 4.0), (2.0, 4.0)]
    assert time.monotonic() - begun < 10


def test_a_question_that_ignores_the_time_limit_is_ended() -> None:
    begun = time.monotonic()
    answered = answer_all(sleep, None, [0.0, 60.0], seconds=0.6, running=TWO)
    assert answered.in_order() == [0.0, None]
    assert time.monotonic() - begun < 10


def test_a_question_that_wants_too_much_memory_is_given_up() -> None:
    running = Running(workers=1, memory_bytes=256 * 1024**2)
    assert answer_all(eat, None, [1024, 2 * 1024**3], running=running).in_order() == [1024, None]


def test_says_that_a_cluster_cannot_be_reached() -> None:
    with pytest.raises(AnalysisError, match=r"cluster|scheduler"):
        answer_all(add, 1, [1], running=Running(scheduler="nonsense://127.0.0.1:1"))
