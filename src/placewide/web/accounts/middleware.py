"""The porter: no address opens that is not in the access table, and none to whom the table does not open it."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse

from placewide.web.access.actor import PUBLIC
from placewide.web.access.doors import DOORS, Door, Opens
from placewide.web.access.policy import HiddenError, RefusedError, Thing, require
from placewide.web.access.table import Kind
from placewide.web.accounts.actors import actor_in, person, provider_of
from placewide.web.accounts.models import User
from placewide.web.accounts.sessions import end_if_over

READS = ("GET", "HEAD", "OPTIONS")
OWN_SIGN_IN = (
    "You came in through your organisation’s own sign-in. To change how you sign in to Placewide itself, sign out and "
    "come back with a link that we send to your e-mail address."
)


class DoorMiddleware:
    """Sets `request.actor` and `request.place`; refuses before the view runs; turns refusals of actions into pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor, request.place = PUBLIC, None  # type: ignore[attr-defined]
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, arguments: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        door = DOORS.get(match.view_name) if match is not None else None
        if door is None:
            raise Http404
        if "\0" in request.path or (door.opens is Opens.TOKEN and "%00" in request.META.get("QUERY_STRING", "")):
            raise SuspiciousOperation("an address holds no zero byte")  # PostgreSQL keeps none; pages search without it
        if door.opens is Opens.TOKEN:
            return None  # the API looks at the token, and at each operation of an address by itself
        if request.method not in READS and not door.writes:
            return HttpResponseNotAllowed(READS)
        end_if_over(request)
        return self._refusal(request, door, arguments.get("place"))

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if isinstance(problem, HiddenError):
            return render(request, "404.html", status=404)
        if isinstance(problem, RefusedError):
            return render(request, "403.html", {"reason": str(problem)}, status=403)
        return None

    def _refusal(self, request: HttpRequest, door: Door, slug: str | None) -> HttpResponse | None:
        user = request.user
        if door.opens in (Opens.ANYONE, Opens.LINK):
            if isinstance(user, User):
                request.actor = person(request, user)  # type: ignore[attr-defined]
            return None
        if not isinstance(user, User):
            return redirect_to_login(request.get_full_path())
        if door.opens is Opens.SIGNED_IN:
            request.actor = person(request, user)  # type: ignore[attr-defined]
            return self._refusal_of_own(request, door)
        actor, place = actor_in(request, slug or "")
        request.actor, request.place = actor, place  # type: ignore[attr-defined]
        if place is not None and place.second_factor_always and not actor.second_factor:
            return redirect_to_login(request.get_full_path(), reverse("second_factor_needed"))
        try:
            require(actor, door.action, Thing(door.kind, place.id if place else None, actor.organisation_key))
        except (HiddenError, RefusedError) as problem:
            return self.process_exception(request, problem)
        return None

    def _refusal_of_own(self, request: HttpRequest, door: Door) -> HttpResponse | None:
        """Whoever runs an organisation's own sign-in must not be able to change how its people sign in here."""
        if door.kind is not Kind.SIGN_IN or provider_of(request) is None:
            return None
        return self.process_exception(request, RefusedError(OWN_SIGN_IN))
