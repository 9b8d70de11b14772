"""What stays to be paid after the money stops, by whom, and who has accepted it."""

from collections import defaultdict
from collections.abc import Iterator

from placewide.reports.business_case.blocks import Block, Column, Paragraph, table
from placewide.reports.business_case.cells import once, pounds
from placewide.reports.business_case.unwritten import AFTER
from placewide.reports.sentences import listed, money
from placewide.reports.workbook.facts import Facts
from placewide.reports.workbook.sheets.after_money import bills_of


def afterwards(facts: Facts) -> Iterator[Block]:
    view = facts.view
    bearing = [each for each in view.accounts if each.unfunded_pence or each.yearly_bill_pence]
    if not bearing:
        yield Paragraph(text=f"No running cost is left to pay after {view.years[-1]}.")
        return
    bill = sum(each.yearly_bill_pence for each in bearing)
    yield Paragraph(
        text=f"Running costs go on after {view.years[-1]}, and no allocation pays for them: up to {money(bill)} a "
        "year, in base-year prices. They are counted as own money of the organisation that bears them. "
        f"{_acceptance(facts)}"
    )
    accepted = accepted_by(facts)
    columns = (
        Column(heading="Organisation", width=5),
        Column(heading="Largest bill of one year (£)", width=3, numeric=True),
        Column(heading="Present value of all of it (£)", width=3, numeric=True),
        Column(heading="Accepted by", width=5),
    )
    rows = [
        (view.organisation_name(each.organisation), pounds(each.yearly_bill_pence), pounds(each.unfunded_pence),
         accepted.get(each.organisation or "", "nobody yet"))
        for each in bearing
    ]  # fmt: skip
    totals = ("The place", pounds(bill), pounds(sum(each.unfunded_pence for each in bearing)), "")
    yield from table("Running costs after the last planned year", columns, rows, totals)
    yield from _by_year(facts)
    yield AFTER


def accepted_by(facts: Facts) -> dict[str, str]:
    """By organisation: who has accepted the running costs that stay, and for how many lines nobody has yet."""
    names: dict[str, list[str | None]] = defaultdict(list)
    for bearer, by_line in _lines(facts).items():
        names[bearer] = list(by_line.values())
    return {bearer: _said(found) for bearer, found in names.items()}


def _lines(facts: Facts) -> dict[str, dict[tuple[str, str], str | None]]:
    """By bearer: every cost line that goes on after the money stops, with who accepted it."""
    found: dict[str, dict[tuple[str, str], str | None]] = defaultdict(dict)
    for each in facts.costs:
        if each.cost.year >= facts.horizon and each.mode.project in facts.counted:
            found[each.cost.bearer][each.mode.project, str(each.line.id)] = each.line.accepted_by
    return found


def _said(found: list[str | None]) -> str:
    accepted = once(name for name in found if name)
    missing = sum(name is None for name in found)
    if not missing:
        return listed(accepted)
    if not accepted:
        return "nobody yet"
    return f"{listed(accepted)}; nobody yet for {missing} of {len(found)} lines"


def _acceptance(facts: Facts) -> str:
    lines = [name for by_line in _lines(facts).values() for name in by_line.values()]
    if not lines:
        return ""
    missing = sum(name is None for name in lines)
    if not missing:
        return "Every one of them is recorded as accepted."
    return f"Of {len(lines)} such cost lines, {missing} are not recorded as accepted by anybody."


def _by_year(facts: Facts) -> Iterator[Block]:
    bills = bills_of(facts)
    by_year: dict[int, int] = defaultdict(int)
    for amounts in bills.values():
        for year, amount in amounts.items():
            by_year[year] += amount
    columns = (
        Column(heading="Year", width=3),
        Column(heading="All organisations (£)", width=3, numeric=True),
    )
    rows = [(str(facts.first.plus(year)), pounds(by_year[year])) for year in sorted(by_year)]
    yield from table(
        "The bill of each year, in base-year prices", columns, rows, ("All years", pounds(sum(by_year.values())))
    )
