"""The place as a file, whole or a list of it, for programs."""

from django.http import Http404, HttpResponse
from ninja import Query, Router

from placewide.exchange.place_file import file_bytes
from placewide.exchange.sheets.list_workbook import list_workbook_bytes
from placewide.web.access.policy import HiddenError, Thing, require
from placewide.web.access.table import Action, Kind
from placewide.web.accounts.api.programs import ApiRequest, etag
from placewide.web.places.answers import KINDS, WORKBOOK, download
from placewide.web.places.api.records import Wanted, wanted
from placewide.web.places.queries import document, place_of, records
from placewide.web.places.wording import plural_of

router = Router(tags=["files"])


@router.get("/places/{place}/export.{suffix}", operation_id="export", url_name="export")
def export_place(request: ApiRequest, place: str, suffix: str) -> HttpResponse:
    """The whole place as a place file: `xlsx`, `yaml` or `json`."""
    found = place_of(request.actor)
    require(request.actor, Action.EXPORT, Thing(Kind.PLACE, found.pk))
    loaded = document(found).document
    if suffix not in KINDS or loaded is None:
        raise Http404
    answer = download(file_bytes(loaded, f".{suffix}"), f"{place}.{suffix}", KINDS[suffix])
    answer["ETag"] = etag(found.digest)
    return answer


@router.get("/places/{place}/lists/{section}.xlsx", operation_id="export_list", url_name="export_list")
def export_list(request: ApiRequest, place: str, section: str, asked: Query[Wanted]) -> HttpResponse:
    """A list as an Excel workbook, all or what is asked for: it can be changed there and brought back."""
    found = place_of(request.actor)
    require(request.actor, Action.EXPORT, Thing(Kind.PLACE, found.pk))
    rows, loaded = records(request.actor, section), document(found).document
    if loaded is None:
        raise HiddenError
    only = asked.organisation or asked.text
    keys = frozenset(wanted(rows, asked).values_list("key", flat=True)) if only else None
    return download(list_workbook_bytes(loaded, section, keys), f"{place} {plural_of(section)}.xlsx", WORKBOOK)
