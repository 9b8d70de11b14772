"""What every page of a plan begins with: the place, its document, and the newest plan of it."""

from dataclasses import dataclass
from functools import cached_property

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.result import Plan
from placewide.reports.view import View
from placewide.web.access.actor import Actor
from placewide.web.access.policy import Thing, decide
from placewide.web.access.table import Action, Kind
from placewide.web.places.models import Place
from placewide.web.places.queries import document, place_of
from placewide.web.runs.queries import Known, known
from placewide.web.runs.questions import THE_PLAN
from placewide.web.runs.questions import Kind as Question


@dataclass(frozen=True)
class Opened:
    """A place as the pages of its plan need it; `document` None: what is stored has an error in it."""

    place: Place
    document: PlaceDocument | None
    plan: Known[Plan]
    may_run: bool

    @cached_property
    def view(self) -> View | None:
        """The document with its newest plan, where there is one."""
        if self.document is None or self.plan.answer is None:
            return None
        return View(self.document, self.plan.answer)


def opened(actor: Actor) -> Opened:
    """The actor's place with its plan."""
    place = place_of(actor)
    return Opened(place, document(place).document, known(place, Question.PLAN, THE_PLAN, Plan), may_run(actor))


def may_run(actor: Actor) -> bool:
    """Whether the actor may ask for something to be computed."""
    return bool(decide(actor, Action.RUN, Thing(Kind.PLAN, actor.place, actor.organisation_key)))
