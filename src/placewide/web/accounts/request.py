"""A request as views see it: with the actor and the place that the porter has set."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from placewide.web.access.actor import Actor
from placewide.web.accounts.actors import PlaceOfRequest


class ActorRequest(HttpRequest):
    """A request that came through a door; `place` is set wherever the address names one."""

    actor: Actor
    htmx: HtmxDetails


class PlaceRequest(ActorRequest):
    """A request of a member of the place in its address."""

    place: PlaceOfRequest
