"""Exhaustive search on literal places whose best plan was worked out by hand, one for each rule of ties."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placewide.domain.benefits.records import BiasFactor, OptimismBias
from placewide.domain.funding.records import Allocation, Fund, FundRules, Kind, OnlyFor
from placewide.domain.place.document import Option, PlaceDetails, PlaceDocument, Project
from placewide.domain.plan.checker.appraisal import bias_of, discount_factors
from placewide.domain.plan.checker.modes import modes_of, need
from placewide.domain.plan.checker.terms import read_terms
from placewide.domain.plan.tests.exact_programme import Row, least
from placewide.domain.plan.tests.exhaustive import best_by_exhaustion
from placewide.domain.plan.tests.tiny import COUNCIL, MENTAL, URGENT, WGH, YEAR_0, YEAR_1, cost, gain, money
from placewide.domain.scope.records import Objective, Protect, Scoping
from placewide.domain.shared.figures import Pence
from placewide.domain.shared.identifiers import Identifier
from placewide.domain.strategy.records import Priority, Strategy

A1 = money("a1", WGH, "own", "capital", YEAR_0, 100)


def project(name: str, pence: int, score: int, benefit: int = 0, kind: Kind = "capital") -> Project:
    return Project(
        id=Identifier(name),
        lead=WGH,
        serves={URGENT: Decimal(score)},
        costs=(cost("c", kind, pence),),
        benefits=(gain("b", COUNCIL, "societal", pence + benefit),),
    )


def place(*projects: Project, allocations: tuple[Allocation, ...] = (A1,), years: int = 1) -> PlaceDocument:
    return PlaceDocument(
        place=PlaceDetails(id=Identifier("literal"), first_year=YEAR_0, years=years),
        strategy=Strategy(priorities=(Priority(id=URGENT, weight=Decimal(1)),)),
        projects=projects,
        funds=(Fund(id=Identifier("own"), own_money=True), Fund(id=Identifier("grant"))),
        allocations=allocations,
    )


def seeking(document: PlaceDocument, objective: Objective | tuple[Objective, ...]) -> PlaceDocument:
    return replace(document, scoping=replace(document.scoping, objective=objective))


def chosen(document: PlaceDocument) -> tuple[str, ...]:
    return best_by_exhaustion(document).chosen


def test_two_that_fit_are_worth_more_than_the_best_one() -> None:
    document = place(project("best", 60, 3), project("good", 50, 2), project("fair", 50, 2))
    best = best_by_exhaustion(document)
    assert (best.status, best.values, best.chosen) == ("optimal", (Fraction(4),), ("fair", "good"))


def test_a_penny_short_is_short() -> None:
    assert chosen(place(project("best", 60, 3), project("good", 50, 2), project("fair", 51, 2))) == ("best",)


def test_a_mandatory_project_without_money_is_infeasible() -> None:
    assert best_by_exhaustion(place(replace(project("must", 101, 1), mandatory=True))).status == "infeasible"


def test_the_empty_plan_is_always_allowed() -> None:
    best = best_by_exhaustion(place(project("dear", 101, 1)))
    assert (best.values, best.npsv_pence, best.shared_pence, best.key) == ((Fraction(0),), 0, 0, ())


def test_equal_values_are_decided_by_one_penny_of_npsv() -> None:
    assert chosen(place(project("early", 100, 2, benefit=7), project("later", 100, 2, benefit=8))) == ("later",)


def test_equal_npsv_is_decided_by_less_money_shared() -> None:
    borne_elsewhere = replace(project("early", 100, 2), lead=COUNCIL)
    document = place(borne_elsewhere, project("later", 100, 2), allocations=(replace(A1, may_share=True),))
    best = best_by_exhaustion(document)
    assert (best.chosen, best.shared_pence) == (("later",), 0)
    assert best_by_exhaustion(replace(document, projects=(borne_elsewhere,))).shared_pence == 100


def test_equal_shares_are_decided_by_the_smallest_project() -> None:
    assert chosen(place(project("later", 100, 2), project("early", 100, 2))) == ("early",)


def test_equal_projects_are_decided_by_option_and_start() -> None:
    plain = project("only", 100, 2)
    options = tuple(
        Option(id=Identifier(name), costs=plain.costs, benefits=(gain("b", None, "societal", 0, 0),))
        for name in ("second", "first")
    )
    document = place(replace(plain, costs=(), benefits=None, options=options))
    assert best_by_exhaustion(document).key == (("only", "first", YEAR_0),)
    free = replace(project("only", 0, 2), benefits=(), starts=(YEAR_1, YEAR_0))
    assert best_by_exhaustion(place(free, years=2)).key == (("only", "", YEAR_0),)


def test_a_worthless_project_comes_in_only_where_its_name_makes_the_tuple_smaller() -> None:
    idle = replace(project("middle", 0, 0), benefits=())
    assert chosen(place(idle, project("zeal", 100, 1))) == ("middle", "zeal")
    assert chosen(place(idle, project("early", 100, 1))) == ("early",)


def test_no_more_is_shared_than_the_bearer_lacks() -> None:
    """WGH needs 50 and the council 100, of which it has 60: 40 must come from WGH's 100."""
    both = replace(
        project("both", 50, 1),
        costs=(cost("own", "capital", 50), replace(cost("c", "capital", 100), organisation=COUNCIL)),
    )
    lent = (replace(A1, may_share=True), money("a2", COUNCIL, "own", "capital", YEAR_0, 60))
    assert best_by_exhaustion(place(both, allocations=lent)).shared_pence == 40
    capped = (replace(lent[0], shareable=Pence(39)), lent[1])
    assert chosen(place(both, allocations=capped)) == ()


def test_money_carried_forward_pays_the_next_year_only() -> None:
    late = replace(project("late", 0, 1), costs=(cost("c", "revenue", 0, 100),), benefits=())
    carried = replace(money("a1", WGH, "own", "revenue", YEAR_0, 100), carry_forward=True)
    assert chosen(place(late, allocations=(carried,), years=2)) == ("late",)
    later = replace(late, costs=(cost("c", "revenue", 0, 0, 100),))
    assert chosen(place(later, allocations=(carried,), years=3)) == ()


def test_a_fund_pays_no_more_than_whole_pennies_of_its_fraction() -> None:
    """A third of 100 is 33.33: the fund pays 33 and 67 must come from elsewhere."""
    fund = Fund(id=Identifier("grant"), rules=FundRules(pays_at_most=Decimal("0.333333333333")))
    for own, result in ((67, ("only",)), (66, ())):
        pots = (money("a1", WGH, "grant", "capital", YEAR_0, 100), money("a2", WGH, "own", "capital", YEAR_0, own))
        document = place(project("only", 100, 1), allocations=pots)
        assert chosen(replace(document, funds=(document.funds[0], fund))) == result


def test_money_for_a_priority_pays_the_option_that_serves_it() -> None:
    options = (
        Option(id=Identifier("plain"), costs=(cost("c", "capital", 100),), serves={URGENT: Decimal(5)}),
        Option(id=Identifier("minds"), costs=(cost("c", "capital", 100),), serves={MENTAL: Decimal(1)}),
    )
    document = place(
        Project(id=Identifier("only"), lead=WGH, options=options),
        allocations=(replace(A1, only_for=OnlyFor(priorities=(MENTAL,))),),
    )
    priorities = (*document.strategy.priorities, Priority(id=MENTAL, weight=Decimal(1)))
    best = best_by_exhaustion(replace(document, strategy=Strategy(priorities=priorities)))
    assert (best.key, best.values) == ((("only", "minds", YEAR_0),), (Fraction(1, 2),))


def test_a_protected_organisation_keeps_its_floor() -> None:
    floors = (Protect(organisation=WGH, min_net_gain=Pence(-99)),)
    document = replace(place(project("only", 100, 1)), scoping=Scoping(protect=floors))
    assert chosen(document) == ()
    grant = (replace(A1, amount=Pence(99)), money("a2", WGH, "grant", "capital", YEAR_0, 1))
    assert chosen(replace(document, allocations=grant)) == ("only",)


def test_a_list_of_objectives_is_followed_in_order() -> None:
    document = place(
        project("dear", 100, 2, benefit=1), project("sound", 100, 2, benefit=9), project("rich", 100, 1, 99)
    )
    assert chosen(seeking(document, ("strategic_value", "npsv"))) == ("sound",)
    assert best_by_exhaustion(seeking(document, ("npsv", "strategic_value"))).values == (Fraction("0.99"), Fraction(1))


def test_a_blend_weighs_each_term_as_a_part_of_the_whole() -> None:
    """Strategic value 4 ⁄ 5 against NPSV 30 ⁄ 40: 0.4 · 0.8 = 0.32 and 0.6 · 0.75 = 0.45."""
    document = place(project("fit", 100, 4, benefit=10), project("rich", 100, 1, benefit=30))
    blend: Objective = {"strategic_value": Decimal("0.4"), "npsv": Decimal("0.6")}
    best = best_by_exhaustion(seeking(document, blend))
    assert (best.chosen, best.values) == (("rich",), (Fraction("0.4") / 5 + Fraction("0.45"),))


def test_needs_are_those_of_the_place_file() -> None:
    details = PlaceDetails(id=Identifier("p"), first_year=YEAR_0, years=5, inflation=Decimal("2.5"))
    line = replace(cost("c", "capital"), vat="irrecoverable", contingency=Decimal(10))
    assert need(details, line, 10_000_000, 4) == 14_570_330


def test_discount_factors_are_the_published_ones() -> None:
    standard, health = discount_factors(77, False), discount_factors(77, True)
    expected = {1: 0.966184, 2: 0.933511, 10: 0.708919, 30: 0.356278, 31: 0.345901, 75: 0.094214, 76: 0.091916}
    assert {year: round(float(standard[year]), 6) for year in expected} == expected
    assert [round(float(health[year]), 6) for year in (10, 30, 31)] == [0.861667, 0.639762, 0.631615]


@pytest.mark.parametrize(
    ("mitigated", "evidence", "expected"),
    [
        (None, None, Fraction(2)),
        ("0.5", None, Fraction(1)),
        ("0.99", None, Fraction("0.1")),
        ("0.99", "log", Fraction("0.02")),
    ],
)
def test_bias_starts_at_the_upper_bound_and_passes_the_lower_with_evidence_only(
    mitigated: str | None, evidence: str | None, expected: Fraction
) -> None:
    factors = (BiasFactor(name="all", weight=Decimal(1), mitigated=Decimal(mitigated or 0), evidence=evidence),)
    bias = OptimismBias(type="equipment_development", factors=factors if mitigated else ())
    document = place(replace(project("only", 100, 1), optimism_bias=bias))
    (mode,) = modes_of(document, read_terms(document, None), document.projects[0])
    assert bias_of(mode) == {"capital": expected, "revenue": 0}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 2), min_size=3, max_size=3), st.data())
def test_the_integer_programme_agrees_with_trying_every_point(price: list[int], data: st.DataObject) -> None:
    numbers = st.lists(st.integers(-2, 3), min_size=3, max_size=3)
    rows = [Row(dict.fromkeys(range(3), 1), 6)]
    for _ in range(data.draw(st.integers(0, 3))):
        rows.append(Row(dict(enumerate(data.draw(numbers))), data.draw(st.integers(-3, 7)), data.draw(st.booleans())))
    costs = [
        sum(each * cost for each, cost in zip(point, price, strict=True))
        for point in product(range(7), repeat=3)
        if all(_holds(row, point) for row in rows)
    ]
    found = least(price, rows)
    assert (found[0] if found else None) == min(costs, default=None)
    assert found is None or all(_holds(row, found[1]) for row in rows)


def _holds(row: Row, point: tuple[int, ...]) -> bool:
    total = sum(point[at] * coefficient for at, coefficient in row.coefficients.items())
    return total == row.bound if row.equal else total <= row.bound
