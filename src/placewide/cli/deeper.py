"""What is answered only when asked, because it takes many solves: with progress, and stopped by Ctrl-C."""

from collections.abc import Mapping
from contextlib import nullcontext

import typer

from placewide.analysis.confined_planning import Bounds, Progress, Stopped
from placewide.analysis.executors import Running
from placewide.analysis.questions import compare_confined
from placewide.analysis.what_if import Asked, Question, Telling, WhatIf, answer
from placewide.cli.answering import planning_refused
from placewide.cli.progress import Line, counted, counting
from placewide.cli.stopping import stoppable
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.questions.comparison import Comparison
from placewide.domain.plan.result import Plan
from placewide.reports.sentences import listed

IN_WORDS: Mapping[Question, str] = {
    "worth": "worth of more money",
    "comparison": "scenarios side by side",
    "sharing": "what sharing buys",
    "uncertainty": "how sure we are",
    "weights": "other weights",
    "frontier": "frontier",
    "robustness": "how firm the short-list is",
}


def answered(
    document: PlaceDocument,
    plan: Plan,
    asked: Asked,
    *,
    scenario: str | None,
    bounds: Bounds,
    scheduler: str | None = None,
    stopped: Stopped | None = None,
) -> tuple[Plan, WhatIf]:
    """The plan with the answers to what is asked. Says how far it is, what was stopped, and what stayed open.

    `stopped`: who asks listens for Ctrl-C already.
    """
    line = Line()
    listening = stoppable() if stopped is None else nullcontext(stopped)
    with planning_refused(document, (), scenario), listening as ended:
        running = Running(scheduler=scheduler, memory_bytes=bounds.memory_bytes, stopped=ended)
        try:
            plan, found = answer(
                document, plan, asked, scenario=scenario, bounds=bounds, running=running, progress=_telling(line)
            )
        finally:
            line.clear()
    if found.stopped:
        typer.echo("placewide: stopped; what follows says what is missing.", err=True)
    if found.unanswered:
        names = listed([IN_WORDS[question] for question in found.unanswered])
        typer.echo(f"placewide: not answered: {names}.", err=True)
    return plan, found


def _telling(line: Line) -> Telling:
    def telling(question: Question) -> Progress:
        line.begin(f"{IN_WORDS[question]} …")
        return counting(line, IN_WORDS[question])

    return telling


def scenarios_compared(document: PlaceDocument, bounds: Bounds, scheduler: str | None) -> Comparison:
    """Every scenario beside the base."""
    with planning_refused(document, (), None), stoppable() as stopped, counted(IN_WORDS["comparison"]) as progress:
        running = Running(scheduler=scheduler, memory_bytes=bounds.memory_bytes, stopped=stopped)
        return compare_confined(document, bounds=bounds, running=running, progress=progress)
