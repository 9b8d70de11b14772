"""Bringing a file in, for programs: send it, see what was understood and would change, take it over or leave it."""

from typing import Annotated, Any

from django.http import HttpResponse
from django.utils.datastructures import MultiValueDict
from ninja import Field, File, Query, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import ConfigDict

from placewide.web.accounts.api.programs import ApiRequest, etag, fitting, named_version
from placewide.web.places.actions.taking import changes_of, misses_own, refusals, take_over
from placewide.web.places.actions.uploading import read_again, set_aside, take_in
from placewide.web.places.actions.writing import Difference
from placewide.web.places.forms.places import OwnForm, UploadForm
from placewide.web.places.models import Upload
from placewide.web.places.queries import place_of
from placewide.web.places.queries import upload as upload_of

router = Router(tags=["import"])
MOST_SHOWN = 200
LONGEST_REVISION = 18


class FindingOut(Schema):
    """Something that was found in a file, and where."""

    severity: str
    rule: str = ""
    where: str = ""
    position: str = ""
    message: str


class DifferenceOut(Schema):
    """A record that would be added, changed or removed."""

    verb: str
    section: str
    key: str
    title: str
    organisation: str


class UploadOut(Schema):
    """A file and what was understood of it. `against_revision` is the place that it was compared with."""

    id: int
    name: str
    state: str
    understood: list[str]
    findings: list[FindingOut]
    organisations: list[list[str]]
    own: str
    must_say_own: bool
    against_revision: int
    is_stale: bool
    changes: int
    differences: list[DifferenceOut]
    refusals: list[str]


class Own(Schema):
    """Which of the organisations in the file is yours; without it, as before."""

    model_config = ConfigDict(extra="forbid")

    own: str | None = None


class Page(Schema):
    """Which of the differences are wanted."""

    page: Annotated[int, Field(ge=1, le=100_000)] = 1
    size: Annotated[int, Field(ge=1, le=MOST_SHOWN)] = 100


@router.post("/places/{place}/uploads", response={202: UploadOut}, operation_id="upload_file", url_name="upload_file")
def post_upload(request: ApiRequest, place: str, file: File[UploadedFile], response: HttpResponse) -> Any:
    """Send a file of at most 10 MB (.xlsx, .yaml, .yml or .json) to be read. Nothing of the place changes."""
    sent = fitting(UploadForm({}, MultiValueDict({"file": [file]})))["file"]
    return Status(202, _out(request, take_in(request.actor, sent.name or "", sent.read()), Page(), response))


@router.get("/places/{place}/uploads/{number}", response=UploadOut, operation_id="upload", url_name="upload")
def show_upload(request: ApiRequest, place: str, number: int, asked: Query[Page], response: HttpResponse) -> Any:
    """What was understood and what would change. Its ETag is the revision that taking it over has to name."""
    return _out(request, upload_of(request.actor, number), asked, response)


@router.post(
    "/places/{place}/uploads/{number}/again", response={202: UploadOut}, operation_id="read_upload_again",
    url_name="read_upload_again",
)  # fmt: skip
def again(request: ApiRequest, place: str, number: int, content: Own, response: HttpResponse) -> Any:
    """Read the file once more, against the place as it is now."""
    found = upload_of(request.actor, number)
    own = None
    if content.own is not None:
        own = fitting(OwnForm(found.organisations, {"own": content.own}))["own"]
    return Status(202, _out(request, read_again(request.actor, number, own=own), Page(), response))


@router.post(
    "/places/{place}/uploads/{number}/take", response=UploadOut, operation_id="take_upload", url_name="take_upload"
)
def take(request: ApiRequest, place: str, number: int, response: HttpResponse) -> Any:
    """Take it over: all of it, or nothing. If-Match must name the revision that you saw compared."""
    upload_of(request.actor, number)
    named = named_version(request)
    against = int(named) if named.isdecimal() and len(named) <= LONGEST_REVISION else -1
    return _out(request, take_over(request.actor, number, against=against), Page(), response)


@router.post(
    "/places/{place}/uploads/{number}/leave", response=UploadOut, operation_id="leave_upload", url_name="leave_upload"
)
def leave(request: ApiRequest, place: str, number: int, response: HttpResponse) -> Any:
    """Leave the file unused; nothing of the place changes."""
    return _out(request, set_aside(request.actor, number), Page(), response)


def _out(request: ApiRequest, found: Upload, asked: Page, response: HttpResponse) -> UploadOut:
    place = place_of(request.actor)
    changes = changes_of(request.actor, found, place)
    first = (asked.page - 1) * asked.size
    response["ETag"] = etag(found.against_revision)
    return UploadOut(
        id=found.pk,
        name=found.name,
        state=found.state,
        understood=found.understood,
        findings=[_finding(row) for row in found.findings],
        organisations=found.organisations,
        own=found.own,
        must_say_own=misses_own(request.actor, found),
        against_revision=found.against_revision,
        is_stale=found.against_revision != place.revision,
        changes=len(changes),
        differences=[_difference(row) for row in changes[first : first + asked.size]],
        refusals=refusals(request.actor, place.pk, changes)[:MOST_SHOWN],
    )


def _finding(row: dict[str, Any]) -> FindingOut:
    return FindingOut(**{name: str(row.get(name) or "") for name in FindingOut.model_fields})


def _difference(row: Difference) -> DifferenceOut:
    return DifferenceOut(
        verb=row.verb, section=row.section, key=row.key, title=row.title, organisation=row.organisation or ""
    )
