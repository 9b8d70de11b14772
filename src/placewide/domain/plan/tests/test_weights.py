"""Other weights, other plans: partners' own points, and one weight changed at a time."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.planning import plan_in_full
from placewide.domain.plan.questions.weights import WeightSensitivity, plan_under, views_of, weight_sensitivity
from placewide.domain.plan.tests.simple import money, place, project
from placewide.domain.scope.records import Scoping
from placewide.domain.shared.identifiers import Identifier
from placewide.domain.strategy.records import PartnerWeights, Priority, Strategy

CARE, ACCESS = Identifier("care"), Identifier("access")


def two_priorities(scoping: Scoping | None = None) -> PlaceDocument:
    """Money for one of two projects beside one that always fits; care weighs 60, access 40, the hospice sees access."""
    document = place(
        [
            project("caring", 4, capital=[60]),
            project("opening", 0, capital=[60], serves={ACCESS: Decimal(5)}),
            project("both", 1, capital=[10], serves={CARE: Decimal(1), ACCESS: Decimal(1)}),
        ],
        [money("a", "trust", "capital", 70)],
        scoping=scoping,
    )
    strategy = Strategy(
        priorities=(Priority(id=CARE, weight=Decimal(60)), Priority(id=ACCESS, weight=Decimal(40))),
        weights=(PartnerWeights(organisation=Identifier("hospice"), points={ACCESS: Decimal(1)}),),
    )
    return replace(document, strategy=strategy)


def sensitivity(document: PlaceDocument) -> WeightSensitivity:
    planned = plan_in_full(document)
    views = views_of(document, planned.settings)
    plans = [plan_under(document, planned.settings, planned.problem, view, lambda: 60.0) for view in views]
    return weight_sensitivity(planned.settings, planned.problem, plans)


def test_each_view_has_its_plan() -> None:
    found = sensitivity(two_priorities())
    seen = [(row.view.kind, row.view.about, row.view.factor, row.projects) for row in found.plans]
    assert seen == [
        ("agreed", None, None, ("both", "caring")),
        ("partner", "hospice", None, ("both", "opening")),
        ("change", "access", Fraction(0), ("both", "caring")),
        ("change", "access", Fraction(1, 2), ("both", "caring")),
        ("change", "access", Fraction(2), ("both", "opening")),
        ("change", "care", Fraction(0), ("both", "opening")),
        ("change", "care", Fraction(1, 2), ("both", "opening")),
        ("change", "care", Fraction(2), ("both", "caring")),
    ]
    assert found.standing == {"both": "all", "caring": "most", "opening": "most"}
    assert found.matters


def test_the_partner_view_is_the_plan_of_a_scenario_with_that_partners_points() -> None:
    own = plan_in_full(two_priorities(Scoping(weights=Identifier("hospice")))).plan
    partner = sensitivity(two_priorities()).plans[1]
    assert own.objective == (partner.objective,)
    assert tuple(row.id for row in own.projects if row.selected) == partner.projects


def test_says_where_weights_do_not_matter() -> None:
    found = sensitivity(two_priorities(Scoping(objective="npsv")))
    assert not found.matters
    assert len({row.projects for row in found.plans}) == 1


def test_without_time_a_view_has_no_plan_and_counts_for_nothing() -> None:
    document = two_priorities()
    planned = plan_in_full(document)
    view = views_of(document, planned.settings)[0]
    row = plan_under(document, planned.settings, planned.problem, view, lambda: 0.0)
    assert row.projects is None
    assert weight_sensitivity(planned.settings, planned.problem, [row]).standing == {}
