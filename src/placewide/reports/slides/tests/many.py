"""A place as large as a board will see: 25 projects and 20 organisations, with long names. Made by hand."""

from dataclasses import replace
from fractions import Fraction

from placewide.domain.place.document import OpenRecord, Organisation, PlaceDocument
from placewide.domain.plan.result import OrganisationAccount, Payment, Plan, ProjectOutcome, Share
from placewide.domain.shared.identifiers import FreeValue
from placewide.reports.tests.sample_place import DOCUMENT, FIRST, SECOND, name, pot, pounds, project
from placewide.reports.tests.sample_plan import PLAN, uses

BODIES = tuple(f"body_{number:02}" for number in range(20))
WORKS = tuple(f"work_{number:02}" for number in range(25))
LONG = "and the wider partnership of neighbourhood teams"


def large_place() -> tuple[PlaceDocument, Plan]:
    pots = tuple(
        pot(f"pot_{body}", body, "frontline", "capital", FIRST, 400_000, may_share=True, status="announced")
        for body in BODIES
    )
    payments = tuple(_payment(index, year) for index in range(len(WORKS)) for year in (FIRST, SECOND))
    document = replace(
        DOCUMENT,
        organisations=tuple(Organisation(id=name(body), name=f"Organisation {body} {LONG}") for body in BODIES),
        projects=tuple(
            project(work, f"Project {work} {LONG}", BODIES[index % 20], {"urgent": 3 if index % 2 else 0, "mental": 2})
            for index, work in enumerate(WORKS)
        ),
        allocations=pots,
        risks=(OpenRecord(id=name("r1"), values={"title": FreeValue("The supplier leaves the market")}),),
    )
    plan = replace(
        PLAN,
        projects=tuple(_outcome(work) for work in WORKS),
        payments=payments,
        shares=tuple(_share(payment) for payment in payments if payment.shared),
        allocations=uses(payments, pots),
        appraisal=replace(PLAN.appraisal, by_organisation=tuple(_account(b, i) for i, b in enumerate(BODIES)))
        if PLAN.appraisal
        else None,
    )
    return document, plan


def _payment(index: int, year: object) -> Payment:
    holder, bearer = BODIES[index % 20], BODIES[(index + index % 3) % 20]
    return Payment(
        allocation=f"pot_{holder}", project=WORKS[index], line="line", bearer=bearer,
        year=FIRST if year == FIRST else SECOND, kind="capital", amount_pence=pounds(10_000 + 777 * index),
        shared=holder != bearer,
    )  # fmt: skip


def _share(payment: Payment) -> Share:
    return Share(
        from_=payment.allocation.removeprefix("pot_"), to=payment.bearer, allocation=payment.allocation,
        project=payment.project, year=payment.year, kind=payment.kind, amount_pence=payment.amount_pence, route=None,
        needs_advice=True,
    )  # fmt: skip


def _outcome(work: str) -> ProjectOutcome:
    return ProjectOutcome(
        id=work, selected=True, start=FIRST, strategic_value=Fraction(1), npsv_pence=1, firm=False,
        reason_code="chosen", reason="It adds most.", hangs_on=(),
    )  # fmt: skip


def _account(body: str, index: int) -> OrganisationAccount:
    own, gains = pounds(20_000 * (index % 5)), pounds(30_000 * (index % 4))
    return OrganisationAccount(
        organisation=body, pays_pence=own, own_money_pence=own, gains_pence=gains, yearly_bill_pence=pounds(900 * index)
    )
