"""A small place with ranges, partners' own points and scenarios, and every answer about its plan."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from placewide.analysis.confined_planning import plan_confined
from placewide.analysis.what_if import EVERYTHING, WhatIf, answer
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.result import Plan
from placewide.exchange.place_file import load

PLACE = """placewide: 1
place: {id: vale, name: Vale, first_year: 2026/27, years: 2, appraisal_years: 5}
organisations:
- {id: trust, name: Vale <Hospital>, kind: nhs_trust}
- {id: council, name: Vale Council, kind: local_authority}
strategy:
  priorities: [{id: care, name: Care, weight: 3}, {id: reach, name: Reach, weight: 1}]
  weights: [{organisation: trust, points: {care: 9, reach: 1}}, {organisation: council, points: {care: 1, reach: 9}}]
projects:
- id: record
  name: One record
  lead: trust
  mandatory: true
  serves: {care: 5}
  costs: [{id: build, name: Building it, kind: capital, amounts: [{low: 55000, value: 60000, high: 75000}]}]
  benefits:
  - id: time
    name: Time saved
    organisation: trust
    class: non_cash_releasing
    amounts: [0, {low: 20000, value: 60000, high: 70000}]
- id: portal
  name: A portal & <app>
  lead: council
  serves: {reach: 4}
  costs: [{id: build, kind: capital, amounts: [{low: 35000, value: 40000, high: 60000}]}]
  benefits:
  - {id: calls, organisation: council, class: cash_releasing, amounts: [0, {low: 10000, value: 45000, high: 90000}]}
- id: phones
  name: Phones
  lead: trust
  serves: {care: 2}
  costs: [{id: buy, kind: capital, amounts: [40000]}]
  benefits: [{id: rounds, organisation: trust, class: societal, amounts: [0, {low: 1000, value: 30000, high: 50000}]}]
allocations:
- {id: main, name: Main fund, holder: trust, kind: capital, year: 2026/27, amount: 105000, status: awarded,
   may_share: true}
- {id: spare, name: Spare change, holder: council, kind: capital, year: 2026/27, amount: 1000, status: awarded}
scoping:
  uncertainty: {draws: 4000, seed: 7}
scenarios:
- {id: alone, name: Nobody shares, scoping: {shares: false}}
- {id: cut, name: The main fund is cut, scoping: {change: [{allocation: main, amount: 65000}]}}
- {id: gone, name: The main fund is gone, scoping: {change: [{allocation: main, status: withdrawn}]}}
observations:
- {id: median, what: Median equivalised household income, value: 30000, unit: £ a year, date: 2025}
- {id: of_trust, about: trust, what: Equivalised household income, value: 24000, unit: £ a year, date: 2025}
"""


@cache
def vale() -> PlaceDocument:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "vale.yaml"
        path.write_text(PLACE, encoding="utf-8")
        found = load(path)
    assert found.document is not None, found.findings
    return found.document


@cache
def answered() -> tuple[PlaceDocument, Plan, WhatIf]:
    """The place, its plan with the worth of more money, and every answer."""
    document = vale()
    plan, found = answer(document, plan_confined(document), EVERYTHING)
    return document, plan, found
