"""What every answer says to browsers and caches beyond what Django says by itself."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from placewide.web.access.actor import PUBLIC
from placewide.web.access.doors import DOORS, Opens

FEATURES = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
PERMISSIONS = ", ".join(f"{name}=()" for name in FEATURES)


class HeadersMiddleware:
    """What members see is kept by no cache and in no browser; what the public sees is asked for anew each time, since
    the same address may show more to somebody who has signed in. Files under hashed names are answered before.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        response["Permissions-Policy"] = PERMISSIONS
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        if "no-store" not in response.get("Cache-Control", ""):
            del response["Cache-Control"]
            patch_cache_control(response, **({"no_cache": True} if _is_public(request) else {"no_store": True}))
        patch_cache_control(response, private=True)
        return response


def _is_public(request: HttpRequest) -> bool:
    """Whether anybody would have got this answer."""
    match = request.resolver_match
    door = DOORS.get(match.view_name) if match is not None else None
    actor = getattr(request, "actor", PUBLIC)
    return not actor.signed_in and (door is None or door.opens is Opens.ANYONE)
