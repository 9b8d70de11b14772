"""A plan's modes and payments are found again in its problem, to the penny."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.planning import plan_in_full
from placewide.domain.plan.questions.recalled import chosen_in, payments_in
from placewide.domain.plan.solve.payments import settle
from placewide.domain.plan.tests.random_places import scenario_of, small_places
from placewide.domain.plan.tests.simple import money, place, project


@settings(max_examples=30, deadline=None)
@given(small_places())
def test_finds_what_was_chosen_and_paid_on_random_places(document: PlaceDocument) -> None:
    planned = plan_in_full(document, scenario=scenario_of(document))
    if planned.best.found is None:
        return
    assert chosen_in(planned.problem, planned.plan) == planned.best.found.chosen
    paid = settle(planned.problem, planned.best.found.chosen, planned.best.found.funding)
    assert payments_in(document, planned.problem, planned.plan) == {arc: sum_ for arc, sum_ in paid.items() if sum_}


def test_refuses_a_plan_of_another_place() -> None:
    document = place([project("own", 1, capital=[60])], [money("pot", "trust", "capital", 60)])
    planned = plan_in_full(document)
    with pytest.raises(ValueError, match="does not have"):
        chosen_in(planned.problem, replace(planned.plan, projects=(replace(planned.plan.projects[0], id="other"),)))
    elsewhere = replace(planned.plan.payments[0], allocation="other")
    with pytest.raises(ValueError, match="does not allow"):
        payments_in(document, planned.problem, replace(planned.plan, payments=(elsewhere,)))
