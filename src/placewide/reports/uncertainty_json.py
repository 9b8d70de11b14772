"""How sure a plan is, as JSON: with what it takes to find the same figures again.

Money in integer pence, each sampled figure with its standard error; factors and shares as numbers; unknown is null.
"""

from typing import Any

from placewide.domain.plan.questions.sensitivity import SetChange, SetSwitch, Swing, Switch
from placewide.domain.plan.questions.uncertainty import (
    OrganisationSpread,
    Sampled,
    Spread,
    UncertainInput,
    UncertaintyResult,
    WeightedSpread,
)

Json = dict[str, Any]


def uncertainty_to_json(found: UncertaintyResult) -> Json:
    """Spread, convergence, tornado, switching values, and the weighted result where there is one."""
    return {
        "digest": found.digest,
        "seed": found.seed,
        "draws": found.draws,
        "shape": found.shape,
        "rho": found.rho,
        "npsv": _spread(found.npsv),
        "curve_pence": list(found.curve_pence),
        "convergence": [{"draws": draws, **_sampled(mean)} for draws, mean in found.running],
        "at_other_rho": [{"rho": rho, "npsv": _spread(spread)} for rho, spread in found.at_other_rho],
        "projects": [{"project": name, "npsv": _spread(row)} for name, row in sorted(found.by_project.items())],
        "organisations": [_organisation(row) for row in found.by_organisation],
        "inputs": [_input(row) for row in found.inputs],
        "tornado": [_swing(row) for row in found.tornado],
        "switching": [_switch(row) for row in found.switching],
        "set_switching": [{"input": name, **_set_switch(row)} for name, row in found.set_switches.items()],
        "unsearched": list(found.unsearched),
        "weighted": None if found.weighted is None else _weighted(found.weighted),
        "refused": dict(found.refused),
    }


def _sampled(figure: Sampled) -> Json:
    return {"pence": figure.pence, "standard_error_pence": figure.error_pence}


def _spread(row: Spread) -> Json:
    return {
        "as_stated_pence": row.as_stated_pence,
        "mean": _sampled(row.mean),
        "deviation_pence": row.deviation_pence,
        "percentiles": {f"P{percent}": _sampled(figure) for percent, figure in sorted(row.percentiles.items())},
        "chance_of_loss": row.chance_of_loss,
        "chance_of_loss_standard_error": row.chance_error,
        "expected_shortfall": _sampled(row.shortfall),
        "draws_needed": row.draws_needed,
    }


def _organisation(row: OrganisationSpread) -> Json:
    return {"organisation": row.organisation, "net": _spread(row.net), "own": _spread(row.own)}


def _input(row: UncertainInput) -> Json:
    return {
        "input": row.id,
        "project": row.project,
        "kind": row.kind,
        "line": row.line,
        "low": float(row.low),
        "high": float(row.high),
        "contribution_pence": row.contribution_pence,
    }


def _swing(row: Swing) -> Json:
    return {
        "input": row.id,
        "low": float(row.low),
        "high": float(row.high),
        "npsv_at_low_pence": row.npsv_at_low_pence,
        "npsv_at_high_pence": row.npsv_at_high_pence,
    }


def _switch(row: Switch) -> Json:
    return {
        "input": row.id,
        "contribution_pence": row.contribution_pence,
        "factor": None if row.factor is None else float(row.factor),
        "within_range": row.within_range,
    }


def _set_switch(row: SetSwitch) -> Json:
    return {
        "looked_from": float(row.lowest),
        "looked_to": float(row.highest),
        "below": None if row.below is None else _set_change(row.below),
        "above": None if row.above is None else _set_change(row.above),
    }


def _set_change(row: SetChange) -> Json:
    return {
        "unchanged_at": float(row.unchanged_at),
        "changed_at": float(row.changed_at),
        "leaves": list(row.leaves),
        "joins": list(row.joins),
        "no_plan": row.no_plan,
    }


def _weighted(row: WeightedSpread) -> Json:
    return {
        "table": row.table,
        "elasticity": float(row.elasticity),
        "weights": {body or "": float(weight) for body, weight in row.weights.items()},
        "npsv": _spread(row.npsv),
    }
