"""A tiny place, and the plan for it worked out by hand: every figure below was computed on paper.

Discounting by 3.5 %: 207,000 in year 1 is worth 200,000, 214,245 in year 2 is worth 200,000, 103,500 in year 1 100,000.
"""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from placewide.domain.benefits.records import Benefit, BenefitClass
from placewide.domain.funding.records import Allocation, CostLine, Fund, FundRules, Kind
from placewide.domain.place.document import Option, Organisation, PlaceDetails, PlaceDocument, Project
from placewide.domain.plan.result import (
    AllocationUse,
    Appraisal,
    NotPlannable,
    OrganisationAccount,
    Payment,
    Plan,
    ProjectAppraisal,
    ProjectOutcome,
    Share,
)
from placewide.domain.scope.records import Scoping
from placewide.domain.shared.figures import Pence
from placewide.domain.shared.identifiers import Identifier
from placewide.domain.shared.years import FinancialYear
from placewide.domain.strategy.records import Priority, Strategy

YEAR_0, YEAR_1 = FinancialYear(2026), FinancialYear(2027)
WGH, COUNCIL, ICB, HOSPICE = (Identifier(each) for each in ("wgh", "council", "icb", "hospice"))
URGENT, MENTAL = Identifier("urgent"), Identifier("mental")


def pence_by_year(*amounts: int) -> tuple[Pence, ...]:
    return tuple(Pence(amount) for amount in amounts)


def cost(line: str, kind: Kind, *amounts: int) -> CostLine:
    return CostLine(id=Identifier(line), kind=kind, amounts=pence_by_year(*amounts))


def gain(benefit: str, organisation: Identifier | None, class_: BenefitClass, *amounts: int) -> Benefit:
    return Benefit(id=Identifier(benefit), organisation=organisation, class_=class_, amounts=pence_by_year(*amounts))


def money(allocation: str, holder: Identifier, fund: str, kind: Kind, year: FinancialYear, amount: int) -> Allocation:
    return Allocation(
        id=Identifier(allocation),
        holder=holder,
        fund=Identifier(fund),
        kind=kind,
        year=year,
        amount=Pence(amount),
        status="awarded",
    )


RECORD = Project(
    id=Identifier("record"),
    lead=WGH,
    serves={URGENT: Decimal(4)},
    costs=(
        cost("capital", "capital", 1_000_000),
        replace(cost("run", "revenue", 0, 207_000, 214_245), organisation=COUNCIL, vat="irrecoverable"),
    ),
    benefits=(gain("time", COUNCIL, "cash_releasing", 0, 1_035_000), gain("lives", None, "societal", 500_000)),
)
BOARD = Project(
    id=Identifier("board"),
    lead=COUNCIL,
    serves={MENTAL: Decimal(2)},
    requires=(Identifier("record"),),
    excludes=(Identifier("rival"),),
    starts=(YEAR_1,),
    options=(
        Option(
            id=Identifier("full"),
            costs=(cost("build", "capital", 103_500),),
            benefits=(gain("beds", HOSPICE, "non_cash_releasing", 207_000),),
        ),
        Option(
            id=Identifier("late"),
            costs=(cost("build", "capital", 0, 103_500),),
            benefits=(gain("beds", HOSPICE, "non_cash_releasing", 207_000),),
        ),
    ),
)
RIVAL = Project(
    id=Identifier("rival"),
    lead=WGH,
    serves={MENTAL: Decimal(1)},
    costs=(cost("capital", "capital", 0),),
    benefits=(gain("time", WGH, "cash_releasing", 0),),
)
IDEA = Project(id=Identifier("idea"), lead=HOSPICE, serves={URGENT: Decimal(5)})
PARKED = replace(RIVAL, id=Identifier("parked"), status="parked")

TINY = PlaceDocument(
    place=PlaceDetails(
        id=Identifier("tiny"), first_year=YEAR_0, years=2, appraisal_years=3, inflation=Decimal(10), vat=Decimal(20)
    ),
    organisations=(
        Organisation(id=WGH, kind="nhs_trust"),
        Organisation(id=COUNCIL, kind="local_authority"),
        Organisation(id=ICB),
        Organisation(id=HOSPICE, kind="hospice"),
    ),
    strategy=Strategy(
        priorities=(Priority(id=URGENT, weight=Decimal(30)), Priority(id=MENTAL, weight=Decimal(10))),
    ),
    projects=(RECORD, BOARD, RIVAL, IDEA, PARKED),
    funds=(
        Fund(id=Identifier("frontline"), rules=FundRules(pays_at_most=Decimal("0.9"), hurdle_bcr=Decimal(1))),
        Fund(id=Identifier("system"), rules=FundRules(may_transfer=True)),
        Fund(id=Identifier("own"), own_money=True),
    ),
    allocations=(
        money("a1", WGH, "frontline", "capital", YEAR_0, 950_000),
        money("a2", WGH, "own", "capital", YEAR_0, 150_000),
        replace(
            money("a3", ICB, "system", "revenue", YEAR_0, 300_000),
            carry_forward=True,
            may_share=True,
            shareable=Pence(200_000),
        ),
        money("a4", COUNCIL, "own", "revenue", YEAR_1, 73_240),
        replace(money("a5", COUNCIL, "own", "capital", YEAR_1, 120_000), status="announced"),
        replace(money("a6", WGH, "own", "capital", YEAR_0, 5_000_000), status="bid"),
    ),
    scoping=Scoping(count=("awarded", "announced")),
)


def _pays(
    allocation: str, project: str, line: str, bearer: Identifier, year: FinancialYear, kind: Kind, amount: int
) -> Payment:
    return Payment(
        allocation=allocation,
        project=project,
        line=line,
        bearer=bearer,
        year=year,
        kind=kind,
        amount_pence=amount,
        shared=allocation == "a3",
    )


def _left_out(project: str, reason: Literal["excluded", "not_plannable"]) -> ProjectOutcome:
    return ProjectOutcome(id=project, selected=False, reason_code=reason, reason="left out")


# 207,000 × 1.1 × 1.2 = 273,240 to fund the running costs of year 1; 103,500 × 1.1 = 113,850 to build the board.
PLAN = Plan(
    place="tiny",
    digest="sha256:0",
    version="0",
    scenario=None,
    status="optimal",
    objective=(Fraction(7, 2),),
    bound=(Fraction(7, 2),),
    gap=(0.0,),
    objectives=("strategic_value",),
    projects=(
        ProjectOutcome(
            id="record",
            selected=True,
            start=YEAR_0,
            strategic_value=Fraction(3),
            npsv_pence=100_000,
            firm=True,
            reason_code="chosen",
            reason="chosen",
        ),
        ProjectOutcome(
            id="board",
            selected=True,
            option="full",
            start=YEAR_1,
            strategic_value=Fraction(1, 2),
            npsv_pence=100_000,
            firm=False,
            reason_code="chosen",
            reason="chosen",
        ),
        _left_out("rival", "excluded"),
        _left_out("idea", "not_plannable"),
        _left_out("parked", "excluded"),
    ),
    payments=(
        _pays("a1", "record", "capital", WGH, YEAR_0, "capital", 900_000),
        _pays("a2", "record", "capital", WGH, YEAR_0, "capital", 100_000),
        _pays("a3", "record", "run", COUNCIL, YEAR_1, "revenue", 200_000),
        _pays("a4", "record", "run", COUNCIL, YEAR_1, "revenue", 73_240),
        _pays("a5", "board", "build", COUNCIL, YEAR_1, "capital", 113_850),
    ),
    shares=(
        Share(
            from_="icb",
            to="council",
            allocation="a3",
            project="record",
            year=YEAR_1,
            kind="revenue",
            amount_pence=200_000,
            route=None,
            needs_advice=True,
        ),
    ),
    allocations=(
        AllocationUse(allocation="a1", used_pence=900_000, unused_pence=50_000),
        AllocationUse(allocation="a2", used_pence=100_000, unused_pence=50_000),
        AllocationUse(allocation="a3", used_pence=200_000, unused_pence=100_000, shared_pence=200_000),
        AllocationUse(allocation="a4", used_pence=73_240, unused_pence=0),
        AllocationUse(allocation="a5", used_pence=113_850, unused_pence=6_150),
    ),
    appraisal=Appraisal(
        npsv_pence=200_000,
        pv_benefits_pence=1_700_000,
        pv_costs_pence=1_500_000,
        bcr=17 / 15,
        by_organisation=(
            OrganisationAccount(
                organisation="wgh", pays_pence=1_000_000, own_money_pence=100_000, gains_pence=0, grants_pence=900_000
            ),
            # Of the 200,000 that running costs in year 1, 73,240 ⁄ 273,240 are its own money: 53,608.55.
            OrganisationAccount(
                organisation="council",
                pays_pence=353_609,
                own_money_pence=353_609,
                gains_pence=1_000_000,
                gains_by_class={"cash_releasing": 1_000_000},
                unfunded_pence=200_000,
                yearly_bill_pence=214_245,
            ),
            OrganisationAccount(
                organisation="icb", pays_pence=146_391, own_money_pence=0, gains_pence=0, grants_pence=146_391
            ),
            OrganisationAccount(
                organisation="hospice",
                pays_pence=0,
                own_money_pence=0,
                gains_pence=200_000,
                gains_by_class={"non_cash_releasing": 200_000},
            ),
            OrganisationAccount(
                organisation=None,
                pays_pence=0,
                own_money_pence=0,
                gains_pence=500_000,
                gains_by_class={"societal": 500_000},
            ),
        ),
        by_project=(
            ProjectAppraisal(
                project="record",
                option=None,
                start=YEAR_0,
                pv_benefits_pence=1_500_000,
                pv_costs_pence=1_400_000,
                npsv_pence=100_000,
                bcr=15 / 14,
                pv_costs_before_bias_pence=1_400_000,
                pv_bias_pence=0,
                pv_risk_cost_pence=0,
            ),
        ),
    ),
    not_plannable=(NotPlannable(project="idea", lacks=("costs",)),),
)
