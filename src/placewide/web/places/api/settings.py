"""The settings of a place for programs, by the form and the action of the page."""

from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpResponse
from django.utils import timezone
from ninja import Field, Router, Schema
from pydantic import ConfigDict

from placewide.web.access.policy import Thing, require
from placewide.web.access.table import Action, Kind
from placewide.web.accounts.api.programs import ApiRequest, StaleError, etag, fitting, named_version
from placewide.web.places.actions.settings import change_settings
from placewide.web.places.forms.places import SettingsForm
from placewide.web.places.models import Place
from placewide.web.places.queries import place_of, settings_of_place

router = Router(tags=["place"])
Number = Annotated[int, Field(ge=1, le=1_000)]


class SettingsOut(Schema):
    """What holds for everybody in the place. `inflation` is in percent a year."""

    name: str
    first_year: str | None
    years: int | None
    appraisal_years: int | None
    inflation: float | None
    rooms: list[str]
    is_public: bool


class SettingsIn(Schema):
    """The same, all of it; what is left out is not set."""

    model_config = ConfigDict(extra="forbid")

    name: str
    first_year: str
    years: Number
    appraisal_years: Number | None = None
    inflation: Annotated[Decimal, Field(ge=-100, le=1_000, decimal_places=4)] | None = None
    rooms: list[str]
    is_public: bool


@router.get("/places/{place}/settings", response=SettingsOut, operation_id="settings", url_name="settings")
def show_settings(request: ApiRequest, place: str, response: HttpResponse) -> Any:
    """The settings; their ETag is the revision of the whole place, which a change has to name."""
    require(request.actor, Action.SEE, Thing(Kind.PLACE_SETTINGS, request.actor.place))
    return _shown(place_of(request.actor), response)


@router.put(
    "/places/{place}/settings", response=SettingsOut, operation_id="change_settings", url_name="change_settings"
)
def put_settings(request: ApiRequest, place: str, content: SettingsIn, response: HttpResponse) -> Any:
    """Replace the settings. If-Match must name the revision that you read."""
    stored = place_of(request.actor)
    require(request.actor, Action.EDIT, Thing(Kind.PLACE_SETTINGS, stored.pk, request.actor.organisation_key))
    if named_version(request) != str(stored.revision):
        raise StaleError(etag(stored.revision))
    data = {**content.model_dump(), "revision": stored.revision}
    form = SettingsForm(timezone.localdate(), data, initial=settings_of_place(stored))
    cleaned = fitting(form)
    changed = change_settings(
        request.actor,
        details=form.details(),
        rooms=cleaned["rooms"],
        is_public=cleaned["is_public"],
        revision=cleaned["revision"],
    )
    return _shown(changed, response)


def _shown(place: Place, response: HttpResponse) -> dict[str, object]:
    response["ETag"] = etag(place.revision)
    return settings_of_place(place)
