"""The sheet “After the money”: what each organisation has to find in each year after the plan's money stops."""

from collections import defaultdict
from collections.abc import Mapping

from placewide.reports.sentences import money
from placewide.reports.workbook.cells import (
    Cell,
    Column,
    Row,
    Sheet,
    Table,
    pounds,
    with_unique_headings,
)
from placewide.reports.workbook.codes import code
from placewide.reports.workbook.facts import Facts

Bills = Mapping[str, Mapping[int, int]]


def bills_of(facts: Facts) -> Bills:
    """Base-year pence by bearer and year, of the projects that stand in the totals; bearers in order of id."""
    bills: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for fact in facts.costs:
        if fact.cost.year >= facts.horizon and fact.mode.project in facts.counted:
            bills[fact.cost.bearer][fact.cost.year] += fact.cost.base
    return {bearer: bills[bearer] for bearer in sorted(bills)}


def bearers_of(facts: Facts) -> tuple[str, ...]:
    return tuple(bills_of(facts))


def bill_column(facts: Facts, bearer: str) -> str:
    return f"bearer_{bearers_of(facts).index(bearer)}"


def largest_bill(facts: Facts, bearer: str | None) -> int:
    """The largest bill of any one year, in base-year pence."""
    return max(bills_of(facts).get(bearer or "", {}).values(), default=0)


def after_money_sheet(facts: Facts) -> Sheet:
    bills = bills_of(facts)
    most = max((sum(by_year.get(year, 0) for by_year in bills.values()) for year in range(facts.years)), default=0)
    answer = (
        f"After the money stops, up to {money(most)} a year stays to be paid by the organisations themselves."
        if most
        else "Nothing is left to pay after the years of money."
    )
    return Sheet(
        name="After the money",
        title="The yearly bill after the money stops",
        lines=(
            answer,
            "Sums over the sheet Costs, in base-year prices without VAT and bias. The codes above the headings are "
            "those by which the formulas find the organisation.",
        ),
        tables=(_table(facts, bills),),
    )


def _table(facts: Facts, bills: Bills) -> Table:
    columns = [
        Column(key="year", heading="Year", look="year", width=12),
        Column(key="all", heading="All organisations (£)", look="money", width=16),
    ]
    for index, bearer in enumerate(bills):
        key = f"bearer_{index}"
        formula = (
            f"=ROUND(SUMIFS({{costs.base}},{{costs.bearer_code}},{{after.{key}^}},{{costs.t}},{{t}},"
            '{costs.counted},"yes"),2)'
        )
        columns.append(
            Column(key=key, heading=f"{facts.view.organisation_name(bearer)} (£)", look="money", width=16,
                   formula=formula)
        )  # fmt: skip
    columns.append(Column(key="t", heading="Year number", look="whole", width=9))
    top: Row = {"year": "Code", **{f"bearer_{i}": Cell(value=code(b), look="key") for i, b in enumerate(bills)}}
    rows = [_row(facts, bills, year) for year in range(facts.horizon, facts.years)] if bills else []
    return Table(
        id="after", title="Bills by year and organisation", columns=with_unique_headings(columns), rows=rows, top=top,
        printed=len(columns) - 1,
    )  # fmt: skip


def _row(facts: Facts, bills: Bills, year: int) -> Row:
    amounts = [by_year.get(year, 0) for by_year in bills.values()]
    every = f"=ROUND(SUM({{bearer_0}}:{{bearer_{len(bills) - 1}}}),2)"
    return {
        "year": str(facts.first.plus(year)),
        "all": Cell(value=pounds(sum(amounts)), formula=every),
        **{f"bearer_{index}": pounds(amount) for index, amount in enumerate(amounts)},
        "t": year,
    }
