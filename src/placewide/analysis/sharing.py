"""What sharing buys, on every core and within a time limit: exact where there is time, else sampled."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from placewide.analysis.confined_planning import GRACE_SECONDS, Bounds, Progress, Report, Stopped, run_confined
from placewide.analysis.forked_map import forked_map
from placewide.domain.place.digest import digest
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.planning import Manner, Planned, plan_in_full, settings_for
from placewide.domain.plan.problem.problem import Problem
from placewide.domain.plan.questions.sharing import (
    AT_ONCE,
    Credit,
    Known,
    SharingGame,
    SharingResult,
    Worths,
    antithetic_pair,
    between_organisations,
    between_permits,
    greedy_steps,
)
from placewide.domain.plan.result import Plan
from placewide.domain.scope.records import Scoping
from placewide.domain.shared.findings import Finding
from placewide.numerics.games import estimate, shapley

MOST_EXACT = 12
"""Players up to which all coalitions are asked for."""
LEAST_PAIRS, PAIRS = 2, 100
EXACT_SHARE, CREDIT_SHARE = 0.55, 0.75
"""The part of a time limit after which exact credit gives way to a sample, and the sample to the steps."""
STEPS_STOPPED = Finding(
    "warning", "scoping.stop", "steps_stopped", "Time ran out before every permit had its step: the first ones stand."
)
DROPPED = Finding(
    "warning",
    "scoping",
    "rules_dropped",
    "What must be cannot be without shares, so those rules are dropped wherever coalitions are compared.",
)


def share_confined(
    document: PlaceDocument,
    *,
    scenario: str | None = None,
    bounds: Bounds | None = None,
    progress: Progress | None = None,
    seed: int = 1,
    stopped: Stopped | None = None,
) -> SharingResult:
    """Plans without and with shares, the gain, credit and steps. Once `stopped`, it ends as if time had run out.

    `bounds.seconds` limits the whole; without it the answer takes as long as it takes to be exact for up to twelve
    organisations, and a hundred pairs of orders beyond. Raises as `plan_confined` does, and TimeoutError when not
    even a sample could be had.
    """
    limit = bounds or Bounds()
    allowed = 24 * 3600.0 if limit.seconds is None else limit.seconds + GRACE_SECONDS + 30
    result: SharingResult = run_confined(
        _share,
        (document, scenario, limit.seconds, seed),
        memory_bytes=limit.memory_bytes,
        allowed=allowed,
        progress=progress,
        stopped=stopped,
    )
    return result


@dataclass(slots=True)
class Told:
    """Progress over the whole: coalitions (or pairs of orders) first, then permits."""

    report: Progress
    begun: float
    permits: int
    asked: int = 0

    def coalitions(self, done: int, of: int) -> None:
        self.asked = of
        self._tell(done)

    def step(self, done: int) -> None:
        self._tell(self.asked + done)

    def _tell(self, done: int) -> None:
        self.report(time.monotonic() - self.begun, float(done), float(self.asked + self.permits))


def _share(
    report: Report, document: PlaceDocument, scenario: str | None, seconds: float | None, seed: int
) -> SharingResult:
    begun = time.monotonic()
    without, with_ = (_planned(document, scenario, shares, seconds) for shares in (False, True))

    def left(part: float) -> float:
        if report.stopped():
            return 0.0
        return float("inf") if seconds is None else begun + part * seconds - time.monotonic()

    worths = Worths(with_.problem, lambda: max(left(EXACT_SHARE), 0.0))
    _take_over(worths, with_)
    game = between_organisations(worths)
    permits = between_permits(worths)
    told = Told(report, begun, len(permits.players))
    credit, pairs = _credit(game, told, left, seed)
    worths.allow(lambda: max(left(1.0), 0.0))
    steps, stopped = _steps(permits, with_.plan, told)
    findings = [*([DROPPED] if worths.rules_dropped else []), *([STEPS_STOPPED] if stopped else [])]
    return SharingResult(
        without=replace(without.plan, digest=digest(document)),
        with_=replace(with_.plan, digest=digest(document)),
        gain=game.worth(game.everybody) - game.worth(0),
        alone=worths.worth(0),
        credit=credit,
        steps=steps,
        exact=pairs == 0,
        pairs=pairs,
        solved=worths.solved,
        findings=tuple(findings),
    )


def _planned(document: PlaceDocument, scenario: str | None, shares: bool, seconds: float | None) -> Planned:
    manner = Manner(clock=time.monotonic, answered=forked_map, prices=False)
    return plan_in_full(_sharing(document, scenario, shares, seconds), scenario=scenario, manner=manner)


def _take_over(worths: Worths, planned: Planned) -> None:
    """The plan with shares tells what everybody together is worth; nobody need ask again."""
    found = planned.best.found
    if found is None or worths.rules_dropped or planned.best.values[:1] != planned.best.bounds[:1]:
        return
    every = worths.uses(range(len(planned.problem.arcs)))
    worths.learn(every, Known(planned.best.values[0], worths.uses(found.funding.payments)))


def _steps(game: SharingGame, plan: Plan, told: Told) -> tuple[tuple[tuple[str, Fraction], ...], bool]:
    """The steps, and whether time ran out before the last one."""
    carried = {row.allocation: row.shared_pence for row in plan.allocations}
    steps = []
    try:
        for step in greedy_steps(game, carried, forked_map):
            steps.append(step)
            told.step(len(steps))
    except TimeoutError:
        return tuple(steps), True
    return tuple(steps), False


def _sharing(document: PlaceDocument, scenario: str | None, shares: bool, seconds: float | None) -> PlaceDocument:
    """The document with sharing allowed or not, whatever it says itself, and no more time than there is."""
    settings = settings_for(document, scenario)
    most = settings.stop.seconds if seconds is None else min(settings.stop.seconds, Decimal(str(seconds)))
    stop = replace(settings.stop, seconds=most)

    def allowed(scoping: Scoping) -> Scoping:
        return replace(scoping, shares=shares, stop=stop)

    scenarios = tuple(
        replace(row, scoping=allowed(row.scoping)) if row.id == scenario else row for row in document.scenarios
    )
    return replace(document, scoping=allowed(document.scoping), scenarios=scenarios)


def _credit(game: SharingGame, told: Told, left: Callable[[float], float], seed: int) -> tuple[tuple[Credit, ...], int]:
    if len(game.players) <= MOST_EXACT:
        try:
            _ask_all(game, told)
            exact = shapley(len(game.players), game.worth)
            return _with_the_others(
                game.worths.problem,
                [Credit(organisation=name, shapley=value) for name, value in zip(game.players, exact, strict=True)],
            ), 0
        except TimeoutError:
            pass
    game.worths.allow(lambda: float("inf"))
    pairs = list(_sampled(game, told, left, seed))
    rows = [
        Credit(
            organisation=name,
            shapley=Fraction(row.mean).limit_denominator(10**9),
            standard_error=row.standard_error,
            half_width=row.half_width,
        )
        for name, row in zip(game.players, estimate(pairs, _whole(game)), strict=True)
    ]
    return _with_the_others(game.worths.problem, rows), len(pairs)


def _whole(game: SharingGame) -> float:
    """The gain of all together: nobody can add more than that."""
    return float(game.worth(game.everybody) - game.worth(0))


def _ask_all(game: SharingGame, told: Told) -> None:
    """Every distinct coalition, from the largest, so many side by side that few could have told of each other."""
    distinct = game.distinct()
    for first in range(0, len(distinct), AT_ONCE):
        game.worths.ask(distinct[first : first + AT_ONCE], forked_map)
        told.coalitions(min(first + AT_ONCE, len(distinct)), len(distinct))


def _sampled(game: SharingGame, told: Told, left: Callable[[float], float], seed: int) -> Iterator[list[Fraction]]:
    """Pairs of an order and its reverse: a hundred, or as many as there is time for, but two at least."""
    for count, order in enumerate(shuffled_orders(len(game.players), seed)):
        if count == PAIRS or (count >= LEAST_PAIRS and left(CREDIT_SHARE) <= 0):
            return
        if count == LEAST_PAIRS:
            game.worths.allow(lambda: max(left(CREDIT_SHARE), 0.0))
        try:
            yield antithetic_pair(order, game, forked_map)
        except TimeoutError:
            return
        told.coalitions(count + 1, PAIRS)


def shuffled_orders(players: int, seed: int) -> Iterator[tuple[int, ...]]:
    """Independent orders of the players without end, the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 (orders of players, not secrets)
    order = list(range(players))
    while True:
        dice.shuffle(order)
        yield tuple(order)


def _with_the_others(problem: Problem, rows: list[Credit]) -> tuple[Credit, ...]:
    """Organisations that hold counted money or bear a plannable cost but are part of no share earn nothing."""
    bodies = {pot.holder for pot in problem.pots} | {cell[0] for mode in problem.modes for cell in mode.needs}
    idle = bodies - {row.organisation for row in rows}
    nothing = [Credit(organisation=body, shapley=Fraction(0)) for body in idle]
    return tuple(sorted([*rows, *nothing], key=lambda row: (-row.shapley, row.organisation)))
