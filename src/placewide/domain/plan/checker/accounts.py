"""Whether the published figures are right: values, present values, and who pays and who gains."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from placewide.domain.plan.checker.modes import Mode, appraisal_years
from placewide.domain.plan.checker.objectives import (
    Reading,
    lowest_scores,
    objective_values,
    strategic_value,
    total_npsv,
)
from placewide.domain.plan.checker.payments import Paid, needs_by_group, paid_by_group
from placewide.domain.plan.result import Appraisal, OrganisationAccount, Plan, ProjectAppraisal, ProjectOutcome
from placewide.domain.shared.figures import pence


@dataclass(slots=True)
class Account:
    """One organisation's present values, in exact fractions of a penny."""

    own: Fraction = Fraction(0)
    grants: Fraction = Fraction(0)
    gains: Fraction = Fraction(0)
    unfunded: Fraction = Fraction(0)
    by_class: dict[str, Fraction] = field(default_factory=lambda: defaultdict(Fraction))


def exact_accounts(reading: Reading, chosen: Mapping[str, Mode], paid: tuple[Paid, ...]) -> dict[str | None, Account]:
    """Who pays and who gains. A project whose benefits are unknown counts in no total, so in none of these."""
    accounts: dict[str | None, Account] = defaultdict(Account)
    known = {project: mode for project, mode in chosen.items() if reading.value(mode).known}
    for mode in known.values():
        value = reading.value(mode)
        accounts[mode.lead].own += value.risk_cost
        for (organisation, class_), gain in value.gains.items():
            accounts[organisation].gains += gain
            accounts[organisation].by_class[class_] += gain
    _carry_costs(reading, known, paid, accounts)
    return accounts


def value_faults(reading: Reading, chosen: Mapping[str, Mode], paid: tuple[Paid, ...], plan: Plan) -> Iterator[str]:
    """Objective, and each project's own figures."""
    exact = objective_values(reading, chosen.values())
    if plan.objective != exact:
        yield f"objective: it is {_listed(exact)}, not {_listed(plan.objective)}"
    for outcome in plan.projects:
        if outcome.id in chosen:
            yield from _outcome_faults(reading, chosen[outcome.id], paid, outcome)


def account_faults(
    reading: Reading, chosen: Mapping[str, Mode], paid: tuple[Paid, ...], appraisal: Appraisal
) -> Iterator[str]:
    """The place's NPSV, and every organisation's account: each near the exact figure, sums to the penny."""
    npsv = total_npsv(reading, chosen.values())
    if appraisal.npsv_pence != npsv:
        yield f"NPSV: the place’s is {npsv} pence, not {appraisal.npsv_pence}"
    yield from _sum_faults(appraisal, npsv)
    accounts = exact_accounts(reading, chosen, paid)
    published = {each.organisation: each for each in appraisal.by_organisation}
    if len(published) != len(appraisal.by_organisation):
        yield "by organisation: an organisation is listed twice"
    for organisation in sorted(accounts.keys() | published.keys(), key=str):
        each = published.get(organisation) or _nothing(organisation)
        yield from _single_account_faults(accounts[organisation], each, pennies(chosen))
    yield from _bill_faults(reading, chosen, published)
    for project in appraisal.by_project:
        if project.project in chosen:
            yield from _appraisal_faults(reading, chosen[project.project], project)


def protect_faults(reading: Reading, appraisal: Appraisal) -> Iterator[str]:
    """Gains less own money, as published, stay at or above the floor."""
    net = {each.organisation: each.gains_pence - each.own_money_pence for each in appraisal.by_organisation}
    for rule in reading.terms.protect:
        floor, has = pence(rule.min_net_gain), net.get(rule.organisation, 0)
        if floor is not None and has < floor:
            yield f"protect: {rule.organisation} is left with {has} pence, less than {floor}"


def care_faults(reading: Reading, chosen: Mapping[str, Mode], plan: Plan) -> Iterator[str]:
    """The lowest scores before and after."""
    before, after = lowest_scores(reading, ()), lowest_scores(reading, chosen.keys())
    for each in plan.care.maturity if plan.care else ():
        if (each.lowest_before, each.lowest_after) != (before.get(each.measure), after.get(each.measure)):
            yield f"care: the lowest scores of {each.measure} are {before.get(each.measure)}, {after.get(each.measure)}"


def pennies(chosen: Mapping[str, Mode]) -> int:
    """How far a rounded sum may lie from the exact one: each project's figures are rounded once."""
    return max(1, len(chosen))


def _carry_costs(
    reading: Reading,
    known: Mapping[str, Mode],
    paid: tuple[Paid, ...],
    accounts: dict[str | None, Account],
) -> None:
    """A payer carries its part of each group; what no allocation pays is the bearer's own money."""
    needs, parts = needs_by_group(known), paid_by_group(paid)
    for project, mode in known.items():
        for (bearer, kind, year), cost in reading.value(mode).costs.items():
            need = needs.get((project, bearer, kind, year), 0)
            if need == 0:
                accounts[bearer].own += cost
            if year >= reading.document.place.years:
                accounts[bearer].unfunded += cost
            for allocation, amount in parts.get((project, bearer, kind, year), {}).items() if need else ():
                money = reading.money[allocation]
                carried = cost * Fraction(amount, need)
                if money.own:
                    accounts[money.holder].own += carried
                else:
                    accounts[money.holder].grants += carried


def _outcome_faults(reading: Reading, mode: Mode, paid: tuple[Paid, ...], outcome: ProjectOutcome) -> Iterator[str]:
    value, npsv = strategic_value(reading.terms, mode), reading.value(mode).npsv
    if outcome.strategic_value != value:
        yield f"strategic value: {outcome.id}’s is {value}, not {outcome.strategic_value}"
    if outcome.npsv_pence != npsv:
        yield f"NPSV: {outcome.id}’s is {npsv} pence, not {outcome.npsv_pence}"
    firm = all(each.money.firm for each in paid if each.mode.project.id == outcome.id)
    if outcome.firm != firm:
        yield f"firm: {outcome.id} is {'firm' if firm else 'not firm'}"


def _sum_faults(appraisal: Appraisal, npsv: int) -> Iterator[str]:
    gains = sum(each.gains_pence for each in appraisal.by_organisation)
    pays = sum(each.pays_pence for each in appraisal.by_organisation)
    if gains - pays != npsv:
        yield f"sum: gains less pays over organisations come to {gains - pays} pence, the place’s NPSV is {npsv}"
    if (gains, pays) != (appraisal.pv_benefits_pence, appraisal.pv_costs_pence):
        yield "sum: the organisations’ gains and pays are not the place’s benefits and costs"


def _single_account_faults(exact: Account, published: OrganisationAccount, most: int) -> Iterator[str]:
    figures = {
        "pays": (published.pays_pence, exact.own + exact.grants),
        "own money": (published.own_money_pence, exact.own),
        "gains": (published.gains_pence, exact.gains),
        "unfunded": (published.unfunded_pence, exact.unfunded),
        "grants": (published.grants_pence, exact.grants),
    }
    for name, (given, right) in figures.items():
        if abs(given - right) > most:
            yield f"by organisation: {name} of {published.organisation} is {float(right):.2f} pence, not {given}"
    if published.grants_pence != published.pays_pence - published.own_money_pence:
        yield f"by organisation: grants of {published.organisation} are what it pays less its own money"
    if sum(published.gains_by_class.values()) != published.gains_pence:
        yield f"by organisation: gains of {published.organisation} by class do not sum to its gains"
    for class_, right in exact.by_class.items():
        if class_ and abs(published.gains_by_class.get(class_, 0) - right) > most:
            yield f"by organisation: {class_} gains of {published.organisation} are {float(right):.2f} pence"


def _bill_faults(
    reading: Reading, chosen: Mapping[str, Mode], published: Mapping[str | None, OrganisationAccount]
) -> Iterator[str]:
    """The largest yearly bill after the money stops, in base-year prices, bias counted or not."""
    years = range(reading.document.place.years, appraisal_years(reading.document.place))
    for organisation, account in published.items():
        plain = [Fraction(0)]
        biased = [Fraction(0)]
        for year in years:
            lines = [
                (line.base[year], reading.value(mode).bias[line.kind])
                for mode in chosen.values()
                for line in mode.lines
                if line.bearer == organisation and line.kind == "revenue" and reading.value(mode).known
            ]
            plain.append(Fraction(sum(amount for amount, _ in lines)))
            biased.append(sum((amount * (1 + bias) for amount, bias in lines), Fraction(0)))
        if not max(plain) <= account.yearly_bill_pence <= max(biased) + len(chosen):
            yield f"by organisation: the yearly bill of {organisation} is {max(plain)} pence before bias"


def _appraisal_faults(reading: Reading, mode: Mode, published: ProjectAppraisal) -> Iterator[str]:
    value = reading.value(mode)
    name = published.project
    if (published.option or "", published.start) != mode.key[1:]:
        yield f"appraisal: {name} is appraised in another option or start than the plan’s"
    if published.npsv_pence != value.npsv:
        yield f"NPSV: {name}’s is appraised at {published.npsv_pence} pence, and is {value.npsv}"
    if abs(published.pv_costs_pence - value.total_costs) > 1:
        yield f"appraisal: costs of {name} are {float(value.total_costs):.2f} pence"
    if value.known and (
        published.pv_benefits_pence is None or abs(published.pv_benefits_pence - value.total_gains) > 1
    ):
        yield f"appraisal: benefits of {name} are {float(value.total_gains):.2f} pence"
    if (published.bias_capital, published.bias_revenue) != (value.bias["capital"], value.bias["revenue"]):
        yield f"optimism bias: that of {name} is {value.bias}"


def _nothing(organisation: str | None) -> OrganisationAccount:
    return OrganisationAccount(organisation=organisation, pays_pence=0, own_money_pence=0, gains_pence=0)


def _listed(values: tuple[Fraction, ...] | None) -> str:
    return "none" if values is None else ", ".join(map(str, values))
