"""Each cross-check once, by example."""

from decimal import Decimal
from typing import Any

from placewide.domain.benefits.records import Benefit, BiasFactor, OptimismBias
from placewide.domain.funding.records import Allocation, CostLine, SpendingLimit
from placewide.domain.journeys.records import Flow, Journey
from placewide.domain.maturity.records import Lift
from placewide.domain.place.checks import check, check_half_read
from placewide.domain.place.document import Observation, Option, Organisation, PlaceDetails, PlaceDocument, Source
from placewide.domain.place.tests.places import COSTS, COUNCIL, FIRST, URGENT, WGH, found, place, project, told
from placewide.domain.scope.records import Force, Scenario, Scoping
from placewide.domain.shared.figures import Figure, Pence
from placewide.domain.shared.identifiers import FreeValue, Identifier
from placewide.domain.strategy.records import PartnerWeights, Priority, Strategy

ONE, TWO = Identifier("one"), Identifier("two")


def allocation(**parts: Any) -> Allocation:
    given: dict[str, Any] = {"holder": WGH, "kind": "capital", "year": FIRST, "amount": Pence(100), "status": "awarded"}
    return Allocation(id=ONE, **{**given, **parts})


def test_a_sound_place_gives_no_finding() -> None:
    assert found(projects=(project("one"),), allocations=(allocation(),)) == []


def test_a_reference_to_nobody_names_the_nearest() -> None:
    (finding,) = found(projects=(project("one", lead=Identifier("counsil")),))
    assert (finding.where, finding.rule, finding.record) == ("projects[0].lead", "unknown_reference", "one")
    assert finding.message == "no organisation has the id “counsil”; did you mean “council”?"


def test_references_in_lists_mappings_and_scenarios_are_followed() -> None:
    missing = Identifier("zz")
    scenario = Scenario(id=ONE, scoping=Scoping(weights=missing, force=(Force(project=missing, in_=True),)))
    parts = told(projects=(project("one", requires=(missing,), serves={missing: Decimal(1)}),), scenarios=(scenario,))
    assert {(where, rule) for _, where, rule in parts} == {
        ("projects[0].requires[0]", "unknown_reference"),
        ("projects[0].serves.zz", "unknown_reference"),
        ("scenarios[0].scoping.weights", "unknown_reference"),
        ("scenarios[0].scoping.force[0].project", "unknown_reference"),
    }


def test_a_source_may_be_free_text_with_a_warning() -> None:
    details = PlaceDetails(id=ONE, first_year=FIRST, years=5, sources={Identifier("s1"): Source()})
    known, other = (Observation(id=Identifier(source), source=source) for source in ("s1", "board"))
    assert told(place=details, observations=(known, other)) == [
        ("warning", "observations[1].source", "unknown_reference")
    ]


def test_ids_are_unique_within_their_list() -> None:
    twice = (Organisation(id=WGH), Organisation(id=COUNCIL), Organisation(id=WGH))
    assert told(organisations=twice) == [("error", "organisations[2]", "duplicate_id")]


def test_rows_without_ids_may_not_say_the_same_twice() -> None:
    weights = PartnerWeights(organisation=WGH, points={URGENT: Decimal(1)})
    limit = SpendingLimit(organisation=WGH, kind="capital", year=FIRST, amount=Pence(1))
    lift = Lift(organisation=WGH, measure=ONE, by=Decimal(1))
    strategy = Strategy(priorities=(Priority(id=URGENT, weight=Decimal(1)),), weights=(weights, weights))
    rows = told(strategy=strategy, limits=(limit, limit), projects=(project("one", lifts=(lift, lift)),))
    assert {(where, rule) for _, where, rule in rows} == {
        ("strategy.weights[1]", "duplicate_row"),
        ("limits[1]", "duplicate_row"),
        ("projects[0].lifts[1]", "duplicate_row"),
    }


def test_an_item_stands_once_in_a_list_of_ids() -> None:
    assert told(projects=(project("one", partners=(COUNCIL, COUNCIL)),)) == [
        ("error", "projects[0].partners[1]", "duplicate_row")
    ]


def test_flow_ids_are_unique_across_journeys() -> None:
    journeys = tuple(Journey(id=name, flows=(Flow(id=Identifier("f")),)) for name in (ONE, TWO))
    assert told(journeys=journeys) == [("error", "journeys[1].flows[0]", "duplicate_id")]


def test_a_project_with_options_has_no_costs_or_benefits_of_its_own() -> None:
    option = Option(id=ONE, costs=COSTS)
    assert told(projects=(project("one", options=(option,)),)) == [
        ("error", "projects[0].costs", "options_and_own_costs")
    ]
    benefits = (Benefit(id=ONE),)
    assert told(projects=(project("one", costs=(), benefits=benefits, options=(option,)),)) == [
        ("error", "projects[0].benefits", "options_and_own_costs")
    ]


def test_scores_stay_within_their_scale() -> None:
    option = Option(id=ONE, serves={URGENT: Decimal(6)}, costs=COSTS)
    projects = (
        project("one", serves={URGENT: Decimal("5.5")}),
        project("two", costs=(), options=(option,)),
    )
    assert told(projects=projects) == [
        ("error", "projects[0].serves.urgent", "score_too_high"),
        ("error", "projects[1].options[0].serves.urgent", "score_too_high"),
    ]


def test_starts_lie_within_the_horizon() -> None:
    (finding,) = found(projects=(project("one", starts=(FIRST, FIRST.plus(5))),))
    assert (finding.where, finding.rule) == ("projects[0].starts[1]", "start_outside_horizon")
    assert "2031/32 lies outside the years that are planned, 2026/27 to 2030/31" in finding.message


def test_the_appraisal_is_no_shorter_than_the_plan() -> None:
    details = PlaceDetails(id=ONE, first_year=FIRST, years=5, appraisal_years=4)
    assert told(place=details) == [("error", "place.appraisal_years", "appraisal_too_short")]


def test_money_of_a_year_that_is_not_planned_is_pointed_out() -> None:
    before = allocation(year=FIRST.plus(-1))
    assert told(allocations=(before,)) == [("warning", "allocations[0].year", "year_outside_horizon")]
    assert told(allocations=(allocation(year=FIRST.plus(-1), carry_forward=True),)) == []


def test_forced_options_and_starts_must_exist() -> None:
    projects = (project("one", costs=(), options=(Option(id=Identifier("full"), costs=COSTS),)), project("two"))
    force = (
        Force(project=ONE, in_=True, option=Identifier("ful")),
        Force(project=TWO, in_=True, start=FIRST.plus(1)),
    )
    first, second = found(projects=projects, scoping=Scoping(force=force))
    assert (first.where, first.rule) == ("scoping.force[0].option", "unknown_option")
    assert "did you mean “full”?" in first.message
    assert (second.where, second.rule) == ("scoping.force[1].start", "start_not_allowed")
    assert second.message == "“two” cannot start in 2027/28; it may start in 2026/27"


def test_more_shareable_than_there_is_gives_a_warning() -> None:
    assert told(allocations=(allocation(shareable=Pence(101)),)) == [
        ("warning", "allocations[0].shareable", "shareable_clipped")
    ]


def test_an_up_to_is_never_firm_money() -> None:
    amount = Figure(value=Pence(100), is_="up_to")
    assert told(allocations=(allocation(amount=amount),)) == [("warning", "allocations[0].status", "ceiling_not_firm")]
    assert told(allocations=(allocation(amount=amount, status="announced"),)) == []


def test_a_figure_lies_between_its_bounds() -> None:
    for amount in (Figure(value=Pence(5), low=Pence(6)), Figure(low=Pence(2), high=Pence(1))):
        assert told(allocations=(allocation(shareable=amount),))[0][1:] == (
            "allocations[0].shareable",
            "figure_out_of_order",
        )


def test_a_cost_that_includes_vat_gives_a_warning() -> None:
    line = CostLine(id=ONE, kind="capital", amounts=(Figure(value=Pence(1), vat="included"),))
    assert told(projects=(project("one", costs=(line,)),)) == [
        ("warning", "projects[0].costs[0].amounts[0]", "vat_included")
    ]


def test_weights_of_causes_sum_to_one_or_a_hundred() -> None:
    def bias(*weights: str) -> OptimismBias:
        factors = (BiasFactor(name=str(number), weight=Decimal(weight)) for number, weight in enumerate(weights))
        return OptimismBias(type="outsourcing", factors=tuple(factors))

    for weights in (("0.4", "0.6"), ("40", "60"), ()):
        assert told(projects=(project("one", optimism_bias=bias(*weights)),)) == []
    assert told(projects=(project("one", optimism_bias=bias("0.4", "0.5")),)) == [
        ("warning", "projects[0].optimism_bias.factors", "bias_weights_sum")
    ]


def test_a_priority_without_a_weight_gives_a_warning() -> None:
    strategy = Strategy(priorities=(Priority(id=URGENT),))
    assert told(strategy=strategy) == [("warning", "strategy.priorities[0].weight", "weight_unknown")]


def test_text_that_looks_like_a_patient_is_pointed_out_without_repeating_it() -> None:
    observation = Observation(id=ONE, what="seen by 943 476 5919 today", value=FreeValue({"a": (9434765919,)}))
    warnings = found(observations=(observation,))
    assert [(one.severity, one.where, one.rule) for one in warnings] == [
        ("warning", "observations[0].what", "looks_like_patient_data"),
        ("warning", "observations[0].value", "looks_like_patient_data"),
    ]
    assert not any("943" in one.message for one in warnings)


def test_says_what_keeps_a_project_from_being_planned() -> None:
    (finding,) = found(projects=(project("one", lead=None, costs=()),))
    assert (finding.severity, finding.where, finding.rule) == ("note", "projects[0]", "not_plannable")
    assert finding.message == "cannot be planned yet; it lacks a lead; costs"


def test_says_which_option_lacks_something() -> None:
    options = (Option(id=ONE, costs=COSTS), Option(id=TWO))
    (finding,) = found(projects=(project("one", costs=(), options=options),))
    assert (finding.where, finding.record) == ("projects[0].options[1]", "two")


def test_a_closed_project_needs_nothing() -> None:
    assert found(projects=(project("one", status="closed", lead=None, costs=()),)) == []


def test_says_why_an_allocation_is_not_counted() -> None:
    (finding,) = found(allocations=(allocation(status=None, amount=None),))
    assert (finding.severity, finding.rule) == ("note", "not_counted")
    assert finding.message == "is not counted; it lacks an amount; a status"


def test_a_half_read_document_is_checked_as_far_as_it_goes() -> None:
    unread: Any = None
    half = PlaceDocument(
        place=unread,
        organisations=(Organisation(id=unread), Organisation(id=WGH)),
        projects=(project("one", requires=(unread, ONE), excludes=(unread,), lead=COUNCIL),),
    )
    assert {(finding.where, finding.rule) for finding in check_half_read(half)} == {
        ("projects[0].lead", "unknown_reference"),
        ("projects[0].requires", "requires_circle"),
    }


def test_checking_changes_nothing() -> None:
    document = place(projects=(project("one"),))
    assert check(document) == check(document)
