"""A plan as `placewide-plan/1`: the JSON that other programs read. Money in integer pence, years as 2026/27."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from placewide.domain.plan.result import (
    AllocationUse,
    Appraisal,
    Care,
    CheapestChange,
    OrganisationAccount,
    Payment,
    Plan,
    ProjectAppraisal,
    ProjectOutcome,
    Share,
)
from placewide.domain.shared.findings import Finding

FORMAT = "placewide-plan/1"
Json = dict[str, Any]


def plan_to_json(plan: Plan) -> Json:
    """Everything that the plan says. Objective, bound and gap are numbers for one objective, lists for several."""
    return {
        "format": FORMAT,
        "place": plan.place,
        "digest": plan.digest,
        "version": plan.version,
        "scenario": plan.scenario,
        "status": plan.status,
        "objectives": list(plan.objectives),
        "objective": _by_objective(plan.objective),
        "bound": _by_objective(plan.bound),
        "gap": _by_objective(plan.gap),
        "projects": [_project(row) for row in plan.projects],
        "alone": None if plan.alone is None else list(plan.alone),
        "funding": [_payment(row) for row in plan.payments],
        "shares": [_share(row) for row in plan.shares],
        "allocations": [_use(row) for row in plan.allocations],
        "appraisal": None if plan.appraisal is None else _appraisal(plan.appraisal),
        "care": None if plan.care is None else _care(plan.care),
        "not_plannable": [{"project": row.project, "lacks": list(row.lacks)} for row in plan.not_plannable],
        "overrides": [{"project": row.project, "in": row.in_, "price": _number(row.price)} for row in plan.overrides],
        "conflict": None
        if plan.conflict is None
        else {"projects": list(plan.conflict.projects), "rules": list(plan.conflict.rules)},
        "findings": [_finding(row) for row in plan.findings],
        "timings": {name: round(seconds, 4) for name, seconds in plan.timings.items()},
    }


def _by_objective(values: Sequence[Fraction | float] | None) -> Any:
    if values is None:
        return None
    numbers = [_number(value) for value in values]
    return numbers[0] if len(numbers) == 1 else numbers


def _number(value: Fraction | float | None) -> float | None:
    # JSON knows no infinity; a gap that is not known is null.
    return None if value is None or value == float("inf") else float(value)


def _project(row: ProjectOutcome) -> Json:
    return {
        "id": row.id,
        "selected": row.selected,
        "option": row.option,
        "start": None if row.start is None else str(row.start),
        "strategic_value": _number(row.strategic_value),
        "npsv_pence": row.npsv_pence,
        "firm": row.firm,
        "reason_code": row.reason_code,
        "reason": row.reason,
        "cheapest_change": None if row.cheapest_change is None else _change(row.cheapest_change),
        "price": _number(row.price),
        "displaces": list(row.displaces),
        "hangs_on": list(row.hangs_on),
    }


def _change(change: CheapestChange) -> Json:
    if change.type == "rule":
        return {"type": "rule", "rule": change.rule}
    if change.type == "permission":
        return {"type": "permission", "allocation": change.allocation, "extra_pence": change.extra_pence}
    parts = [{"kind": part.kind, "year": str(part.year), "extra_pence": part.extra_pence} for part in change.parts]
    if len(parts) == 1:
        return {"type": "money", **parts[0]}
    return {"type": "money", "extra_pence": change.extra_pence, "parts": parts}


def _payment(row: Payment) -> Json:
    return {
        "allocation": row.allocation,
        "project": row.project,
        "line": row.line,
        "bearer": row.bearer,
        "year": str(row.year),
        "kind": row.kind,
        "amount_pence": row.amount_pence,
        "shared": row.shared,
    }


def _share(row: Share) -> Json:
    return {
        "from": row.from_,
        "to": row.to,
        "allocation": row.allocation,
        "project": row.project,
        "year": str(row.year),
        "kind": row.kind,
        "amount_pence": row.amount_pence,
        "route": row.route,
        "needs_advice": row.needs_advice,
    }


def _use(row: AllocationUse) -> Json:
    worth = row.worth and [
        {"extra_pence": each.extra_pence, "objective_gain": _number(each.objective_gain)} for each in row.worth
    ]
    return {
        "allocation": row.allocation,
        "used_pence": row.used_pence,
        "unused_pence": row.unused_pence,
        "shared_pence": row.shared_pence,
        "worth": worth,
    }


def _appraisal(appraisal: Appraisal) -> Json:
    return {
        "npsv_pence": appraisal.npsv_pence,
        "pv_benefits_pence": appraisal.pv_benefits_pence,
        "pv_costs_pence": appraisal.pv_costs_pence,
        "pv_bias_pence": appraisal.pv_bias_pence,
        "bcr": appraisal.bcr,
        "bcr_definition": appraisal.bcr_definition,
        "by_organisation": [_account(row) for row in appraisal.by_organisation],
        "by_project": [project_appraisal_to_json(row) for row in appraisal.by_project],
    }


def _account(row: OrganisationAccount) -> Json:
    return {
        "organisation": row.organisation,
        "pays_pence": row.pays_pence,
        "own_money_pence": row.own_money_pence,
        "grants_pence": row.grants_pence,
        "gains_pence": row.gains_pence,
        "gains_by_class": dict(row.gains_by_class),
        "unfunded_pence": row.unfunded_pence,
        "yearly_bill_pence": row.yearly_bill_pence,
    }


def project_appraisal_to_json(row: ProjectAppraisal) -> Json:
    """One project's own appraisal, as in `appraise`."""
    return {
        "id": row.project,
        "option": row.option,
        "start": str(row.start),
        "pv_benefits_pence": row.pv_benefits_pence,
        "pv_costs_pence": row.pv_costs_pence,
        "npsv_pence": row.npsv_pence,
        "bcr": row.bcr,
        "pv_costs_before_bias_pence": row.pv_costs_before_bias_pence,
        "pv_bias_pence": row.pv_bias_pence,
        "pv_risk_cost_pence": row.pv_risk_cost_pence,
        "bias_capital": float(row.bias_capital),
        "bias_revenue": float(row.bias_revenue),
    }


def _care(care: Care) -> Json:
    return {
        "maturity": [
            {
                "measure": row.measure,
                "lowest_before": float(row.lowest_before),
                "lowest_after": float(row.lowest_after),
            }
            for row in care.maturity
        ],
        "flows": [
            {
                "flow": row.flow,
                "means_before": row.means_before,
                "means_after": row.means_after,
                "volume": _number(row.volume),
            }
            for row in care.flows
        ],
        "organisations_reached": list(care.organisations_reached),
    }


def _finding(row: Finding) -> Json:
    return {
        "severity": row.severity,
        "where": row.where,
        "rule": row.rule,
        "message": row.message,
        "record": row.record,
        "position": row.position,
    }
