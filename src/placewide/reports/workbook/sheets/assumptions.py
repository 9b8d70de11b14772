"""The sheet “Assumptions”: rates, years, discount factors by formula, and which version of what this rests on."""

from fractions import Fraction

from placewide.domain.benefits.parameters import DiscountSchedule
from placewide.reports.sentences import count, listed
from placewide.reports.wording import MONEY_STATUSES, objective_words
from placewide.reports.workbook.cells import Cell, Column, Look, Row, Sheet, Table, Value
from placewide.reports.workbook.facts import Facts

ITEMS = (
    Column(key="item", heading="What", width=32),
    Column(key="value", heading="Value", look="long", width=24),
    Column(key="note", heading="What it means", look="long", width=24),
)
BANDS = (
    Column(key="band", heading="Years", width=32),
    Column(key="rate", heading="Discount rate a year", look="percent", width=14),
    Column(key="first", heading="From year number", look="whole", width=14),
)
_FACTOR = "=IF({t}=0,1,{above.factor}/(1+{rate}))"
_HEALTH_FACTOR = "=IF({t}=0,1,{above.health_factor}/(1+{health_rate}))"
YEARS = (
    Column(key="year", heading="Year", look="year", width=32, least=32),
    Column(key="t", heading="Year number", look="whole", least=16),
    Column(key="inflation", heading="Inflation factor", look="factor", least=16, formula="=(1+Inflation)^{t}",
           name="Inflation_factor"),
    Column(key="rate", heading="Discount rate", look="percent", least=16,
           formula="=IF({t}=0,0,LOOKUP({t},{standard.first},{standard.rate}))"),
    Column(key="factor", heading="Discount factor", look="factor", least=16, formula=_FACTOR, name="Discount_factor"),
    Column(key="health_rate", heading="Health discount rate", look="percent", least=16,
           formula="=IF({t}=0,0,LOOKUP({t},{health.first},{health.rate}))"),
    Column(key="health_factor", heading="Health discount factor", look="factor", least=16, formula=_HEALTH_FACTOR,
           name="Health_discount_factor"),
)  # fmt: skip
STATUS_WORDS = {
    "optimal": "Proven best",
    "feasible": "Best found, not proven",
    "infeasible": "No plan possible",
    "stopped": "No plan found",
}


def assumptions_sheet(facts: Facts) -> Sheet:
    return Sheet(
        name="Assumptions",
        title="What the figures rest on",
        lines=(
            f"Every figure is computed from one version of {facts.view.place}’s place file, with prices of "
            f"{facts.first} as the base.",
            "The rates below drive the formulas of this workbook: change one and the sums follow, but the choice of "
            "projects stays. The plan itself is made by Placewide.",
            _source("Discount rates", facts.standard_schedule),
            _source("Health discount rates", facts.health_schedule),
        ),
        tables=(
            Table(id="items", title="Rates, period and origin", columns=ITEMS, rows=[*_rates(facts), *_origin(facts)]),
            _schedule("standard", facts.standard_schedule, "Discount rates"),
            _schedule("health", facts.health_schedule, "Discount rates for health effects in their own right"),
            Table(id="years", title="Factors by year", columns=YEARS, rows=_years(facts)),
        ),
    )


def _rates(facts: Facts) -> list[Row]:
    place = facts.document.place
    return [
        _item("Inflation on costs", Fraction(place.inflation) / 100, "a year, for the money to be found",
              "percent", "Inflation"),
        _item("VAT", Fraction(place.vat) / 100, "on costs whose VAT cannot be recovered", "percent", "VAT_rate"),
        _item("Contingency", Fraction(place.contingency) / 100, "unless a cost sets its own", "percent", "Contingency"),
        _item("Years of money", facts.horizon, "in which money is allocated and spent", "whole", "Years_of_money"),
        _item("Years appraised", facts.appraised, f"year 0, the base year, is {facts.first}", "whole",
              "Years_appraised"),
    ]  # fmt: skip


def _item(what: str, value: Value, note: str | None = None, look: Look = "long", name: str | None = None) -> Row:
    return {"item": what, "value": Cell(value=value, look=look, name=name), "note": note}


def _origin(facts: Facts) -> list[Row]:
    view, plan, settings = facts.view, facts.plan, facts.view.settings
    aims = ", then ".join(objective_words(name) for name in plan.objectives)
    return [
        _item("Status of the plan", STATUS_WORDS[plan.status]),
        _item("Aim", aims or None),
        _item("Scenario", view.scenario_name or "none: as the place file stands"),
        _item("Money counted", listed([MONEY_STATUSES[status] for status in settings.count]) or "none"),
        _item("Sharing", "allowed, where money may be shared" if settings.shares else "nobody shares"),
        _item("Routes of shares", "none that needs advice" if settings.routes.exclude_needs_advice else "all known"),
        _item("Projects put in or left out", _forced(facts) or "none"),
        _item("Allocations changed for the scenario", _changed(facts) or "none"),
        _item("Place file", plan.digest, None),
        _item("Placewide version", plan.version),
        _item("Notes on the file", count(len(plan.findings), "finding")),
    ]


def _source(what: str, schedule: DiscountSchedule) -> str:
    source = schedule.source
    note = f" {source.note}" if source.note else ""
    return f"{what}: {schedule.name}. Source: {source.title} ({source.date}), {source.url}.{note}"


def _forced(facts: Facts) -> str:
    said = []
    for force in facts.view.settings.force:
        reason = f" ({force.reason})" if force.reason else ""
        said.append(f"{facts.view.project_name(force.project)}: {'in' if force.in_ else 'out'}{reason}")
    return "; ".join(said)


def _changed(facts: Facts) -> str:
    return listed([facts.view.allocation_name(change.allocation) for change in facts.view.settings.change])


def _schedule(id_: str, schedule: DiscountSchedule, title: str) -> Table:
    rows: list[Row] = []
    first = 0
    for band in schedule.bands:
        until = "for ever" if band.last_year is None else f"to year {band.last_year}"
        rows.append({"band": f"From year {first} {until}", "rate": band.rate, "first": first})
        first = (band.last_year or first) + 1
    return Table(id=id_, title=title, columns=BANDS, rows=rows)


def _years(facts: Facts) -> list[Row]:
    inflation = 1 + Fraction(facts.document.place.inflation) / 100
    standard, health = facts.standard, facts.health
    return [
        {
            "year": str(facts.first.plus(t)),
            "t": t,
            "inflation": inflation**t,
            "rate": standard[t - 1] / standard[t] - 1 if t else 0,
            "factor": standard[t],
            "health_rate": health[t - 1] / health[t] - 1 if t else 0,
            "health_factor": health[t],
        }
        for t in range(facts.years)
    ]
