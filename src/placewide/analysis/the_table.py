"""The Table: what the place can do alone and together, when something is flipped.

A flip changes the scoping and nothing else: a share kept back or offered, money lost or counted, a project put in or
left out, other weights. The answer is two proven plans of the true problem, without the reasons: they are what takes
long, and nobody asks for them while switches are being flipped.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from fractions import Fraction
from typing import get_args

from placewide.domain.funding.records import Allocation
from placewide.domain.place.document import PlaceDocument, Project
from placewide.domain.place.plannable import PLANNED, allocation_lacks
from placewide.domain.plan.explain.reasons import Verdict
from placewide.domain.plan.planning import Manner, NotPlannableError, plan_place
from placewide.domain.plan.problem.pots import changed, status_of
from placewide.domain.plan.problem.value import weights_of
from placewide.domain.plan.result import Plan
from placewide.domain.scope.records import Change, Force, Scenario, Scoping, Status
from placewide.domain.scope.settings import settings_of
from placewide.domain.shared.identifiers import Identifier

SCENARIO = Identifier("the_table")
"""The id of the scenario that papers of flipped switches are drawn from."""
STATUSES: tuple[Status, ...] = get_args(Status)
Telling = Callable[[float, str], None]
"""Told how far it is, from 0 to 1, and what is being done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flips:
    """What is flipped against the place as it stands, each list sorted, so that the same flips are the same question.

    `kept_back`: allocations that may not be shared after all; `offered`: those that may, though they may not today;
    `lost`: those that do not come; `put_in`, `left_out`: projects; `counted`: statuses of money counted as well;
    `weights`: by priority, summing to any number.
    """

    kept_back: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    put_in: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    weights: tuple[tuple[str, Decimal], ...] = ()

    @property
    def any(self) -> bool:
        return self != NOTHING

    @property
    def besides_sharing(self) -> "Flips":
        """The same without what only says who may share: alone, nobody does."""
        return replace(self, kept_back=(), offered=())


NOTHING = Flips()


def as_plain(flips: Flips) -> dict[str, list[str] | dict[str, str]]:
    """The flips as JSON has them; what is not flipped is left out."""
    plain: dict[str, list[str] | dict[str, str]] = {
        field.name: list(getattr(flips, field.name))
        for field in fields(Flips)
        if field.name != "weights" and getattr(flips, field.name)
    }
    if flips.weights:
        plain["weights"] = {priority: str(weight) for priority, weight in flips.weights}
    return plain


def from_plain(plain: Mapping[str, object]) -> Flips:
    """The flips of `as_plain`. Raises TypeError or ValueError for what cannot be one."""
    given = dict(plain)
    weights = given.pop("weights", {})
    if not isinstance(weights, Mapping):
        raise TypeError("Weights are given by priority.")
    lists = {name: tuple(str(item) for item in items) for name, items in given.items() if isinstance(items, Sequence)}
    pairs = tuple((str(priority), Decimal(str(weight))) for priority, weight in weights.items())
    return Flips(**lists, weights=pairs)


def canonical(document: PlaceDocument, flips: Flips) -> Flips:
    """The flips that change something in this place, in order; what the place does not have is dropped."""
    scoping = settings_of(document.scoping)
    pots = {str(pot.id): changed(pot, scoping.change) for pot in document.allocations}
    shareable = {str(pot.id) for pot in shareable_allocations(document)}
    offerable = {str(pot.id) for pot in offerable_allocations(document)}
    projects = {str(row.id): row for row in document.projects if row.status in PLANNED}
    forced = {str(force.project): force for force in scoping.force}
    put_in = {id_ for id_ in flips.put_in if id_ in projects and not _stands(forced.get(id_), in_=True)}
    return Flips(
        kept_back=_sorted(id_ for id_ in flips.kept_back if id_ in shareable and id_ not in flips.offered),
        offered=_sorted(id_ for id_ in flips.offered if id_ in offerable and id_ not in flips.kept_back),
        lost=_sorted(id_ for id_ in flips.lost if id_ in pots and pots[id_].status != "withdrawn"),
        put_in=_sorted(put_in),
        left_out=_sorted(
            id_ for id_ in flips.left_out
            if id_ in projects and id_ not in put_in and not projects[id_].mandatory
            and not _stands(forced.get(id_), in_=False)
        ),
        counted=tuple(status for status in STATUSES if status in flips.counted and status not in scoping.count),
        weights=_weights(document, flips.weights),
    )  # fmt: skip


def with_flips(document: PlaceDocument, flips: Flips) -> PlaceDocument:
    """The place with these flips: another scoping, everything else as it was. Without flips, the very document."""
    if not flips.any:
        return document
    return replace(document, scoping=flipped(document.scoping, flips))


def as_scenario(document: PlaceDocument, flips: Flips, name: str) -> PlaceDocument:
    """The place with the flips as its scenario `SCENARIO`, for papers that say what was flipped."""
    scenario = Scenario(id=SCENARIO, name=name, scoping=flipped(document.scoping, flips))
    others = tuple(row for row in document.scenarios if row.id != SCENARIO)
    return replace(document, scenarios=(*others, scenario))


def flipped(scoping: Scoping, flips: Flips) -> Scoping:
    """The scoping under these flips."""
    given = settings_of(scoping)
    return replace(
        scoping,
        change=_changes(given.change, flips) or scoping.change,
        force=_forces(given.force, flips) or scoping.force,
        count=(*given.count, *_statuses(flips)) if flips.counted else scoping.count,
        weights={Identifier(key): weight for key, weight in flips.weights} if flips.weights else scoping.weights,
    )


def shareable_allocations(document: PlaceDocument) -> tuple[Allocation, ...]:
    """Allocations that are counted and may be shared as things stand, in the order of the place."""
    if not settings_of(document.scoping).shares:
        return ()
    return tuple(pot for pot in counted_allocations(document) if pot.may_share and _transferable(document, pot))


def offerable_allocations(document: PlaceDocument) -> tuple[Allocation, ...]:
    """Counted allocations that may not be shared today, and whose fund would not forbid it."""
    if not settings_of(document.scoping).shares:
        return ()
    return tuple(pot for pot in counted_allocations(document) if not pot.may_share and _transferable(document, pot))


def counted_allocations(document: PlaceDocument) -> tuple[Allocation, ...]:
    """Allocations whose money is counted as things stand, with the changes of the place's own scoping in them."""
    settings = settings_of(document.scoping)
    pots = (changed(pot, settings.change) for pot in document.allocations)
    return tuple(pot for pot in pots if not allocation_lacks(pot) and status_of(pot) in settings.count)


def uncounted_statuses(document: PlaceDocument) -> tuple[Status, ...]:
    """Statuses of money that is known but not counted as things stand; what was withdrawn never is."""
    settings = settings_of(document.scoping)
    there = {status_of(changed(pot, settings.change)) for pot in document.allocations if not allocation_lacks(pot)}
    return tuple(
        status for status in STATUSES if status in there and status not in settings.count and status != "withdrawn"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TableAnswer:
    """What can be done alone and together under some flips. A plan's left-out projects have no reasons here.

    `before` are the projects of the plan together when nothing is flipped, and `before_value` what it reaches on the
    same aim; None where there is no such plan.
    """

    alone: Plan
    together: Plan
    before: tuple[str, ...] | None = None
    before_value: Fraction | None = None
    seconds: float = 0.0


def table_answer(
    document: PlaceDocument, flips: Flips, *, base: TableAnswer | None = None, told: Telling | None = None
) -> TableAnswer:
    """The plans alone and together under these flips; each is proven, or says how far it may be from the best.

    `base` is the answer to no flips at all; without it, it is computed as well. What only says who may share does
    not change what is done alone, so that plan is taken over from it. Raises NotPlannableError where a project that
    must be in lacks something.
    """
    tell = told or (lambda _fraction, _text: None)
    begun = time.monotonic()
    flips = canonical(document, flips)
    if flips.any and base is None:
        base = _or_none(lambda: table_answer(document, NOTHING, told=lambda part, text: tell(part / 2, text)))
    now = with_flips(document, flips)
    tell(0.5 if flips.any else 0.1, "Looking for the best plan together")
    together = bare_plan(now)
    tell(0.9, "Looking for what each can do alone")
    alone = base.alone if base and not flips.besides_sharing.any else bare_plan(nobody_shares(now))
    before = base.together if base else None if flips.any else together
    has_plan = before is not None and before.status in ("optimal", "feasible")
    return TableAnswer(
        alone=alone,
        together=together,
        before=chosen_in(before) if has_plan and before else None,
        before_value=before.objective[0] if has_plan and before and before.objective else None,
        seconds=time.monotonic() - begun,
    )


def bare_plan(document: PlaceDocument) -> Plan:
    """The best plan with payments, shares, appraisal and care, but without a word on projects that it leaves out."""
    manner = Manner(clock=time.monotonic, answered=_unasked, prices=False, alone=False)
    plan = plan_place(document, manner=manner)
    return replace(plan, projects=tuple(outcome for outcome in plan.projects if outcome.selected))


def nobody_shares(document: PlaceDocument) -> PlaceDocument:
    """The place in which every allocation pays for its holder's own costs only."""
    return replace(document, scoping=replace(document.scoping, shares=False))


def chosen_in(plan: Plan) -> tuple[str, ...]:
    return tuple(outcome.id for outcome in plan.projects if outcome.selected)


def _unasked(_verdict: Callable[[Project], Verdict], outside: Sequence[Project]) -> list[Verdict]:
    """No reasons: the outcomes made of these are thrown away."""
    return [Verdict("worth_less", "") for _ in outside]


def _or_none(ask: Callable[[], TableAnswer]) -> TableAnswer | None:
    try:
        return ask()
    except NotPlannableError:
        return None


def _sorted(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(ids)))


def _stands(force: Force | None, *, in_: bool) -> bool:
    return force is not None and force.in_ is in_ and force.option is None and force.start is None


def _transferable(document: PlaceDocument, pot: Allocation) -> bool:
    return all(fund.rules.may_transfer is not False for fund in document.funds if fund.id == pot.fund)


def _weights(document: PlaceDocument, weights: tuple[tuple[str, Decimal], ...]) -> tuple[tuple[str, Decimal], ...]:
    """The weights of every priority in order of id; none where they say what is agreed, or say nothing."""
    asked = {priority: weight for priority, weight in weights if weight > 0}
    ids = sorted(str(priority.id) for priority in document.strategy.priorities)
    total = sum((asked.get(id_, Decimal(0)) for id_ in ids), Decimal(0))
    if not total:
        return ()
    agreed = weights_of(document, settings_of(document.scoping))
    if all(Fraction(asked.get(id_, Decimal(0))) / Fraction(total) == agreed.get(id_, 0) for id_ in ids):
        return ()
    return tuple((id_, asked.get(id_, Decimal(0)).normalize()) for id_ in ids)


def _changes(given: tuple[Change, ...], flips: Flips) -> tuple[Change, ...]:
    """One change for each allocation: later ones win, key by key, and the flips are the last."""
    flipped_changes = [
        *(Change(allocation=Identifier(id_), may_share=False) for id_ in flips.kept_back),
        *(Change(allocation=Identifier(id_), may_share=True) for id_ in flips.offered),
        *(Change(allocation=Identifier(id_), status="withdrawn") for id_ in flips.lost),
    ]
    merged: dict[str, Change] = {}
    for change in (*given, *flipped_changes):
        before = merged.get(change.allocation, Change(allocation=change.allocation))
        keys = [field.name for field in fields(Change) if getattr(change, field.name) is not None]
        merged[change.allocation] = replace(before, **{key: getattr(change, key) for key in keys})
    return tuple(merged.values()) if flipped_changes else given


def _forces(given: tuple[Force, ...], flips: Flips) -> tuple[Force, ...]:
    about = {*flips.put_in, *flips.left_out}
    return (
        *(force for force in given if force.project not in about),
        *(Force(project=Identifier(id_), in_=True, reason="Flipped on The Table") for id_ in flips.put_in),
        *(Force(project=Identifier(id_), in_=False, reason="Flipped on The Table") for id_ in flips.left_out),
    )


def _statuses(flips: Flips) -> tuple[Status, ...]:
    return tuple(status for status in STATUSES if status in flips.counted)
