"""The plan in pounds: for the place, and by organisation with own money apart from grants that pass through.

    pays(o)  = Σ over its payments of base-year cost × paid / need  + unfunded running costs + risk cost
    gains(o) = its benefits;   Σ over organisations of gains − pays = NPSV of the place, to the penny

All present values in base-year prices with bias. Each mode's rounded totals are split by largest remainder, so
that no penny is lost or made; passing on a grant makes nobody a loser, because only own money counts against gains.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TypeVar

from placewide.domain.plan.problem.modes import Mode
from placewide.domain.plan.problem.problem import Problem
from placewide.domain.plan.result import Appraisal, OrganisationAccount, ProjectAppraisal
from placewide.domain.plan.solve.funding import Payments
from placewide.numerics.rounding import largest_remainder, round_half_up

Key = TypeVar("Key", bound=tuple[str | None, str])
Purse = tuple[str, str]
"""Organisation and the nature of what it pays: `own`, `grant`, `unfunded` or `risk`."""


def appraise(problem: Problem, chosen: frozenset[int], payments: Payments) -> Appraisal:
    """Appraise chosen and funded modes. Those whose benefits are unknown stand in no total."""
    modes = [problem.modes[position] for position in sorted(chosen)]
    counted = [mode for mode in modes if mode.value.npsv_pence is not None]
    paid = _paid(problem, chosen, payments)
    purses: dict[Purse, int] = defaultdict(int)
    gains: dict[tuple[str | None, str], int] = defaultdict(int)
    for mode in counted:
        for purse, amount in _split(mode.value.costs_pence, paid[mode.project]):
            purses[purse] += amount
        for gainer, amount in _split(mode.value.benefits_pence, mode.value.gains or {}):
            gains[gainer] += amount
    benefits = sum(mode.value.benefits_pence for mode in counted)
    costs = sum(mode.value.costs_pence for mode in counted)
    return Appraisal(
        npsv_pence=benefits - costs,
        pv_benefits_pence=benefits,
        pv_costs_pence=costs,
        bcr=benefits / costs if costs > 0 else None,
        by_organisation=_accounts(purses, gains, _bills(counted)),
        by_project=tuple(appraisal_of(mode) for mode in modes),
        pv_bias_pence=sum(
            round_half_up(mode.value.costs - mode.value.risk - mode.value.costs_before_bias) for mode in counted
        ),
    )


def appraisal_of(mode: Mode) -> ProjectAppraisal:
    """One mode on its own, with bias and the cost of managing risks in their own columns."""
    value = mode.value
    bias = round_half_up(value.costs - value.risk - value.costs_before_bias)
    risk = round_half_up(value.risk)
    known = value.npsv_pence is not None
    return ProjectAppraisal(
        project=mode.project,
        option=mode.option,
        start=mode.start,
        pv_benefits_pence=value.benefits_pence if known else None,
        pv_costs_pence=value.costs_pence,
        npsv_pence=value.npsv_pence,
        bcr=None if value.ratio is None else float(value.ratio),
        pv_costs_before_bias_pence=value.costs_pence - bias - risk,
        pv_bias_pence=bias,
        pv_risk_cost_pence=risk,
        bias_capital=mode.bias.capital,
        bias_revenue=mode.bias.revenue,
    )


def _paid(problem: Problem, chosen: frozenset[int], payments: Payments) -> dict[str, dict[Purse, Fraction]]:
    """Present value of what each purse pays, by project: pro rata to the cash that each demand needed."""
    paid: dict[str, dict[Purse, Fraction]] = {}
    modes = {problem.modes[position].project: problem.modes[position] for position in chosen}
    for project, mode in modes.items():
        purses: dict[Purse, Fraction] = defaultdict(Fraction)
        for bearer, value in mode.value.unfunded.items():
            purses[bearer, "unfunded"] += value
        if mode.value.risk:
            purses[mode.lead, "risk"] += mode.value.risk
        paid[project] = purses
    for arc, amount in payments.items():
        entry = problem.arcs[arc]
        pot = problem.pots[entry.pot]
        mode = modes[entry.project]
        value = mode.value.funded[entry.cell] * Fraction(amount, mode.needs[entry.cell])
        paid[entry.project][pot.holder, "own" if pot.own_money else "grant"] += value
    return paid


def _split(total: int, shares: Mapping[Key, Fraction]) -> Iterable[tuple[Key, int]]:
    """Whole pence of `total` by key; keys in order, so that equal remainders fall the same way every time."""
    keys = sorted(shares, key=repr)
    return zip(keys, largest_remainder(total, [shares[key] for key in keys]), strict=True) if keys else ()


def _bills(modes: Iterable[Mode]) -> dict[str, int]:
    """The largest yearly bill after the money stops, by bearer, in base-year pence without bias."""
    by_year: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for mode in modes:
        for bearer, years in mode.value.unfunded_by_year.items():
            for year, amount in years.items():
                by_year[bearer][year] += amount
    return {bearer: max(years.values()) for bearer, years in by_year.items()}


def _accounts(
    purses: Mapping[Purse, int], gains: Mapping[tuple[str | None, str], int], bills: Mapping[str, int]
) -> tuple[OrganisationAccount, ...]:
    bodies = {body for body, _ in purses} | {body for body, _ in gains}
    return tuple(
        _account(body, purses, gains, bills) for body in sorted(bodies, key=lambda body: (body is None, body or ""))
    )


def _account(
    body: str | None,
    purses: Mapping[Purse, int],
    gains: Mapping[tuple[str | None, str], int],
    bills: Mapping[str, int],
) -> OrganisationAccount:
    by_nature = {nature: amount for (who, nature), amount in purses.items() if who == body}
    by_class = {name: amount for (who, name), amount in sorted(gains.items(), key=repr) if who == body}
    pays = sum(by_nature.values())
    grants = by_nature.get("grant", 0)
    return OrganisationAccount(
        organisation=body,
        pays_pence=pays,
        own_money_pence=pays - grants,
        gains_pence=sum(by_class.values()),
        gains_by_class=by_class,
        unfunded_pence=by_nature.get("unfunded", 0),
        yearly_bill_pence=bills.get(body, 0) if body else 0,
        grants_pence=grants,
    )
