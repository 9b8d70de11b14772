"""How every slide of a deck begins and what its notes end with: the place and the plan that it was drawn from."""

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.presentation import Presentation as Deck

from placewide.reports.slides.canvas import Canvas
from placewide.reports.view import View

DIGITS = 12
STATUSES = {
    "optimal": "proven best under its rules",
    "feasible": "the best that was found, not proven",
    "infeasible": "no plan is possible under these rules",
    "stopped": "stopped before a plan was found",
}


@dataclass(frozen=True, slots=True)
class Opening:
    """Call it with title and lead for a new slide."""

    deck: Deck
    view: View

    def __call__(self, title: str, lead: str) -> Canvas:
        return Canvas(self.deck, title, lead)

    @property
    def footer(self) -> str:
        scenario = f" · scenario: {self.view.scenario_name}" if self.view.plan.scenario else ""
        return f"{self.view.place}{scenario} · plan {self.digest}"

    @property
    def digest(self) -> str:
        return self.view.plan.digest.removeprefix("sha256:")[:DIGITS]

    def notes(self, said: Sequence[str]) -> list[str]:
        """What was said in full, and where it comes from."""
        plan = self.view.plan
        scenario = f" under the scenario “{self.view.scenario_name}”" if plan.scenario else ""
        return [
            *said,
            f"Where the figures come from: the plan of {self.view.place}{scenario}, {STATUSES[plan.status]}, computed "
            f"by Placewide {plan.version} from the place document with the digest {plan.digest}. "
            "Figures on the slide are rounded; those in these notes are exact unless they are in a sentence.",
        ]
