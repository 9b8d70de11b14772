"""A place made to trip a spreadsheet: ids that look like numbers, names that look like formulas, halves of a penny."""

from dataclasses import replace
from decimal import Decimal

from placewide.domain.benefits.records import Benefit, BenefitClass, BiasFactor, OptimismBias
from placewide.domain.funding.records import Allocation, CostLine, Fund, FundRules, Kind, SpendingLimit
from placewide.domain.place.document import Option, Organisation, PlaceDetails, PlaceDocument, Project
from placewide.domain.scope.records import Protect, Scoping
from placewide.domain.shared.figures import Pence
from placewide.domain.shared.identifiers import Identifier
from placewide.domain.shared.years import FinancialYear
from placewide.domain.strategy.records import Priority, Strategy

FIRST = FinancialYear(2001)
"""2001/02 looks like February 2001."""
TRUST, COUNCIL, TWIN, HOSPICE = (Identifier(each) for each in ("1e1", "10", "true", "mar-1"))
CARE, WORK = Identifier("007"), Identifier("7")


def line(id_: str, kind: Kind, *amounts: int, bearer: str | None = None) -> CostLine:
    return CostLine(
        id=Identifier(id_), name=f"={id_}+1", kind=kind, amounts=tuple(Pence(amount) for amount in amounts),
        organisation=Identifier(bearer) if bearer else None,
    )  # fmt: skip


def gain(id_: str, who: str | None, class_: BenefitClass, *amounts: int) -> Benefit:
    return Benefit(
        id=Identifier(id_), name=f"@{id_}", organisation=Identifier(who) if who else None, class_=class_,
        amounts=tuple(Pence(amount) for amount in amounts),
    )  # fmt: skip


def money(id_: str, holder: str, fund: str, kind: Kind, year: int, amount: int) -> Allocation:
    return Allocation(
        id=Identifier(id_), holder=Identifier(holder), fund=Identifier(fund), kind=kind, year=FIRST.plus(year),
        amount=Pence(amount), status="awarded",
    )  # fmt: skip


HALF = OptimismBias(
    type="equipment_development",
    factors=(BiasFactor(name="-1", weight=Decimal(100), mitigated=Decimal("0.75"), evidence="=HYPERLINK(1)"),),
    risk_cost=Pence(333),
)
# 1,235 pence of capital at a bias of 50 % are 1,852.5: half a penny below nil, which goes up.
HALVES = Project(
    id=Identifier("007"), name="=1+1", lead=TRUST, serves={CARE: Decimal(5)},
    optimism_bias=replace(HALF, risk_cost=Pence(0)),
    costs=(line("1", "capital", 1235), line("2", "revenue", 0)), benefits=(),
)  # fmt: skip
# 100 pence in year 1 need 102.5, half a penny up; the three parts of 20,000.03 pounds are thirds of pennies.
THIRDS = Project(
    id=Identifier("7"), name="+A1", lead=COUNCIL, serves={CARE: Decimal("2.5"), WORK: Decimal(3)}, optimism_bias=HALF,
    starts=(FIRST, FIRST.plus(1)),
    options=(
        Option(
            id=Identifier("full"), name="-full",
            costs=(
                line("1", "capital", 2_000_003),
                replace(line("2", "revenue", 0, 100, 100), ongoing=True),
                replace(line("3", "revenue", 98_765, bearer="mar-1"), vat="irrecoverable", contingency=Decimal(10)),
            ),
            benefits=(
                gain("time", "10", "cash_releasing", 0, 1_000_001, 999_999),
                gain("more", "true", "cash_releasing", 333_333),
                gain("harm", "1e1", "non_cash_releasing", -10_000, -10_000),
                replace(gain("lives", None, "societal", 77_777, 77_777), health=True),
                replace(gain("calm", "mar-1", "unmonetised"), amounts=None, measure="=ask"),
            ),
        ),
    ),
)  # fmt: skip
UNKNOWN = Project(
    id=Identifier("true"), name="Benefits not known", lead=HOSPICE, serves={WORK: Decimal(1)},
    costs=(line("1", "capital", 9_876_543_210),), benefits=None,
)  # fmt: skip
IDEA = Project(id=Identifier("idea"), name='"quoted" & <b>', lead=TRUST)
PARKED = Project(id=Identifier("parked"), lead=TRUST, status="parked")
GREEDY = Project(
    id=Identifier("greedy"), name="a*?~", lead=TWIN, serves={CARE: Decimal(5)}, benefits=(),
    costs=(line("1", "capital", 10**12),),
)  # fmt: skip

AWKWARD = PlaceDocument(
    place=PlaceDetails(
        id=Identifier("awkward"), name="=Awkward & Co", first_year=FIRST, years=2, appraisal_years=5,
        inflation=Decimal("2.5"), contingency=Decimal(0),
    ),
    organisations=(
        Organisation(id=TRUST, name="One name", kind="nhs_trust"),
        Organisation(id=COUNCIL, name="One name", kind="local_authority"),
        Organisation(id=TWIN, name="one NAME", kind="vcse"),
        Organisation(id=HOSPICE, name="*", kind="hospice"),
    ),
    strategy=Strategy(
        priorities=(
            Priority(id=CARE, name="Care", weight=Decimal(30)),
            Priority(id=WORK, name="care", weight=Decimal(20)),
        )
    ),
    projects=(HALVES, THIRDS, UNKNOWN, IDEA, PARKED, GREEDY),
    funds=(
        Fund(id=Identifier("1"), name="=Fund", rules=FundRules(pays_at_most=Decimal("0.333"))),
        Fund(id=Identifier("own"), own_money=True),
    ),
    allocations=(
        replace(money("1", "10", "1", "capital", 0, 900_000), may_share=True),
        money("01", "10", "own", "capital", 0, 1_234_567),
        replace(money("001", "1e1", "own", "capital", 0, 700_000), may_share=True, shareable=Pence(690_000)),
        replace(money("2", "10", "own", "revenue", 0, 200_000), carry_forward=True, may_share=True),
        money("3", "mar-1", "own", "capital", 0, 9_876_543_210),
        replace(money("4", "mar-1", "own", "revenue", 0, 5_000), status="bid"),
    ),
    limits=(SpendingLimit(organisation=COUNCIL, kind="capital", year=FIRST, amount=Pence(3_000_000)),),
    scoping=Scoping(protect=(Protect(organisation=COUNCIL, min_net_gain=Pence(0)),)),
)  # fmt: skip
