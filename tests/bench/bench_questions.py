"""Later questions on places of row 1 (12 organisations, 40 projects, 60 allocations): why not, worth, robustness.

Each line is one place. Why not: the best plan that has a left-out project, by true difference, one after the other on
one core. Worth: £10,000 and £100,000 more in every allocation, on every core. Robustness: benefits within 30 % of what
is stated, the objective NPSV, every scenario planned anew at gap 0 with ties decided. "÷ plan": against the time that
one plan of the same place takes here and now, which tells more about another machine than seconds do.
"""

import time
from dataclasses import replace

from placewide.analysis.confined_planning import Bounds
from placewide.analysis.questions import robustness_confined, worth_confined
from placewide.domain.benefits.records import Benefit
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.problem.problem import build_problem
from placewide.domain.plan.solve.search import Search
from placewide.domain.scope.settings import settings_of
from placewide.domain.shared.figures import Amount, Figure, Pence, pence
from tests.second_solver.larger_places import scaled

SECONDS = 300.0
SCENARIOS = 1_000


def places() -> list[PlaceDocument]:
    """Three places of row 1, planned for NPSV."""
    made = [scaled(organisations=12, projects=40, allocations=60, starts=1, options=1, seed=seed) for seed in (1, 2, 3)]
    return [replace(place, scoping=replace(place.scoping, objective="npsv")) for place in made]


def with_ranges(document: PlaceDocument) -> PlaceDocument:
    """Every yearly benefit may come in up to 30 % lower or higher."""

    def ranged(amount: Amount | None) -> Amount | None:
        value = pence(amount)
        if value is None:
            return amount
        return Figure(value=Pence(value), low=Pence(value * 7 // 10), high=Pence(value * 13 // 10))

    def each(benefit: Benefit) -> Benefit:
        return replace(benefit, amounts=tuple(ranged(amount) for amount in benefit.amounts or ()))

    projects = tuple(
        replace(project, benefits=tuple(each(benefit) for benefit in project.benefits or ()))
        for project in document.projects
    )
    return replace(document, projects=projects)


def plan_once(document: PlaceDocument) -> tuple[float, Search, frozenset[str]]:
    """Seconds of one plan with ties, its search, and the projects that it leaves out."""
    begun = time.perf_counter()
    problem = build_problem(document, settings_of(document.scoping))
    search = Search(problem, remaining=lambda: SECONDS)
    best = search.best()
    seconds = time.perf_counter() - begun
    chosen = best.found.chosen if best.found else frozenset()
    inside = {problem.modes[position].project for position in chosen}
    return seconds, search, frozenset(mode.project for mode in problem.modes) - inside


def line(title: str, seconds: float, count: int, plan: float, note: str = "") -> None:
    """Prints one row of the table."""
    each = seconds / max(count, 1)
    print(f"  {title:12} {seconds:8.2f} s {count:6} asked {1000 * each:8.1f} ms each {each / plan:6.2f} ÷ plan  {note}")


def report(document: PlaceDocument) -> None:
    """One place: the plan, then each kind of question."""
    plan, search, outside = plan_once(document)
    print("\nReach: why not 25 ms each, robustness 6 s for a thousand scenarios")
    print(f"One plan, built, proven, ties decided: {1000 * plan:.0f} ms; {len(outside)} projects left out")
    begun = time.perf_counter()
    for project in sorted(outside):
        search.with_project(project)
    line("why not", time.perf_counter() - begun, len(outside), plan)
    begun = time.perf_counter()
    found = worth_confined(document, bounds=Bounds(seconds=SECONDS))
    valuable = sum(1 for rows in found.values() if rows and any(row.objective_gain for row in rows))
    line("worth", time.perf_counter() - begun, 2 * len(found), plan, f"{valuable} allocations are worth more money")
    begun = time.perf_counter()
    robust = robustness_confined(with_ranges(document), draws=SCENARIOS, bounds=Bounds(seconds=SECONDS))
    seconds = time.perf_counter() - begun
    note = "no plan" if robust is None else f"{robust.planned_anew} proven, {robust.different_plans} different plans"
    line("robustness", seconds, SCENARIOS, plan, note)


if __name__ == "__main__":
    for each in places():
        report(each)
