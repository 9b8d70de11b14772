"""The random places do use every rule, often, and every rule that can decide a plan does decide some."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from placewide.domain.benefits.records import Benefit
from placewide.domain.funding.records import CostLine, OnlyFor
from placewide.domain.place.document import PlaceDocument, Project
from placewide.domain.plan.tests.exhaustive import Exhausted, best_by_exhaustion
from placewide.domain.plan.tests.penny_traps import penny_trap
from placewide.domain.plan.tests.random_places import scenario_of, small_place
from placewide.domain.scope.records import Force, Scoping
from placewide.domain.shared.figures import Pence
from placewide.domain.shared.identifiers import Identifier

EXAMPLES = 400
LEAST_SHARE = 0.05
Without = Callable[[PlaceDocument], PlaceDocument]


def of_projects(**changes: Any) -> Without:
    return lambda document: replace(document, projects=tuple(replace(each, **changes) for each in document.projects))


def of_lines(**changes: Any) -> Without:
    def change(lines: tuple[CostLine, ...]) -> tuple[CostLine, ...]:
        return tuple(replace(line, **changes) for line in lines)

    return lambda document: _each_source(document, costs=change)


def of_benefits(change: Callable[[Benefit], Benefit]) -> Without:
    def changed(benefits: tuple[Benefit, ...] | None) -> tuple[Benefit, ...] | None:
        return None if benefits is None else tuple(change(benefit) for benefit in benefits)

    return lambda document: _each_source(document, benefits=changed)


def _each_source(document: PlaceDocument, **changes: Callable[[Any], Any]) -> PlaceDocument:
    def changed(source: Any) -> Any:
        return replace(source, **{key: change(getattr(source, key)) for key, change in changes.items()})

    def project(each: Project) -> Project:
        return replace(
            each,
            **{key: change(getattr(each, key)) for key, change in changes.items()},
            options=tuple(changed(option) for option in each.options),
        )

    return replace(document, projects=tuple(project(each) for each in document.projects))


def of_allocations(**changes: Any) -> Without:
    return lambda document: replace(
        document, allocations=tuple(replace(each, **changes) for each in document.allocations)
    )


def only_for(key: str) -> Without:
    return lambda document: replace(
        document,
        allocations=tuple(
            replace(each, only_for=replace(each.only_for, **{key: getattr(OnlyFor(), key)}))
            for each in document.allocations
        ),
    )


def of_funds(key: str) -> Without:
    return lambda document: replace(
        document, funds=tuple(replace(each, rules=replace(each.rules, **{key: None})) for each in document.funds)
    )


def of_place(**changes: Any) -> Without:
    return lambda document: replace(document, place=replace(document.place, **changes))


def of_scoping(**changes: Any) -> Without:
    def changed(scoping: Scoping) -> Scoping:
        return replace(scoping, **changes)

    return lambda document: replace(
        document,
        scoping=changed(document.scoping),
        scenarios=tuple(replace(each, scoping=changed(each.scoping)) for each in document.scenarios),
    )


def of_force(change: Callable[[Force], Force | None]) -> Without:
    def changed(scoping: Scoping) -> Scoping:
        kept = (change(force) for force in scoping.force or ())
        return replace(scoping, force=tuple(force for force in kept if force is not None) or None)

    return lambda document: replace(
        document,
        scoping=changed(document.scoping),
        scenarios=tuple(replace(each, scoping=changed(each.scoping)) for each in document.scenarios),
    )


def where(field: str, unwanted: Callable[[Any], bool], instead: Any) -> Without:
    """Every allocation whose field is unwanted has it replaced."""
    return lambda document: replace(
        document,
        allocations=tuple(
            replace(each, **{field: instead}) if unwanted(getattr(each, field)) else each
            for each in document.allocations
        ),
    )


def seeking(kind: type) -> Without:
    def without(document: PlaceDocument) -> PlaceDocument:
        scoping = document.scenarios[0].scoping if document.scenarios else document.scoping
        return of_scoping(objective="npsv")(document) if isinstance(scoping.objective, kind) else document

    return without


def _first_option(document: PlaceDocument) -> PlaceDocument:
    return replace(document, projects=tuple(replace(each, options=each.options[:1]) for each in document.projects))


def _planned(document: PlaceDocument) -> PlaceDocument:
    closed = {"closed", "parked", "declined"}
    return replace(
        document,
        projects=tuple(
            replace(each, status="proposed") if each.status in closed else each for each in document.projects
        ),
    )


def _known(benefit: Benefit) -> Benefit:
    missing = benefit.amounts is None and benefit.class_ != "unmonetised"
    return replace(benefit, amounts=(Pence(5000),)) if missing else benefit


def _without_harm(benefit: Benefit) -> Benefit:
    return replace(benefit, amounts=tuple(Pence(abs(int(str(each)))) for each in benefit.amounts or ()) or None)


DECIDING: dict[str, Without] = {
    "options": _first_option,
    "starts": of_projects(starts=None),
    "requires": of_projects(requires=()),
    "excludes": of_projects(excludes=()),
    "mandatory": of_projects(mandatory=False),
    "project status": _planned,
    "optimism bias": of_projects(optimism_bias=None),
    "lifts": of_projects(lifts=()),
    "several bearers": of_lines(organisation=None),
    "ongoing costs": of_lines(ongoing=False),
    "irrecoverable VAT": of_lines(vat="recoverable"),
    "contingency of a line": of_lines(contingency=None),
    "contingency": of_place(contingency=0),
    "inflation": of_place(inflation=0),
    "appraisal years": of_place(appraisal_years=None),
    "health benefits": of_benefits(lambda benefit: replace(benefit, health=False)),
    "dis-benefits": of_benefits(_without_harm),
    "unknown benefits": of_benefits(_known),
    "carry forward": of_allocations(carry_forward=False),
    "may share": of_allocations(may_share=False),
    "shareable": of_allocations(shareable=None),
    "from benefit": of_allocations(from_benefit=None),
    "only for projects": only_for("projects"),
    "only for priorities": only_for("priorities"),
    "only for organisations": only_for("organisations"),
    "unknown amounts": where("amount", lambda amount: amount is None, Pence(5000)),
    "figures": where("amount", lambda amount: amount is not None and not isinstance(amount, int), Pence(5000)),
    "allocation status": where("status", lambda status: status != "awarded", "awarded"),
    "pays at most": of_funds("pays_at_most"),
    "may transfer": of_funds("may_transfer"),
    "hurdle": of_funds("hurdle_bcr"),
    "limits": lambda document: replace(document, limits=()),
    "protect": of_scoping(protect=None),
    "weights": of_scoping(weights=None),
    "no shares": of_scoping(shares=None),
    "statuses counted": of_scoping(count=None),
    "changes": of_scoping(change=None),
    "routes": of_scoping(routes=None),
    "forced in": of_force(lambda force: None if force.in_ else force),
    "forced out": of_force(lambda force: force if force.in_ else None),
    "forced option": of_force(lambda force: replace(force, option=None)),
    "forced start": of_force(lambda force: replace(force, start=None)),
    "blend": seeking(dict),
    "list of objectives": seeking(tuple),
    "levelling": lambda document: replace(document, maturity=()),
}
"""How a place looks without the rule: it is used where that differs, and decides where the best plan then differs."""


@cache
def drawn_places() -> tuple[PlaceDocument, ...]:
    return tuple(small_place(seed) for seed in range(EXAMPLES))


@cache
def best_of_drawn_places() -> tuple[Exhausted, ...]:
    return tuple(best_by_exhaustion(document, scenario_of(document)) for document in drawn_places())


@pytest.mark.parametrize("rule", DECIDING)
def test_every_rule_is_used_by_one_place_in_twenty(rule: str) -> None:
    used = sum(DECIDING[rule](document) != document for document in drawn_places())
    assert used >= LEAST_SHARE * len(drawn_places())


@pytest.mark.parametrize("rule", DECIDING)
def test_every_rule_decides_some_plan(rule: str) -> None:
    pairs = zip(drawn_places(), best_of_drawn_places(), strict=True)
    changed = ((DECIDING[rule](document), document, best) for document, best in pairs)
    assert any(
        best_by_exhaustion(without, scenario_of(without)) != best
        for without, document, best in changed
        if without != document
    )


def test_benefits_of_nobody_are_common() -> None:
    named = of_benefits(lambda benefit: replace(benefit, organisation=benefit.organisation or Identifier("o1")))
    assert sum(named(document) != document for document in drawn_places()) >= LEAST_SHARE * EXAMPLES


def test_places_keep_to_their_size() -> None:
    lists = ("organisations", "projects", "allocations")
    sizes = {name: [len(getattr(each, name)) for each in drawn_places()] for name in lists}
    assert {name: (min(found), max(found)) for name, found in sizes.items()} == {
        "organisations": (2, 4),
        "projects": (1, 5),
        "allocations": (0, 8),
    }
    assert {document.place.years for document in drawn_places()} == {1, 2, 3}


def test_most_plans_choose_something_and_many_share() -> None:
    best = best_of_drawn_places()
    outcomes = Counter("infeasible" if each.key is None else min(2, len(each.key)) for each in best)
    assert outcomes[1] + outcomes[2] >= 0.4 * EXAMPLES
    assert outcomes[2] >= 0.15 * EXAMPLES
    assert 0.02 * EXAMPLES <= outcomes["infeasible"] <= 0.2 * EXAMPLES
    assert sum(bool(each.shared_pence) for each in best) >= 0.1 * EXAMPLES


def test_one_penny_decides_many_traps() -> None:
    """One more penny in every allocation, limit and floor changes the best plan of a good part of the traps."""
    traps = [penny_trap(seed) for seed in range(150)]
    decided = sum(best_by_exhaustion(trap) != best_by_exhaustion(_a_penny_more(trap)) for trap in traps)
    assert decided >= 0.15 * len(traps)


def _a_penny_more(document: PlaceDocument) -> PlaceDocument:
    def more(amount: Any) -> Any:
        return None if amount is None else Pence(amount + 1)

    return replace(
        document,
        allocations=tuple(
            replace(each, amount=more(each.amount), shareable=more(each.shareable)) for each in document.allocations
        ),
        limits=tuple(replace(each, amount=more(each.amount)) for each in document.limits),
    )
