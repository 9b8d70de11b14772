"""What an uncertain input is called: the name of its line, and the project that it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from placewide.domain.place.document import Option, Project
from placewide.domain.plan.questions.sensitivity import ALL_BENEFITS, ALL_COSTS
from placewide.reports.view import View

WHOLE: Mapping[str, str] = {ALL_BENEFITS: "All benefits", ALL_COSTS: "All costs"}
KINDS: Mapping[str, str] = {"cost": "cost", "benefit": "benefit", "risk": "cost of managing risks"}


@dataclass(frozen=True)
class InputNames:
    """Names of inputs by id (`project/kind/line`). Not slotted, because the lines are gathered once."""

    view: View

    def name(self, input_: str) -> str:
        """The line's name, or its id where it has none; all benefits and all costs by what they are."""
        if input_ in WHOLE:
            return WHOLE[input_]
        project, kind, line = input_.split("/", 2)
        return self._lines.get((project, kind, line)) or (KINDS["risk"].capitalize() if kind == "risk" else line)

    def project(self, input_: str) -> str | None:
        """The id of its project; None for all benefits or all costs."""
        return None if input_ in WHOLE else input_.split("/", 2)[0]

    def under(self, input_: str) -> str:
        """Which kind of line of which project: “benefit of Virtual wards”."""
        if input_ in WHOLE:
            return "of every project in the plan"
        project, kind, _ = input_.split("/", 2)
        name = self.view.project_name(project)
        return name if kind == "risk" else f"{KINDS[kind]} of {name}"

    def quoted(self, input_: str) -> str:
        """As it stands in a sentence."""
        if input_ in WHOLE:
            return WHOLE[input_].lower()
        return f"“{self.name(input_)}” ({self.under(input_)})"

    @cached_property
    def _lines(self) -> Mapping[tuple[str, str, str], str]:
        found: dict[tuple[str, str, str], str] = {}
        for project in self.view.document.projects:
            parts: tuple[Project | Option, ...] = (project, *project.options)
            for part in parts:
                for cost in part.costs:
                    if cost.name:
                        found[str(project.id), "cost", str(cost.id)] = cost.name
                for benefit in part.benefits or ():
                    if benefit.name:
                        found[str(project.id), "benefit", str(benefit.id)] = benefit.name
        return found


def anchor_of(kind: str, input_: str) -> str:
    """The id of an input's row in a table of this kind."""
    return f"{kind}-{input_.replace('/', '-')}"
