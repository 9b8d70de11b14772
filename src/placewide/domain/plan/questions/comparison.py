"""Named scenarios side by side: what each would do, and what it would cost, beside the plan as the place has it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.planning import Manner, NotPlannableError, Planned, plan_in_full, settings_for
from placewide.domain.plan.problem.problem import build_problem
from placewide.domain.plan.result import Status
from placewide.domain.shared.findings import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Loser:
    """An organisation that gains less than its own money: net is below nil."""

    organisation: str
    net_pence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioOutcome:
    """One scenario's plan in short; `scenario` None is the plan without any. Sums are None where there is no plan."""

    scenario: str | None
    name: str | None
    status: Status | Literal["refused"]
    objectives: tuple[str, ...] = ()
    objective: tuple[Fraction, ...] | None = None
    base_objective: Fraction | None = None
    """The same plan under the first objective of the base; None where that does not know all its modes."""
    projects: tuple[str, ...] = ()
    used_pence: int | None = None
    shared_pence: int | None = None
    npsv_pence: int | None = None
    losers: tuple[Loser, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioRow:
    """An outcome beside the base: projects that come in and that fall out. None where either has no plan."""

    outcome: ScenarioOutcome
    joins: tuple[str, ...] | None
    leaves: tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The base first, then every scenario in the order of the document; those without an answer are `missing`."""

    rows: tuple[ScenarioRow, ...]
    missing: tuple[str | None, ...] = ()


def scenarios_of(document: PlaceDocument) -> tuple[str | None, ...]:
    """The base, and every named scenario."""
    return (None, *(str(row.id) for row in document.scenarios))


def outcome_of(document: PlaceDocument, scenario: str | None, manner: Manner) -> ScenarioOutcome:
    """One scenario planned. A scenario that must have what cannot be planned is `refused`, with the findings."""
    name = next((row.name for row in document.scenarios if row.id == scenario), None)
    try:
        planned = plan_in_full(document, scenario=scenario, manner=manner)
    except NotPlannableError as refusal:
        return ScenarioOutcome(scenario=scenario, name=name, status="refused", findings=refusal.findings)
    plan = planned.plan
    if plan.appraisal is None:
        return ScenarioOutcome(
            scenario=scenario, name=name, status=plan.status, objectives=plan.objectives, findings=plan.findings
        )
    nets = [
        Loser(organisation=row.organisation, net_pence=row.gains_pence - row.own_money_pence)
        for row in plan.appraisal.by_organisation
        if row.organisation is not None
    ]
    return ScenarioOutcome(
        scenario=scenario,
        name=name,
        status=plan.status,
        objectives=plan.objectives,
        objective=plan.objective,
        base_objective=_under_base(document, planned),
        projects=tuple(row.id for row in plan.projects if row.selected),
        used_pence=sum(row.used_pence for row in plan.allocations),
        shared_pence=sum(row.amount_pence for row in plan.payments if row.shared),
        npsv_pence=plan.appraisal.npsv_pence,
        losers=tuple(sorted((row for row in nets if row.net_pence < 0), key=lambda row: row.net_pence)),
        findings=plan.findings,
    )


def _under_base(document: PlaceDocument, planned: Planned) -> Fraction | None:
    base = build_problem(document, settings_for(document, None))
    positions = {mode.key: position for position, mode in enumerate(base.modes)}
    chosen = planned.best.found.chosen if planned.best.found else frozenset()
    keys = [planned.problem.modes[position].key for position in chosen]
    if any(key not in positions for key in keys):
        return None
    return base.goals[0].value(base.modes, frozenset(positions[key] for key in keys))


def compared(document: PlaceDocument, outcomes: Sequence[ScenarioOutcome | None]) -> Comparison:
    """The outcomes, in the order of `scenarios_of`, beside the base."""
    names = scenarios_of(document)
    base = outcomes[0]
    return Comparison(
        rows=tuple(_beside(base, outcome) for outcome in outcomes if outcome is not None),
        missing=tuple(name for name, outcome in zip(names, outcomes, strict=True) if outcome is None),
    )


def _beside(base: ScenarioOutcome | None, outcome: ScenarioOutcome) -> ScenarioRow:
    if base is None or base.objective is None or outcome.objective is None:
        return ScenarioRow(outcome=outcome, joins=None, leaves=None)
    return ScenarioRow(
        outcome=outcome,
        joins=_missing_from(base.projects, outcome.projects),
        leaves=_missing_from(outcome.projects, base.projects),
    )


def _missing_from(these: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(others) - set(these)))
