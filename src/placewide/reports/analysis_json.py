"""What was asked of a plan afterwards, as JSON: worth, frontier, weights, robustness, scenarios side by side.

Money in integer pence; values of objectives and shares as numbers; what is unknown is null.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from placewide.domain.plan.questions.comparison import Comparison, ScenarioRow
from placewide.domain.plan.questions.frontier import Frontier
from placewide.domain.plan.questions.robustness import Robustness
from placewide.domain.plan.questions.weights import ViewPlan, WeightSensitivity
from placewide.domain.plan.result import Worth
from placewide.domain.shared.findings import Finding

Json = dict[str, Any]


def worth_to_json(found: Mapping[str, Sequence[Worth] | None]) -> list[Json]:
    """By allocation, in the form that `allocations` of the plan has; null where it was not proven in time."""
    return [
        {
            "allocation": allocation,
            "worth": None
            if rows is None
            else [{"extra_pence": row.extra_pence, "objective_gain": float(row.objective_gain)} for row in rows],
        }
        for allocation, rows in sorted(found.items())
    ]


def frontier_to_json(found: Frontier) -> Json:
    """Breakpoints from the cheapest up; `gaps`: sums between which others may lie."""
    return {
        "objective": found.objective,
        "complete": found.complete,
        "points": [
            {
                "cost_pence": point.cost_pence,
                "value": float(point.value),
                "projects": list(point.projects),
                "levelling": _number(point.levelling),
            }
            for point in found.points
        ],
        "gaps": [{"from_pence": low, "to_pence": high} for low, high in found.gaps],
    }


def weights_to_json(found: WeightSensitivity) -> Json:
    """The plan of every view, and where each project stands over them."""
    return {
        "matters": found.matters,
        "views": [_view(row) for row in found.plans],
        "projects": [{"project": name, "chosen_in": standing} for name, standing in sorted(found.standing.items())],
    }


def _view(row: ViewPlan) -> Json:
    return {
        "kind": row.view.kind,
        "about": row.view.about,
        "factor": _number(row.view.factor),
        "weights": {name: float(weight) for name, weight in sorted(row.view.weights.items())},
        "objective": _number(row.objective),
        "projects": None if row.projects is None else list(row.projects),
    }


def robustness_to_json(found: Robustness) -> Json:
    """Core, borderline and exterior, with how it was found."""
    return {
        "method": found.method,
        "seed": found.seed,
        "scenarios": found.asked,
        "answered": found.answered,
        "planned_anew": found.planned_anew,
        "pool": found.pool,
        "infeasible": found.infeasible,
        "different_plans": found.different_plans,
        "same_plan": float(found.same_plan),
        "projects": [
            {"project": row.project, "index": float(row.index), "place": row.place, "in_plan": row.in_plan}
            for row in found.projects
        ],
    }


def comparison_to_json(found: Comparison) -> Json:
    """The base and every scenario; a scenario without an answer is in `missing`."""
    return {"scenarios": [_scenario(row) for row in found.rows], "missing": list(found.missing)}


def _scenario(row: ScenarioRow) -> Json:
    outcome = row.outcome
    return {
        "scenario": outcome.scenario,
        "name": outcome.name,
        "status": outcome.status,
        "objectives": list(outcome.objectives),
        "objective": None if outcome.objective is None else [float(value) for value in outcome.objective],
        "base_objective": _number(outcome.base_objective),
        "projects": list(outcome.projects),
        "joins": None if row.joins is None else list(row.joins),
        "leaves": None if row.leaves is None else list(row.leaves),
        "used_pence": outcome.used_pence,
        "shared_pence": outcome.shared_pence,
        "npsv_pence": outcome.npsv_pence,
        "losers": [{"organisation": each.organisation, "net_pence": each.net_pence} for each in outcome.losers],
        "findings": [_finding(each) for each in outcome.findings],
    }


def _finding(row: Finding) -> Json:
    return {"severity": row.severity, "where": row.where, "rule": row.rule, "message": row.message}


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
