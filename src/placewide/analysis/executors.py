"""Many independent questions about one thing, answered by local processes or by a Dask cluster, with the same results.

    answer(position) = ask(shared, item, seconds left)

Answers come back in order whichever worker gave them. A worker that is killed costs time only: what it had not
answered is asked again in a fresh pool, at most three times. Whoever asks may stop at any moment and keeps what there
is. Local workers limit their own memory and end themselves at the deadline, so that no solver outstays it.
"""

import importlib
import os
import pickle
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context
from typing import Any, Generic, TypeVar

from placewide.analysis.confined_planning import GRACE_SECONDS, AnalysisError, Progress, limit_memory

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Answer = TypeVar("Answer")
Ask = Callable[[Any, Any, float], Any]

ATTEMPTS = 4
"""The first, and three fresh pools."""
LOOKS_EVERY = 0.2
"""Seconds between two looks at whether to stop."""
WAITING_EACH = 2
"""Questions in hand for each worker: enough to keep it busy, few enough to stop soon."""
LOST_WORKER = ("BrokenProcessPool", "KilledWorker", "CommClosedError", "FutureCancelledError", "CancelledError")


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """Where questions run. `scheduler`: address of a Dask scheduler such as tcp://host:8786; None = this machine.

    `stopped` is asked now and then; once it is true, what has been answered is what there is.
    """

    scheduler: str | None = None
    workers: int | None = None
    """Local processes; by default one for each core."""
    memory_bytes: int = 4 * 1024**3
    stopped: Callable[[], bool] = lambda: False


@dataclass(frozen=True, slots=True)
class Answered(Generic[Answer]):
    """Answers by position of the item; positions that are not there were not answered. `restarts`: pools lost."""

    by_position: dict[int, Answer]
    asked: int
    restarts: int = 0

    @property
    def complete(self) -> bool:
        return len(self.by_position) == self.asked

    def in_order(self) -> list[Answer | None]:
        return [self.by_position.get(position) for position in range(self.asked)]


def answer_all(
    ask: Callable[[Shared, Item, float], Answer],
    shared: Shared,
    items: Sequence[Item],
    *,
    seconds: float = float("inf"),
    running: Running | None = None,
    progress: Progress | None = None,
) -> Answered[Answer]:
    """`ask(shared, item, seconds left)` for every item. `ask` must be a function of a module, the rest picklable.

    `progress` hears of seconds gone, answers so far, and how many there are to be. Raises whatever a question raises,
    and AnalysisError where a cluster cannot be had.
    """
    where = running or Running()
    begun = time.time()
    work = _Work(ask, pickle.dumps(shared), items, begun, begun + seconds, where, progress)
    for attempt in range(ATTEMPTS):
        if work.finished() or not work.round():
            break
        work.restarts = attempt + 1
    return Answered(work.answers, len(items), work.restarts)


class _Work:
    """Items, what has been answered, and one round of asking for the rest."""

    def __init__(
        self,
        ask: Ask,
        content: bytes,
        items: Sequence[Any],
        begun: float,
        until: float,
        running: Running,
        progress: Progress | None,
    ) -> None:
        self._ask = ask
        self._content = content
        self._items = items
        self._begun = begun
        self._until = until
        self._running = running
        self._progress = progress
        self.answers: dict[int, Any] = {}
        self.restarts = 0

    def finished(self) -> bool:
        return len(self.answers) == len(self._items) or time.time() >= self._until or self._running.stopped()

    def round(self) -> bool:
        """Ask for everything that is missing; True where workers were lost and another round is wanted."""
        waiting = iter([position for position in range(len(self._items)) if position not in self.answers])
        flying: dict[Future[Any], int] = {}
        with _executor(self._running, len(self._items) - len(self.answers), self._until, flying) as (executor, workers):
            lost = False
            while not lost and not self.finished():
                lost = not self._submit(executor, flying, waiting, WAITING_EACH * workers)
                done, _ = wait(flying, timeout=LOOKS_EVERY, return_when=FIRST_COMPLETED)
                # Every one is taken, also after a loss: some were answered before the pool broke.
                taken = [self._take(future, flying.pop(future)) for future in done]
                lost = lost or not all(taken)
            for future in [future for future in flying if future.done() and not future.cancelled()]:
                self._take(future, flying.pop(future))
        return lost

    def _submit(self, executor: Executor, flying: dict[Future[Any], int], waiting: Iterator[int], most: int) -> bool:
        while len(flying) < most and (position := next(waiting, None)) is not None:
            try:
                future = executor.submit(_answer, self._ask, self._content, self._items[position], self._until)
            except BrokenProcessPool:
                return False
            flying[future] = position
        return True

    def _take(self, future: Future[Any], position: int) -> bool:
        """Keep an answer; False where its worker was lost."""
        try:
            self.answers[position] = future.result(timeout=0)
        except MemoryError:
            return False
        except (Exception, CancelledError) as failure:
            if type(failure).__name__ not in LOST_WORKER:
                raise
            return False
        if self._progress is not None:
            self._progress(time.time() - self._begun, float(len(self.answers)), float(len(self._items)))
        return True


def _answer(ask: Ask, content: bytes, item: Any, until: float) -> Any:
    return ask(_opened(content), item, max(until - time.time(), 0.0))


@lru_cache(maxsize=4)
def _opened(content: bytes) -> Any:
    return pickle.loads(content)  # noqa: S301 (written by whoever asks, for its own workers)


@contextmanager
def _executor(
    running: Running, questions: int, until: float, flying: dict[Future[Any], int]
) -> Iterator[tuple[Executor, int]]:
    """An executor and the number of its workers. Whatever is still `flying` at the end is given up."""
    if running.scheduler is not None:
        with _cluster(running.scheduler) as cluster:
            try:
                yield cluster
            finally:
                for future in flying:
                    future.cancel()
        return
    workers = min(running.workers or len(os.sched_getaffinity(0)), max(questions, 1))
    context = get_context("fork")
    ready = context.SimpleQueue()
    pool = ProcessPoolExecutor(
        workers, mp_context=context, initializer=_begin, initargs=(ready, running.memory_bytes, until)
    )
    try:
        yield pool, workers
    finally:
        if any(not future.cancel() and not future.done() for future in flying):
            while not ready.empty():
                with suppress(ProcessLookupError):
                    os.kill(ready.get(), signal.SIGKILL)
        pool.shutdown(wait=True, cancel_futures=True)
        ready.close()


def _begin(ready: Any, memory_bytes: int, until: float) -> None:
    """Tell who has begun, and keep to what a local worker may take.

    Being interrupted from the keyboard is left to its parent.
    """
    ready.put(os.getpid())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if until != float("inf"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, max(until - time.time(), 0.0) + GRACE_SECONDS)
    limit_memory(memory_bytes)


@contextmanager
def _cluster(address: str) -> Iterator[tuple[Executor, int]]:
    try:
        distributed = importlib.import_module("distributed")
    except ImportError:
        raise AnalysisError("A Dask cluster needs the packages of placewide[cluster].") from None
    try:
        client = distributed.Client(address, timeout="10s")
    except (OSError, ValueError) as failure:
        raise AnalysisError(f"The Dask scheduler at {address} cannot be reached: {failure}") from failure
    try:
        yield client.get_executor(), max(sum(client.nthreads().values()), 1)
    finally:
        client.close()
