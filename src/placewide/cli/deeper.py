"""What `plan` answers only when asked, because it takes many solves: worth, sharing, robustness, the frontier."""

from typing import Any

import typer

from placewide.analysis.confined_planning import Bounds
from placewide.analysis.executors import Running
from placewide.analysis.questions import compare_confined, frontier_confined, robustness_confined, worth_confined
from placewide.analysis.sharing import share_confined
from placewide.cli.answering import planning_refused
from placewide.cli.planning import Wanted
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.questions.comparison import Comparison
from placewide.domain.plan.questions.sharing import SharingResult
from placewide.domain.plan.questions.worth import with_worth
from placewide.domain.plan.result import Plan
from placewide.reports.analysis_json import frontier_to_json, robustness_to_json
from placewide.reports.sharing_json import sharing_to_json


def asked(
    document: PlaceDocument, plan: Plan, scenario: str | None, wanted: Wanted, bounds: Bounds
) -> tuple[Plan, dict[str, Any], SharingResult | None]:
    """The plan with worth in it where that is asked, the other answers as JSON, and what sharing buys.

    One question after the other; each has the whole of the time limit.
    """
    running = Running(scheduler=wanted.scheduler, memory_bytes=bounds.memory_bytes)
    answers: dict[str, Any] = {}
    result: SharingResult | None = None
    if plan.status not in ("optimal", "feasible"):
        return plan, answers, result
    with planning_refused(document, (), scenario):
        if wanted.worth:
            _say("the worth of more money in each allocation")
            worth = worth_confined(document, scenario=scenario, plan=plan, bounds=bounds, running=running)
            plan = with_worth(plan, worth)
        if wanted.sharing:
            _say("what sharing buys")
            result = share_confined(document, scenario=scenario, bounds=bounds)
            answers["sharing"] = sharing_to_json(document, result)
        if wanted.robust:
            _say("how robust the short-list is")
            robust = robustness_confined(document, scenario=scenario, bounds=bounds, running=running)
            answers["robustness"] = None if robust is None else robustness_to_json(robust)
        if wanted.frontier:
            _say("the frontier of cost and value")
            answers["frontier"] = frontier_to_json(
                frontier_confined(document, scenario=scenario, bounds=bounds, running=running)
            )
    return plan, answers, result


def scenarios_compared(document: PlaceDocument, bounds: Bounds, scheduler: str | None) -> Comparison:
    """Every scenario beside the base."""
    running = Running(scheduler=scheduler, memory_bytes=bounds.memory_bytes)
    with planning_refused(document, (), None):
        return compare_confined(document, bounds=bounds, running=running)


def _say(what: str) -> None:
    typer.echo(f"finding {what} …", err=True)
