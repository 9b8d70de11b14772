"""The sentence that each answer to a “what if” opens with, and what is missing of it: computed, never typed."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from placewide.analysis.what_if import Question
from placewide.domain.plan.questions.comparison import Comparison, ScenarioRow
from placewide.domain.plan.questions.frontier import Frontier
from placewide.domain.plan.questions.robustness import CoreIndex, Robustness
from placewide.domain.plan.questions.sensitivity import ALL_BENEFITS, ALL_COSTS
from placewide.domain.plan.questions.uncertainty import UncertaintyResult
from placewide.domain.plan.questions.weights import ViewPlan, WeightSensitivity
from placewide.domain.plan.result import AllocationUse
from placewide.reports.input_names import InputNames
from placewide.reports.sentences import count, listed, money, number_word, out_of, percentage, plain, sentence
from placewide.reports.view import View
from placewide.reports.wording import objective_amount

UNANSWERED = (
    "This was asked and has no answer: it was stopped, or there was no time, or no proven plan to begin with. "
    "Ask again, with more time."
)
TITLES: dict[Question, str] = {
    "sharing": "What sharing buys",
    "uncertainty": "How sure are we?",
    "robustness": "How firm is the short-list?",
    "frontier": "More or less money",
    "worth": "More or less money",
    "weights": "If we weighed it differently",
    "comparison": "Scenarios side by side",
}


def chance(share: float) -> str:
    """A share of draws in words; none is said as such."""
    return percentage(Fraction(share).limit_denominator(10**6))


def sureness(found: UncertaintyResult) -> str:
    """The result's range, and the chance that the plan costs more than it brings."""
    if not found.inputs:
        return (
            "Nothing can be said about how sure the result is: no line of the plan states a low or a high. What would "
            "have to be otherwise can be said."
        )
    low, high = found.npsv.percentiles[10].pence, found.npsv.percentiles[90].pence
    ends = f"between {_worth(low)} and {_worth(high)}" if low < 0 <= high else _both(low, high)
    loss = found.npsv.chance_of_loss
    often = f"the chance that it costs more than it brings is {chance(loss)}"
    if loss == 0:
        often = f"in none of {found.draws:,} does it cost more than it brings"
    return f"In eight draws of ten the plan is worth {ends}; {often}."


def sureness_points(names: InputNames, found: UncertaintyResult) -> Iterator[str]:
    """The worst case, what moves the result most, what would take it to nil, what would change the choice."""
    npsv = found.npsv
    if found.inputs:
        yield f"In the worst draw of twenty it is worth, on average, {_worth(npsv.shortfall.pence)}."
    if found.tornado:
        widest = found.tornado[0]
        ends = sorted((widest.npsv_at_low_pence, widest.npsv_at_high_pence))
        yield f"What moves it most is {names.quoted(widest.id)}: from {money(ends[0])} to {money(ends[1])}."
    yield from _to_nil(found)
    yield from _nearest_change(names, found)
    if found.weighted:
        yield (
            f"With distributional weights (elasticity {plain(found.weighted.elasticity)}) the mean is "
            f"{money(found.weighted.npsv.mean.pence)}, beside {money(npsv.mean.pence)} without."
        )
    if found.unsearched:
        inputs = listed([names.quoted(name) for name in found.unsearched], most=3)
        yield f"Missing: there was no time to look where {inputs} would change the choice."


def _to_nil(found: UncertaintyResult) -> Iterator[str]:
    whole = {row.id: row.factor for row in found.switching}
    benefits, costs = whole.get(ALL_BENEFITS), whole.get(ALL_COSTS)
    parts = [f"all benefits came to {percentage(benefits)} of what is stated"] if benefits is not None else []
    parts += [f"all costs to {percentage(costs)}"] if costs is not None else []
    if parts:
        yield f"It would just break even if {' or '.join(parts)}."


def _nearest_change(names: InputNames, found: UncertaintyResult) -> Iterator[str]:
    """The smallest change of one input that makes another set of projects the best."""
    changes = [
        (abs(change.changed_at - 1), name, change)
        for name, row in found.set_switches.items()
        for change in (row.below, row.above)
        if change is not None
    ]
    if not changes:
        if found.set_switches:
            yield "No input looked at, from nought to twice what is stated, would change which projects are chosen."
        return
    _, name, change = min(changes, key=lambda row: (row[0], row[1]))
    less = "less" if change.changed_at < 1 else "more"
    much = percentage(abs(change.changed_at - 1))
    gone, come = ([f"“{names.view.project_name(each)}”" for each in part] for part in (change.leaves, change.joins))
    then = "there would be no plan at all"
    if not change.no_plan:
        words = [
            f"{listed(gone, most=3)} would go" if gone else "",
            f"{listed(come, most=3)} would come" if come else "",
        ]
        then = " and ".join(word for word in words if word)
    yield f"The choice itself changes first with {names.quoted(name)}: at {much} {less} or before, {then}."


def _both(low: int, high: int) -> str:
    word = "less" if high < 0 else "more"
    one, other = sorted((abs(low), abs(high)))
    return f"between {money(one)} and {money(other)} {word} than it costs"


def _worth(pence: int) -> str:
    return f"{money(abs(pence))} {'less' if pence < 0 else 'more'} than it costs"


def firmness(view: View, found: Robustness) -> str:
    """How many projects of the plan stay whatever happens, and which hang in the balance."""
    if not found.projects:
        return "No case was answered, so nothing can be said about how firm the short-list is."
    own = [row for row in found.projects if row.in_plan]
    core = [row for row in own if row.place == "core"]
    open_ = [row for row in found.projects if row.place == "borderline"]
    firm = f"{out_of(len(core), len(own), 'project')} of the plan" if own else "no project of the plan"
    verb = "is" if len(core) == 1 else "are"
    held = f"{firm} {verb} firm: in the best plan of at least nine cases in ten"
    if own and len(core) == len(own):
        each = f"each of its {count(len(own), 'project')} is" if len(own) > 1 else "its one project is"
        held = f"the whole short-list is firm: {each} in the best plan of at least nine cases in ten"
    if not open_:
        return sentence(f"{held}, and none hangs in the balance")
    names = listed([f"“{view.project_name(row.project)}”" for row in open_], most=3)
    return sentence(f"{held}; {names} {'hangs' if len(open_) == 1 else 'hang'} in the balance")


def firmness_points(view: View, found: Robustness) -> Iterator[str]:
    """The plan as a whole, what fell out, what is missing, and how it was found."""
    if found.answered:
        same = percentage(found.same_plan)
        plans = count(found.different_plans, "different plan")
        yield f"The plan as it stands is the best one in {same} of {found.answered:,} cases; {plans} came up."
    weak = [row for row in found.projects if row.in_plan and row.place == "exterior"]
    if weak:
        yield sentence(
            f"{_names(view, weak)} {'is' if len(weak) == 1 else 'are'} in the plan, yet in at most one case in ten"
        )
    if found.infeasible:
        yield f"In {count(found.infeasible, 'case')} no plan keeps every rule."
    if found.answered < found.asked:
        yield f"Missing: {found.asked - found.answered:,} of {found.asked:,} cases were not answered in time."
    if found.pool:
        yield (
            f"{found.planned_anew:,} cases were planned anew and proven; the others took the best of a pool of "
            f"{count(found.pool, 'plan')} that they can fund, so a plan outside the pool goes unseen."
        )


def _names(view: View, rows: Sequence[CoreIndex]) -> str:
    return listed([f"“{view.project_name(row.project)}”" for row in rows], most=3)


def more_or_less(found: Frontier) -> str:
    """What half of the money would buy; or how many sums there are, where that cannot be said."""
    if not found.points:
        return "No sum at which more can be had was found in time." if found.gaps else "No money buys anything here."
    best = found.points[-1]
    half = [point for point in found.points if 2 * point.cost_pence <= best.cost_pence and point.cost_pence]
    if not half or best.value <= 0:
        return f"The most that can be had costs {money(best.cost_pence)}."
    part = half[-1]
    projects, reached = count(len(part.projects), "project"), percentage(part.value, best.value)
    return (
        f"With {money(part.cost_pence)}, {projects} would reach {reached} of the value that "
        f"{money(best.cost_pence)} buys; beyond that nothing better can be had."
    )


def thrift(view: View, found: Frontier) -> str | None:
    """Why the plan spends more than the least sum that reaches its value; None where it does not."""
    value = view.plan.objective[0] if view.plan.objective else None
    least = next((point for point in found.points if point.value == value), None)
    if least is None or view.funded_pence <= least.cost_pence:
        return None
    return (
        f"The plan spends {money(view.funded_pence)}; {money(least.cost_pence)} would reach the same. Among equals "
        "more benefit less cost comes before sparing money."
    )


def last_pounds(view: View, found: Frontier) -> str | None:
    """What the dearest step costs and buys: the first thing to give up."""
    if len(found.points) < 2:
        return None
    best, before = found.points[-1], found.points[-2]
    saved, lost = best.cost_pence - before.cost_pence, best.value - before.value
    gone = [f"“{view.project_name(name)}”" for name in best.projects if name not in before.projects]
    come = [f"“{view.project_name(name)}”" for name in before.projects if name not in best.projects]
    instead = f" without {listed(gone, most=3)}" if gone else " in another way"
    instead += f" but with {listed(come, most=3)}" if come else ""
    return f"For {money(saved)} less the place would lose {objective_amount(found.objective, lost)}: the plan{instead}."


def frontier_gaps(found: Frontier) -> list[str]:
    """Sums between which more breakpoints may lie unfound."""
    return [
        f"Missing: between {money(low)} and {money(high)} there was no time to look for every sum that buys more."
        for low, high in merged(found.gaps)
    ]


def merged(gaps: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Gaps that touch as one.

    >>> merged([(0, 5), (6, 9), (20, 30)])
    [(0, 9), (20, 30)]
    """
    whole: list[tuple[int, int]] = []
    for low, high in gaps:
        if whole and low <= whole[-1][1] + 1:
            whole[-1] = (whole[-1][0], high)
        else:
            whole.append((low, high))
    return whole


def known_worth(view: View) -> tuple[AllocationUse, ...]:
    return tuple(row for row in view.plan.allocations if row.worth is not None)


def worth(view: View) -> str | None:
    """Where the next £100,000 buys most, and in how many pots it buys nothing; None where it was not asked."""
    rows = known_worth(view)
    if not rows:
        return None
    gains = {
        row.allocation: max((each.objective_gain for each in row.worth or ()), default=Fraction(0)) for row in rows
    }
    best = max(gains, key=lambda key: (gains[key], key))
    if not gains[best]:
        none = f"In none of {count(len(rows), 'allocation')} would more money buy anything"
        return f"{none}: what is short is something else."
    name = objective_amount(view.plan.objectives[0], gains[best]) if view.plan.objectives else plain(gains[best])
    most = max(each.extra_pence for row in rows for each in row.worth or ())
    idle = sum(1 for gain in gains.values() if not gain)
    nothing = f"; in {out_of(idle, len(rows), 'allocation')} it buys nothing" if idle else ""
    return f"{money(most)} more buys most in {view.allocation_name(best)}: {name}{nothing}."


def partner_views(found: WeightSensitivity) -> list[ViewPlan]:
    """The plan's own weights first, then each partner's points, as far as there is an answer."""
    return [row for row in found.plans if row.view.kind in ("agreed", "partner")]


def weighed(found: WeightSensitivity) -> str:
    """How many projects every partner's points would choose, and how many hang on whose points count."""
    if not found.matters:
        return "Priorities do not enter the aim of this plan, so weighing them differently changes nothing."
    known = [set(row.projects) for row in partner_views(found) if row.projects is not None]
    if len(known) < 2:
        return "Fewer than two ways to weigh the priorities have an answer, so there is nothing to compare."
    always, ever = set.intersection(*known), set.union(*known)
    hanging = len(ever - always)
    if not hanging:
        return f"Whoever’s points count, the plan is the same: {count(len(always), 'project')}."
    verb = "is" if len(always) == 1 else "are"
    return (
        f"Whoever’s points count, {count(len(always), 'project')} {verb} in the plan; {number_word(hanging)} more "
        f"{'hangs' if hanging == 1 else 'hang'} on whose points they are."
    )


def weights_missing(view: View, found: WeightSensitivity) -> list[str]:
    """The views that have no plan in time."""
    lacking = [view_name(view, row) for row in found.plans if row.projects is None]
    return [f"Missing: {listed(lacking, most=4)}: no plan, or no time to prove one."] if lacking else []


def view_name(view: View, row: ViewPlan) -> str:
    """Whose points, or which weight is changed and how."""
    if row.view.kind == "agreed":
        return "As agreed"
    if row.view.kind == "partner":
        return view.organisation_name(row.view.about)
    how = {Fraction(0): "dropped", Fraction(1, 2): "halved", Fraction(2): "doubled"}
    return f"{view.priority_name(row.view.about or '')}, {how.get(row.view.factor or Fraction(0), 'changed')}"


def scenario_name(row: ScenarioRow) -> str:
    outcome = row.outcome
    return outcome.name or outcome.scenario or "As the place file stands"


def side_by_side(found: Comparison) -> str:
    """The scenario that would cost most, in projects and in pounds."""
    base = next((row for row in found.rows if row.outcome.scenario is None), None)
    others = [row for row in found.rows if row.outcome.scenario is not None]
    if not others:
        return "The place file has no scenario to set beside the plan." if not found.missing else UNANSWERED
    planned = [row for row in others if row.outcome.npsv_pence is not None]
    if base is None or base.outcome.npsv_pence is None or not planned:
        return f"{out_of(len(planned), len(others), 'scenario')} {'has' if len(planned) == 1 else 'have'} a plan."
    worst = min(planned, key=lambda row: (row.outcome.npsv_pence or 0, scenario_name(row)))
    less = base.outcome.npsv_pence - (worst.outcome.npsv_pence or 0)
    if less <= 0:
        return f"None of {count(len(planned), 'scenario')} costs the place anything in benefit less cost."
    fewer = len(base.outcome.projects) - len(worst.outcome.projects)
    projects = f"{count(fewer, 'project')} fewer and " if fewer > 0 else ""
    of = (
        f"Of {count(len(planned), 'scenario')}, “{scenario_name(worst)}”"
        if len(planned) > 1
        else f"“{scenario_name(worst)}”"
    )
    return f"{of} would cost most: {projects}{money(less)} less benefit after cost."


def scenarios_missing(view: View, found: Comparison) -> list[str]:
    names = {str(row.id): row.name or str(row.id) for row in view.document.scenarios}
    lacking = [names.get(name, name) if name else "the plan as it stands" for name in found.missing]
    return [f"Missing: {listed(lacking)}: not answered in time."] if lacking else []
