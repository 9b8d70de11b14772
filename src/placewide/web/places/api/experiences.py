"""What partners have done together, for programs: list, tell, take away."""

from datetime import datetime
from typing import Any

from ninja import Router, Schema, Status
from pydantic import ConfigDict

from placewide.web.access.policy import Thing, require
from placewide.web.access.table import Action, Kind
from placewide.web.accounts.api.programs import ApiRequest, fitting
from placewide.web.places.actions.experiences import take_away, tell
from placewide.web.places.forms.places import ExperienceForm
from placewide.web.places.models import Experience
from placewide.web.places.queries import place_of

router = Router(tags=["together"])
MOST_SHOWN = 200


class ExperienceOut(Schema):
    """One thing that partners have done together."""

    id: int
    organisation: str
    together_with: str
    what: str
    difference: str
    told_by: str
    created_at: datetime


class ExperienceIn(Schema):
    """The same as it is told; it is told for the organisation of the token."""

    model_config = ConfigDict(extra="forbid")

    together_with: str
    what: str
    difference: str = ""


@router.get(
    "/places/{place}/experiences", response=list[ExperienceOut], operation_id="experiences", url_name="experiences"
)
def list_experiences(request: ApiRequest, place: str) -> Any:
    """What was told, newest first."""
    require(request.actor, Action.SEE, Thing(Kind.EXPERIENCE, request.actor.place))
    found = Experience.objects.filter(place=place_of(request.actor)).select_related("organisation")
    return [_out(row) for row in found[:MOST_SHOWN]]


@router.post("/places/{place}/experiences", response={201: ExperienceOut}, operation_id="tell", url_name="tell")
def tell_of(request: ApiRequest, place: str, content: ExperienceIn) -> Any:
    """Tell of one thing. The same told again is there once."""
    return Status(201, _out(tell(request.actor, **fitting(ExperienceForm(content.model_dump())))))


@router.delete("/places/{place}/experiences/{number}", response={204: None}, operation_id="untell", url_name="untell")
def remove(request: ApiRequest, place: str, number: int) -> Any:
    """Take one away; its history stays."""
    take_away(request.actor, number)
    return Status(204, None)


def _out(row: Experience) -> ExperienceOut:
    return ExperienceOut(
        id=row.pk,
        organisation=row.organisation.key,
        together_with=row.together_with,
        what=row.what,
        difference=row.difference,
        told_by=row.told_by,
        created_at=row.created_at,
    )
