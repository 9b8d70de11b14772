"""Answers on every core: in order, once each, and whatever happens to a child."""

import os
import signal

import pytest

from placewide.analysis.forked_map import forked_map


def test_answers_come_back_in_order() -> None:
    assert forked_map(lambda number: number * number, list(range(7))) == [0, 1, 4, 9, 16, 25, 36]


def test_nothing_asked_is_nothing_answered() -> None:
    assert forked_map(lambda number: number, []) == []


def test_the_exception_of_a_child_is_raised_by_the_parent() -> None:
    def answer(number: int) -> int:
        if number == 1:
            raise LookupError("one is not here")
        return number

    with pytest.raises(LookupError, match="one is not here"):
        forked_map(answer, [0, 1])


def test_a_child_that_is_killed_costs_time_only() -> None:
    parent = os.getpid()

    def answer(number: int) -> int:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return number + 1

    assert forked_map(answer, [0, 1, 2, 3]) == [1, 2, 3, 4]
