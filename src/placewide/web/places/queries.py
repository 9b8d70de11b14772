"""What is read of a place: its document, kept in memory while it stands unchanged, and the rows of its lists."""

from collections import OrderedDict
from threading import Lock

from placewide.exchange.place_file import Loaded
from placewide.web.access.actor import Actor
from placewide.web.access.policy import HiddenError, Thing, decide, require
from placewide.web.access.table import Action, Kind
from placewide.web.organisations.models import Organisation
from placewide.web.places.models import Place, Record, RecordQuerySet, Upload
from placewide.web.places.sections import kind_of, sections
from placewide.web.places.storage import document_of, plain_of

MOST_KEPT = 8
_KEPT: OrderedDict[tuple[int, int, str], Loaded] = OrderedDict()
_LOCK = Lock()


def place_of(actor: Actor) -> Place:
    """The place that the actor belongs to. Raises HiddenError for anybody else."""
    if actor.place is None or not actor.is_member:
        raise HiddenError
    return Place.objects.get(pk=actor.place)


def document(place: Place) -> Loaded:
    """The document of a place at its revision, with what a plan would still need. Reading costs a query at most twice
    a revision: a document that changed while it was read is not kept under the older number.
    """
    name = (place.pk, place.revision, place.digest)
    with _LOCK:
        if name in _KEPT:
            _KEPT.move_to_end(name)
            return _KEPT[name]
    loaded = document_of(place)
    if loaded.digest == place.digest:
        with _LOCK:
            _KEPT[name] = loaded
            while len(_KEPT) > MOST_KEPT:
                _KEPT.popitem(last=False)
    return loaded


def records(actor: Actor, section: str) -> RecordQuerySet:
    """The rows of a list that the actor may see: none of another place, none of a kind that is closed to her."""
    if section not in sections() or actor.place is None:
        raise HiddenError
    if not decide(actor, Action.SEE, Thing(kind_of(section), actor.place, actor.organisation_key)):
        raise HiddenError
    return Record.objects.of(actor.place).filter(section=section)


def record(actor: Actor, section: str, key: str) -> Record:
    """One row. Raises HiddenError where there is none, or none for this actor."""
    found = records(actor, section).filter(key=key).first()
    if found is None:
        raise HiddenError
    return found


def upload(actor: Actor, number: int) -> Upload:
    """An upload of the actor's place. Raises HiddenError where there is none, or none for this actor."""
    place = place_of(actor)
    require(actor, Action.SEE, Thing(Kind.IMPORT, place.pk, actor.organisation_key))
    found = Upload.objects.filter(place=place, pk=number).first()
    if found is None:
        raise HiddenError
    return found


def remembered_mapping(place: Place) -> str:
    """How a workbook of this place was read when one was last taken over; empty where none ever was."""
    taken = Upload.objects.filter(place=place, state=Upload.State.TAKEN).exclude(mapping="")
    return taken.order_by("-taken_at", "-pk").values_list("mapping", flat=True).first() or ""


def settings_of_place(place: Place) -> dict[str, object]:
    """What the settings of a place say now, by the names of their form."""
    details = plain_of(place.head)["place"]
    keys = ("first_year", "years", "appraisal_years", "inflation")
    return {
        "name": details.get("name") or place.name,
        "rooms": place.rooms,
        "is_public": place.is_public,
        "revision": place.revision,
        **{key: details.get(key) for key in keys},
    }


def organisation_names(place_id: int) -> dict[str, str]:
    """The names of a place's organisations by their keys, those that have left among them."""
    return dict(Organisation.objects.of(place_id).values_list("key", "name"))
