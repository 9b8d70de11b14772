"""The sentence that each part of a report opens with: computed from the plan, never typed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import isfinite

from placewide.domain.plan.result import CheapestChange, ProjectOutcome
from placewide.domain.shared.figures import pence
from placewide.reports.sentences import count, listed, money, number_word, out_of, percentage, plain, sentence
from placewide.reports.view import View, net_gain
from placewide.reports.wording import BETTER, MONEY_STATUSES, change_words, objective_amount

CHANGE_ORDER: Mapping[str, int] = {"permission": 0, "rule": 1, "money": 2}
LEFT_OUT_BECAUSE: Mapping[str, str] = {
    "worth_less": "worth less than what {they} would displace",
    "no_money": "short of money",
    "rule": "stopped by a rule",
    "requires": "waiting for another project",
    "excluded": "ruled out by a project in the plan",
    "forced_out": "left out by you",
}


def headline(view: View) -> str:
    """What the place can do together, in one sentence; or that there is no plan, and why."""
    if view.plan.status == "infeasible":
        return f"{view.place} has no plan under these rules: some of what must be done cannot be done together."
    if view.plan.status == "stopped":
        return f"No plan for {view.place} was found in the time allowed. That does not mean that there is none."
    if not view.chosen and not view.left_out:
        return f"None of {view.place}’s {count(view.considered, 'project')} is complete enough to be planned yet."
    if not view.chosen:
        return f"{view.place} can do none of its {count(view.considered, 'project')} under these rules."
    done = out_of(len(view.chosen), view.considered, "project")
    cost = money(view.funded_pence)
    alone = view.plan.alone
    if alone is not None and len(alone) < len(view.chosen):
        each = f"Each on its own, the partners of {view.place} can do {count(len(alone), 'project')}"
        return f"{each}. Together they can do {done}, for {cost}, each paid in full and within every rule."
    return f"{view.place} can do {done} together for {cost}, each paid in full and within every rule."


def proof(view: View) -> str:
    """How sure it is that this is the best plan."""
    if view.plan.status == "optimal":
        better = BETTER.get(view.plan.objectives[0], "a better result") if view.plan.objectives else "a better result"
        return f"Under your rules no other choice gives {better}: that is proven, not guessed."
    seconds = count(int(view.settings.stop.seconds), "second")
    if view.plan.status == "infeasible":
        return "That is proven: no choice of projects keeps every rule."
    if view.plan.status == "stopped":
        return f"The search stopped after {seconds}."
    gap = next((value for value in view.plan.gap or () if value), 0.0)
    found = f"This is the best plan found in {seconds}, and it is not proven"
    if not isfinite(gap):
        return f"{found}: how much better another choice could be is not known."
    return f"{found}: another choice could be up to {percentage(Fraction(gap).limit_denominator(10**6))} better."


def attained(view: View) -> str:
    """What the plan reaches on each objective."""
    pairs = zip(view.plan.objectives, view.plan.objective or (), strict=False)
    return listed([objective_amount(name, value) for name, value in pairs])


def first_objective_amount(view: View, value: Fraction) -> str:
    """A price in the unit of the first objective."""
    return objective_amount(view.plan.objectives[0] if view.plan.objectives else "", value)


def short_list(view: View) -> str:
    """How many start when, and how firm the money is."""
    if not view.chosen:
        return "No project is in the plan."
    starts = [outcome.start for outcome in view.chosen if outcome.start]
    when = f"in {min(starts)}" if len(set(starts)) == 1 else f"from {min(starts)} to {max(starts)}" if starts else ""
    hanging = [outcome for outcome in view.chosen if outcome.firm is False]
    begun = f"{count(len(view.chosen), 'project')} {'starts' if len(view.chosen) == 1 else 'start'} {when}"
    if not hanging:
        return sentence(f"{begun}, all of them on money that is awarded")
    names = listed([quoted(view, outcome.id) for outcome in hanging], most=3)
    verb = "hangs" if len(hanging) == 1 else "hang"
    return sentence(f"{begun}; {names} {verb} on money that is not awarded yet")


def money_used(view: View) -> str:
    if not view.counted_pence:
        return "There is no money yet that this plan may count on."
    unused = view.counted_pence - view.funded_pence
    whole = f"The plan uses {money(view.funded_pence)} of the {money(view.counted_pence)} there is"
    if unused <= 0:
        return f"{whole}: all of it."
    first = _unused_in_first_year(view)
    year = view.document.place.first_year
    lapses = f". Of that, {money(first)} is for {year} alone" if first else ""
    return f"{whole}; {money(unused)} finds no use under the rules that it comes with{lapses}."


def money_not_counted(view: View) -> str | None:
    """Money that the plan leaves aside because of its status, or None where there is none."""
    counted = {use.allocation for use in view.plan.allocations}
    sums: dict[str | None, int] = {}
    for pot in view.allocations.values():
        if pot.id not in counted and (amount := pence(pot.amount)):
            sums[pot.status] = sums.get(pot.status, 0) + amount
    parts = [f"{money(amount)} is {MONEY_STATUSES[status]}" for status, amount in sums.items()]
    return sentence(f"Not counted: {listed(parts)}") if parts else None


def sharing(view: View) -> str:
    shares = view.plan.shares
    if not shares:
        return "Nobody needs to share money in this plan."
    givers = list(dict.fromkeys(share.from_ for share in shares))
    receivers = {share.to for share in shares}
    advice = sum(share.amount_pence for share in shares if share.needs_advice)
    who = view.organisation_name(givers[0]) if len(givers) == 1 else count(len(givers), "organisation")
    verb = "shares" if len(givers) == 1 else "share"
    whole = f"{who} {verb} {money(view.shared_pence)} with {count(len(receivers), 'partner')}"
    if not advice:
        return sentence(f"{whole}, each by a route that is known to be open to them")
    return sentence(f"{whole}; {money(advice)} of it takes a route on which you need advice first")


def who_pays(view: View) -> str:
    accounts = view.accounts
    if not accounts:
        return "Nobody pays and nobody gains in this plan."
    own = sum(account.own_money_pence for account in accounts)
    gains = sum(account.gains_pence for account in accounts)
    over = count(view.document.place.appraisal_years or view.document.place.years, "year")
    paid = money(own) if own else "none"
    whole = f"Over {over} the partners put in {paid} of their own money and gain {money(gains)}"
    if not view.losers:
        return f"{whole}; none of them loses."
    losing = [f"{view.organisation_name(a.organisation)} loses {money(-net_gain(a))}" for a in view.losers]
    return f"{whole}; as things stand {listed(losing, most=3)}."


def why_not(view: View) -> str:
    """Why projects are left out, by number, and the least that would bring one of them in."""
    nearest = next((outcome for outcome in by_nearness(view.left_out) if outcome.cheapest_change), None)
    if nearest is None:
        return left_out(view)
    change = change_words(view, nearest.cheapest_change)
    return f"{left_out(view)} Nearest is {quoted(view, nearest.id)}: {change[:1].lower()}{change[1:]}."


def left_out(view: View) -> str:
    if not view.left_out:
        return "No project that could be planned is left out."
    reasons = Counter(outcome.reason_code for outcome in view.left_out)
    parts = [f"{number_word(n)} {_because(code, n)}" for code, n in reasons.most_common()]
    verb = "is" if len(view.left_out) == 1 else "are"
    return sentence(f"{count(len(view.left_out), 'project')} {verb} left out: {listed(parts)}")


def by_nearness(outcomes: Iterable[ProjectOutcome]) -> list[ProjectOutcome]:
    """Those that least would bring in first: a permission before a rule before money, then the least money."""

    def distance(outcome: ProjectOutcome) -> tuple[int, int, str]:
        change = outcome.cheapest_change
        return (CHANGE_ORDER[change.type], _pence(change), outcome.id) if change else (9, 0, outcome.id)

    return sorted(outcomes, key=distance)


def not_plannable(view: View) -> str:
    number = len(view.lacking)
    if not number:
        return "Every proposal is complete enough to be planned."
    verb = "lacks" if number == 1 else "lack"
    return sentence(f"{count(number, 'project')} {verb} what a plan needs; nothing is guessed, so the rest is planned")


def care(view: View) -> str:
    changes = view.plan.care
    if changes is None or not (changes.maturity or changes.flows):
        return "The place file says of no project in the plan what it lifts or which information it carries."
    parts = [
        f"the lowest score for {change.measure.replace('_', ' ')} goes from {plain(change.lowest_before)} "
        f"to {plain(change.lowest_after)}"
        for change in changes.maturity[:2]
        if change.lowest_after != change.lowest_before
    ]
    if changes.flows:
        parts.append(_flows(view))
    if changes.organisations_reached:
        number = len(changes.organisations_reached)
        parts.append(f"{count(number, 'organisation')} {'is' if number == 1 else 'are'} reached")
    return sentence(f"After the plan {listed(parts)}") if parts else "No floor rises and no information flow changes."


def appraisal(view: View) -> str:
    result = view.plan.appraisal
    if result is None:
        return "The plan has no appraisal."
    over = count(view.document.place.appraisal_years or view.document.place.years, "year")
    more = "more" if result.npsv_pence >= 0 else "less"
    worth = f"Over {over} the plan is worth {money(abs(result.npsv_pence))} {more} than it costs"
    ratio = f": £{result.bcr:.2f} of benefit for each £1 of cost" if result.bcr is not None else ""
    return f"{worth}{ratio}, in present values and after optimism bias."


def quoted(view: View, project: str) -> str:
    """A project's name as it stands in a sentence."""
    return f"“{view.project_name(project)}”"


def _because(code: str, number: int) -> str:
    return LEFT_OUT_BECAUSE.get(code, code.replace("_", " ")).format(they="it" if number == 1 else "they")


def _flows(view: View) -> str:
    flows = view.plan.care.flows if view.plan.care else ()
    volume = sum((flow.volume for flow in flows if flow.volume is not None), Fraction(0))
    verb = "gets" if len(flows) == 1 else "get"
    a_year = f" ({plain(volume, 0)} times a year)" if volume else ""
    return f"{count(len(flows), 'flow')} of information{a_year} {verb} a better way"


def _pence(change: CheapestChange) -> int:
    return sum(part.extra_pence for part in change.parts) or change.extra_pence


def _unused_in_first_year(view: View) -> int:
    first = view.document.place.first_year
    pots = view.allocations
    return sum(
        use.unused_pence
        for use in view.plan.allocations
        if (pot := pots.get(use.allocation)) and pot.year == first and not pot.carry_forward
    )
