"""The Table for programs: flip and ask, and keep what was flipped as a scenario."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from ninja import Field, Router, Schema, Status
from pydantic import ConfigDict

from placewide.analysis.the_table import Flips, canonical
from placewide.domain.place.document import PlaceDocument
from placewide.web.access.policy import HiddenError, Thing, require
from placewide.web.access.table import Action
from placewide.web.access.table import Kind as ThingKind
from placewide.web.accounts.api.programs import ApiRequest, fitting
from placewide.web.places.models import Place
from placewide.web.places.queries import document, place_of
from placewide.web.runs.actions import keep_scenario, remove_scenario
from placewide.web.runs.api.questions import RunOut
from placewide.web.runs.asking import ask
from placewide.web.runs.flips import MOST_WEIGHT
from placewide.web.runs.forms import KeepForm
from placewide.web.runs.models import KeptScenario
from placewide.web.runs.queries import kept_scenarios
from placewide.web.runs.questions import Kind, the_table

router = Router(tags=["table"])
Weight = Annotated[Decimal, Field(ge=0, le=MOST_WEIGHT, decimal_places=6)]


class FlipsIn(Schema):
    """What is flipped: ids of allocations and of projects, statuses of money, weights by priority."""

    model_config = ConfigDict(extra="forbid")

    kept_back: list[str] = []
    offered: list[str] = []
    lost: list[str] = []
    put_in: list[str] = []
    left_out: list[str] = []
    counted: list[str] = []
    weights: dict[str, Weight] = {}


class KeepIn(Schema):
    """A scenario to be kept: its name, who disagrees and why, and what is flipped."""

    model_config = ConfigDict(extra="forbid")

    name: str
    dissent: str = ""
    flips: FlipsIn


class KeptOut(Schema):
    """A scenario that was kept. `moved`: the place has changed since."""

    id: int
    name: str
    organisation: str
    kept_by: str
    dissent: str
    flips: dict[str, Any]
    moved: bool
    created_at: datetime


@router.post("/places/{place}/table", response={202: RunOut}, operation_id="flip", url_name="flip")
def flip(request: ApiRequest, place: str, content: FlipsIn) -> Any:
    """Ask what the flips would do; whatever is not of this place is as if it were not there."""
    the_place, loaded = _opened(request)
    return Status(202, ask(request.actor, the_place, Kind.TABLE, the_table(_flips(loaded, content))))


@router.get("/places/{place}/kept", response=list[KeptOut], operation_id="kept", url_name="kept")
def list_kept(request: ApiRequest, place: str) -> Any:
    """The scenarios that were kept from The Table, newest first."""
    require(request.actor, Action.SEE, Thing(ThingKind.SCENARIO, request.actor.place))
    the_place = place_of(request.actor)
    return [_out(the_place, row) for row in kept_scenarios(the_place)]


@router.post("/places/{place}/kept", response={201: KeptOut}, operation_id="keep", url_name="keep")
def keep(request: ApiRequest, place: str, content: KeepIn) -> Any:
    """Keep what is flipped under a name. It posts nothing. The same kept again is there once."""
    the_place, loaded = _opened(request)
    named = fitting(KeepForm({"name": content.name, "dissent": content.dissent}))
    kept = keep_scenario(request.actor, the_place, _flips(loaded, content.flips), **named)
    return Status(201, _out(the_place, kept))


@router.delete("/places/{place}/kept/{number}", response={204: None}, operation_id="unkeep", url_name="unkeep")
def remove(request: ApiRequest, place: str, number: int) -> Any:
    """Take a kept scenario away; that it was there stays in the history."""
    remove_scenario(request.actor, number)
    return Status(204, None)


def _opened(request: ApiRequest) -> tuple[Place, PlaceDocument]:
    the_place = place_of(request.actor)
    loaded = document(the_place).document
    if loaded is None:
        raise HiddenError
    return the_place, loaded


def _flips(place: PlaceDocument, content: FlipsIn) -> Flips:
    given = content.model_dump(exclude={"weights"})
    lists = {name: tuple(ids) for name, ids in given.items()}
    return canonical(place, Flips(**lists, weights=tuple(content.weights.items())))


def _out(place: Place, row: KeptScenario) -> KeptOut:
    return KeptOut(
        id=row.pk,
        name=row.name,
        organisation=row.organisation,
        kept_by=str(row.kept_by),
        dissent=row.dissent,
        flips=row.flips,
        moved=row.digest != place.digest,
        created_at=row.created_at,
    )
