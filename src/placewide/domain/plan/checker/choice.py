"""Which projects were chosen, in which mode, and whether the rules between projects hold."""

from collections.abc import Iterator, Mapping

from placewide.domain.place.document import Project
from placewide.domain.plan.checker.modes import PLANNED_STATUSES, Mode
from placewide.domain.plan.checker.objectives import Reading
from placewide.domain.plan.result import Plan, ProjectOutcome
from placewide.domain.shared.figures import pence

NOT_CHOSEN_REASONS = frozenset(
    {"worth_less", "no_money", "rule", "requires", "excluded", "not_plannable", "forced_out"}
)


def chosen_modes(reading: Reading, plan: Plan) -> tuple[dict[str, Mode], tuple[str, ...]]:
    """The mode of every project that the plan selects, and what is wrong with the selection itself."""
    chosen: dict[str, Mode] = {}
    faults = list(_list_faults(reading, plan))
    for outcome in plan.projects:
        if outcome.selected:
            mode = _mode(reading, outcome)
            if mode is None:
                faults.append(f"allowed mode: {_why_no_mode(reading, outcome)}")
            else:
                chosen[outcome.id] = mode
    return chosen, tuple(faults)


def choice_faults(reading: Reading, chosen: Mapping[str, Mode]) -> Iterator[str]:
    """Every rule between projects that this choice breaks."""
    for project in reading.document.projects:
        if project.id in chosen:
            yield from _requires_faults(reading, project, chosen)
            yield from _excludes_faults(project, chosen)
        elif project.mandatory and project.status in PLANNED_STATUSES:
            yield f"mandatory: {project.id} is mandatory and was left out"
    yield from _force_faults(reading, chosen)
    yield from _limit_faults(reading, chosen)


def not_plannable_faults(reading: Reading, plan: Plan) -> Iterator[str]:
    """Every project that cannot be planned stands in the list with what it lacks, and no other does."""
    listed = {each.project: each.lacks for each in plan.not_plannable}
    for project in sorted(reading.lacking.keys() - listed.keys()):
        yield f"not_plannable: {project} lacks {', '.join(reading.lacking[project])} and is not listed"
    for project in sorted(listed.keys() - reading.lacking.keys()):
        yield f"not_plannable: {project} is listed and lacks nothing"
    for project, lacking in listed.items():
        if not lacking:
            yield f"not_plannable: {project} is listed without what it lacks"


def _list_faults(reading: Reading, plan: Plan) -> Iterator[str]:
    known = {project.id for project in reading.document.projects}
    listed = [outcome.id for outcome in plan.projects]
    for project in sorted(set(listed) - known):
        yield f"projects: {project} is not in the document"
    for project in sorted(known - set(listed)):
        yield f"projects: {project} is missing from the plan"
    if len(listed) != len(set(listed)):
        yield "projects: a project is listed twice"
    for outcome in plan.projects:
        yield from _reason_faults(reading, outcome)


def _reason_faults(reading: Reading, outcome: ProjectOutcome) -> Iterator[str]:
    force = reading.terms.force.get(outcome.id)
    mandatory = any(each.mandatory for each in reading.document.projects if each.id == outcome.id)
    forced_in = mandatory or (force is not None and force.in_)
    expected = {"forced"} if forced_in else {"chosen"}
    if not outcome.selected:
        expected = set(NOT_CHOSEN_REASONS)
        expected = {"not_plannable"} if outcome.id in reading.lacking else expected
        expected = expected | {"forced_out"} if force is not None and not force.in_ else expected - {"forced_out"}
    if outcome.reason_code not in expected:
        yield f"reason: {outcome.id} has the reason {outcome.reason_code}, not {' or '.join(sorted(expected))}"


def _mode(reading: Reading, outcome: ProjectOutcome) -> Mode | None:
    if outcome.start is None:
        return None
    key = (outcome.id, outcome.option or "", outcome.start)
    return next((mode for mode in reading.modes.get(outcome.id, ()) if mode.key == key), None)


def _why_no_mode(reading: Reading, outcome: ProjectOutcome) -> str:
    if outcome.id in reading.lacking:
        return f"{outcome.id} lacks {', '.join(reading.lacking[outcome.id])} and is not plannable"
    status = next((each.status for each in reading.document.projects if each.id == outcome.id), None)
    if status not in PLANNED_STATUSES:
        return f"{outcome.id} has the status {status} and is not planned"
    return f"{outcome.id} may not be chosen as option {outcome.option} from {outcome.start}"


def _requires_faults(reading: Reading, project: Project, chosen: Mapping[str, Mode]) -> Iterator[str]:
    closed = {each.id for each in reading.document.projects if each.status == "closed"}
    for needed in project.requires:
        if needed in closed:
            continue
        if needed not in chosen:
            yield f"requires: {project.id} requires {needed}, which was left out"
        elif chosen[needed].first > chosen[project.id].first:
            yield f"requires: {project.id} requires {needed}, which starts later"


def _excludes_faults(project: Project, chosen: Mapping[str, Mode]) -> Iterator[str]:
    for other in project.excludes:
        if other in chosen:
            yield f"excludes: {project.id} and {other} exclude each other and were both chosen"


def _force_faults(reading: Reading, chosen: Mapping[str, Mode]) -> Iterator[str]:
    for project, force in reading.terms.force.items():
        mode = chosen.get(project)
        if not force.in_:
            if mode is not None:
                yield f"force: {project} is forced out and was chosen"
        elif mode is None:
            yield f"force: {project} is forced in and was left out"
        elif force.option is not None and force.option != mode.key[1]:
            yield f"force: {project} is forced in with option {force.option}"
        elif force.start is not None and force.start != mode.start:
            yield f"force: {project} is forced in from {force.start}"


def _limit_faults(reading: Reading, chosen: Mapping[str, Mode]) -> Iterator[str]:
    for limit, borne, most in limits_with_costs(reading, chosen):
        if borne > most:
            yield f"limits: {limit} is to bear {borne} pence, more than {most}"


def limits_with_costs(reading: Reading, chosen: Mapping[str, Mode]) -> Iterator[tuple[str, int, int]]:
    """Each spending limit: what it is called, what the choice makes its organisation bear in cash, and the most."""
    first = reading.document.place.first_year.start
    for limit in reading.document.limits:
        most = pence(limit.amount)
        year = limit.year.start - first
        if most is None or not 0 <= year < reading.document.place.years:
            continue
        lines = (line for mode in chosen.values() for line in mode.lines)
        matching = (line for line in lines if (line.bearer, line.kind) == (limit.organisation, limit.kind))
        yield f"{limit.organisation}’s {limit.kind} in {limit.year}", sum(line.cash[year] for line in matching), most
