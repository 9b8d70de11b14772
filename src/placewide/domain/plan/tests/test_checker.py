"""The checker passes a plan worked out by hand, and catches every single tampering by the rule that it breaks."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from placewide.domain.benefits.records import OptimismBias
from placewide.domain.funding.records import FromBenefit, FundRules, OnlyFor, SpendingLimit
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.checker import check_plan
from placewide.domain.plan.result import Appraisal, NotPlannable, OrganisationAccount, Plan
from placewide.domain.plan.tests.tiny import BOARD, COUNCIL, HOSPICE, MENTAL, PLAN, RECORD, TINY, WGH, YEAR_0, YEAR_1
from placewide.domain.scope.records import Change, Force, Protect, RouteRules, Scenario, Scoping
from placewide.domain.shared.figures import Figure, Pence
from placewide.domain.shared.identifiers import Identifier
from placewide.domain.strategy.records import PartnerWeights


def paying(at: int, **changes: Any) -> Plan:
    payments = list(PLAN.payments)
    payments[at] = replace(payments[at], **changes)
    return replace(PLAN, payments=tuple(payments))


def outcome(project: str, **changes: Any) -> Plan:
    changed = (replace(each, **changes) if each.id == project else each for each in PLAN.projects)
    return replace(PLAN, projects=tuple(changed))


def appraised(**changes: Any) -> Plan:
    return replace(PLAN, appraisal=replace(appraisal(), **changes))


def appraisal() -> Appraisal:
    assert PLAN.appraisal is not None
    return PLAN.appraisal


def account(organisation: str | None, **changes: Any) -> Plan:
    def changed(each: OrganisationAccount) -> OrganisationAccount:
        return replace(each, **changes) if each.organisation == organisation else each

    return appraised(by_organisation=tuple(changed(each) for each in appraisal().by_organisation))


def project(name: str, **changes: Any) -> PlaceDocument:
    changed = (replace(each, **changes) if each.id == name else each for each in TINY.projects)
    return replace(TINY, projects=tuple(changed))


def allocation(name: str, **changes: Any) -> PlaceDocument:
    changed = (replace(each, **changes) if each.id == name else each for each in TINY.allocations)
    return replace(TINY, allocations=tuple(changed))


def fund(name: str, **rules: Any) -> PlaceDocument:
    changed = (replace(each, rules=FundRules(**rules)) if each.id == name else each for each in TINY.funds)
    return replace(TINY, funds=tuple(changed))


def scoped(**keys: Any) -> PlaceDocument:
    return replace(TINY, scoping=replace(TINY.scoping, **keys))


def forced(name: str, **keys: Any) -> PlaceDocument:
    return scoped(force=(Force(project=Identifier(name), **keys),))


def changed(name: str, **keys: Any) -> PlaceDocument:
    return scoped(change=(Change(allocation=Identifier(name), **keys),))


def released_by(name: str) -> PlaceDocument:
    document = allocation("a2", status="at_risk", from_benefit=FromBenefit(project=Identifier(name)))
    return replace(document, scoping=Scoping(count=("awarded", "announced", "at_risk")))


def limited(amount: int) -> PlaceDocument:
    limit = SpendingLimit(organisation=COUNCIL, kind="revenue", year=YEAR_1, amount=Pence(amount))
    return replace(TINY, limits=(limit,))


def test_passes_the_plan_worked_out_by_hand() -> None:
    assert check_plan(TINY, PLAN) == ()


@pytest.mark.parametrize(
    "document",
    [
        limited(273_240),
        scoped(protect=(Protect(organisation=COUNCIL, min_net_gain=Pence(1_000_000 - 353_609)),)),
        fund("frontline", pays_at_most=Decimal("0.9"), hurdle_bcr=Decimal(15) / Decimal(14) - Decimal("0.0000001")),
        allocation("a3", only_for=OnlyFor(projects=(RECORD.id,), organisations=(COUNCIL,))),
        allocation("a5", only_for=OnlyFor(priorities=(MENTAL,))),
    ],
)
def test_passes_it_where_a_rule_is_met_to_the_penny(document: PlaceDocument) -> None:
    assert check_plan(document, PLAN) == ()


def test_counts_a_closed_project_as_a_requirement_that_is_met() -> None:
    document = project("board", requires=(Identifier("record"), Identifier("parked")))
    parked = tuple(replace(each, status="closed") if each.id == "parked" else each for each in document.projects)
    assert check_plan(replace(document, projects=parked), PLAN) == ()
    assert any(fault.startswith("requires") for fault in check_plan(document, PLAN))


TAMPERED_PAYMENTS = [
    ("funded to the penny", paying(0, amount_pence=899_999)),
    ("funded to the penny", paying(3, amount_pence=73_241)),
    ("funded to the penny", replace(PLAN, payments=PLAN.payments[1:])),
    ("amount", paying(1, amount_pence=150_001)),
    ("amount", paying(1, amount_pence=0)),
    ("kind", paying(0, kind="revenue")),
    ("kind", paying(2, allocation="a5")),
    ("year", paying(0, year=YEAR_1)),
    ("year", paying(0, year=YEAR_0.plus(2))),
    ("bearer", paying(2, bearer="wgh")),
    ("shared", paying(2, shared=False)),
    ("shared", paying(0, shared=True)),
    ("line", paying(0, line="software")),
    ("chosen", paying(0, project="rival")),
    ("counted money", paying(1, allocation="a6")),
    ("counted money", paying(1, allocation="a7")),
    ("permission", paying(4, allocation="a2", shared=True)),
    ("shareable", paying(2, amount_pence=200_001)),
    ("pays_at_most", paying(0, amount_pence=900_001)),
    ("shares", replace(PLAN, shares=())),
    ("shares", replace(PLAN, shares=(replace(PLAN.shares[0], amount_pence=199_999),))),
    ("routes", replace(PLAN, shares=(replace(PLAN.shares[0], needs_advice=False),))),
    ("allocations", replace(PLAN, allocations=PLAN.allocations[1:])),
    ("allocations", replace(PLAN, allocations=(replace(PLAN.allocations[0], used_pence=1), *PLAN.allocations[1:]))),
    ("allocations", replace(PLAN, allocations=(replace(PLAN.allocations[0], unused_pence=1), *PLAN.allocations[1:]))),
]
TAMPERED_CHOICES = [
    ("excludes", outcome("rival", selected=True, start=YEAR_0, reason_code="chosen")),
    ("requires", outcome("record", selected=False, reason_code="no_money")),
    ("allowed mode", outcome("record", start=YEAR_1)),
    ("allowed mode", outcome("record", start=None)),
    ("allowed mode", outcome("board", option=None)),
    ("allowed mode", outcome("board", option="late")),
    ("allowed mode", outcome("parked", selected=True, start=YEAR_0, reason_code="chosen")),
    ("allowed mode", outcome("idea", selected=True, start=YEAR_0, reason_code="chosen")),
    ("reason", outcome("record", reason_code="worth_less")),
    ("reason", outcome("rival", reason_code="chosen")),
    ("reason", outcome("idea", reason_code="no_money")),
    ("projects", replace(PLAN, projects=PLAN.projects[:-1])),
    ("projects", replace(PLAN, projects=(*PLAN.projects, PLAN.projects[-1]))),
    ("not_plannable", replace(PLAN, not_plannable=())),
    ("not_plannable", replace(PLAN, not_plannable=(NotPlannable(project="idea", lacks=()),))),
    ("not_plannable", replace(PLAN, not_plannable=(*PLAN.not_plannable, NotPlannable(project="rival", lacks=("x",))))),
]
TAMPERED_FIGURES = [
    ("objective", replace(PLAN, objective=(Fraction("3.5000000001"),))),
    ("objective", replace(PLAN, objective=None)),
    ("bound", replace(PLAN, bound=(Fraction(4),))),
    ("bound", replace(PLAN, bound=(Fraction(3),))),
    ("bound", replace(PLAN, status="feasible", bound=(Fraction(4),), gap=(0.1,))),
    ("status", replace(PLAN, status="infeasible")),
    ("conflict", replace(PLAN, status="infeasible")),
    ("strategic value", outcome("board", strategic_value=Fraction(2))),
    ("NPSV", outcome("board", npsv_pence=99_999)),
    ("firm", outcome("board", firm=True)),
    ("firm", outcome("record", firm=False)),
    ("appraisal", replace(PLAN, appraisal=None)),
    ("NPSV", appraised(npsv_pence=200_001)),
    ("sum", account("hospice", gains_pence=200_001, gains_by_class={"non_cash_releasing": 200_001})),
    ("sum", appraised(pv_costs_pence=1_500_001, pv_benefits_pence=1_700_001)),
    ("by organisation", account("hospice", gains_by_class={"societal": 200_000})),
    ("by organisation", account("wgh", own_money_pence=1_000_000, grants_pence=0)),
    ("by organisation", account("icb", pays_pence=146_394, grants_pence=146_394)),
    ("by organisation", account("council", unfunded_pence=0)),
    ("by organisation", account("council", yearly_bill_pence=207_000)),
    ("by organisation", appraised(by_organisation=(*appraisal().by_organisation, appraisal().by_organisation[0]))),
    ("appraisal", appraised(by_project=(replace(appraisal().by_project[0], pv_costs_pence=1_400_002),))),
    ("NPSV", appraised(by_project=(replace(appraisal().by_project[0], npsv_pence=None),))),
    ("optimism bias", appraised(by_project=(replace(appraisal().by_project[0], bias_capital=Fraction(1, 2)),))),
    ("scenario", replace(PLAN, scenario="other")),
    ("place", replace(PLAN, place="other")),
]
STARTS = (YEAR_0, YEAR_1)
CHANGED_DOCUMENTS = [
    ("permission", allocation("a3", may_share=False)),
    ("permission", fund("system", may_transfer=False)),
    ("permission", scoped(shares=False)),
    ("shareable", allocation("a3", shareable=Pence(199_999))),
    ("shareable", allocation("a3", shareable=None, amount=Pence(199_999))),
    ("year", allocation("a3", carry_forward=False)),
    ("only_for projects", allocation("a3", only_for=OnlyFor(projects=(BOARD.id,)))),
    ("only_for priorities", allocation("a3", only_for=OnlyFor(priorities=(MENTAL,)))),
    ("only_for organisations", allocation("a3", only_for=OnlyFor(projects=(RECORD.id,), organisations=(WGH,)))),
    ("hurdle_bcr", fund("frontline", hurdle_bcr=Decimal("1.08"))),
    ("pays_at_most", fund("frontline", pays_at_most=Decimal("0.899999"))),
    ("from_benefit", released_by("rival")),
    ("firm", released_by("record")),
    ("counted money", allocation("a2", from_benefit=FromBenefit(project=RECORD.id))),
    ("counted money", scoped(count=None)),
    ("counted money", allocation("a2", status=None)),
    ("counted money", allocation("a2", holder=None)),
    ("counted money", allocation("a2", amount=Figure(is_="about"))),
    ("firm", allocation("a2", amount=Figure(value=Pence(150_000), is_="up_to"))),
    ("counted money", changed("a2", status="withdrawn")),
    ("amount", changed("a2", amount=Pence(99_999))),
    ("year", changed("a5", year=YEAR_0)),
    ("permission", changed("a3", may_share=False)),
    ("shareable", changed("a3", shareable=Pence(1))),
    ("mandatory", project("rival", mandatory=True)),
    ("excludes", project("record", excludes=(BOARD.id,))),
    ("requires", project("record", requires=(Identifier("rival"),))),
    ("allowed mode", project("record", starts=(YEAR_1,))),
    ("allowed mode", project("record", status="declined")),
    ("allowed mode", project("record", lead=None)),
    ("allowed mode", project("board", starts=(YEAR_0,))),
    ("force", forced("record", in_=False)),
    ("force", forced("rival", in_=True)),
    ("force", forced("board", in_=True, option=Identifier("late"))),
    ("force", forced("record", in_=True, start=YEAR_1)),
    ("limits", limited(273_239)),
    ("protect", scoped(protect=(Protect(organisation=COUNCIL, min_net_gain=Pence(1_000_000 - 353_608)),))),
    ("protect", scoped(protect=(Protect(organisation=HOSPICE, min_net_gain=Pence(200_001)),))),
    ("objective", scoped(objective="npsv")),
    ("objective", scoped(objective=("strategic_value", "npsv"))),
    ("objective", scoped(weights={MENTAL: Decimal(1)})),
    ("NPSV", project("record", optimism_bias=OptimismBias(type="equipment_development"))),
    ("by organisation", project("record", optimism_bias=OptimismBias(risk_cost=Pence(10)))),
    ("routes", scoped(routes=RouteRules(exclude_needs_advice=True))),
]


@pytest.mark.parametrize(("rule", "plan"), [*TAMPERED_PAYMENTS, *TAMPERED_CHOICES, *TAMPERED_FIGURES])
def test_catches_a_plan_that_was_tampered_with(rule: str, plan: Plan) -> None:
    assert any(fault.startswith(f"{rule}:") for fault in check_plan(TINY, plan)), check_plan(TINY, plan)


@pytest.mark.parametrize(("rule", "document"), CHANGED_DOCUMENTS)
def test_catches_a_plan_whose_document_has_changed(rule: str, document: PlaceDocument) -> None:
    assert any(fault.startswith(f"{rule}:") for fault in check_plan(document, PLAN)), check_plan(document, PLAN)


def test_catches_a_required_project_that_starts_later() -> None:
    document = project("record", requires=(Identifier("board"),), starts=(YEAR_0,))
    assert any("which starts later" in fault for fault in check_plan(document, PLAN))


def test_catches_lines_that_are_not_paid_pro_rata() -> None:
    """Two lines of one bearer, kind and year: each allocation pays its part of both."""
    halves = tuple(
        replace(RECORD.costs[0], id=Identifier(line), amounts=(Pence(500_000),)) for line in ("first", "second")
    )
    document = project("record", costs=(*halves, RECORD.costs[1]))
    parts = {"a1": (450_000, 450_000), "a2": (50_000, 50_000)}
    assert check_plan(document, split(parts)) == ()
    parts = {"a1": (450_002, 449_998), "a2": (49_998, 50_002)}
    assert {fault.split(":")[0] for fault in check_plan(document, split(parts))} == {"pro rata"}


def split(parts: dict[str, tuple[int, int]]) -> Plan:
    payments = tuple(
        replace(payment, line=line, amount_pence=amount)
        for payment in PLAN.payments[:2]
        for line, amount in zip(("first", "second"), parts[payment.allocation], strict=True)
    )
    return replace(PLAN, payments=(*payments, *PLAN.payments[2:]))


def test_reads_the_settings_of_the_scenario_that_the_plan_names() -> None:
    partner = PartnerWeights(organisation=HOSPICE, points={MENTAL: Decimal(7)})
    document = replace(
        TINY,
        strategy=replace(TINY.strategy, weights=(partner,)),
        scoping=Scoping(count=("bid",)),
        scenarios=(Scenario(id=Identifier("hospice"), scoping=replace(TINY.scoping, weights=HOSPICE)),),
    )
    values = {"record": Fraction(0), "board": Fraction(2)}
    projects = tuple(
        replace(each, strategic_value=values[each.id]) if each.selected else each for each in PLAN.projects
    )
    plan = replace(PLAN, scenario="hospice", projects=projects, objective=(Fraction(2),), bound=(Fraction(2),))
    assert check_plan(document, plan) == ()
    assert any(fault.startswith("counted money") for fault in check_plan(document, replace(plan, scenario=None)))
