"""Plans in a child process whose wall clock and memory are ours: a solver that ignores its limit is stopped.

The child reports progress and sends the answer; whatever happens to it, the parent returns a plan or says that
there is none. Nothing is written and no money is posted: a plan is a proposal.
"""

import multiprocessing
import os
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

from placewide.analysis.forked_map import forked_map
from placewide.domain.place.digest import digest
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.explain.stress import StressEvent, stress
from placewide.domain.plan.planning import Manner, NotPlannableError, plan_in_full, plan_place, settings_for
from placewide.domain.plan.result import Plan
from placewide.domain.shared.findings import Finding
from placewide.domain.shared.version import VERSION

Progress = Callable[[float, float | None, float], None]
Stopped = Callable[[], bool]
"""Whether somebody wants the work to end with what there is."""
GRACE_SECONDS = 5.0
AGES = 1e9
"""Seconds by which a clock jumps when somebody wants an end: beyond any time limit."""
LOOKS_EVERY = 0.2
"""Seconds between two looks at whether to stop."""
OUT_OF_MEMORY = 71


class AnalysisError(Exception):
    """The analysis could not be carried out; the message says what happened."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most that an analysis may take; `seconds` None = the scenario's own limit."""

    seconds: float | None = None
    memory_bytes: int = 4 * 1024**3


class Report:
    """A child's line to its parent: called with progress, and asked whether to end with what there is."""

    def __init__(self, sender: Connection, wanted: Event) -> None:
        self.sender = sender
        self._wanted = wanted

    def __call__(self, seconds: float, best: float | None, bound: float) -> None:
        self.sender.send(("progress", (seconds, best, bound)))

    def stop(self) -> None:
        self._wanted.set()

    def stopped(self) -> bool:
        return self._wanted.is_set()


def plan_confined(
    document: PlaceDocument,
    *,
    scenario: str | None = None,
    bounds: Bounds | None = None,
    progress: Progress | None = None,
    prices: bool = True,
    stopped: Stopped | None = None,
) -> Plan:
    """`plan_place` within bounds. A plan with status `stopped` is returned when the child had to be ended.

    Once `stopped` says so, it ends as if time had run out: with the best plan so far and the reasons so far.
    Raises NotPlannableError and KeyError as `plan_place` does, AnalysisError when the child fails.
    """
    bounded, allowed = limited(document, scenario, bounds or Bounds())
    memory = (bounds or Bounds()).memory_bytes
    try:
        answer: Plan = run_confined(
            _plan, (bounded, scenario, prices), memory_bytes=memory, allowed=allowed, progress=progress,
            stopped=stopped,
        )  # fmt: skip
    except TimeoutError as stopped:
        return _stopped(document, scenario, str(stopped))
    return replace(answer, digest=digest(document))


def stress_confined(
    document: PlaceDocument, *, scenario: str | None = None, bounds: Bounds | None = None
) -> tuple[Plan, tuple[StressEvent, ...]]:
    """The plan, and what falls when each allocation that it uses is cut, late or lost."""
    bounded, allowed = limited(document, scenario, bounds or Bounds())
    memory = (bounds or Bounds()).memory_bytes
    try:
        plan, events = run_confined(_stress, (bounded, scenario), memory_bytes=memory, allowed=allowed, progress=None)
    except TimeoutError as stopped:
        return _stopped(document, scenario, str(stopped)), ()
    return replace(plan, digest=digest(document)), events


def _plan(report: Report, document: PlaceDocument, scenario: str | None, prices: bool) -> Plan:
    def clock() -> float:
        return time.monotonic() + (AGES if report.stopped() else 0)

    manner = Manner(clock=clock, progress=report, answered=forked_map, prices=prices)
    plan = plan_place(document, scenario=scenario, manner=manner)
    return replace(plan, timings={name: seconds % AGES for name, seconds in plan.timings.items()})


def _stress(report: Progress, document: PlaceDocument, scenario: str | None) -> tuple[Plan, tuple[StressEvent, ...]]:
    manner = Manner(clock=time.monotonic, progress=report, answered=forked_map, prices=False)
    planned = plan_in_full(document, scenario=scenario, manner=manner)
    if planned.best.found is None:
        return planned.plan, ()
    used = frozenset(row.allocation for row in planned.plan.allocations if row.used_pence)
    deadline = time.monotonic() + float(planned.settings.stop.seconds)
    events = stress(planned.problem, planned.best.found.chosen, used, lambda: deadline - time.monotonic())
    return planned.plan, events


def limited(document: PlaceDocument, scenario: str | None, bounds: Bounds) -> tuple[PlaceDocument, float]:
    """The document with the time limit asked for, and the seconds after which the child is ended."""
    stop = settings_for(document, scenario).stop
    if bounds.seconds is not None:
        stop = replace(stop, seconds=Decimal(str(bounds.seconds)))
        scenarios = tuple(
            replace(row, scoping=replace(row.scoping, stop=stop)) if row.id == scenario else row
            for row in document.scenarios
        )
        document = replace(document, scoping=replace(document.scoping, stop=stop), scenarios=scenarios)
    return document, 2 * float(stop.seconds) + GRACE_SECONDS


def run_confined(
    work: Callable[..., Any],
    arguments: tuple[Any, ...],
    *,
    memory_bytes: int,
    allowed: float,
    progress: Progress | None,
    stopped: Stopped | None = None,
) -> Any:
    """`work(report, *arguments)` in a child process; what it reports goes to `progress`, a `Report`.

    Once `stopped` says so, `report.stopped()` says so in the child, which should then end with what it has.

    Raises TimeoutError when the child does not end within `allowed` seconds or needs more memory, NotPlannableError
    as the work does, and AnalysisError for whatever else goes wrong in it.
    """
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    report = Report(sender, context.Event())
    child = context.Process(target=_work_and_send, args=(report, work, arguments, memory_bytes), daemon=True)
    child.start()
    sender.close()
    deadline = time.monotonic() + allowed
    try:
        while _something_came(receiver, report, deadline, stopped):
            kind, content = receiver.recv()
            if kind == "answer":
                return content
            if kind == "refused":
                raise NotPlannableError(content)
            if kind == "failed":
                raise AnalysisError(content)
            if progress is not None:
                progress(*content)
        raise TimeoutError("The solver did not stop at its limit and was ended.")
    except EOFError:
        child.join()
        if child.exitcode == OUT_OF_MEMORY:
            raise TimeoutError("The analysis needed more memory than it may take.") from None
        raise AnalysisError(f"The analysis ended without an answer (exit code {child.exitcode}).") from None
    finally:
        child.kill()
        child.join()
        receiver.close()


def _something_came(receiver: Connection, report: Report, deadline: float, stopped: Stopped | None) -> bool:
    """Wait for the child until the deadline, and hand on that it should stop."""
    while not receiver.poll(min(max(deadline - time.monotonic(), 0), LOOKS_EVERY)):
        if time.monotonic() >= deadline:
            return False
        if stopped is not None and stopped():
            report.stop()
    return True


def _work_and_send(report: Report, work: Callable[..., Any], arguments: tuple[Any, ...], memory_bytes: int) -> None:
    code = 1
    sender = report.sender
    try:
        limit_memory(memory_bytes)
        sender.send(("answer", work(report, *arguments)))
        code = 0
    except NotPlannableError as refusal:
        sender.send(("refused", refusal.findings))
        code = 0
    except MemoryError:
        code = OUT_OF_MEMORY
    except Exception as failure:  # noqa: BLE001 (the parent must hear of whatever went wrong)
        sender.send(("failed", f"{type(failure).__name__}: {failure}"))
        code = 0
    finally:
        os._exit(code)


def limit_memory(memory_bytes: int) -> None:
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    wanted = int(pages) * resource.getpagesize() + memory_bytes
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_AS, (allowed, hard))


def _stopped(document: PlaceDocument, scenario: str | None, why: str) -> Plan:
    return Plan(
        place=document.place.id,
        digest=digest(document),
        version=VERSION,
        scenario=scenario,
        status="stopped",
        objective=None,
        bound=None,
        gap=None,
        findings=(Finding("warning", "scoping.stop", "stopped", why),),
    )
