"""Telling of one thing that partners have already done together, and taking it away again."""

from django.db import transaction

from placewide.web.access.actor import Actor, system_actor
from placewide.web.access.auditing import audited
from placewide.web.access.policy import HiddenError, Thing, require
from placewide.web.access.table import Action, Kind
from placewide.web.organisations.models import Organisation
from placewide.web.places.models import Experience
from placewide.web.places.queries import place_of


def tell(actor: Actor, *, together_with: str, what: str, difference: str = "") -> Experience:
    """Tell of something on behalf of the actor's organisation. The same thing told again is there once."""
    place = place_of(actor)
    require(actor, Action.CREATE, Thing(Kind.EXPERIENCE, place.pk, actor.organisation_key))
    organisation = Organisation.objects.of(place.pk).get(pk=actor.organisation or 0)
    return _told(actor, organisation, together_with, what, difference, actor.name)


def tell_by_link(
    organisation: Organisation, email: str, *, together_with: str, what: str, difference: str = "", name: str = ""
) -> Experience:
    """The same from whoever was asked by a link that names the organisation; the caller has used the link."""
    told_by = name or email
    return _told(system_actor(told_by, organisation.place_id), organisation, together_with, what, difference, told_by)


def take_away(actor: Actor, number: int) -> None:
    """Take an experience away; its history stays. Raises HiddenError where there is none."""
    place = place_of(actor)
    with transaction.atomic():
        found = Experience.objects.select_related("organisation").filter(place=place, pk=number).first()
        if found is None:
            raise HiddenError
        thing = Thing(Kind.EXPERIENCE, place.pk, found.organisation.key)
        require(actor, Action.REMOVE, thing)
        audited(actor, "removed", thing, key=str(found.pk), label=found.what, before=_plain(found))
        found.delete()


def _told(
    actor: Actor, organisation: Organisation, together_with: str, what: str, difference: str, told_by: str
) -> Experience:
    with transaction.atomic():
        experience, new = Experience.objects.get_or_create(
            place_id=organisation.place_id,
            organisation=organisation,
            together_with=together_with,
            what=what,
            defaults={"difference": difference, "told_by": told_by[:200]},
        )
        if new:
            thing = Thing(Kind.EXPERIENCE, organisation.place_id, organisation.key)
            audited(actor, "told", thing, key=str(experience.pk), label=what, after=_plain(experience))
    return experience


def _plain(experience: Experience) -> dict[str, str]:
    return {
        "together_with": experience.together_with,
        "what": experience.what,
        "difference": experience.difference,
        "told_by": experience.told_by,
    }
