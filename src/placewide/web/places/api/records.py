"""A place for programs: its document, its records with their versions, its history."""

import json
from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Body, Field, NinjaAPI, Query, Router, Schema, Status

from placewide.exchange.place_file import file_bytes
from placewide.web.access.policy import Thing, require
from placewide.web.access.table import Action, Kind
from placewide.web.accounts.api.programs import ApiRequest, StaleError, etag, named_version, problem
from placewide.web.audit.models import Event
from placewide.web.places.actions.records import add_record, change_record, remove_record
from placewide.web.places.actions.writing import ConflictError, InvalidError
from placewide.web.places.models import Record, RecordQuerySet
from placewide.web.places.queries import document, place_of, record, records

router = Router(tags=["place"])
MOST_ROWS = 200
Order = Literal["ordinal", "-ordinal", "title", "-title", "amount_pence", "-amount_pence"]


class PlaceOut(Schema):
    """A place at its revision."""

    slug: str
    name: str
    revision: int
    digest: str


class RecordOut(Schema):
    """A record: its content as in a place file, and the version that a change has to name."""

    section: str
    key: str
    version: int
    title: str
    organisation: str
    content: dict[str, Any]


class RecordsOut(Schema):
    """Some of the records of a list, and how many there are."""

    total: int
    page: int
    size: int
    records: list[RecordOut]


class EventOut(Schema):
    """What was done, by whom, for which organisation."""

    seq: int
    at: datetime
    who: str
    acting_for: str
    verb: str
    key: str
    label: str
    reason: str


class Wanted(Schema):
    """Which of the records are wanted."""

    organisation: Annotated[str, Field(max_length=80)] = ""
    text: Annotated[str, Field(max_length=200)] = ""


class Asked(Wanted):
    """Which of the records are wanted, and how many at a time."""

    page: Annotated[int, Field(ge=1, le=100_000)] = 1
    size: Annotated[int, Field(ge=1, le=MOST_ROWS)] = 50
    order: Order = "ordinal"


Content = Annotated[dict[str, Any], Body()]


@router.get("/places/{place}", response=PlaceOut, operation_id="place", url_name="place")
def show_place(request: ApiRequest, place: str, response: HttpResponse) -> Any:
    """The place as it stands."""
    found = place_of(request.actor)
    response["ETag"] = etag(found.digest)
    return found


@router.get("/places/{place}/document", operation_id="document", url_name="document")
def show_document(request: ApiRequest, place: str) -> HttpResponse:
    """The whole place as a place file in JSON."""
    found = place_of(request.actor)
    require(request.actor, Action.EXPORT, Thing(Kind.PLACE, found.pk))
    loaded = document(found)
    if loaded.document is None:
        return problem(409, "The stored place cannot be read")
    answer = HttpResponse(file_bytes(loaded.document, ".json"), content_type="application/json")
    answer["ETag"] = etag(found.digest)
    return answer


@router.get("/places/{place}/history", response=list[EventOut], operation_id="history", url_name="history")
def show_history(request: ApiRequest, place: str, before: int | None = None, size: int = 50) -> Any:
    """What was done in the place, newest first; `before` is the number of the oldest that you have."""
    require(request.actor, Action.SEE, Thing(Kind.HISTORY, request.actor.place))
    events = Event.objects.filter(place_id=request.actor.place).order_by("-seq")
    if before is not None:
        events = events.filter(seq__lt=min(before, 2**63 - 1))
    return list(events[: max(1, min(size, MOST_ROWS))])


@router.get("/places/{place}/records/{section}", response=RecordsOut, operation_id="records", url_name="records")
def list_records(request: ApiRequest, place: str, section: str, asked: Query[Asked]) -> Any:
    """The records of a list of the place file, such as `projects`."""
    rows = wanted(records(request.actor, section), asked)
    first = (asked.page - 1) * asked.size
    some = rows.order_by(asked.order, "pk")[first : first + asked.size]
    return RecordsOut(total=rows.count(), page=asked.page, size=asked.size, records=[_out(row) for row in some])


@router.post("/places/{place}/records/{section}", response={201: RecordOut}, operation_id="add", url_name="add")
def add(request: ApiRequest, place: str, section: str, content: Content, response: HttpResponse) -> Any:
    """Add a record; its content is as in a place file."""
    added = add_record(request.actor, section, content)
    response["ETag"] = etag(added.version)
    return Status(201, _out(added))


@router.get("/places/{place}/records/{section}/{key}", response=RecordOut, operation_id="record", url_name="record")
def show_record(request: ApiRequest, place: str, section: str, key: str, response: HttpResponse) -> Any:
    """One record; its ETag is what a change has to name."""
    found = record(request.actor, section, key)
    response["ETag"] = etag(found.version)
    return _out(found)


@router.put("/places/{place}/records/{section}/{key}", response=RecordOut, operation_id="change", url_name="change")
def change(request: ApiRequest, place: str, section: str, key: str, content: Content, response: HttpResponse) -> Any:
    """Replace a record. If-Match must name the version that you read."""
    changed = change_record(request.actor, section, key, content, version=_version(request, section, key))
    response["ETag"] = etag(changed.version)
    return _out(changed)


@router.delete(
    "/places/{place}/records/{section}/{key}", response={204: None}, operation_id="remove", url_name="remove"
)
def remove(request: ApiRequest, place: str, section: str, key: str) -> Any:
    """Take a record out; its history stays. If-Match must name the version that you read."""
    remove_record(request.actor, section, key, version=_version(request, section, key))
    return Status(204, None)


def wanted(rows: RecordQuerySet, asked: Wanted) -> RecordQuerySet:
    """The rows that fit what was asked for."""
    if asked.organisation:
        rows = rows.filter(organisation=asked.organisation)
    return rows.filter(title__icontains=asked.text) if asked.text else rows


def say_problems_of_places(api: NinjaAPI) -> None:
    """What is wrong with a change, as problem+json."""

    @api.exception_handler(InvalidError)
    def invalid(request: ApiRequest, error: InvalidError) -> HttpResponse:
        found = [{"where": row.where, "rule": row.rule, "message": row.message} for row in error.findings]
        return problem(422, "This breaks a rule of the place", findings=found)

    @api.exception_handler(ConflictError)
    def conflict(request: ApiRequest, error: ConflictError) -> HttpResponse:
        return problem(409, "In conflict with what stands", str(error))


def _version(request: ApiRequest, section: str, key: str) -> int:
    """The version in If-Match, if it is the one that stands. An absent record stays absent whatever is named."""
    current = record(request.actor, section, key).version
    if named_version(request) != str(current):
        raise StaleError(etag(current))
    return current


def _out(row: Record) -> RecordOut:
    return RecordOut(
        section=row.section,
        key=row.key,
        version=row.version,
        title=row.title,
        organisation=row.organisation,
        content=json.loads(row.content),
    )
