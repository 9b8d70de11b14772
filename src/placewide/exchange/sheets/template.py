"""The empty workbook that a programme lead begins with: every sheet, with notes, drop-downs and one example row.

The example is a small but valid place, so that the template can be checked and planned as it is; its rows are
overwritten or deleted, never skipped by the reader.
"""

from decimal import Decimal
from pathlib import Path

from placewide.domain.benefits.records import Benefit, BiasFactor, Effect, OptimismBias
from placewide.domain.funding.records import Allocation, CostLine, Fund, FundRules, SpendingLimit
from placewide.domain.journeys.records import Flow, Journey
from placewide.domain.maturity.records import Assessment, Lift
from placewide.domain.place.document import Organisation, PlaceDetails, PlaceDocument, Project, Source
from placewide.domain.scope.records import Scenario, Scoping
from placewide.domain.shared.figures import Figure, Pence
from placewide.domain.shared.identifiers import FreeValue, Identifier, PartialDate
from placewide.domain.shared.years import FinancialYear
from placewide.domain.strategy.records import Ambition, Endorsement, PartnerWeights, Priority, Strategy
from placewide.exchange.sheets.workbook_writer import workbook_bytes

READ_ME = (
    "Your place, its projects and its money: how to fill in this workbook",
    "Each sheet is one list. Row 1 names the columns: rest the pointer on a name to read what belongs there. "
    "You may reorder columns and rows and leave out columns that you do not need; please do not rename them.",
    "The rows that are filled in are a small example, which works as it stands. Write over them or delete them.",
    "1. place: the name of the place, the first financial year (such as 2026/27) and how many years you plan.",
    "2. organisations: every partner, each with a short id of your choice in small letters, such as wgh. "
    "Other sheets refer to a partner by this id; drop-downs offer the ids that you have entered.",
    "3. priorities: what your strategy is for, each with a weight. Any numbers do; only their proportion matters.",
    "4. projects, costs and benefits: one row for each project, one for each of its costs, one for each benefit. "
    "Costs are in pounds of the first year, without VAT, by year counted from the start of the project.",
    "5. funds and allocations: where the money comes from, and who holds how much of it, for which year and what kind.",
    "Leave a cell empty when you do not know: empty never means nought. Where you know that there is none, write 0 "
    "(for an amount) or none (for a list). Among yearly amounts write unknown for one that you do not know.",
    "Several ids in one cell are separated by semicolons: wgh; council. "
    "Scores and weights stand as urgent: 4; frailty: 2.",
    "Where an amount is “up to”, estimated or taken from a paper, say so on the sheet figures: which sheet, row and "
    "column, and what is known about it.",
    "Sheets that you do not need may stay empty or be deleted. Sheets of your own are left alone and not read.",
    "Please enter no data about patients.",
    "When you have begun, run: placewide check FILE. "
    "It lists everything that is wrong or missing, with sheet and cell.",
)


def write_template(path: Path) -> None:
    """Write the empty workbook with its example."""
    path.write_bytes(workbook_bytes(example_place(), READ_ME))


def example_place() -> PlaceDocument:
    """The smallest place that shows every main sheet; it can be planned."""
    first = FinancialYear(2026)
    place = PlaceDetails(
        id=Identifier("example"),
        name="Example place",
        first_year=first,
        years=5,
        appraisal_years=10,
        inflation=Decimal("2.5"),
        sources={Identifier("board_paper"): Source(title="Paper to the example board", date=PartialDate("2026-05"))},
    )
    return PlaceDocument(
        place=place,
        organisations=_organisations(),
        strategy=_strategy(),
        projects=(_project(),),
        funds=(_fund(),),
        allocations=_allocations(first),
        limits=(SpendingLimit(organisation=Identifier("wgh"), kind="capital", year=first, amount=Pence(50_000_000)),),
        maturity=(
            Assessment(
                organisation=Identifier("hospice"),
                framework="wgll",
                edition="2025",
                measure=Identifier("smart_foundations"),
                score=Decimal(1),
                date=PartialDate("2026-01"),
            ),
        ),
        journeys=(_journey(),),
        scoping=Scoping(objective="strategic_value", count=("awarded",), shares=True),
        scenarios=(Scenario(id=Identifier("alone"), name="Nobody shares", scoping=Scoping(shares=False)),),
    )


def _organisations() -> tuple[Organisation, ...]:
    return (
        Organisation(id=Identifier("wgh"), name="Example General Hospital", kind="nhs_trust", ods="RXX"),
        Organisation(id=Identifier("hospice"), name="Example Hospice", kind="hospice"),
    )


def _strategy() -> Strategy:
    urgent, wgh = Identifier("urgent"), Identifier("wgh")
    return Strategy(
        version="1.0",
        title="Example digital strategy",
        priorities=(
            Priority(id=urgent, name="Urgent care", weight=Decimal(60)),
            Priority(id=Identifier("frailty"), name="Ageing well", weight=Decimal(40)),
        ),
        weights=(PartnerWeights(organisation=wgh, points={urgent: Decimal(70), Identifier("frailty"): Decimal(30)}),),
        ambitions=(
            Ambition(
                id=Identifier("fewer_phone_calls"),
                priority=urgent,
                statement="Staff see the record instead of telephoning for it",
                measure="calls a week",
                baseline=FreeValue(900),
                target=FreeValue(300),
                by=PartialDate("2029-03-31"),
            ),
        ),
        endorsements=(Endorsement(organisation=wgh, role="Chief Executive", date=PartialDate("2026-04-01")),),
    )


def _project() -> Project:
    wgh, hospice = Identifier("wgh"), Identifier("hospice")
    return Project(
        id=Identifier("shared_record"),
        name="Shared care record",
        description="The hospice reads and writes the record of the hospital",
        lead=wgh,
        partners=(hospice,),
        serves={Identifier("urgent"): Decimal(4), Identifier("frailty"): Decimal(3)},
        ambitions=(Identifier("fewer_phone_calls"),),
        starts=(FinancialYear(2026), FinancialYear(2027)),
        costs=_costs(wgh, hospice),
        benefits=(_benefit(hospice, wgh),),
        optimism_bias=OptimismBias(
            type="equipment_development",
            factors=(BiasFactor(name="Several suppliers", weight=Decimal(1), mitigated=Decimal("0.4")),),
        ),
        lifts=(Lift(organisation=hospice, measure=Identifier("smart_foundations"), by=Decimal(1)),),
        improves=(Identifier("discharge_summary"),),
    )


def _costs(lead: Identifier, partner: Identifier) -> tuple[CostLine, ...]:
    return (
        CostLine(
            id=Identifier("software"),
            name="Software",
            organisation=lead,
            kind="capital",
            amounts=(Figure(value=Pence(25_000_000), is_="about", source=Identifier("board_paper")), Pence(5_000_000)),
            vat="irrecoverable",
        ),
        CostLine(
            id=Identifier("licences"),
            name="Licences of the hospice",
            organisation=partner,
            kind="revenue",
            amounts=(Pence(0), Pence(2_000_000)),
            ongoing=True,
        ),
    )


def _benefit(gains: Identifier, works: Identifier) -> Benefit:
    return Benefit(
        id=Identifier("time_saved"),
        name="Time saved by not telephoning",
        organisation=gains,
        effort=works,
        class_="non_cash_releasing",
        amounts=(Pence(0), Pence(4_000_000), Pence(8_000_000)),
        measure="hours a week",
        effects=(Effect(metric="calls avoided", change=Decimal(-600), unit="a week"),),
    )


def _fund() -> Fund:
    rules = FundRules(pays_at_most=Decimal("0.9"), may_transfer=True)
    return Fund(id=Identifier("frontline"), name="Frontline digitisation", funder="NHS England", rules=rules)


def _allocations(first: FinancialYear) -> tuple[Allocation, ...]:
    wgh = Identifier("wgh")
    grant = Allocation(
        id=Identifier("frontline_2026"),
        holder=wgh,
        fund=Identifier("frontline"),
        kind="capital",
        year=first,
        carry_forward=True,
        amount=Pence(30_000_000),
        status="awarded",
        may_share=True,
        shareable=Pence(10_000_000),
    )
    return (grant,)


def _journey() -> Journey:
    flow = Flow(
        id=Identifier("discharge_summary"),
        from_=Identifier("wgh"),
        to=Identifier("hospice"),
        what="discharge summary",
        means="phone",
        volume=Decimal(1200),
    )
    return Journey(id=Identifier("discharge"), name="Going home from hospital", flows=(flow,))
