"""From a place document to a plan: the one function that page, command and library call."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from placewide.domain.place.digest import digest
from placewide.domain.place.document import PlaceDocument, Project
from placewide.domain.place.plannable import PLANNED, allocation_lacks, lacks, values_weighed
from placewide.domain.plan.explain.appraisal import appraise
from placewide.domain.plan.explain.care import care_of
from placewide.domain.plan.explain.conflict import override_prices, smallest_conflict
from placewide.domain.plan.explain.reasons import Answered, Explainer
from placewide.domain.plan.explain.shares import shares_of, uses_of
from placewide.domain.plan.problem.modes import alternatives_of
from placewide.domain.plan.problem.problem import Problem, build_problem
from placewide.domain.plan.problem.value import weights_of
from placewide.domain.plan.result import NotPlannable, Plan, Status
from placewide.domain.plan.solve.payments import lines_paid, settle
from placewide.domain.plan.solve.search import Best, Search
from placewide.domain.scope.settings import Settings, laid_over, settings_of
from placewide.domain.shared.findings import Finding
from placewide.domain.shared.version import VERSION
from placewide.numerics.optimise import Progress

Clock = Callable[[], float]
"""Seconds since the work began; the domain itself reads no clock."""


class NotPlannableError(ValueError):
    """A project that must be in the plan lacks something; `findings` say what."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan with the problem and the search behind it, for questions that are asked of it afterwards."""

    plan: Plan
    problem: Problem
    settings: Settings
    best: Best


def settings_for(document: PlaceDocument, scenario: str | None) -> Settings:
    """The settings of the document, with a named scenario laid over them. Raises KeyError for an unknown scenario."""
    if scenario is None:
        return settings_of(document.scoping)
    by_id = {row.id: row for row in document.scenarios}
    return settings_of(laid_over(document.scoping, by_id[scenario].scoping))  # type: ignore[index]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How to go about planning. `clock` tells the seconds; by default time stands still and no limit is reached.

    `answered` finds the reasons one after the other or several at once. With `prices` the best plan that has a
    left-out project is found for each of them, which takes a solve each. With `alone` it is also found what could be
    done if nobody shared.
    """

    clock: Clock | None = None
    progress: Progress | None = None
    answered: Answered = map
    prices: bool = True
    alone: bool = True


PLAINLY = Manner()


def plan_place(document: PlaceDocument, *, scenario: str | None = None, manner: Manner = PLAINLY) -> Plan:
    """The provably best plan of a place, with reasons and appraisal.

    The search stops at the scenario's limit, and the reasons may take as long again. Raises NotPlannableError when
    a mandatory or forced-in project lacks something, KeyError for an unknown scenario.
    """
    return plan_in_full(document, scenario=scenario, manner=manner).plan


def plan_in_full(document: PlaceDocument, *, scenario: str | None = None, manner: Manner = PLAINLY) -> Planned:
    """`plan_place`, with what later questions need."""
    now = manner.clock or (lambda: 0.0)
    begun = now()
    settings = settings_for(document, scenario)
    seconds = float(settings.stop.seconds)
    lacking = not_plannable(document, settings)
    _refuse_if_needed(document, settings, lacking)
    problem = build_problem(document, settings)
    search = Search(
        problem, remaining=lambda: seconds - (now() - begun), gap=float(settings.stop.gap), progress=manner.progress
    )
    modelled = now()
    best = search.best()
    solved = now()
    blank = replace(
        _without_answer(document, problem, scenario, best, lacking),
        timings={"model_s": modelled - begun, "solve_s": solved - modelled},
    )

    def left() -> float:
        return 2 * seconds - (now() - begun)

    if best.found is None:
        conflict = smallest_conflict(problem, left) if best.proven else None
        return Planned(replace(blank, conflict=conflict), problem, settings, best)
    search.allow(left)
    chosen = best.found.chosen
    paid = settle(problem, chosen, best.found.funding)
    lines = lines_paid(problem, chosen, paid, document.place.first_year)
    explainer = Explainer(document, settings, problem, search, best.found, paid, lacking, left, prices=manner.prices)
    plan = replace(
        blank,
        projects=explainer.outcomes(weights_of(document, settings), manner.answered),
        alone=_alone(problem, left) if settings.shares and manner.alone else None,
        payments=tuple(lines),
        shares=shares_of(document, lines),
        allocations=uses_of(problem, lines),
        appraisal=appraise(problem, chosen, paid),
        care=care_of(document, frozenset(problem.modes[position].project for position in chosen)),
        overrides=override_prices(document, settings, problem, best.found, left) if manner.prices else (),
        timings={**blank.timings, "explain_s": now() - solved},
    )
    return Planned(plan, problem, settings, best)


def _alone(problem: Problem, remaining: Clock) -> tuple[str, ...] | None:
    """The projects of the best plan in which every allocation pays its holder's own costs only."""
    unshared = replace(problem, arcs=tuple(arc for arc in problem.arcs if not arc.shared))
    best = Search(unshared, remaining=remaining).best()
    if best.found is None or not best.proven:
        return None
    return tuple(sorted(problem.modes[position].project for position in best.found.chosen))


def _without_answer(
    document: PlaceDocument, problem: Problem, scenario: str | None, best: Best, lacking: dict[str, tuple[str, ...]]
) -> Plan:
    return Plan(
        place=document.place.id,
        digest=digest(document),
        version=VERSION,
        scenario=scenario,
        status=_status(best),
        objective=best.values or None,
        bound=best.bounds or None,
        gap=tuple(_gap(value, bound) for value, bound in zip(best.values, best.bounds, strict=True)) or None,
        objectives=tuple(goal.name for goal in problem.goals),
        not_plannable=tuple(
            NotPlannable(project=project, lacks=missing) for project, missing in sorted(lacking.items())
        ),
        findings=_findings(document, lacking),
    )


def not_plannable(document: PlaceDocument, settings: Settings) -> dict[str, tuple[str, ...]]:
    """Projects of a planned status that cannot be planned in any option, with what they lack."""
    weighed = values_weighed(settings.objectives)
    missing = {}
    for project in document.projects:
        if project.status in PLANNED:
            by_option = [lacks(document, project, option.option_id, weighed) for option in alternatives_of(project)]
            if all(by_option):
                # The option that is nearest to complete; in alphabetical order, whatever the order of the rows.
                missing[str(project.id)] = min((tuple(sorted(each)) for each in by_option), key=lambda m: (len(m), m))
    return missing


def _refuse_if_needed(document: PlaceDocument, settings: Settings, lacking: dict[str, tuple[str, ...]]) -> None:
    must = {project.id for project in document.projects if project.mandatory and project.status in PLANNED}
    must |= {force.project for force in settings.force if force.in_}
    findings = tuple(
        Finding("error", _where(document, project), "not_plannable",
                f"“{project.id}” must be in the plan but lacks {', '.join(lacking[project.id])}.", project.id)
        for project in document.projects
        if project.id in must and project.id in lacking
    )  # fmt: skip
    if findings:
        raise NotPlannableError(findings)


def _findings(document: PlaceDocument, lacking: dict[str, tuple[str, ...]]) -> tuple[Finding, ...]:
    """What was left out of the plan or of its totals, and why."""
    found = [
        Finding("warning", _where(document, project), "not_plannable", f"“{project.id}” is left out: it lacks "
                f"{', '.join(lacking[project.id])}.", project.id)
        for project in document.projects if project.id in lacking
    ]  # fmt: skip
    for project in document.projects:
        if project.status in PLANNED and project.id not in lacking:
            found += _about_project(document, project)
    for position, allocation in enumerate(document.allocations):
        if missing := allocation_lacks(allocation):
            message = f"Allocation “{allocation.id}” is not counted: it lacks {', '.join(missing)}."
            found.append(Finding("warning", f"allocations[{position}]", "not_counted", message, allocation.id))
    return tuple(found)


def _about_project(document: PlaceDocument, project: Project) -> list[Finding]:
    where = _where(document, project)
    found = []
    for option in alternatives_of(project):
        name = f"“{project.id}”" + (f", option “{option.option_id}”," if option.option_id else "")
        if lacks(document, project, option.option_id, ("npsv",)):
            message = f"{name} has no net present social value: it lacks benefits in pounds for every year."
            found.append(Finding("note", where, "benefits_unknown", message, project.id))
    if project.optimism_bias is None:
        message = f"“{project.id}” has no optimism bias, so its costs are taken as they stand."
        found.append(Finding("note", where, "no_optimism_bias", message, project.id))
    return found


def _where(document: PlaceDocument, project: Project) -> str:
    return f"projects[{document.projects.index(project)}]"


def _status(best: Best) -> Status:
    if best.found is None:
        return "infeasible" if best.proven else "stopped"
    return "optimal" if best.proven else "feasible"


def _gap(value: Fraction, bound: Fraction) -> float:
    """(bound − objective) / |objective|; infinite where the objective is nil and the bound is not."""
    if bound == value:
        return 0.0
    return float((bound - value) / abs(value)) if value else float("inf")
