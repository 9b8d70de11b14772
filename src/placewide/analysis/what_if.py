"""What is asked of a plan afterwards, each question only if it is asked: one function for command, papers and page."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from placewide.analysis.confined_planning import Bounds, Progress
from placewide.analysis.executors import Running
from placewide.analysis.questions import (
    compare_confined,
    frontier_confined,
    robustness_confined,
    weights_confined,
    worth_confined,
)
from placewide.analysis.sharing import share_confined
from placewide.analysis.uncertainty import uncertainty_confined
from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.questions.comparison import Comparison
from placewide.domain.plan.questions.frontier import Frontier
from placewide.domain.plan.questions.robustness import Robustness
from placewide.domain.plan.questions.sharing import SharingResult
from placewide.domain.plan.questions.uncertainty import UncertaintyResult
from placewide.domain.plan.questions.weights import WeightSensitivity
from placewide.domain.plan.questions.worth import with_worth
from placewide.domain.plan.result import Plan, Worth

Question = Literal["worth", "sharing", "uncertainty", "robustness", "frontier", "weights", "comparison"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which questions are asked."""

    worth: bool = False
    sharing: bool = False
    uncertainty: bool = False
    robustness: bool = False
    frontier: bool = False
    weights: bool = False
    comparison: bool = False

    @property
    def questions(self) -> tuple[Question, ...]:
        """Those that are asked, in the order in which they are answered: the quick ones first."""
        return tuple(question for question in ORDER if getattr(self, question))


ORDER: tuple[Question, ...] = (
    "worth", "comparison", "sharing", "uncertainty", "weights", "frontier", "robustness",
)  # fmt: skip
EVERYTHING = Asked(
    worth=True, sharing=True, uncertainty=True, robustness=True, frontier=True, weights=True, comparison=True
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """The answers; None where a question was not asked or not answered. What more money is worth stands in the plan."""

    sharing: SharingResult | None = None
    frontier: Frontier | None = None
    robustness: Robustness | None = None
    weights: WeightSensitivity | None = None
    comparison: Comparison | None = None
    uncertainty: UncertaintyResult | None = None
    unanswered: tuple[Question, ...] = ()
    """Asked, but nothing can be said: time ran out, it was stopped, or there is no proven plan to begin with."""
    stopped: bool = False
    """Somebody stopped it before everything was answered, so answers may be parts of answers."""


Telling = Callable[[Question], Progress | None]
"""Called when a question begins; what it gives hears of the question's progress."""


def answer(
    document: PlaceDocument,
    plan: Plan,
    asked: Asked,
    *,
    scenario: str | None = None,
    bounds: Bounds | None = None,
    running: Running | None = None,
    progress: Telling | None = None,
) -> tuple[Plan, WhatIf]:
    """The plan, with the worth of more money in it where that is asked, and the other answers.

    One question after the other; each has the whole of the time limit. Once `running.stopped` says so, the question
    in hand gives what it has and the rest stay unanswered. A plan without chosen projects is given back as it is.
    Raises as `plan_confined` does.
    """
    if plan.status not in ("optimal", "feasible"):
        return plan, WhatIf()
    limit = bounds or Bounds()
    where = running or Running(memory_bytes=limit.memory_bytes)
    asking = _Asking(document, scenario, limit, where, progress)
    found = WhatIf()
    for question in asked.questions:
        if where.stopped():
            found = replace(found, unanswered=(*found.unanswered, question))
            continue
        plan, found = asking.answered(question, plan, found)
    return plan, replace(found, stopped=bool(asked.questions) and where.stopped())


@dataclass(frozen=True, slots=True)
class _Asking:
    """One place and scenario, within what bounds it is asked, and where."""

    document: PlaceDocument
    scenario: str | None
    bounds: Bounds
    running: Running
    telling: Telling | None

    def answered(self, question: Question, plan: Plan, found: WhatIf) -> tuple[Plan, WhatIf]:
        """The plan and the answers with this one among them."""
        progress = self.telling(question) if self.telling else None
        if question == "worth":
            worth = self._worth(plan, progress)
            known = any(rows is not None for rows in worth.values())
            return with_worth(plan, worth), found if known else _lacking(found, question)
        found = self._with(question, plan, found, progress)
        return plan, _lacking(found, question) if getattr(found, question) is None else found

    def _worth(self, plan: Plan, progress: Progress | None) -> dict[str, tuple[Worth, ...] | None]:
        return worth_confined(
            self.document, scenario=self.scenario, plan=plan, bounds=self.bounds, running=self.running,
            progress=progress,
        )  # fmt: skip

    def _with(self, question: Question, plan: Plan, found: WhatIf, progress: Progress | None) -> WhatIf:
        document, scenario, bounds, running = self.document, self.scenario, self.bounds, self.running
        if question == "uncertainty":
            spread = uncertainty_confined(
                document, scenario=scenario, plan=plan, bounds=bounds, running=running, progress=progress
            )
            return replace(found, uncertainty=spread)
        if question == "comparison":
            beside = compare_confined(document, bounds=bounds, running=running, progress=progress)
            return replace(found, comparison=beside)
        if question == "sharing":
            return replace(found, sharing=self._sharing(progress))
        if question == "weights":
            views = weights_confined(document, scenario=scenario, bounds=bounds, running=running, progress=progress)
            return replace(found, weights=views)
        if question == "frontier":
            points = frontier_confined(document, scenario=scenario, bounds=bounds, running=running, progress=progress)
            return replace(found, frontier=points)
        firm = robustness_confined(document, scenario=scenario, bounds=bounds, running=running, progress=progress)
        return replace(found, robustness=firm)

    def _sharing(self, progress: Progress | None) -> SharingResult | None:
        try:
            return share_confined(
                self.document, scenario=self.scenario, bounds=self.bounds, progress=progress,
                stopped=self.running.stopped,
            )  # fmt: skip
        except TimeoutError:
            return None


def _lacking(found: WhatIf, question: Question) -> WhatIf:
    return replace(found, unanswered=(*found.unanswered, question))
