"""The Table as it is shown: a row for each lead organisation, what it can do alone and together, and a word to each.

Pure: from the place with its flips and the answer to the page's content. What a project's state is, is said in a word
and a sign, so that colour says nothing alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

from placewide.analysis.the_table import Flips, TableAnswer, chosen_in, with_flips
from placewide.domain.place.document import PlaceDocument, Project
from placewide.domain.place.plannable import PLANNED
from placewide.domain.plan.questions.sharing import SharingResult
from placewide.domain.plan.result import Plan
from placewide.reports import answers, sharing_sentences
from placewide.reports.sentences import count, listed, money, number_word, sentence
from placewide.reports.sharing_comparison import Comparison
from placewide.reports.the_table_flips import in_words, names_of
from placewide.reports.view import View

TileState = Literal["both", "only_together", "not_alone", "comes_in", "falls", "gives_way"]
SAYS: Mapping[TileState, str] = {
    "both": "in",
    "only_together": "only together",
    "not_alone": "not alone",
    "comes_in": "comes in",
    "falls": "falls",
    "gives_way": "gives way",
}
NOBODY = "Nobody leads it yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A project in one of the two columns."""

    project: str
    name: str
    state: TileState
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """The projects that one organisation leads, alone and together, in the same order."""

    organisation: str
    alone: tuple[Tile, ...]
    together: tuple[Tile, ...]


@dataclass(frozen=True)
class TheTable:
    """`place` is the place as it stands, before the flips. Not slotted, because each part is found once."""

    place: PlaceDocument
    flips: Flips
    answer: TableAnswer

    @cached_property
    def document(self) -> PlaceDocument:
        """The place with the flips, of which the plans are."""
        return with_flips(self.place, self.flips)

    @cached_property
    def view(self) -> View:
        return View(self.document, self.answer.together)

    @cached_property
    def seen(self) -> Comparison:
        """Alone and together side by side, as the report on sharing sees them."""
        return Comparison(self.view, _as_sharing(self.answer.alone, self.answer.together))

    @property
    def has_answer(self) -> bool:
        return self.view.has_answer

    @cached_property
    def alone(self) -> tuple[str, ...]:
        return chosen_in(self.answer.alone)

    @cached_property
    def together(self) -> tuple[str, ...]:
        return chosen_in(self.answer.together)

    @cached_property
    def comes_in(self) -> tuple[str, ...]:
        """Projects that are in together, and were not before the flips."""
        before = self.answer.before
        return () if before is None else tuple(id_ for id_ in self.together if id_ not in before)

    @cached_property
    def falls(self) -> tuple[str, ...]:
        """Projects that were in together before the flips, and are not any more."""
        return tuple(id_ for id_ in self.answer.before or () if id_ not in self.together)

    @property
    def alone_can(self) -> bool:
        """Whether there is a plan alone at all."""
        return self.answer.alone.status in ("optimal", "feasible")

    @cached_property
    def headline(self) -> str:
        """“Alone nine projects, together 15. The £300,000 that the hospital would share carries three of the six.”"""
        if not self.has_answer:
            return answers.headline(self.view)
        if not self.alone_can:
            done = count(len(self.together), "project")
            return f"Alone there is no plan: what must be done cannot be paid for. Together you can do {done}."
        return sharing_sentences.headline(self.seen)

    @cached_property
    def change(self) -> str:
        """What the flips change beside the plan as it stands, in one sentence; nothing where nothing is flipped."""
        if not self.flips.any:
            return ""
        return sentence(f"{listed(in_words(names_of(self.place), self.flips), most=2)}: {self._what_changes()}")

    @cached_property
    def proof(self) -> str:
        """How sure both columns are."""
        return "Proven best" if self.is_proven else "Best found so far, not proven"

    @property
    def is_proven(self) -> bool:
        return all(plan.status == "optimal" for plan in (self.answer.alone, self.answer.together))

    @cached_property
    def rows(self) -> tuple[TableRow, ...]:
        """Organisations in the order of the place, those that lead something which is or was in."""
        shown = {*self.alone, *self.together, *self.falls}
        by_lead: dict[str, list[Project]] = {}
        for project in self.place.projects:
            if project.id in shown:
                by_lead.setdefault(str(project.lead or ""), []).append(project)
        order = [*(str(body.id) for body in self.place.organisations), ""]
        return tuple(self._row(lead, by_lead[lead]) for lead in order if lead in by_lead)

    @cached_property
    def neither(self) -> tuple[str, ...]:
        """Proposals that are in neither column."""
        shown = {*self.alone, *self.together, *self.falls}
        return tuple(str(row.id) for row in self.place.projects if row.status in PLANNED and row.id not in shown)

    def organisation_name(self, id_: str) -> str:
        return self.view.organisation_name(id_) if id_ else NOBODY

    def _row(self, lead: str, projects: list[Project]) -> TableRow:
        ids = [str(project.id) for project in projects]
        return TableRow(
            organisation=lead,
            alone=tuple(self._tile(id_, "both" if id_ in self.alone else "not_alone") for id_ in ids),
            together=tuple(self._tile(id_, self._together(id_), self._note(id_)) for id_ in ids),
        )

    def _tile(self, project: str, state: TileState, note: str = "") -> Tile:
        return Tile(project=project, name=self.view.project_name(project), state=state, note=note)

    def _together(self, project: str) -> TileState:
        if project in self.comes_in:
            return "comes_in"
        if project in self.together:
            return "both" if project in self.alone else "only_together"
        return "falls" if project in self.falls else "gives_way"

    def _note(self, project: str) -> str:
        """Whose money carries it, where it is shared."""
        given: dict[str, int] = {}
        for share in self.answer.together.shares:
            if share.project == project:
                given[share.from_] = given.get(share.from_, 0) + share.amount_pence
        return f"{money(sum(given.values()))} shared" if given else ""

    def _what_changes(self) -> str:
        if not self.has_answer:
            return "then there is no plan that keeps every rule"
        if self.answer.before is None:
            return f"then there is a plan of {count(len(self.together), 'project')}, where there was none"
        parts = list(self._moves())
        if not parts:
            return f"the same {count(len(self.together), 'project')} as before"
        return listed(parts)

    def _moves(self) -> Iterator[str]:
        for projects, one, many in ((self.falls, "falls", "fall"), (self.comes_in, "comes in", "come in")):
            if projects:
                names = listed([answers.quoted(self.view, id_) for id_ in projects], most=3)
                more = f"{number_word(len(projects))} {many} ({names})" if len(projects) > 1 else f"{names} {one}"
                yield more


def _as_sharing(alone: Plan, together: Plan) -> SharingResult:
    """Both plans as the report on sharing reads them; credit and steps are another question."""
    reached = [plan.objective[0] if plan.objective else Fraction(0) for plan in (alone, together)]
    both = alone.objective is not None and together.objective is not None
    return SharingResult(
        without=alone, with_=together, gain=reached[1] - reached[0] if both else None, alone=reached[0], exact=True
    )
