"""Answers independent questions on every core, by forking: the questions share what the parent has built already."""

import os
import pickle
from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")


def forked_map(function: Callable[[Item], Answer], items: Sequence[Item]) -> list[Answer]:
    """`[function(item) for item in items]`, in as many processes as there are cores.

    Answers must not depend on each other; they come back in order. The first exception of any child is raised.
    A child that dies without an answer costs time only: its questions are answered by the parent.
    """
    workers = min(len(os.sched_getaffinity(0)), len(items))
    if workers < 2:
        return [function(item) for item in items]
    shares = [range(first, len(items), workers) for first in range(workers)]
    readers = [_start(function, [items[position] for position in share]) for share in shares[1:]]
    answers: dict[int, Answer] = {position: function(items[position]) for position in shares[0]}
    for share, (child, reader) in zip(shares[1:], readers, strict=True):
        answers.update(
            zip(share, _received(child, reader, function, [items[position] for position in share]), strict=True)
        )
    return [answers[position] for position in range(len(items))]


def _start(function: Callable[[Item], Answer], items: Sequence[Item]) -> tuple[int, int]:
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        return child, reader
    code = 1
    try:
        os.close(reader)
        with os.fdopen(writer, "wb") as stream:
            stream.write(pickle.dumps(_answers(function, items)))
        code = 0
    finally:
        os._exit(code)


def _answers(function: Callable[[Item], Answer], items: Sequence[Item]) -> list[Answer] | Exception:
    try:
        return [function(item) for item in items]
    except Exception as failure:  # noqa: BLE001 (the parent raises it again)
        return failure


def _received(child: int, reader: int, function: Callable[[Item], Answer], items: Sequence[Item]) -> list[Answer]:
    with os.fdopen(reader, "rb") as stream:
        content = stream.read()
    _, status = os.waitpid(child, 0)
    if status:
        return [function(item) for item in items]
    outcome: list[Answer] | Exception = pickle.loads(content)  # noqa: S301 (our own child wrote it)
    if isinstance(outcome, Exception):
        raise outcome
    return outcome
