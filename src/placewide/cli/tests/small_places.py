"""Places small enough to be read at a glance."""

TINY = """\
placewide: 1
place: {id: tiny, first_year: 2026/27, years: 2}
organisations: [{id: trust, kind: nhs_trust}, {id: council, kind: local_authority}]
strategy: {priorities: [{id: care, weight: 1}]}
projects:
- {id: record, lead: trust, serves: {care: 4}, costs: {capital: [100]}, benefits: []}
- {id: portal, lead: council, serves: {care: 2}, costs: {capital: [40]}, benefits: []}
funds: [{id: frontline}]
allocations:
- {id: grant, holder: trust, fund: frontline, kind: capital, year: 2026/27, amount: 100, status: awarded}
scenarios:
- {id: nothing, scoping: {change: [{allocation: grant, status: withdrawn}]}}
"""
IMPOSSIBLE = TINY.replace("{id: portal,", "{id: portal, mandatory: true,")
