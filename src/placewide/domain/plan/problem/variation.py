"""Variations of a problem: only some projects, other pots, a rule lifted. Each is a problem of its own."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Any

from placewide.domain.plan.problem.arcs import arcs_between
from placewide.domain.plan.problem.pots import Pot
from placewide.domain.plan.problem.problem import Problem, Rules

Lift = Callable[[Problem], Problem]


def with_pots(problem: Problem, pots: Iterable[Pot]) -> Problem:
    """The same problem with other money in the same positions, or with fewer pots."""
    changed = tuple(pots)
    if len(changed) != len(problem.pots):
        return replace(problem, pots=changed, arcs=arcs_between(problem.modes, changed, problem.sharing))
    other = {position for position, pot in enumerate(changed) if pot is not problem.pots[position]}
    kept = [arc for arc in problem.arcs if arc.pot not in other]
    new = arcs_between(problem.modes, changed, problem.sharing, only=other)
    return replace(problem, pots=changed, arcs=tuple(sorted([*kept, *new], key=lambda arc: arc.pot)))


def with_rules(problem: Problem, rules: Rules) -> Problem:
    """The same problem under other rules."""
    return replace(problem, rules=rules)


def only(problem: Problem, projects: Collection[str]) -> Problem:
    """The same problem with these projects alone; none of them has to be chosen."""
    kept = [position for position, mode in enumerate(problem.modes) if mode.project in projects]
    moved = {position: index for index, position in enumerate(kept)}
    modes = tuple(problem.modes[position] for position in kept)
    rules = problem.rules
    return replace(
        problem,
        modes=modes,
        arcs=tuple(
            replace(arc, modes=None if arc.modes is None else frozenset(moved[position] for position in arc.modes))
            for arc in problem.arcs
            if arc.project in projects
        ),
        rules=replace(
            rules,
            must={project: why for project, why in rules.must.items() if project in projects},
            allowed=frozenset(moved[position] for position in rules.allowed if position in moved),
            requires=tuple(pair for pair in rules.requires if pair[0] in projects),
            excludes=tuple(pair for pair in rules.excludes if pair[0] in projects and pair[1] in projects),
        ),
        goals=tuple(
            replace(goal, of_modes=tuple(goal.of_modes[position] for position in kept)) for goal in problem.goals
        ),
        never={project: need for project, need in problem.never.items() if project in projects},
    )


def demanding(problem: Problem, projects: Iterable[str]) -> Problem:
    """The same problem in which these projects must be chosen."""
    must = {**dict.fromkeys(projects, "asked"), **problem.rules.must}
    return with_rules(problem, replace(problem.rules, must=must))


def needed_by(problem: Problem, project: str) -> frozenset[str]:
    """The project and everything that it requires, followed all the way."""
    needed = {project}
    grown = True
    while grown:
        more = {need for have, need in problem.rules.requires if have in needed} - needed
        needed |= more
        grown = bool(more)
    return frozenset(needed)


def rules_by_name(problem: Problem) -> dict[str, Lift]:
    """Every rule that could be lifted on its own, by the name under which it is reported."""
    lifts: dict[str, Lift] = {}
    for fund in sorted({pot.fund for pot in problem.pots}):
        rules = next(pot.rules for pot in problem.pots if pot.fund == fund)
        if rules.pays_at_most is not None:
            lifts[f"pays_at_most of fund {fund}"] = _on_fund(fund, pays_at_most=None)
        if rules.hurdle_bcr is not None:
            lifts[f"hurdle_bcr of fund {fund}"] = _on_fund(fund, hurdle_bcr=None)
        if rules.may_transfer is False:
            lifts[f"may_transfer of fund {fund}"] = _transferable(fund)
    for pot in problem.pots:
        if pot.only_for.projects or pot.only_for.priorities or pot.only_for.organisations:
            lifts[f"only_for of allocation {pot.id}"] = _for_all(pot.id)
    lifts |= rules_between_projects(problem)
    return lifts


def rules_between_projects(problem: Problem) -> dict[str, Lift]:
    """Rules that are not about a fund or a pot: spending cover, protection, what requires or excludes what."""
    rules = problem.rules
    lifts: dict[str, Lift] = {}
    for cover in rules.covers:
        lifts[cover.name] = _drop("covers", cover)
    for protected in rules.protect:
        lifts[f"protect {protected[0]}"] = _drop("protect", protected)
    for pair in rules.excludes:
        lifts[f"{pair[0]} excludes {pair[1]}"] = _drop("excludes", pair)
    for pair in rules.requires:
        lifts[f"{pair[0]} requires {pair[1]}"] = _drop("requires", pair)
    return lifts


def _drop(name: str, rule: object) -> Lift:
    def lift(problem: Problem) -> Problem:
        kept = tuple(other for other in getattr(problem.rules, name) if other != rule)
        changes: dict[str, Any] = {name: kept}
        return with_rules(problem, replace(problem.rules, **changes))

    return lift


def _on_fund(fund: str, **change: None) -> Lift:
    def lift(problem: Problem) -> Problem:
        return with_pots(
            problem,
            (replace(pot, rules=replace(pot.rules, **change)) if pot.fund == fund else pot for pot in problem.pots),
        )

    return lift


def _transferable(fund: str) -> Lift:
    def lift(problem: Problem) -> Problem:
        return with_pots(
            problem,
            (
                replace(pot, rules=replace(pot.rules, may_transfer=True), shareable=pot.amount)
                if pot.fund == fund
                else pot
                for pot in problem.pots
            ),
        )

    return lift


def _for_all(pot_id: str) -> Lift:
    def lift(problem: Problem) -> Problem:
        return with_pots(
            problem,
            (replace(pot, only_for=replace(pot.only_for, projects=(), priorities=(), organisations=()))
             if pot.id == pot_id else pot for pot in problem.pots),
        )  # fmt: skip

    return lift
