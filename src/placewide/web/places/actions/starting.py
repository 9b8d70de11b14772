"""Starting a place: from nothing, or from a document that exists already."""

import hashlib

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from placewide.domain.place.digest import digest as digest_of
from placewide.domain.place.document import Organisation, PlaceDetails, PlaceDocument
from placewide.domain.shared.identifiers import Identifier
from placewide.domain.shared.years import FinancialYear
from placewide.web.access.actor import Actor, Role
from placewide.web.access.policy import RefusedError
from placewide.web.accounts.models import Membership
from placewide.web.organisations.models import Organisation as OrganisationRow
from placewide.web.places.actions.writing import write
from placewide.web.places.models import Place

RESERVED = frozenset({
    "account", "accounts", "start", "static", "api", "public", "help", "answer", "demo", "health", "me",
    "accessibility", "privacy", "places", "search", "tasks", "invitation", "unsubscribe",
})  # fmt: skip
"""First words of addresses that are not places."""
DEFAULT_YEARS = 5


def empty_document(name: str, organisation: str, first_year: FinancialYear) -> PlaceDocument:
    """A place with one organisation and nothing else."""
    return PlaceDocument(
        place=PlaceDetails(id=_identifier(name), name=name, first_year=first_year, years=DEFAULT_YEARS),
        organisations=(Organisation(id=_identifier(organisation), name=organisation),),
    )


def start_place(actor: Actor, document: PlaceDocument, *, organisation: str, once: str = "") -> Place:
    """Store a new place; the actor becomes the programme office, acting for this organisation of it.

    `once` names the form that was sent: sent again, it gives the place that is there already. Raises RefusedError for
    a person who is not signed in, and for an organisation that the document does not have.
    """
    if actor.user is None:
        raise RefusedError("Sign in to start a place.")
    if organisation not in {row.id for row in document.organisations}:
        raise RefusedError("Choose one of the place’s organisations as your own.")
    started_with = hashlib.sha256(f"{actor.user}:{once}".encode()).hexdigest() if once else None
    try:
        return _started(actor, actor.user, document, organisation, started_with)
    except IntegrityError:
        if started_with is None or not Place.objects.filter(started_with=started_with).exists():
            raise
        return Place.objects.get(started_with=started_with)


def _started(actor: Actor, user: int, document: PlaceDocument, organisation: str, started_with: str | None) -> Place:
    with transaction.atomic():
        place = store_place(actor, document, started_with=started_with)
        row = OrganisationRow.objects.get(place=place, key=organisation)
        Membership.objects.create(user_id=user, organisation=row, roles=[Role.PROGRAMME_OFFICE, Role.DIGITAL_LEAD])
    return place


def store_place(actor: Actor, document: PlaceDocument, *, started_with: str | None = None) -> Place:
    """Store a document as a new place that nobody belongs to yet."""
    with transaction.atomic():
        name = document.place.name or document.place.id
        place = Place.objects.create(slug=_free_slug(name), name=name[:300], head="{}", started_with=started_with)
        write(actor, place, document, digest_of(document), reason="The place was started.")
    return place


def _identifier(name: str) -> Identifier:
    return Identifier(slugify(name).replace("-", "_")[:60] or "place")


def _free_slug(name: str) -> str:
    wanted = slugify(name)[:70] or "place"
    taken = set(Place.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)) | RESERVED
    number = 1
    slug = wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
