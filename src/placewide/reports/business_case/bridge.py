"""From base-year prices to cash: what inflation, contingency and VAT add, so that economic and financial case meet."""

from collections.abc import Iterator
from fractions import Fraction

from placewide.numerics.rounding import apportion
from placewide.reports.business_case.blocks import Block, Column, Paragraph, table
from placewide.reports.business_case.cells import pounds
from placewide.reports.workbook.facts import Facts
from placewide.reports.workbook.records import CostFact

KINDS = ("capital", "revenue")
STEPS = ("In prices of {year}, without VAT", "Inflation", "Contingency", "VAT that cannot be recovered")
Steps = tuple[int, int, int, int]


def bridge(facts: Facts) -> Iterator[Block]:
    """Nothing where the cost lines do not make the plan's cash: then the table would explain another sum."""
    steps = {kind: steps_of(facts, kind) for kind in KINDS}
    if sum(map(sum, steps.values())) != facts.view.funded_pence or not facts.view.funded_pence:
        return
    columns = (
        Column(heading="Step", width=5),
        *(Column(heading=f"{heading} (£)", width=3, numeric=True) for heading in ("Capital", "Revenue", "All")),
    )
    rows = [
        (step.format(year=facts.first), *_amounts([steps[kind][position] for kind in KINDS]))
        for position, step in enumerate(STEPS)
    ]
    totals = ("Cash to be found", *_amounts([sum(steps[kind]) for kind in KINDS]))
    yield from table("From prices to cash", columns, rows, totals)
    yield Paragraph(
        text="The economic case counts the first row, over the years of the appraisal and discounted; the financial "
        "case counts the last. Each cost line is rounded to the penny once, at the end.",
        quiet=True,
    )


def steps_of(facts: Facts, kind: str) -> Steps:
    """Base-year pence inside the years of money, and what each step adds; they add up to the cash exactly."""
    costs = [each for each in facts.costs if each.cost.kind == kind and each.cost.year < facts.horizon]
    base, cash = sum(each.cost.base for each in costs), sum(each.cost.need for each in costs)
    parts = [_parts(facts, each) for each in costs]
    exact = [sum((part[step] for part in parts), Fraction(0)) for step in range(3)]
    # The pennies of rounding each line go where they are least felt: pro rata.
    inflation, contingency, vat = apportion(cash - base, exact) if sum(exact) else (cash - base, 0, 0)
    return base, inflation, contingency, vat


def _parts(facts: Facts, fact: CostFact) -> tuple[Fraction, Fraction, Fraction]:
    place = facts.document.place
    inflated = fact.cost.base * (1 + Fraction(place.inflation) / 100) ** fact.cost.year
    share = Fraction(place.contingency if fact.line.contingency is None else fact.line.contingency) / 100
    vat = Fraction(place.vat) / 100 if fact.line.vat == "irrecoverable" else Fraction(0)
    return inflated - fact.cost.base, inflated * share, inflated * (1 + share) * vat


def _amounts(by_kind: list[int]) -> tuple[str, ...]:
    return (*(pounds(amount) for amount in by_kind), pounds(sum(by_kind)))
