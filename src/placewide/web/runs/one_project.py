"""One project beside the plan: why it is in or out, and the least that would change that."""

from dataclasses import dataclass

from placewide.domain.place.document import Project
from placewide.domain.place.plannable import PLANNED
from placewide.domain.plan.result import ProjectOutcome
from placewide.reports import answers
from placewide.reports.sentences import exact, listed, sentence
from placewide.reports.view import View, totals
from placewide.reports.wording import REASONS, change_words
from placewide.web.access.policy import HiddenError


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A question about the project, and its answer."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What the page says: the answer in a sentence, then facts, then who pays where it is in the plan."""

    project: str
    name: str
    chosen: bool
    plannable: bool
    answer: str
    facts: tuple[Fact, ...]
    payments: tuple[tuple[str, str, str], ...] = ()
    """Who pays, whose cost it is, how much."""


def about(view: View, project: str) -> Story:
    """The story of one project under the plan. Raises HiddenError where the place has no such project."""
    record = view.projects.get(project)
    if record is None:
        raise HiddenError
    outcome = view.outcomes.get(project)
    chosen = outcome is not None and outcome.selected
    return Story(
        project=project,
        name=view.project_name(project),
        chosen=chosen,
        plannable=record.status in PLANNED and project not in view.lacking,
        answer=_answer(view, record, outcome),
        facts=tuple(fact for fact in _facts(view, record, outcome) if fact.value),
        payments=_payments(view, project) if chosen else (),
    )


def _answer(view: View, record: Project, outcome: ProjectOutcome | None) -> str:
    if outcome is None:
        return "It came after this plan. Plan again, and it is considered."
    lacks = view.lacking.get(str(record.id))
    if lacks:
        return sentence(f"it cannot be planned yet: it lacks {listed(list(lacks))}")
    return sentence(outcome.reason)


def _facts(view: View, record: Project, outcome: ProjectOutcome | None) -> list[Fact]:
    serves = listed([view.priority_name(str(key)) for key in record.serves or {}])
    facts = [
        Fact(name="Led by", value=view.organisation_name(record.lead) if record.lead else "nobody yet"),
        Fact(name="Serves", value=serves),
        Fact(name="Needs first", value=listed([view.project_name(str(id_)) for id_ in record.requires])),
    ]
    if outcome is None:
        return facts
    if outcome.selected:
        return [*facts, *_inside(view, outcome)]
    return [*facts, *(_outside(view, outcome) if str(record.id) not in view.lacking else ())]


def _inside(view: View, outcome: ProjectOutcome) -> list[Fact]:
    return [
        Fact(name="Starts", value=str(outcome.start or "")),
        Fact(name="Cost to fund", value=exact(view.cost_to_fund.get(outcome.id, 0))),
        Fact(name="Benefit less cost", value=exact(outcome.npsv_pence)),
        Fact(name="In place of", value=listed([view.project_name(id_) for id_ in outcome.displaces])),
        Fact(
            name="Hangs on",
            value=listed([view.allocation_name(id_) for id_ in outcome.hangs_on]) if outcome.firm is False else "",
        ),
    ]


def _outside(view: View, outcome: ProjectOutcome) -> list[Fact]:
    price = "" if outcome.price is None else answers.first_objective_amount(view, outcome.price)
    return [
        Fact(name="Why it is out", value=REASONS[outcome.reason_code]),
        Fact(name="Least that would bring it in", value=change_words(view, outcome.cheapest_change)),
        Fact(name="What the plan would lose by it", value=price),
        Fact(name="It would push out", value=listed([view.project_name(id_) for id_ in outcome.displaces])),
    ]


def _payments(view: View, project: str) -> tuple[tuple[str, str, str], ...]:
    mine = [payment for payment in view.plan.payments if payment.project == project]
    sums = totals(mine, lambda payment: (payment.allocation, payment.bearer))
    return tuple(
        (f"{view.allocation_name(pot)}, held by {_holder(view, pot)}", view.organisation_name(bearer), exact(amount))
        for (pot, bearer), amount in sorted(sums.items(), key=lambda item: -item[1])
    )


def _holder(view: View, allocation: str) -> str:
    pot = next((row for id_, row in view.allocations.items() if id_ == allocation), None)
    return view.organisation_name(pot.holder if pot else None)
