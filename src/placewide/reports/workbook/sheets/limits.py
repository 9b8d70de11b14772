"""The sheet “Limits”: spending cover, the part of a project that a fund may pay, and organisations protected."""

from collections import defaultdict
from fractions import Fraction
from math import floor

from placewide.domain.shared.figures import pence
from placewide.reports.sentences import count
from placewide.reports.workbook.cells import Column, Row, Sheet, Table, pounds
from placewide.reports.workbook.codes import code
from placewide.reports.workbook.facts import Facts
from placewide.reports.workbook.split import by_body

_BORNE = "=ROUND(SUMIFS({costs.need},{costs.bearer_code},{code},{costs.kind},{kind},{costs.t},{t}),2)"
_PAID = (
    "=ROUND(SUMIFS({payments.amount},{payments.fund_code},{fund_code},{payments.project_code},{project_code},"
    "{payments.kind},{kind}),2)"
)
_COST = "=ROUND(SUMIFS({costs.need},{costs.project_code},{project_code},{costs.kind},{kind}),2)"
_NET = "=SUMIFS({organisations.net_exact},{organisations.code},{code})"
COVERS = (
    Column(key="body", heading="Organisation", width=48),
    Column(key="kind", heading="Kind", width=12),
    Column(key="year", heading="Year", look="year", width=12),
    Column(key="borne", heading="Bears in cash (£)", look="money", width=16, formula=_BORNE),
    Column(key="most", heading="May bear at most (£)", look="money", width=16),
    Column(key="room", heading="Room left (£)", look="money", width=16, formula="=ROUND({most}-{borne},2)"),
    Column(key="t", heading="Year number", look="whole", width=10),
    Column(key="code", heading="Organisation code", look="key", width=16),
)
PARTS = (
    Column(key="fund", heading="Fund", width=48),
    Column(key="kind", heading="Kind", width=12),
    Column(key="fraction", heading="Pays at most", look="percent", width=12),
    Column(key="paid", heading="Pays (£)", look="money", width=16, formula=_PAID),
    Column(key="most", heading="May pay at most (£)", look="money", width=16,
           formula="=INT(ROUND(100*{cost}*{fraction},6))/100"),
    Column(key="room", heading="Room left (£)", look="money", width=16, formula="=ROUND({most}-{paid},2)"),
    Column(key="cost", heading="Of (£)", look="money", width=16, formula=_COST),
    Column(key="project_code", heading="Project code", look="key", width=22),
    Column(key="fund_code", heading="Fund code", look="key", width=16),
)  # fmt: skip
PROTECTED = (
    Column(key="body", heading="Organisation", width=48),
    Column(key="floor", heading="Net gain not below (£)", look="money", width=12),
    Column(key="net", heading="Net gain, unrounded (£)", look="unrounded", width=12, formula=_NET),
    Column(key="room", heading="Above the floor (£)", look="money", width=16,
           formula="=ROUND({net}-{floor},4)"),
    Column(key="code", heading="Organisation code", look="key", width=16),
)  # fmt: skip


def limits_sheet(facts: Facts) -> Sheet:
    tables = (_covers(facts), _parts(facts), _protected(facts))
    rules = sum(len(table.rows) for table in tables)
    return Sheet(
        name="Limits",
        title="Limits on the money, and the room that is left",
        lines=(
            f"{count(rules, 'limit').capitalize()} {'is' if rules == 1 else 'are'} recomputed here; what is left must "
            "not be below nil.",
            "Spending cover is the most that an organisation may bear in cash, whoever pays. A fund may pay at most "
            "its part of a project’s cost of one kind. What a pot may pay for is on the sheet Pots, in words.",
        ),
        tables=tables,
    )


def _covers(facts: Facts) -> Table:
    rows = []
    for limit in facts.document.limits:
        most, year = pence(limit.amount), limit.year.start - facts.first.start
        if most is not None:
            borne = sum(
                fact.cost.need for fact in facts.costs
                if (fact.cost.bearer, fact.cost.kind, fact.cost.year) == (limit.organisation, limit.kind, year)
            )  # fmt: skip
            rows.append(
                {
                    "body": facts.view.organisation_name(limit.organisation), "kind": limit.kind,
                    "year": str(limit.year), "borne": pounds(borne), "most": pounds(most),
                    "room": pounds(most - borne), "t": year, "code": code(limit.organisation),
                }
            )  # fmt: skip
    return Table(id="covers", title="Spending cover", columns=COVERS, rows=rows)


def _parts(facts: Facts) -> Table:
    paid: dict[tuple[str, str, str], int] = defaultdict(int)
    for fact in facts.payments:
        if fact.pot and fact.pot.fraction is not None:
            paid[fact.pot.fund, fact.payment.project, fact.payment.kind] += fact.payment.amount_pence
    rows = [_part(facts, *key, amount) for key, amount in sorted(paid.items())]
    return Table(id="parts", title="Most that a fund pays of a project", columns=PARTS, rows=rows)


def _part(facts: Facts, fund: str, project: str, kind: str, paid: int) -> Row:
    rules = facts.view.funds[fund].rules
    fraction = Fraction(rules.pays_at_most or 0)
    cost = sum(fact.cost.need for fact in facts.costs if (fact.mode.project, fact.cost.kind) == (project, kind))
    most = floor(fraction * cost)
    return {
        "fund": f"{facts.view.fund_name(fund)}: {facts.view.project_name(project)}",
        "kind": kind,
        "fraction": fraction,
        "paid": pounds(paid),
        "most": pounds(most),
        "room": pounds(most - paid),
        "cost": pounds(cost),
        "project_code": code(project),
        "fund_code": code(fund),
    }


def _protected(facts: Facts) -> Table:
    groups = by_body(facts.splits)
    rows: list[Row] = []
    for protect in facts.view.settings.protect:
        floor_pence = pence(protect.min_net_gain) or 0
        parts = groups.get(protect.organisation, [])
        gained = sum((part.exact for part in parts if part.side == "benefit"), Fraction(0))
        own = sum((part.exact for part in parts if part.side == "cost" and part.nature != "grant"), Fraction(0))
        net = (gained - own) / 100
        rows.append(
            {
                "body": facts.view.organisation_name(protect.organisation),
                "floor": pounds(floor_pence),
                "net": net,
                "room": round(float(net - Fraction(floor_pence, 100)), 4),
                "code": code(protect.organisation),
            }
        )
    return Table(id="protected", title="Organisations that must not lose", columns=PROTECTED, rows=rows)
