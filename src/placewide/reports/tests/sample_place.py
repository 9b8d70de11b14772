"""A small place, made by hand: six organisations, twelve projects, eleven allocations. Its plan is in `sample_plan`."""

from decimal import Decimal

from placewide.domain.benefits.records import OptimismBias
from placewide.domain.funding.records import Allocation, Fund, FundRules, OnlyFor, SpendingLimit
from placewide.domain.journeys.records import Flow, Journey
from placewide.domain.maturity.records import Assessment, Lift
from placewide.domain.place.document import Option, Organisation, PlaceDetails, PlaceDocument, Project
from placewide.domain.scope.records import Force, Protect, Scoping
from placewide.domain.shared.figures import Pence
from placewide.domain.shared.identifiers import Identifier
from placewide.domain.shared.years import FinancialYear
from placewide.domain.strategy.records import Priority, Strategy

FIRST = FinancialYear(2026)
SECOND = FinancialYear(2027)


def name(text: str) -> Identifier:
    return Identifier(text)


def pounds(amount: float) -> Pence:
    return Pence(round(amount * 100))


ORGANISATIONS = (
    Organisation(id=name("wgh"), name="Fernhope General Hospital", kind="nhs_trust"),
    Organisation(id=name("icb"), name="Fernhope Integrated Care Board", kind="icb"),
    Organisation(id=name("council"), name="Fernhope Council", kind="local_authority"),
    Organisation(id=name("gp"), name="Fernhope Practices", kind="primary_care"),
    Organisation(id=name("hospice"), name="St Ann’s Hospice", kind="hospice"),
    Organisation(id=name("cvs"), name="Voluntary Alliance", kind="vcse"),
)
PRIORITIES = (
    Priority(id=name("urgent"), name="Urgent care", weight=Decimal(30)),
    Priority(id=name("records"), name="One record", weight=Decimal(30)),
    Priority(id=name("mental"), name="Mental health", weight=Decimal(20)),
    Priority(id=name("inclusion"), name="Digital inclusion", weight=Decimal(20)),
)
FUNDS = (
    Fund(
        id=name("frontline"),
        name="Frontline digitisation",
        funder="NHS England",
        rules=FundRules(pays_at_most=Decimal("0.8"), may_transfer=True, hurdle_bcr=Decimal("1.2")),
    ),
    Fund(id=name("own_trust"), name="Hospital’s own money", own_money=True),
    Fund(id=name("own_council"), name="Council’s own money", own_money=True),
    Fund(id=name("charity"), name="Hospice’s own money", own_money=True),
    Fund(id=name("pcn"), name="Primary care transformation", funder="NHS England", rules=FundRules(may_transfer=False)),
)


def project(id_: str, title: str, lead: str, serves: dict[str, int], **more: object) -> Project:
    scores = {name(key): Decimal(score) for key, score in serves.items()}
    return Project(id=name(id_), name=title, lead=name(lead), serves=scores, **more)  # type: ignore[arg-type]


BIAS = OptimismBias(type="equipment_development")
PROJECTS = (
    project(
        "shared_record",
        "Shared care record",
        "icb",
        {"records": 5, "urgent": 3},
        optimism_bias=BIAS,
        partners=(name("hospice"),),
        options=(Option(id=name("full"), name="All partners"), Option(id=name("pilot"), name="Pilot")),
        lifts=(Lift(organisation=name("hospice"), measure=name("records"), by=Decimal(1)),),
        improves=(name("f1"),),
    ),
    project(
        "discharge",
        "Discharge information to the next carer",
        "wgh",
        {"urgent": 4, "records": 2},
        optimism_bias=BIAS,
        requires=(name("shared_record"),),
        starts=(FIRST, SECOND),
        improves=(name("f2"),),
    ),
    project("falls", "Falls alerts in care homes", "council", {"urgent": 4}),
    project("virtual_ward", "Virtual ward for frail people", "wgh", {"urgent": 5}, optimism_bias=BIAS),
    project("skills", "Digital skills for everyone", "cvs", {"inclusion": 5}),
    project("crisis", "Crisis plans that follow the patient", "gp", {"mental": 5, "urgent": 1}),
    project("hospice_record", "Electronic record for the hospice", "hospice", {"records": 4}, optimism_bias=BIAS),
    project("imaging", "Imaging sent between hospitals", "wgh", {"urgent": 3}),
    project("kiosks", "Check-in kiosks", "wgh", {"inclusion": 1}),
    project("telecare", "Telecare for people at home", "council", {"inclusion": 3}, requires=(name("imaging"),)),
    Project(id=name("triage"), name="Triage by algorithm", lead=name("gp")),
    Project(id=name("genomics"), name="Genomic results in the record"),
    Project(id=name("fax"), name="Replace the last fax", status="closed"),
)


def pot(id_: str, holder: str, fund: str, kind: str, year: FinancialYear, amount: float, **more: object) -> Allocation:
    given: dict[str, object] = {"status": "awarded", "kind": kind, **more}
    return Allocation(
        id=name(id_),
        holder=name(holder),
        fund=name(fund),
        year=year,
        amount=pounds(amount),
        **given,  # type: ignore[arg-type]
    )


ALLOCATIONS = (
    pot("a1", "icb", "frontline", "capital", FIRST, 400_000, may_share=True, shareable=pounds(100_000)),
    pot("a2", "wgh", "own_trust", "capital", FIRST, 180_000.01, carry_forward=True),
    pot("a3", "wgh", "frontline", "capital", SECOND, 200_000),
    pot("a4", "wgh", "own_trust", "revenue", FIRST, 150_000, may_share=True, shareable=pounds(60_000)),
    pot("a5", "icb", "frontline", "revenue", SECOND, 80_000),
    pot("a6", "council", "own_council", "revenue", FIRST, 70_000, may_share=True),
    pot("a7", "council", "own_council", "revenue", SECOND, 100_000, may_share=True),
    pot("a8", "hospice", "charity", "capital", FIRST, 30_000),
    pot("a9", "gp", "pcn", "revenue", SECOND, 40_000, status="announced"),
    pot("a10", "council", "own_council", "capital", FinancialYear(2028), 50_000,
        only_for=OnlyFor(projects=(name("telecare"),), organisations=(name("council"),))),
    pot("a11", "icb", "frontline", "capital", SECOND, 500_000, status="bid"),
)  # fmt: skip

DOCUMENT = PlaceDocument(
    place=PlaceDetails(
        id=name("fernhope"), name="Fernhope", first_year=FIRST, years=4, appraisal_years=10, inflation=Decimal("2.5")
    ),
    organisations=ORGANISATIONS,
    strategy=Strategy(version="1.0", title="One digital place", priorities=PRIORITIES),
    projects=PROJECTS,
    funds=FUNDS,
    allocations=ALLOCATIONS,
    limits=(SpendingLimit(organisation=name("wgh"), kind="capital", year=FIRST, amount=pounds(900_000)),),
    maturity=(
        Assessment(organisation=name("hospice"), framework="wgll", measure=name("records"), score=Decimal(1)),
        Assessment(organisation=name("wgh"), framework="wgll", measure=name("records"), score=Decimal(4)),
    ),
    journeys=(
        Journey(
            id=name("discharge_journey"),
            name="Leaving hospital",
            flows=(
                Flow(id=name("f1"), from_=name("wgh"), to=name("hospice"), what="care plan", means="paper",
                     volume=Decimal(1_200)),
                Flow(id=name("f2"), from_=name("wgh"), to=name("council"), what="discharge summary", means="email",
                     volume=Decimal(9_800)),
                Flow(id=name("f3"), from_=name("gp"), to=name("wgh"), what="referral", means="email"),
            ),
        ),
    ),
    scoping=Scoping(
        count=("awarded", "announced"),
        force=(Force(project=name("hospice_record"), in_=True, reason="Agreed by the board in May"),),
        protect=(Protect(organisation=name("cvs"), min_net_gain=Pence(0)),),
    ),
)  # fmt: skip
