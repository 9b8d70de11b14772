"""A plan for the sample place, made by hand and adding up to the penny; no optimiser was asked."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from placewide.domain.funding.records import Allocation
from placewide.domain.plan.result import (
    AllocationUse,
    Appraisal,
    Care,
    CheapestChange,
    Conflict,
    FlowChange,
    MaturityChange,
    MoneyPart,
    NotPlannable,
    OrganisationAccount,
    OverridePrice,
    Payment,
    Plan,
    ProjectAppraisal,
    ProjectOutcome,
    Share,
)
from placewide.domain.shared.figures import pence
from placewide.domain.shared.findings import Finding
from placewide.domain.shared.years import FinancialYear
from placewide.reports.tests.sample_place import ALLOCATIONS, DOCUMENT, FIRST, FUNDS, PROJECTS, SECOND, pounds

POTS: dict[str, Allocation] = {allocation.id: allocation for allocation in ALLOCATIONS}


def pays(pot: str, project: str, line: str, bearer: str, year: FinancialYear, amount: float) -> Payment:
    kind = POTS[pot].kind or ""
    return Payment(
        allocation=pot, project=project, line=line, bearer=bearer, year=year, kind=kind, amount_pence=pounds(amount),
        shared=POTS[pot].holder != bearer,
    )  # fmt: skip


PAYMENTS = (
    pays("a1", "shared_record", "platform", "icb", FIRST, 300_000),
    pays("a1", "hospice_record", "system", "hospice", FIRST, 60_000),
    pays("a2", "virtual_ward", "devices", "wgh", FIRST, 150_000.01),
    pays("a2", "discharge", "interfaces", "wgh", SECOND, 20_000),
    pays("a3", "discharge", "interfaces", "wgh", SECOND, 100_000),
    pays("a4", "virtual_ward", "staff", "wgh", FIRST, 75_000.50),
    pays("a4", "shared_record", "hospice licences", "hospice", FIRST, 40_000),
    pays("a5", "shared_record", "licences", "icb", SECOND, 60_000),
    pays("a6", "falls", "sensors", "council", FIRST, 45_000),
    pays("a6", "skills", "trainers", "cvs", FIRST, 20_000),
    pays("a7", "falls", "sensors", "council", SECOND, 45_000),
    pays("a7", "skills", "trainers", "cvs", SECOND, 20_500),
    pays("a7", "discharge", "receiving", "council", SECOND, 30_000),
    pays("a8", "hospice_record", "system", "hospice", FIRST, 30_000),
    pays("a9", "crisis", "licences", "gp", SECOND, 25_000),
)
ROUTES = {"icb": ("Grant or contract with a charity", True), "wgh": ("Purchase for a partner", False)}
COUNTED = tuple(allocation for allocation in ALLOCATIONS if allocation.status in ("awarded", "announced"))
UNFUNDED = {"icb": pounds(48_000), "wgh": pounds(90_000)}
GAINS: dict[str, tuple[tuple[str | None, str, int], ...]] = {
    "shared_record": (("icb", "cash_releasing", pounds(120_000)), ("wgh", "non_cash_releasing", pounds(310_000)),
                      ("gp", "non_cash_releasing", pounds(95_000)), (None, "societal", pounds(60_000))),
    "discharge": (("wgh", "cash_releasing", pounds(240_000)), ("council", "non_cash_releasing", pounds(180_000))),
    "falls": (("wgh", "cash_releasing", pounds(130_000)), ("council", "cash_releasing", pounds(40_000))),
    "virtual_ward": (("wgh", "non_cash_releasing", pounds(410_000.33)),),
    "skills": (("cvs", "societal", pounds(25_000)), (None, "societal", pounds(80_000))),
    "crisis": (("gp", "non_cash_releasing", pounds(61_000)), ("gp", "cash_releasing", pounds(-4_000))),
    "hospice_record": (("hospice", "non_cash_releasing", pounds(15_000)),),
}  # fmt: skip


def bias(payment: Payment) -> int:
    return payment.amount_pence // 10 if payment.kind == "capital" else 0


def uses(payments: Iterable[Payment], counted: Iterable[Allocation]) -> tuple[AllocationUse, ...]:
    paid = tuple(payments)
    result = []
    for allocation in counted:
        mine = [payment for payment in paid if payment.allocation == allocation.id]
        used = sum(payment.amount_pence for payment in mine)
        result.append(
            AllocationUse(
                allocation=allocation.id,
                used_pence=used,
                unused_pence=(pence(allocation.amount) or 0) - used,
                shared_pence=sum(payment.amount_pence for payment in mine if payment.shared),
            )
        )
    return tuple(result)


def shares(payments: Iterable[Payment]) -> tuple[Share, ...]:
    return tuple(
        Share(
            from_=POTS[p.allocation].holder or "", to=p.bearer, allocation=p.allocation, project=p.project, year=p.year,
            kind=p.kind, amount_pence=p.amount_pence, route=route, needs_advice=advice,
        )
        for p in payments
        if p.shared
        for route, advice in (ROUTES.get(POTS[p.allocation].holder or "", (None, True)),)
    )  # fmt: skip


def account(organisation: str | None) -> OrganisationAccount:
    mine = [p for p in PAYMENTS if POTS[p.allocation].holder == organisation]
    own_funds = {fund.id for fund in FUNDS if fund.own_money}
    unfunded = UNFUNDED.get(organisation or "", 0)
    all_paid = sum(p.amount_pence + bias(p) for p in mine)
    own = sum(p.amount_pence + bias(p) for p in mine if POTS[p.allocation].fund in own_funds)
    classes: dict[str, int] = {}
    for entries in GAINS.values():
        for who, class_, amount in entries:
            if who == organisation:
                classes[class_] = classes.get(class_, 0) + amount
    return OrganisationAccount(
        organisation=organisation,
        pays_pence=all_paid + unfunded,
        own_money_pence=own + unfunded,
        gains_pence=sum(classes.values()),
        gains_by_class=classes,
        unfunded_pence=unfunded,
        yearly_bill_pence=unfunded // 8,
        grants_pence=all_paid - own,
    )


def project_appraisal(project: str, option: str | None, start: FinancialYear) -> ProjectAppraisal:
    mine = [p for p in PAYMENTS if p.project == project]
    unfunded = {"shared_record": UNFUNDED["icb"], "virtual_ward": UNFUNDED["wgh"]}.get(project, 0)
    before, uplift = sum(p.amount_pence for p in mine) + unfunded, sum(bias(p) for p in mine)
    benefits = sum(amount for _, _, amount in GAINS[project])
    return ProjectAppraisal(
        project=project, option=option, start=start, pv_benefits_pence=benefits, pv_costs_pence=before + uplift,
        npsv_pence=benefits - before - uplift, bcr=benefits / (before + uplift), pv_costs_before_bias_pence=before,
        pv_bias_pence=uplift, pv_risk_cost_pence=0, bias_capital=Fraction(1, 10) if uplift else Fraction(0),
    )  # fmt: skip


CHOSEN: dict[str, tuple[str | None, FinancialYear, Fraction, tuple[str, ...]]] = {
    "shared_record": ("full", FIRST, Fraction(12, 5), ("a1", "a4", "a5")),
    "discharge": (None, SECOND, Fraction(9, 5), ("a2", "a3", "a7")),
    "falls": (None, FIRST, Fraction(6, 5), ("a6", "a7")),
    "virtual_ward": (None, FIRST, Fraction(3, 2), ("a2", "a4")),
    "skills": (None, FIRST, Fraction(1), ("a6", "a7")),
    "crisis": (None, SECOND, Fraction(13, 10), ("a9",)),
    "hospice_record": (None, FIRST, Fraction(6, 5), ("a1", "a8")),
}
BY_PROJECT = tuple(project_appraisal(id_, option, start) for id_, (option, start, _, _) in CHOSEN.items())


def chosen_outcome(appraisal: ProjectAppraisal) -> ProjectOutcome:
    option, start, value, hangs_on = CHOSEN[appraisal.project]
    forced, firm = appraisal.project == "hospice_record", appraisal.project != "crisis"
    return ProjectOutcome(
        id=appraisal.project,
        selected=True,
        option=option,
        start=start,
        strategic_value=value,
        npsv_pence=appraisal.npsv_pence,
        firm=firm,
        reason_code="forced" if forced else "chosen",
        reason="You put it in: agreed by the board in May." if forced else "It adds most for the money.",
        displaces=("kiosks",) if forced else (),
        hangs_on=hangs_on,
    )


LEFT_OUT = (
    ProjectOutcome(
        id="imaging", selected=False, strategic_value=Fraction(9, 10), npsv_pence=pounds(210_000),
        reason_code="no_money", reason="It needs £120,000.00 of capital in 2026/27 and only £70,000.00 may pay for it.",
        cheapest_change=CheapestChange(
            type="money", extra_pence=pounds(50_000),
            parts=(MoneyPart(kind="capital", year=FIRST, extra_pence=pounds(50_000)),),
        ),
    ),
    ProjectOutcome(
        id="kiosks", selected=False, strategic_value=Fraction(1, 5), npsv_pence=pounds(-12_000),
        reason_code="worth_less", reason="Forced in, it would displace the hospice’s record.",
        price=Fraction(1), displaces=("hospice_record",),
        cheapest_change=CheapestChange(type="permission", allocation="a3", extra_pence=pounds(30_000)),
    ),
    ProjectOutcome(
        id="telecare", selected=False, strategic_value=Fraction(3, 5), npsv_pence=None, reason_code="requires",
        reason="It needs Imaging sent between hospitals, which is not in the plan.",
    ),
)  # fmt: skip
ACCOUNTS = tuple(account(id_) for id_ in ("wgh", "icb", "council", "gp", "hospice", "cvs", None))
TOTAL = sum((value for _, _, value, _ in CHOSEN.values()), Fraction(0))

PLAN = Plan(
    place="fernhope",
    digest="sha256:" + "0123456789abcdef" * 4,
    version="0.1.0",
    scenario=None,
    status="optimal",
    objective=(TOTAL,),
    bound=(TOTAL,),
    gap=(0.0,),
    objectives=("strategic_value",),
    projects=(*(chosen_outcome(appraisal) for appraisal in BY_PROJECT), *LEFT_OUT),
    payments=PAYMENTS,
    shares=shares(PAYMENTS),
    allocations=uses(PAYMENTS, COUNTED),
    appraisal=Appraisal(
        npsv_pence=sum(a.gains_pence - a.pays_pence for a in ACCOUNTS),
        pv_benefits_pence=sum(a.gains_pence for a in ACCOUNTS),
        pv_costs_pence=sum(a.pays_pence for a in ACCOUNTS),
        bcr=sum(a.gains_pence for a in ACCOUNTS) / sum(a.pays_pence for a in ACCOUNTS),
        by_organisation=ACCOUNTS,
        by_project=BY_PROJECT,
        pv_bias_pence=sum(bias(p) for p in PAYMENTS),
    ),
    care=Care(
        maturity=(MaturityChange(measure="records", lowest_before=Fraction(1), lowest_after=Fraction(2)),),
        flows=(
            FlowChange(flow="f1", means_before="paper", means_after="integrated", volume=Fraction(1_200)),
            FlowChange(flow="f2", means_before="email", means_after="integrated", volume=Fraction(9_800)),
        ),
        organisations_reached=("hospice", "council", "wgh"),
    ),
    not_plannable=(
        NotPlannable(project="triage", lacks=("costs by year", "a score on any priority")),
        NotPlannable(project="genomics", lacks=("a lead", "costs by year")),
    ),
    overrides=(OverridePrice(project="hospice_record", in_=True, price=Fraction(1, 5)),),
    findings=(
        Finding("warning", "projects[2].optimism_bias", "optimism_bias", "Falls alerts in care homes has none."),
        Finding("note", "allocations[10]", "count", "a11 is only bid for, so it is not counted."),
    ),
    timings={"read_s": 0.01, "model_s": 0.02, "solve_s": 0.03},
)
assert {project.id for project in PROJECTS} >= {outcome.id for outcome in PLAN.projects}
assert DOCUMENT.place.id == PLAN.place

NO_ANSWER = replace(
    PLAN, objective=None, bound=None, gap=None, payments=(), shares=(), allocations=(), appraisal=None, care=None,
    projects=(), overrides=(),
)  # fmt: skip
INFEASIBLE = replace(
    NO_ANSWER,
    status="infeasible",
    conflict=Conflict(
        projects=("imaging", "virtual_ward"),
        rules=("Spending cover of Fernhope General Hospital: capital 2026/27, £900,000.00",),
    ),
)
STOPPED = replace(NO_ANSWER, status="stopped")
FEASIBLE = replace(PLAN, status="feasible", bound=(TOTAL * Fraction(103, 100),), gap=(0.03,))
