"""Worth of more money, the price of a project and the frontier agree with trying everything on 200 small places.

Protected floors are left aside: they are judged on published pence, which trying everything rounds once more.
"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import count

import pytest

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.checker.objectives import Reading, read
from placewide.domain.plan.checker.payments import needs_by_group
from placewide.domain.plan.planning import Planned, plan_in_full
from placewide.domain.plan.problem.value import measures_of
from placewide.domain.plan.questions.frontier import frontier_of
from placewide.domain.plan.questions.worth import WorthQuestion, worth_of, worths
from placewide.domain.plan.tests.exhaustive import _candidates, best_by_exhaustion
from placewide.domain.plan.tests.funding import least_shared
from placewide.domain.plan.tests.random_places import scenario_of, small_place
from placewide.domain.scope.records import Force, Scoping
from placewide.domain.shared.figures import Amount, Figure, Pence
from placewide.domain.shared.identifiers import Identifier

EXTRAS = (500, 6000)
"""Pence: random small places cost a few pounds."""
PLACES, BATCHES = 200, 8


def forever() -> float:
    return 60.0


def without_floors(document: PlaceDocument) -> PlaceDocument:
    return _with_scoping(document, lambda scoping: replace(scoping, protect=None))


def _with_scoping(document: PlaceDocument, change: object) -> PlaceDocument:
    assert callable(change)
    scenarios = tuple(replace(row, scoping=change(row.scoping)) for row in document.scenarios)
    return replace(document, scoping=change(document.scoping), scenarios=scenarios)


def places(batch: int) -> Iterator[PlaceDocument]:
    """Places with a choice to make: a few projects that could be planned, and one at least in and one out."""
    found = 0
    for seed in count(batch, BATCHES):
        document = without_floors(small_place(7_000 + seed))
        reading = read(document, scenario_of(document))
        best = best_by_exhaustion(document, scenario_of(document))
        if len(reading.modes) >= 3 and 0 < len(best.chosen) < len(reading.modes):
            yield document
            found += 1
            if found == PLACES // BATCHES:
                return


def richer(document: PlaceDocument, allocation: str, extra: int) -> PlaceDocument:
    """The document with more money in one allocation, wherever its amount is stated."""

    def raised(amount: Amount | None) -> Amount | None:
        if isinstance(amount, Figure):
            return replace(amount, value=Pence((amount.value or 0) + extra))
        return None if amount is None else Pence(amount + extra)

    def changed(scoping: Scoping) -> Scoping:
        rows = tuple(
            replace(row, amount=raised(row.amount)) if row.allocation == allocation else row
            for row in scoping.change or ()
        )
        return replace(scoping, change=rows or None)

    allocations = tuple(
        replace(row, amount=raised(row.amount)) if row.id == allocation else row for row in document.allocations
    )
    return _with_scoping(replace(document, allocations=allocations), changed)


def value_of(document: PlaceDocument) -> Fraction | None:
    values = best_by_exhaustion(document, scenario_of(document)).values
    return None if values is None else values[0]


@pytest.mark.parametrize("batch", range(BATCHES))
def test_agrees_with_trying_everything(batch: int) -> None:
    for document in places(batch):
        planned = plan_in_full(document, scenario=scenario_of(document))
        agrees_on_the_frontier(document, planned)
        agrees_on_worth(document, planned)
        agrees_on_prices(document, planned)


def agrees_on_worth(document: PlaceDocument, planned: Planned) -> None:
    value = planned.best.values[0]
    question = WorthQuestion(
        document=document, settings=planned.settings, problem=planned.problem, value=value, extras=EXTRAS
    )
    found = worths(question, lambda names: [worth_of(question, name, forever) for name in names])
    for pot in planned.problem.pots:
        worth = found[pot.id]
        assert worth is not None
        for row in worth:
            best = value_of(richer(document, pot.id, row.extra_pence))
            assert best is not None
            assert row.objective_gain == best - value, (document.place.id, pot.id, row)


def agrees_on_prices(document: PlaceDocument, planned: Planned) -> None:
    reading = read(document, scenario_of(document))
    for row in planned.plan.projects:
        if not row.selected and row.id in reading.modes and row.reason_code != "forced_out":
            best = value_of(forced_in(document, row.id))
            price = None if best is None else planned.best.values[0] - best
            assert row.price == price, (row.id, row.reason_code)


def forced_in(document: PlaceDocument, project: str) -> PlaceDocument:
    force = Force(project=Identifier(project), in_=True)
    return _with_scoping(document, lambda scoping: replace(scoping, force=(*(scoping.force or ()), force)))


def agrees_on_the_frontier(document: PlaceDocument, planned: Planned) -> None:
    found = frontier_of(planned.problem, measures_of(document), forever)
    assert found.complete
    points = [(point.cost_pence, point.value) for point in found.points]
    assert points == breakpoints(read(document, scenario_of(document)))


def breakpoints(reading: Reading) -> list[tuple[int, Fraction]]:
    """Every funded combination that no cheaper one equals, from the cheapest up."""
    costed = sorted(
        ((sum(needs_by_group(each.chosen).values()), -each.values[0], each) for each in _candidates(reading)),
        key=lambda row: row[:2],
    )
    found: list[tuple[int, Fraction]] = []
    for cost, loss, each in costed:
        if (not found or -loss > found[-1][1]) and least_shared(reading, each.chosen) is not None:
            found.append((cost, -loss))
    return found
