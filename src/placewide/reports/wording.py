"""What codes mean, in the reader's words."""

from collections.abc import Mapping
from fractions import Fraction

from placewide.domain.funding.records import Allocation, Fund
from placewide.domain.plan.result import CheapestChange
from placewide.reports.sentences import exact, listed, money, percentage, plain
from placewide.reports.view import View

REASONS: Mapping[str, str] = {
    "chosen": "Chosen",
    "forced": "You put it in",
    "worth_less": "Worth less than what it would displace",
    "no_money": "No money for it",
    "rule": "A rule stands in the way",
    "requires": "Needs a project that is not in the plan",
    "excluded": "Cannot go together with a project in the plan",
    "not_plannable": "Cannot be planned yet",
    "forced_out": "You left it out",
}
MONEY_STATUSES: Mapping[str | None, str] = {
    "bid": "bid for",
    "indicative": "indicative",
    "announced": "announced",
    "awarded": "awarded",
    "at_risk": "at risk",
    "to_be_found": "still to be found",
    "withdrawn": "withdrawn",
    None: "of unknown status",
}
BENEFIT_CLASSES: Mapping[str, str] = {
    "cash_releasing": "Cash-releasing",
    "non_cash_releasing": "Not cash-releasing",
    "societal": "To society",
    "unmonetised": "Not in money",
}
MEANS: Mapping[str | None, str] = {
    "none": "nothing",
    "phone": "telephone",
    "paper": "paper",
    "email": "e-mail",
    "portal": "portal",
    "integrated": "integrated record",
    None: "not known",
}
OBJECTIVES: Mapping[str, str] = {
    "strategic_value": "the most strategic value",
    "npsv": "the most benefit less cost in pounds",
    "levelling": "the highest floor of digital maturity",
}
BETTER: Mapping[str, str] = {
    "strategic_value": "more strategic value",
    "npsv": "more benefit less cost",
    "levelling": "a higher floor of digital maturity",
}
SEVERITIES: Mapping[str, str] = {"error": "To mend", "warning": "To check", "note": "To know"}


def objective_words(name: str) -> str:
    """An objective's name in words; a blend as it stands, with spaces."""
    return OBJECTIVES.get(name, name.replace("_", " "))


def objective_amount(name: str, value: Fraction) -> str:
    """A value of an objective with its unit. `npsv` is in pounds; the others are points.

    >>> objective_amount("npsv", Fraction(1_250_000)), objective_amount("strategic_value", Fraction(31, 25))
    ('£1.3m', '1.24 points of strategic value')
    """
    if name == "npsv":
        return money(round(value * 100))
    unit, rest = {"strategic_value": ("point", " of strategic value"), "levelling": ("level", " of maturity")}.get(
        name, ("point", "")
    )
    return f"{plain(value, 3 if value and abs(value) < 1 else 2)} {unit}{'' if value == 1 else 's'}{rest}"


def change_words(view: View, change: CheapestChange | None) -> str:
    """The least that brings a project in, as something that somebody can do."""
    if change is None:
        return "Nothing of one kind alone would bring it in"
    if change.type == "money":
        parts = [f"{money(part.extra_pence)} more {part.kind} in {part.year}" for part in change.parts]
        return listed(parts) or f"{money(change.extra_pence)} more"
    if change.type == "permission":
        pot = view.allocations.get(change.allocation or "")
        holder = f" held by {view.organisation_name(pot.holder)}" if pot and pot.holder else ""
        name = view.allocation_name(change.allocation or "")
        return f"Permission to share {money(change.extra_pence)} of {name}{holder}"
    return f"Without this rule: {change.rule}"


def allocation_rules(view: View, pot: Allocation, shareable_pence: int | None) -> list[str]:
    """The rules that an allocation comes with, each in a few words, sharing first."""
    fund = view.funds.get(pot.fund) if pot.fund else None
    rules = [_sharing(pot, fund, shareable_pence)]
    if pot.carry_forward and pot.year:
        rules.append(f"may also be used in {pot.year.plus(1)}")
    rules += _limits(view, pot)
    if pot.from_benefit:
        rules.append(f"exists only if {view.project_name(pot.from_benefit.project)} is in the plan")
    if pot.status != "awarded":
        rules.append(f"not yet firm: {MONEY_STATUSES[pot.status]}")
    return rules


def fund_rules(fund: Fund) -> list[str]:
    """The rules of a fund, each in a few words."""
    rules = []
    if fund.rules.may_transfer is False:
        rules.append("may not be shared with another organisation")
    if fund.rules.pays_at_most is not None:
        rules.append(f"pays at most {percentage(Fraction(fund.rules.pays_at_most))} of a project’s cost of its kind")
    if fund.rules.hurdle_bcr is not None:
        hurdle = exact(round(Fraction(fund.rules.hurdle_bcr) * 100))
        rules.append(f"pays only for projects with at least {hurdle} of benefit for each £1 of cost")
    return rules


def _sharing(pot: Allocation, fund: Fund | None, shareable_pence: int | None) -> str:
    if fund and fund.rules.may_transfer is False:
        return "its holder’s own costs only: the fund forbids sharing"
    if not pot.may_share:
        return "its holder’s own costs only"
    if shareable_pence is None:
        return "all of it may be shared"
    return f"up to {money(shareable_pence)} may be shared"


def _limits(view: View, pot: Allocation) -> list[str]:
    rules = []
    if pot.only_for.projects:
        rules.append(f"only for {listed([view.project_name(key) for key in pot.only_for.projects], most=3)}")
    if pot.only_for.priorities:
        names = [view.priority_name(key) for key in pot.only_for.priorities]
        rules.append(f"only for projects that serve {listed(names, most=3)}")
    if pot.only_for.organisations:
        names = [view.organisation_name(key) for key in pot.only_for.organisations]
        rules.append(f"only for costs of {listed(names, most=3)}")
    return rules
